import { test } from 'node:test';
import { levels } from '../access/levels.ts';
import { createMember } from '../directory/write-member.ts';
import { as } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { openStage } from '../testing/open-stage.ts';
import { invite } from './invite.ts';

const { platform, browser } = await openStage();

const words = {
  en: { join: 'Join', other: 'You are signed in with another account' },
  es: { join: 'Unirse', other: 'Ha iniciado sesión con otra cuenta' },
} as const;

/** Somebody of one company of the demo is asked into another one; the link in the mail. */
async function asked(name: string): Promise<string> {
  const { house, demo } = platform;
  const person = demo.people.find((each) => each.name === name);
  const company = demo.companies.at(-1);
  if (person === undefined || company === undefined) throw new Error('the demo has too little');
  const origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;
  await house.database.write(async (tx) => {
    const { id } = await tx
      .selectFrom('people')
      .select('id')
      .where('email', '=', person.email)
      .executeTakeFirstOrThrow();
    // The demo's people have not been asked whether they read their mail.
    await tx.updateTable('people').set({ email_proven_at: 1 }).where('id', '=', id).execute();
    await tx
      .deleteFrom('company_members')
      .where('company_id', '=', company.id)
      .where('person_id', '=', id)
      .execute();
    const { id: inviter } = await tx
      .selectFrom('people')
      .select('id')
      .where('id', '!=', id)
      .where('kind', '=', 'user')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    const writing = { personId: inviter, personName: '', directory: levels.Admin, companyAdmin: true };
    const input = { last_name: 'Asked', email: person.email, details: {}, kind: 'user' } as const;
    const made = await createMember(house, tx, origin, company.id, writing, input);
    if (made.kind === 'faults') throw new Error(JSON.stringify(made.faults));
    await invite(house, tx, origin, company.id, id, inviter);
  });
  return new URL((await newestMailTo(platform, person.email)).link).pathname;
}

for (const [locale, colorScheme, width, name, other] of [
  ['en', 'light', 1280, 'Jim Carter', 'Ana Torres'],
  ['es', 'dark', 320, 'Ana Torres', 'Jim Carter'],
] as const)
  test(`somebody with an account joins a company by keyboard, in ${locale}, ${colorScheme}, ${width} wide; axe finds nothing`, async () => {
    const path = await asked(name);
    const visit = { locale, colorScheme, width, path: '/security' };
    await as({ browser, platform }, other, visit, async (page) => {
      await page.goto(`${platform.url}${path}`);
      await page.getByText(words[locale].other).waitFor();
      await looksRight(page);
    });
    await as({ browser, platform }, name, visit, async (page) => {
      await page.goto(`${platform.url}${path}`);
      const join = page.getByRole('button', { name: words[locale].join });
      await join.waitFor();
      await looksRight(page);
      await join.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => !url.pathname.startsWith('/invitation'));
    });
  });
