import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openMail, sendMail } from '../../mail/send-mail.ts';
import { type Errors, levelsOfTool } from '../testing/api.ts';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { openSite, type Site } from '../testing/site.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

async function mails() {
  const { database, keys } = site.platform.house;
  const rows = await database.read((tx) =>
    tx.selectFrom('mails').selectAll().where('kind', '=', 'documents.sent').orderBy('id').execute(),
  );
  return rows.map((row) => ({ to: row.address, data: openMail(keys, row) as Record<string, string> }));
}

for (const at of levelsOfTool)
  describe(`a file of a ${at} that is sent by mail`, () => {
    it('goes to nobody who never showed that the address is theirs', async () => {
      const file = await fileOf(site, 'admin', at, `${at} unproven.txt`);
      const api = site.as.standard;
      const prove = (email_proven_at: number | null) =>
        site.platform.house.database.write((tx) =>
          tx.updateTable('people').set({ email_proven_at }).where('id', '=', site.ids.nobody).execute(),
        );
      await prove(null);
      const response = await api.call(api.path(at, `files/${file.id}/send_email`), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ subject: 'Look', body: 'Here.', distribution_ids: [site.ids.nobody] }),
      });
      await prove(1);
      assert.equal(response.status, 422, await response.text());
    });

    it('is a link in the sender’s words, to each user once, and nowhere a name', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} secret folder`);
      const file = await fileOf(site, 'admin', at, `${at} secret name.txt`, folder.id);
      const earlier = (await mails()).length;
      const api = site.as.standard;
      const { reader, colleague, nobody } = site.ids;
      const response = await api.call(api.path(at, `files/${file.id}/send_email`), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          subject: 'Please look',
          body: 'It is urgent.',
          distribution_ids: [reader, nobody],
          cc_distribution_ids: [reader],
          bcc_distribution_ids: [colleague],
        }),
      });
      assert.equal(response.status, 204, await response.text());
      const sent = (await mails()).slice(earlier);
      assert.deepEqual(sent.map(({ to }) => to).sort(), [
        'colleague@site.example',
        'nobody@site.example',
        'reader@site.example',
      ]);
      for (const { data } of sent) {
        assert.equal(data.words, 'It is urgent.');
        assert.match(data.link ?? '', new RegExp(`/documents\\?folder=${folder.id}$`));
        const { status } = await fetch(data.link ?? '', { redirect: 'manual' });
        assert.equal(status, 303, 'to the sign-in, and then there');
        assert.doesNotMatch(JSON.stringify(data), /secret/);
      }
    });

    it('goes to users of the company alone, from Standard on, and only what one sees', async () => {
      const file = await fileOf(site, 'admin', at, `${at} plain.txt`);
      const mail = (who: 'reader' | 'standard', body: unknown, id = file.id) =>
        send<Errors>(site, who, at, 'POST', `files/${id}/send_email`, body);
      const to = { distribution_ids: [site.ids.admin] };
      assert.equal((await mail('reader', to)).status, 403);
      assert.equal((await mail('standard', {})).status, 422);
      const stranger = await mail('standard', { ...to, cc_distribution_ids: [site.ids.stranger] });
      const absent = await mail('standard', { ...to, cc_distribution_ids: [987_654_321] });
      assert.deepEqual([stranger.status, stranger.body], [422, absent.body]);
      await send(site, 'admin', at, 'PUT', `files/${file.id}/access`, { access: { private: true } });
      assert.equal((await mail('standard', to)).status, 404);
      assert.deepEqual(await mails().then((all) => all.filter((each) => each.to.startsWith('admin'))), []);
    });
  });

it('nobody’s mailbox is filled: a hundred a day, from whoever they come', async () => {
  const { house } = site.platform;
  const to = 'nobody@site.example';
  const data = { company: 'C', sender: 'S', subject: '…', words: '…', link: 'https://c.example/' };
  await house.database.write(async (tx) => {
    for (let sent = 0; sent < 100; sent += 1)
      await sendMail(house, tx, { to, locale: 'en', kind: 'documents.sent', data });
  });
  const folder = await folderOf(site, 'admin', 'project', 'often sent');
  const file = await fileOf(site, 'admin', 'project', 'often sent.txt', folder.id);
  const sendTo = (ids: number[]) =>
    send<Errors>(site, 'standard', 'project', 'POST', `files/${file.id}/send_email`, {
      distribution_ids: ids,
    });
  const earlier = (await mails()).length;
  const refused = await sendTo([site.ids.reader, site.ids.nobody]);
  assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['distribution_ids']]);
  assert.equal((await mails()).length, earlier);
});
