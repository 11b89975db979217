import { openMail } from '../mail/send-mail.ts';
import { hiddenField, openFormBrowser } from './sign-in-by-form.ts';
import type { TestPlatform } from './start-platform.ts';

/**
 * The newest mail to an address: its kind, and the link in it. Every browser of a test is a new one, so that those of new
 * devices are passed over. @throws where none was sent.
 */
export async function newestMailTo(
  { house }: Pick<TestPlatform, 'house'>,
  address: string,
): Promise<{ readonly kind: string; readonly link: string }> {
  const row = await house.database.read((tx) =>
    tx
      .selectFrom('mails')
      .selectAll()
      .where('address', '=', address)
      .where('kind', '!=', 'sign_in.new_device')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow(),
  );
  return { kind: row.kind, ...(openMail(house.keys, row) as { link: string }) };
}

/** How many mails went to an address, but for those of new devices. */
export async function countMailsTo({ house }: Pick<TestPlatform, 'house'>, address: string): Promise<number> {
  const rows = await house.database.read((tx) =>
    tx
      .selectFrom('mails')
      .select('id')
      .where('address', '=', address)
      .where('kind', '!=', 'sign_in.new_device')
      .execute(),
  );
  return rows.length;
}

/** Somebody opens the link of the newest mail, and says yes on its page; how that was answered. */
export async function confirmByMail(
  platform: Pick<TestPlatform, 'house' | 'url'>,
  address: string,
): Promise<number> {
  const { pathname } = new URL((await newestMailTo(platform, address)).link);
  const browser = openFormBrowser(platform.url);
  const page = await browser.get(pathname);
  if (page.status !== 200) return page.status;
  return (await browser.post(pathname, { csrf: hiddenField(await page.text(), 'csrf') })).status;
}
