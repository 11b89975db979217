import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { levelsOfTool } from './testing/api.ts';
import { fileOf, folderOf, send } from './testing/change.ts';
import { type Character, openSite, type Site } from './testing/site.ts';

/** What nobody but the admin made, and what no answer to anybody else may ever contain. */
const secret = 'Zweckform merger';

interface Seen {
  readonly what: string;
  readonly status: number;
  readonly headers: readonly (string | null)[];
  readonly body: string;
}

for (const at of levelsOfTool)
  describe(`who may not see what is private in a ${at}`, () => {
    let site: Site;
    let open: { folder: number; file: number; version: number };
    let cursor: Readonly<Record<'reader' | 'standard', string>>;
    before(async () => {
      site = await openSite();
      const folder = await folderOf(site, 'admin', at, 'Open');
      const file = await fileOf(site, 'admin', at, 'open.txt', folder.id);
      open = { folder: folder.id, file: file.id, version: file.file_versions[0]?.id ?? 0 };
      await send(site, 'admin', at, 'DELETE', `files/${(await fileOf(site, 'admin', at, 'gone.txt')).id}`);
      cursor = { reader: await cursorOf('reader'), standard: await cursorOf('standard') };
    });
    after(() => site.close());

    const cursorOf = async (who: Character) => {
      const response = await site.as[who].call(site.as[who].path(at, 'documents/changes'));
      return ((await response.json()) as { cursor: string }).cursor;
    };
    const index = (version: string, query: string) => {
      const scope = at === 'project' ? `projects/${site.projectId}` : `companies/${site.companyId}`;
      return `/rest/${version}/${scope}/documents?${query}`;
    };

    /** All that one may ask without knowing anything, with all that the answer says. */
    async function everything(who: 'reader' | 'standard'): Promise<Seen[]> {
      const { path } = site.as[who];
      const content = `/rest/v2.0/companies/${site.companyId}${at === 'project' ? `/projects/${site.projectId}` : ''}/folders`;
      const calls: [string, string][] = [
        ['root', path(at, 'folders')],
        ['folder', path(at, `folders/${open.folder}`)],
        ['folder without files', path(at, `folders/${open.folder}`, { exclude_files: true })],
        ['file', path(at, `files/${open.file}`)],
        ['version', path(at, `file_versions/${open.version}`)],
        ['index', index('v1.0', 'per_page=2000')],
        ['index, one a page', index('v1.0', 'per_page=1')],
        ['index, a page past the end', index('v1.0', 'per_page=1&page=9')],
        ['index of v2', index('v2.0', 'per_page=100')],
        ['latest changes first', index('v1.0', 'sort=-updated_at')],
        ['private alone', index('v1.0', 'filters[private]=true')],
        ['in the bin', index('v1.0', 'filters[is_in_recycle_bin]=true')],
        ['by its maker', index('v1.0', `filters[created_by_id][]=${site.ids.admin}`)],
        ['by type', index('v1.0', 'filters[file_type]=txt')],
        ['search', index('v1.0', `filters[search]=${encodeURIComponent(secret)}`)],
        ['search of its start', index('v1.0', 'filters[search]=Zweck')],
        ['below a folder', index('v1.0', `filters[folder_id]=${open.folder}`)],
        ['content of the root', content],
        ['all of the root', `${content}?include_descendants=true&per_page=100`],
        ['content of a folder', `${content}/${open.folder}`],
        ['by path', path(at, 'documents/by_path', { path: secret })],
        ['by path below', path(at, 'documents/by_path', { path: `Open/${secret}` })],
        ['bin', path(at, 'recycle_bin')],
        ['zip', path(at, `folders/${open.folder}/zip`)],
      ];
      const seen: Seen[] = [];
      for (const [what, target] of calls) seen.push(await look(who, what, target));
      const changes = path(at, 'documents/changes', { cursor: cursor[who] });
      const feed = (await (await site.as[who].call(changes)).json()) as Record<string, unknown>;
      // A cursor is sealed anew each time.
      assert.equal(String(feed.cursor).length, cursor[who].length);
      seen.push({ what: 'feed', status: 0, headers: [], body: JSON.stringify({ ...feed, cursor: '' }) });
      return seen;
    }

    async function look(who: Character, what: string, target: string): Promise<Seen> {
      const response = await site.as[who].call(target);
      const bytes = Buffer.from(await response.arrayBuffer());
      assert.equal(bytes.includes(secret), false, `${what}: the name`);
      const headers = ['total', 'link', 'per-page', 'etag', 'content-length'].map((name) =>
        response.headers.get(name),
      );
      // A signed address holds the moment at which it was made.
      const body = bytes.toString('latin1').replaceAll(/[?&](?:sig|expires|signature)=[^"&]*/g, '');
      return { what, status: response.status, headers, body };
    }

    const hidden: Record<'folder' | 'file' | 'version' | 'binned', number> = {
      folder: 0,
      file: 0,
      version: 0,
      binned: 0,
    };

    it('gets the same answers, byte for byte, whatever is made, changed and deleted out of their sight', async () => {
      const before = { reader: await everything('reader'), standard: await everything('standard') };
      const { admin } = site.as;
      const folder = await admin.makeFolder(at, {
        name: secret,
        explicit_permissions: true,
        parent_id: open.folder,
      });
      hidden.folder = folder.body.id;
      const file = await admin.upload(
        at,
        { name: `${secret}.txt`, parent_id: String(hidden.folder) },
        secret,
      );
      hidden.file = file.body.id;
      hidden.version = file.body.file_versions[0]?.id ?? 0;
      const inRoot = await admin.upload(
        at,
        { name: `${secret} 2.txt`, explicit_permissions: 'true' },
        secret,
      );
      assert.equal(inRoot.status, 201, JSON.stringify(inRoot.body));
      const binned = await admin.upload(
        at,
        { name: `${secret} 3.txt`, parent_id: String(hidden.folder) },
        secret,
      );
      hidden.binned = binned.body.id;
      await send(site, 'admin', at, 'DELETE', `files/${hidden.binned}`);
      await send(site, 'admin', at, 'PATCH', `files/${hidden.file}`, { file: { name: `${secret} 4.txt` } });
      const group = { access: { private: true, person_ids: [site.ids.colleague] } };
      await send(site, 'admin', at, 'PUT', `folders/${hidden.folder}/access`, group);
      const forAdmin = await admin.call(admin.path(at, `folders/${open.folder}`));
      assert.ok((await forAdmin.text()).includes(secret));
      for (const who of ['reader', 'standard'] as const)
        for (const [index, now] of (await everything(who)).entries())
          assert.deepEqual(now, before[who][index], `${who}: ${now.what}`);
    });

    it('gets for its id what an id gets that nothing has, by every call that takes one', async () => {
      const nothing = 987_654_321;
      const calls = (id: Record<keyof typeof hidden, number>): [string, string, unknown?][] => [
        ['GET', `folders/${id.folder}`],
        ['GET', `files/${id.file}`],
        ['GET', `file_versions/${id.version}`],
        ['GET', `folders/${id.folder}/zip`],
        ['GET', `folders/${id.folder}/access`],
        ['GET', `files/${id.binned}`],
        ['PATCH', `folders/${id.folder}`, { folder: { name: 'Mine' } }],
        ['PATCH', `files/${id.file}`, { file: { name: 'Mine.txt' } }],
        ['PATCH', `files/${open.file}`, { file: { parent_id: id.folder } }],
        ['POST', 'folders', { folder: { name: 'Inside', parent_id: id.folder } }],
        ['POST', `folders/${open.folder}/copy`, { copy: { parent_id: id.folder } }],
        ['POST', `folders/${id.folder}/copy`, { copy: { parent_id: open.folder } }],
        ['DELETE', `folders/${id.folder}`],
        ['DELETE', `files/${id.file}`],
        ['POST', `recycle_bin/${id.binned}/restore`, {}],
        ['DELETE', `recycle_bin/${id.binned}`],
        ['PUT', `folders/${id.folder}/access`, { access: { private: false } }],
        ['POST', 'documents/bulk', { bulk: { action: 'delete', ids: [id.folder, id.file] } }],
        ['POST', 'documents/bulk', { bulk: { action: 'restore', ids: [id.binned] } }],
      ];
      const none = { folder: nothing, file: nothing + 1, version: nothing + 2, binned: nothing + 3 };
      for (const who of ['reader', 'standard'] as const)
        for (const [place, [method, resource, body]] of calls(hidden).entries()) {
          const [, otherResource, otherBody] = calls(none)[place] ?? assert.fail();
          const answers = [];
          for (const [target, sent] of [
            [resource, body],
            [otherResource, otherBody],
          ] as const) {
            const { status, body: said } = await send<unknown>(site, who, at, method, target, sent);
            answers.push({ status, said: JSON.stringify(said).replaceAll(/\d{1,9}/g, '#') });
          }
          assert.deepEqual(answers[0], answers[1], `${who}: ${method} ${resource}`);
          assert.ok((answers[0]?.status ?? 0) >= 207, `${who}: ${method} ${resource}`);
        }
      for (const query of [`filters[folder_id]=${hidden.folder}`, `filters[id]=${hidden.file}`]) {
        const found = await look('reader', query, index('v1.0', query));
        const empty = await look('reader', query, index('v1.0', query.replace(/\d+$/, String(nothing))));
        assert.deepEqual([found.status, found.body], [empty.status, empty.body], query);
      }
    });

    it('may take its name, and learns nothing from that', async () => {
      const made = await site.as.standard.makeFolder(at, { name: secret, parent_id: open.folder });
      assert.deepEqual([made.status, made.body.name], [201, secret]);
    });
  });
