import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { type MailServer, openMailServer } from './mail-server.test-support.ts';
import { sweepMails } from './outbox-store.ts';
import { postOffice } from './post-office.ts';
import type { SaidLate } from './said-now.ts';
import { sendMail } from './send-mail.ts';

const day = 86_400_000;
const none: SaidLate = { 'documents.tracked': async () => null, 'documents.tracked_more': async () => null };
const invitation = {
  kind: 'directory.invitation',
  data: {
    company: 'Ridgeline\r\nBcc: everybody@evil.example',
    inviter: 'Ana <b>Torres</b>',
    link: 'https://gatehouse.example/invitation/gti_secret',
    days: '7',
  },
} as const;

async function queue(platform: TestPlatform, to: string, locale: 'en' | 'es' | null = 'en') {
  const { house } = platform;
  return await house.database.write((tx) => sendMail(house, tx, { to, locale, ...invitation }));
}

const rowOf = (platform: TestPlatform, id: string) =>
  platform.house.database.read((tx) =>
    tx.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );

describe('mail over an SMTP server', () => {
  let server: MailServer;
  let platform: TestPlatform;
  before(async () => {
    server = await openMailServer();
    platform = await startPlatform({ smtpUrl: server.url, mailFrom: 'Gatehouse <gate@ridgeline.example>' });
  });
  after(async () => {
    await platform.close();
    await server[Symbol.asyncDispose]();
  });

  it('arrives as text and HTML in the reader’s language, and what people typed stays text on its line', async () => {
    const id = await queue(platform, 'luc@ridgeline.example', 'es');
    const { message, to, from } = await server.next();
    assert.deepEqual([to, from], [['luc@ridgeline.example'], 'gate@ridgeline.example']);
    assert.match(message, /Subject: =\?UTF-8/);
    assert.match(message, new RegExp(`Message-ID: <${id}@`));
    assert.match(message, /Auto-Submitted: auto-generated/);
    assert.doesNotMatch(message.split('\r\n\r\n')[0] ?? '', /^Bcc:/im);
    const text = server.decoded(message);
    assert.match(text, /Elija una contraseña/);
    assert.match(text, /Ana &lt;b&gt;Torres&lt;\/b&gt;/);
    assert.match(text, /https:\/\/gatehouse\.example\/invitation\/gti_secret/);
  });

  it('holds its data sealed while it waits, and no longer once it arrived', async () => {
    server.answer(451);
    const id = await queue(platform, 'jim@ridgeline.example');
    const waiting = await rowOf(platform, id);
    assert.ok(waiting.data_sealed !== null && !JSON.stringify(waiting).includes('gti_secret'));
    await server.next();
    await server.until(async () => (await rowOf(platform, id)).last_error ?? undefined);
    server.answer(250);
    platform.clock.advance(day / 2);
    await server.next();
    const row = await server.until(async () => {
      const now = await rowOf(platform, id);
      return now.delivered_at === null ? undefined : now;
    });
    assert.equal(row.data_sealed, null);
  });

  it('is tried again after a passing fault, and given up after a final one or three days', async () => {
    server.answer(550);
    const refused = await queue(platform, 'nobody@ridgeline.example');
    await server.next();
    const final = await server.until(async () => {
      const now = await rowOf(platform, refused);
      return now.discarded_at === null ? undefined : now;
    });
    assert.deepEqual([final.data_sealed, final.last_error], [null, 'EENVELOPE 550']);

    server.answer(451);
    const slow = await queue(platform, 'slow@ridgeline.example');
    await server.next();
    await server.until(async () => ((await rowOf(platform, slow)).last_error === null ? undefined : true));
    assert.equal((await rowOf(platform, slow)).discarded_at, null);
    platform.clock.advance(3 * day);
    await server.next();
    await server.until(async () => ((await rowOf(platform, slow)).discarded_at === null ? undefined : true));
    server.answer(250);
  });

  it('is sent by one of several nodes that look at the same moment', async () => {
    server.forget();
    for (const name of ['a', 'b', 'c']) await queue(platform, `${name}@ridgeline.example`);
    const offices = [1, 2, 3].map(() => postOffice(platform.house, none));
    await Promise.all(offices.map((office) => office.round()));
    await server.until(async () => (server.received.length >= 3 ? true : undefined));
    await Promise.all(offices.map((office) => office.stop()));
    assert.deepEqual(server.received.map(({ to }) => to[0]).sort(), [
      'a@ridgeline.example',
      'b@ridgeline.example',
      'c@ridgeline.example',
    ]);
  });

  it('of a change that did not commit is never sent', async () => {
    const { house } = platform;
    await assert.rejects(
      house.database.write(async (tx) => {
        await sendMail(house, tx, { to: 'ghost@ridgeline.example', locale: null, ...invitation });
        throw new Error('undone');
      }),
    );
    const rows = await house.database.read((tx) =>
      tx.selectFrom('mails').select('id').where('address', '=', 'ghost@ridgeline.example').execute(),
    );
    assert.deepEqual(rows, []);
  });

  it('has no page where there is a mail server, and goes away after a month', async () => {
    assert.equal((await fetch(`${platform.url}/mail`)).status, 404);
    platform.clock.advance(31 * day);
    assert.ok((await sweepMails(platform.house)) > 0);
  });
});

describe('mail where no server is set', () => {
  let platform: TestPlatform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.close());

  it('lies as a file that only its owner reads, and on a page of the demo for this machine', async () => {
    const id = await queue(platform, 'ana@ridgeline.example');
    const office = postOffice(platform.house, none);
    await office.round();
    await office.stop();
    const folder = join(platform.dataDir, 'mail');
    assert.ok((await readdir(folder)).includes(`${id}.eml`));
    const file = join(folder, `${id}.eml`);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.match(await readFile(file, 'utf8'), /To: ana@ridgeline.example/);
    const page = await fetch(`${platform.url}/mail`);
    assert.equal(page.status, 200);
    const text = await page.text();
    assert.match(text, /href="https:\/\/gatehouse\.example\/invitation\/gti_secret"/);
    assert.doesNotMatch(text, /<b>Torres/);
    const elsewhere = await fetch(`${platform.url}/mail`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    assert.equal(elsewhere.status, 404);
  });
});
