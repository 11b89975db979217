import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { DocumentTrackers } from '@gatehouse/wire';
import { type MailServer, openMailServer } from '../../mail/mail-server.test-support.ts';
import type { Errors } from '../testing/api.ts';
import { fileOf, folderOf, type Item, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';
import { linesOf, mailsNow } from './mails-now.test-support.ts';

interface Feed {
  readonly cursor: string;
  readonly changes: readonly unknown[];
}

describe('mails about tracked documents', () => {
  let site: Site;
  let server: MailServer;
  before(async () => {
    server = await openMailServer();
    site = await openSite({ smtpUrl: server.url });
  });
  after(async () => {
    await site.close();
    await server[Symbol.asyncDispose]();
  });
  beforeEach(() => mailsNow(site, server));

  const setTrackers = (who: Character, resource: string, trackers: object) =>
    send<DocumentTrackers & Errors>(site, who, 'project', 'PUT', `${resource}/trackers`, { trackers });

  it('are a matter of people: whoever tracks an item changes nothing that others watch', async () => {
    const folder = await folderOf(site, 'admin', 'project', 'Watched');
    const file = await fileOf(site, 'admin', 'project', 'watched.txt', folder.id);
    const watched = async () => {
      const shown = [];
      for (const resource of [`files/${file.id}`, `folders/${folder.id}`, 'folders']) {
        const { status, body } = await send(site, 'standard', 'project', 'GET', resource);
        assert.equal(status, 200);
        const { revision, updated_at, tag } = body as Item & { revision: string; tag?: string };
        shown.push({ resource, revision, updated_at, tag });
      }
      return shown;
    };
    const feed = async (query: Record<string, string> = {}) => {
      const { path, call } = site.as.standard;
      return (await (await call(path('project', 'documents/changes', query))).json()) as Feed;
    };
    const { cursor } = await feed();
    const before = await watched();
    assert.ok(before.every(({ revision }) => revision !== undefined));
    for (const resource of [`files/${file.id}`, `folders/${folder.id}`])
      for (const tracking of [true, false, true])
        assert.equal((await setTrackers('reader', resource, { tracking })).status, 200);
    const wish = { file: { is_tracked: true } };
    assert.equal((await send(site, 'reader', 'project', 'PATCH', `files/${file.id}`, wish)).status, 200);
    assert.deepEqual(await watched(), before);
    assert.deepEqual((await feed({ cursor })).changes, []);
    const said = await site.platform.house.database.read((tx) =>
      tx
        .selectFrom('audit_events')
        .select(['event', 'actor_id'])
        .where('subject', 'in', [`file:${file.id}`, `folder:${folder.id}`])
        .where('event', 'like', '%trackers%')
        .execute(),
    );
    assert.equal(said.length, 7);
    assert.ok(said.every(({ actor_id }) => Number(actor_id) === site.ids.reader));
  });

  it('tell who tracks something in a folder that the folder was deleted, and that it is back', async () => {
    const outer = await folderOf(site, 'admin', 'project', 'Outer');
    const inner = await folderOf(site, 'admin', 'project', 'Inner', outer.id);
    const file = await fileOf(site, 'admin', 'project', 'deep.txt', inner.id);
    const hidden = await site.as.admin.makeFolder('project', {
      name: 'Hidden',
      parent_id: outer.id,
      explicit_permissions: true,
    });
    await setTrackers('reader', `files/${file.id}`, { tracking: true });
    await setTrackers('standard', `folders/${inner.id}`, { tracking: true });
    await send(site, 'admin', 'project', 'DELETE', `folders/${hidden.body.id}`);
    assert.deepEqual(await mailsNow(site, server), {}, 'they track nothing there');
    await send(site, 'admin', 'project', 'DELETE', `folders/${outer.id}`);
    const gone = await mailsNow(site, server);
    for (const who of ['reader', 'standard'])
      assert.deepEqual(linesOf(server, gone[who]), ['Outer: deleted from Documents by admin Site']);
    await send(site, 'admin', 'project', 'PATCH', `folders/${outer.id}`, {
      folder: { parent_id: (await site.as.admin.root('project')).body.id },
    });
    const back = await mailsNow(site, server);
    assert.deepEqual(linesOf(server, back.reader), ['Outer: restored to Documents by admin Site']);
  });

  it('are of what somebody tracks themselves: that is what the list of it says, and only what they see', async () => {
    const own = await folderOf(site, 'admin', 'project', 'Own');
    const others = await folderOf(site, 'admin', 'project', 'Of others');
    const hidden = await folderOf(site, 'admin', 'project', 'Hidden by now');
    for (const { id } of [own, hidden]) await setTrackers('reader', `folders/${id}`, { tracking: true });
    await setTrackers('standard', `folders/${others.id}`, { tracking: true });
    await send(site, 'admin', 'project', 'PUT', `folders/${hidden.id}/access`, { access: { private: true } });
    const listed = async (who: Character) =>
      (await send<{ ids: number[] }>(site, who, 'project', 'GET', 'documents/tracked')).body.ids;
    const ofReader = await listed('reader');
    assert.ok(ofReader.includes(own.id));
    for (const { id } of [others, hidden]) assert.ok(!ofReader.includes(id));
    assert.ok((await listed('standard')).includes(others.id));
    for (const who of ['reader', 'standard'] as const)
      for (const { id } of [own, others]) await setTrackers(who, `folders/${id}`, { tracking: false });
  });

  it('tell nobody of a folder above that they may not see by now', async () => {
    const outer = await folderOf(site, 'admin', 'project', 'Soon closed');
    const file = await fileOf(site, 'admin', 'project', 'closed.txt', outer.id);
    await setTrackers('reader', `files/${file.id}`, { tracking: true });
    await send(site, 'admin', 'project', 'PUT', `folders/${outer.id}/access`, { access: { private: true } });
    await send(site, 'admin', 'project', 'DELETE', `folders/${outer.id}`);
    assert.deepEqual(await mailsNow(site, server), {});
  });

  it('stay stopped for whoever stopped them, until they themselves begin again', async () => {
    const folder = await folderOf(site, 'admin', 'project', 'Stopped');
    const at = `folders/${folder.id}`;
    const { reader, colleague } = site.ids;
    await setTrackers('admin', at, { person_ids: [reader] });
    await fileOf(site, 'standard', 'project', 'before.txt', folder.id);
    const mail = (await mailsNow(site, server)).reader ?? '';
    const link = mail.replaceAll(/\r\n\s+/g, ' ').match(/^List-Unsubscribe: <([^>]+)>/im)?.[1] ?? '';
    assert.equal((await fetch(link, { method: 'POST' })).status, 200);
    const refused = await setTrackers('admin', at, { person_ids: [colleague, reader] });
    assert.deepEqual(
      [refused.status, refused.body.errors.person_ids],
      [422, ['reader Site stopped these mails: only they can begin them again']],
    );
    const others = await setTrackers('admin', at, { person_ids: [colleague] });
    assert.deepEqual(
      others.body.stopped_people.map(({ id }) => id),
      [reader],
    );
    const own = await setTrackers('reader', at, { tracking: true });
    assert.deepEqual([own.status, own.body.tracking, own.body.stopped_people], [200, true, []]);
    const again = await setTrackers('admin', at, { person_ids: [colleague, reader] });
    assert.deepEqual([again.status, again.body.stopped_people], [200, []]);
    await setTrackers('admin', at, { person_ids: [] });
  });

  it('are twenty of a company in a day: the last says so, and one at the end that there was more', async () => {
    const folder = await folderOf(site, 'admin', 'project', 'Busy');
    await setTrackers('colleague', `folders/${folder.id}`, { tracking: true });
    let last = '';
    // Whatever this person got before is of a day that is over.
    await mailsNow(site, server, 25 * 60);
    for (let burst = 1; burst <= 20; burst += 1) {
      await fileOf(site, 'standard', 'project', `burst ${burst}.txt`, folder.id);
      last = (await mailsNow(site, server)).colleague ?? '';
      const says = /last of these mails for today/.test(server.decoded(last));
      assert.equal(says, burst === 20, `burst ${burst}`);
    }
    await fileOf(site, 'standard', 'project', 'more 1.txt', folder.id);
    await fileOf(site, 'standard', 'project', 'more 2.txt', folder.id);
    assert.deepEqual(await mailsNow(site, server), {});
    await fileOf(site, 'standard', 'project', 'more 3.txt', folder.id);
    assert.deepEqual(await mailsNow(site, server), {});
    const { colleague = '' } = await mailsNow(site, server, 24 * 60);
    assert.match(colleague, /Subject: More changes in documents you track: Site/);
    const said = server.decoded(colleague).replace(/https?:\S+/g, '');
    assert.doesNotMatch(said, /\b3\b/, 'not how much: some may be hidden by now');
    assert.doesNotMatch(server.decoded(colleague), /more 1\.txt/);
    // Of a day after which they have stopped all such mails, nothing more is said.
    for (let burst = 1; burst <= 20; burst += 1) {
      await fileOf(site, 'standard', 'project', `second ${burst}.txt`, folder.id);
      await mailsNow(site, server);
    }
    await fileOf(site, 'standard', 'project', 'second more.txt', folder.id);
    await mailsNow(site, server);
    const head = colleague.replaceAll(/\r\n\s+/g, ' ');
    const link = head.match(/^List-Unsubscribe: <([^>]+)>/im)?.[1] ?? '';
    assert.match(head, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im);
    assert.equal((await fetch(link, { method: 'POST' })).status, 200);
    assert.deepEqual(
      (await send<{ ids: number[] }>(site, 'colleague', 'project', 'GET', 'documents/tracked')).body.ids,
      [],
    );
    assert.deepEqual(await mailsNow(site, server, 24 * 60), {});
    await setTrackers('colleague', `folders/${folder.id}`, { tracking: true });
    await fileOf(site, 'standard', 'project', 'next day.txt', folder.id);
    assert.deepEqual(linesOf(server, (await mailsNow(site, server)).colleague), [
      'next day.txt: added to Busy by standard Site',
    ]);
  });
});
