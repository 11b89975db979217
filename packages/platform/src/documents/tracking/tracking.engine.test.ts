import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { DocumentTrackers } from '@gatehouse/wire';
import { setCompanyLevel, setProjectLevel } from '../../directory/tool-levels.ts';
import { type MailServer, openMailServer } from '../../mail/mail-server.test-support.ts';
import { type At, type Errors, levelsOfTool } from '../testing/api.ts';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';
import { linesOf as linesIn, mailsNow as mailsAt, minute } from './mails-now.test-support.ts';
import { insertNews } from './news-store.ts';
import { tellTrackers } from './tell-trackers.ts';

describe('whoever tracks a folder or a file', () => {
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
  beforeEach(() => mailsNow());

  const mailsNow = (minutes?: number) => mailsAt(site, server, minutes);

  const trackers = (who: Character, at: At, resource: string, body?: unknown) =>
    send<DocumentTrackers & Errors>(
      site,
      who,
      at,
      body === undefined ? 'GET' : 'PUT',
      `${resource}/trackers`,
      body === undefined ? undefined : { trackers: body },
    );

  async function track(who: Character, at: At, resource: string): Promise<void> {
    const { status, body } = await trackers(who, at, resource, { tracking: true });
    assert.deepEqual([status, body.tracking], [200, true]);
  }

  const makePrivate = (at: At, resource: string) =>
    send(site, 'admin', at, 'PUT', `${resource}/access`, { access: { private: true } });

  const linesOf = (mail: string | undefined) => linesIn(server, mail);

  for (const at of levelsOfTool)
    describe(`of a ${at}`, () => {
      it('gets one mail for all that others did there in one go, and none for what they did themselves', async () => {
        const folder = await folderOf(site, 'admin', at, `${at} drawings`);
        const inner = await folderOf(site, 'admin', at, 'Level 2', folder.id);
        await track('reader', at, `folders/${folder.id}`);
        await track('standard', at, `folders/${folder.id}`);
        const first = await fileOf(site, 'standard', at, 'A-101.txt', folder.id);
        await fileOf(site, 'standard', at, 'A-102.txt', inner.id);
        await send(site, 'standard', at, 'PATCH', `files/${first.id}`, { file: { name: 'A-101 final.txt' } });
        assert.deepEqual(await mailsNow(1), {}, 'people are at work still');
        await fileOf(site, 'admin', at, 'Elsewhere.txt');
        const mails = await mailsNow();
        assert.deepEqual(Object.keys(mails), ['reader']);
        assert.deepEqual(linesOf(mails.reader), [
          `A-101 final.txt: added to ${at} drawings by standard Site`,
          'A-102.txt: added to Level 2 by standard Site',
        ]);
        const link = server.decoded(mails.reader ?? '').match(/http\S+\/documents\b\S*/)?.[0] ?? '';
        assert.equal(
          (await fetch(link, { redirect: 'manual' })).status,
          303,
          'to the sign-in, and then there',
        );
        assert.match(mails.reader ?? '', /Subject: Changes in documents you track: Site/);
        assert.deepEqual(await mailsNow(), {}, 'it is told once');
      });

      it('is told of new versions, of names, of what moved in or out, of what was deleted and restored', async () => {
        const folder = await folderOf(site, 'admin', at, `${at} plans`);
        const other = await folderOf(site, 'admin', at, `${at} archive`);
        const [version, name, out, gone] = [
          await fileOf(site, 'admin', at, 'version.txt', folder.id),
          await fileOf(site, 'admin', at, 'name.txt', folder.id),
          await fileOf(site, 'admin', at, 'out.txt', folder.id),
          await fileOf(site, 'admin', at, 'gone.txt', folder.id),
        ];
        await mailsNow();
        await track('reader', at, `folders/${folder.id}`);
        await send(site, 'admin', at, 'PATCH', `files/${version.id}`, { file: { description: 'As built' } });
        const form = new FormData();
        form.set('file_version[data]', new Blob(['second'], { type: 'text/plain' }), 'version.txt');
        const api = site.as.admin;
        const added = await api.call(api.path(at, 'file_versions', { file_id: version.id }), {
          method: 'POST',
          body: form,
        });
        assert.equal(added.status, 201, await added.text());
        await send(site, 'admin', at, 'PATCH', `files/${name.id}`, { file: { name: 'named.txt' } });
        await send(site, 'admin', at, 'PATCH', `files/${out.id}`, { file: { parent_id: other.id } });
        await send(site, 'admin', at, 'DELETE', `files/${gone.id}`);
        const { reader } = await mailsNow();
        assert.deepEqual(linesOf(reader), [
          `version.txt: new version in ${at} plans, by admin Site`,
          `named.txt: renamed in ${at} plans by admin Site`,
          `out.txt: moved to ${at} archive by admin Site`,
          `gone.txt: deleted from ${at} plans by admin Site`,
        ]);
        await send(site, 'admin', at, 'PATCH', `files/${gone.id}`, { file: { parent_id: folder.id } });
        const back = await mailsNow();
        assert.deepEqual(linesOf(back.reader), [`gone.txt: restored to ${at} plans by admin Site`]);
      });

      it('learns nothing of what is private to others, neither its name nor that there was anything', async () => {
        const folder = await folderOf(site, 'admin', at, `${at} mixed`);
        for (const who of ['reader', 'admin', 'colleague'] as const)
          await track(who, at, `folders/${folder.id}`);
        const hidden = await folderOf(site, 'admin', at, 'Secret claims', folder.id);
        const named = { private: true, person_ids: [site.ids.standard] };
        await send(site, 'admin', at, 'PUT', `folders/${hidden.id}/access`, { access: named });
        await fileOf(site, 'standard', at, 'secret inside.txt', hidden.id);
        const later = await fileOf(site, 'standard', at, 'secret soon.txt', folder.id);
        const deleted = await fileOf(site, 'standard', at, 'secret deleted.txt', hidden.id);
        await mailsNow(1);
        await send(site, 'admin', at, 'DELETE', `files/${deleted.id}`);
        await makePrivate(at, `files/${later.id}`);
        const mails = await mailsNow();
        assert.deepEqual(Object.keys(mails), ['admin']);
        assert.match(server.decoded(mails.admin ?? ''), /secret inside\.txt: added to Secret claims/);
      });

      it('learns nothing of what was deleted once the bin was emptied', async () => {
        const folder = await folderOf(site, 'admin', at, `${at} emptied`);
        const { id } = await fileOf(site, 'admin', at, 'purged.txt', folder.id);
        await mailsNow();
        await track('reader', at, `folders/${folder.id}`);
        await send(site, 'admin', at, 'DELETE', `files/${id}`);
        await send(site, 'admin', at, 'DELETE', 'recycle_bin');
        assert.deepEqual(await mailsNow(), {});
      });

      it('learns nothing of what became private while the mail waited for its server', async () => {
        const folder = await folderOf(site, 'admin', at, `${at} waiting`);
        await track('reader', at, `folders/${folder.id}`);
        const [open, closed] = [
          await fileOf(site, 'standard', at, 'open.txt', folder.id),
          await fileOf(site, 'standard', at, 'secret by now.txt', folder.id),
        ];
        server.answer(451);
        site.platform.clock.advance(6 * minute);
        await tellTrackers(site.platform.house);
        await server.next();
        await makePrivate(at, `files/${closed.id}`);
        server.answer(250);
        const { reader } = await mailsNow();
        assert.deepEqual(linesOf(reader), [`open.txt: added to ${at} waiting by standard Site`]);

        server.answer(451);
        await send(site, 'standard', at, 'PATCH', `files/${open.id}`, { file: { name: 'secret too.txt' } });
        site.platform.clock.advance(6 * minute);
        await tellTrackers(site.platform.house);
        await server.next();
        await makePrivate(at, `folders/${folder.id}`);
        server.answer(250);
        assert.deepEqual(await mailsNow(), {}, 'nothing is left to say');
      });

      it('is not written to without the tool, and hears at the latest an hour after the first change', async () => {
        const folder = await folderOf(site, 'admin', at, `${at} levels`);
        await track('reader', at, `folders/${folder.id}`);
        await setLevel(at, 'None');
        await fileOf(site, 'standard', at, 'unseen.txt', folder.id);
        assert.deepEqual(await mailsNow(), {});
        await setLevel(at, 'Read Only');
        for (let turn = 0; turn < 14; turn += 1) {
          await fileOf(site, 'standard', at, `busy ${turn}.txt`, folder.id);
          assert.deepEqual(await mailsNow(4), {});
        }
        await fileOf(site, 'standard', at, 'busy at last.txt', folder.id);
        const { reader } = await mailsNow(4);
        assert.equal(linesOf(reader)?.length, 15);
      });

      it('gets a long list shortened, and how much more there was', async () => {
        const folder = await folderOf(site, 'admin', at, `${at} long`);
        await track('reader', at, `folders/${folder.id}`);
        for (let turn = 0; turn < 33; turn += 1)
          await folderOf(site, 'standard', at, `Set ${turn}`, folder.id);
        const lines = linesOf((await mailsNow()).reader);
        assert.deepEqual([lines?.length, lines?.at(-1)], [31, 'And 3 more']);
      });

      it('ends it by the link in the mail, or their mail program does, without signing in', async () => {
        const folder = await folderOf(site, 'admin', at, `${at} ended`);
        await track('reader', at, `folders/${folder.id}`);
        await fileOf(site, 'standard', at, 'one.txt', folder.id);
        const { reader = '' } = await mailsNow();
        const link = reader.replaceAll(/\r\n\s+/g, ' ').match(/^List-Unsubscribe: <([^>]+)>/im)?.[1] ?? '';
        assert.match(reader, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
        assert.ok(server.decoded(reader).includes(link));
        const page = await fetch(link);
        assert.deepEqual([page.status, /Stop tracking/.test(await page.text())], [200, true]);
        assert.equal((await trackers('reader', at, `folders/${folder.id}`)).body.tracking, true);
        const stopped = await fetch(link, {
          method: 'POST',
          body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
        });
        assert.deepEqual([stopped.status, /You track nothing there/.test(await stopped.text())], [200, true]);
        assert.equal((await trackers('reader', at, `folders/${folder.id}`)).body.tracking, false);
        await fileOf(site, 'standard', at, 'two.txt', folder.id);
        assert.deepEqual(await mailsNow(), {});
        for (const method of ['GET', 'POST'])
          assert.equal((await fetch(`${link.slice(0, -4)}AAAA`, { method })).status, 404);
      });

      it('is read and said at …/trackers: by oneself for oneself, by Admins for others', async () => {
        const folder = await folderOf(site, 'standard', at, `${at} named`);
        const inner = await folderOf(site, 'standard', at, 'Inner', folder.id);
        const at_ = `folders/${folder.id}`;
        const { reader, admin, stranger } = site.ids;
        assert.equal((await trackers('standard', at, at_, { person_ids: [reader] })).status, 403);
        assert.equal((await trackers('admin', at, at_, { person_ids: [stranger] })).status, 422);
        assert.equal((await trackers('admin', at, at_, {})).status, 422);
        // Who stopped all mails by the link begins again by themselves.
        await track('reader', at, at_);
        const both = await trackers('admin', at, at_, { person_ids: [reader, admin] });
        assert.deepEqual(
          both.body.people.map(({ id }) => id),
          [admin, reader],
        );
        const own = await trackers('reader', at, `folders/${inner.id}`);
        assert.deepEqual(
          [own.body.tracking, own.body.inherited_from?.id, own.body.people],
          [false, folder.id, []],
        );
        const seen = await trackers('reader', at, at_);
        assert.deepEqual([seen.body.tracking, seen.body.people.map(({ id }) => id)], [true, [reader]]);
        await trackers('reader', at, at_, { tracking: false });
        const left = await trackers('admin', at, at_);
        assert.deepEqual([left.body.tracking, left.body.people.map(({ id }) => id)], [true, [admin]]);
        const file = await fileOf(site, 'standard', at, `${at} secret.txt`);
        await makePrivate(at, `files/${file.id}`);
        assert.equal((await trackers('reader', at, `files/${file.id}`)).status, 404);
        assert.equal((await trackers('reader', at, `files/${file.id}`, { tracking: true })).status, 404);
      });

      it('tracks from the beginning what they made so, and in their language', async () => {
        await site.platform.house.database.write((tx) =>
          tx.updateTable('people').set({ locale: 'es' }).where('id', '=', site.ids.colleague).execute(),
        );
        const made = await site.as.colleague.makeFolder(at, { name: `${at} mine`, is_tracked: true });
        assert.equal((await trackers('colleague', at, `folders/${made.body.id}`)).body.tracking, true);
        await fileOf(site, 'standard', at, 'nuevo.txt', made.body.id);
        const { colleague } = await mailsNow();
        assert.deepEqual(linesOf(colleague), [`nuevo.txt: añadido en ${at} mine por standard Site`]);
      });
    });

  it('is told though the news of another place cannot be read; those are tried for half a day, and dropped with a word in the log', async () => {
    const { house, clock, logs } = site.platform;
    const folder = await folderOf(site, 'admin', 'project', 'beside damage');
    await track('reader', 'project', `folders/${folder.id}`);
    await house.database.write((tx) =>
      insertNews(tx, {
        company_id: site.companyId,
        project_id: 0,
        document_id: folder.id,
        what: 'added',
        person_id: site.ids.standard,
        tracked: '[damaged' as never,
        at: clock.now(),
      }),
    );
    const damaged = () =>
      house.database.read((tx) =>
        tx.selectFrom('document_news').select('failures').where('project_id', '=', 0).execute(),
      );
    await fileOf(site, 'standard', 'project', 'whole.txt', folder.id);
    assert.deepEqual(linesOf((await mailsNow()).reader), [
      'whole.txt: added to beside damage by standard Site',
    ]);
    const [first] = await damaged();
    assert.ok((first?.failures ?? 0) > 0);
    for (let tries = 0; tries < 3; tries += 1) await tellTrackers(house);
    assert.deepEqual(await damaged(), [first], 'not tried again at once');
    await mailsNow(13 * 60);
    assert.deepEqual(await damaged(), []);
    assert.match(logs(), /trackers are never told: given up/);
  });

  it('is one of many of whom each is read in a unit of their own: no round holds a snapshot for long', async () => {
    const { house, clock } = site.platform;
    const folder = await folderOf(site, 'admin', 'company', 'of many');
    const many = ['reader', 'colleague', 'admin'] as const;
    for (const who of many) await track(who, 'company', `folders/${folder.id}`);
    await fileOf(site, 'standard', 'company', 'for all.txt', folder.id);
    // Ahead of the platform's own round, which looks every ten seconds by the same clock.
    const ahead = { ...clock, now: () => clock.now() + 6 * minute };
    let reads = 0;
    const database: typeof house.database = {
      ...house.database,
      read: (work, ...rest) => {
        reads += 1;
        return house.database.read(work, ...rest);
      },
      write: (work, ...rest) => house.database.write(work, ...rest),
    };
    await tellTrackers({ ...house, clock: ahead, database });
    assert.equal(reads, 3 + many.length);
  });

  async function setLevel(at: At, level: 'None' | 'Read Only'): Promise<void> {
    const { companyId, projectId, platform, ids } = site;
    const origin = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;
    const of = { personId: ids.reader, tool: 'documents', level } as const;
    await platform.house.database.write((tx) =>
      at === 'company'
        ? setCompanyLevel(platform.house, tx, origin, companyId, of)
        : setProjectLevel(platform.house, tx, origin, companyId, { ...of, projectId }),
    );
  }
});
