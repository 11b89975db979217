import { openMail } from '../mail/send-mail.ts';
import type { TestPlatform } from './start-platform.ts';

/** The newest mail to an address: its kind, and the link in it. @throws where none was sent. */
export async function newestMailTo(
  { house }: Pick<TestPlatform, 'house'>,
  address: string,
): Promise<{ readonly kind: string; readonly link: string }> {
  const row = await house.database.read((tx) =>
    tx
      .selectFrom('mails')
      .selectAll()
      .where('address', '=', address)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow(),
  );
  return { kind: row.kind, ...(openMail(house.keys, row) as { link: string }) };
}

/** How many mails went to an address. */
export async function countMailsTo({ house }: Pick<TestPlatform, 'house'>, address: string): Promise<number> {
  const rows = await house.database.read((tx) =>
    tx.selectFrom('mails').select('id').where('address', '=', address).execute(),
  );
  return rows.length;
}
