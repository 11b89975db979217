import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  DocumentItem,
  DocumentItemCompact,
  DocumentItemV2,
  DocumentRevision,
  FolderItemV2,
} from '@gatehouse/wire';
import { Compile } from 'typebox/compile';
import { type At, levelsOfTool } from '../testing/api.ts';
import { send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';

const isItem = Compile(DocumentItem);
const isItemV2 = Compile(DocumentItemV2);
const isFolderItem = Compile(FolderItemV2);
const isCompact = Compile(DocumentItemCompact);
const isRevision = Compile(DocumentRevision);

for (const at of levelsOfTool) {
  describe(`the index of the documents of a ${at}`, () => {
    let site: Site;
    const ids: Record<string, number> = {};

    before(async () => {
      site = await openSite();
      const folder = async (name: string, parent?: string, isPrivate = false) => {
        const { status, body } = await site.as.admin.makeFolder(at, {
          name,
          explicit_permissions: isPrivate,
          is_tracked: name === 'Drawings',
          ...(parent === undefined ? {} : { parent_id: ids[parent] }),
        });
        assert.equal(status, 201);
        ids[name] = body.id;
      };
      const file = async (name: string, parent: string, fields: Record<string, string> = {}) => {
        const { status, body } = await site.as.admin.upload(at, {
          name,
          parent_id: String(ids[parent]),
          ...fields,
        });
        assert.equal(status, 201);
        ids[name] = body.id;
      };
      await folder('Drawings');
      await folder('Structural', 'Drawings');
      await folder('Claims', undefined, true);
      await folder('Letters', 'Claims');
      await file('A-101_Ground Floor.pdf', 'Drawings', { description: 'Planta baja: cimentación' });
      await file('S-201 Foundation.dwg', 'Structural');
      await file('Floor claim.pdf', 'Letters');
      await file('Floor secret.pdf', 'Drawings', { explicit_permissions: 'true' });
    });

    after(() => site.close());

    async function get(who: Character, path: string, query: Query = {}) {
      const search = path.includes('?') ? '' : `?${new URLSearchParams(query)}`;
      const response = await site.as[who].call(`${path}${search}`);
      // biome-ignore lint/suspicious/noExplicitAny: of three shapes, each checked by its schema.
      const body = (await response.json()) as any;
      return { status: response.status, headers: response.headers, body };
    }
    const v1 = () => `/rest/v1.0/${base(site, at)}/documents`;
    const v2 = () => `/rest/v2.0/${base(site, at)}/documents`;
    const v2Folders = () =>
      at === 'project'
        ? `/rest/v2.0/companies/${site.companyId}/projects/${site.projectId}/folders`
        : `/rest/v2.0/companies/${site.companyId}/folders`;
    const names = async (who: Character, query: Query = {}) => {
      const { status, body, headers } = await get(who, v1(), query);
      assert.equal(status, 200);
      const found = (body as DocumentItem[]).map((item) => item.name);
      if (query.per_page === undefined) assert.equal(headers.get('total'), String(found.length));
      return found;
    };

    it('finds nothing of the bin in a folder that is there, whatever it holds', async () => {
      const bin = { 'filters[is_in_recycle_bin]': 'true' };
      const { body: gone } = await site.as.admin.makeFolder(at, { name: 'Gone', parent_id: ids.Drawings });
      await site.as.admin.upload(at, { name: 'with it.txt', parent_id: String(gone.id) });
      await send(site, 'admin', at, 'DELETE', `folders/${gone.id}`);
      for (const folder of [ids.Drawings, gone.id])
        assert.deepEqual(await names('admin', { ...bin, 'filters[folder_id]': String(folder) }), []);
      assert.deepEqual(await names('admin', bin), ['Gone']);
      await send(site, 'admin', at, 'DELETE', 'recycle_bin');
    });

    it('tells of a file what the file itself tells: who holds it, its revision, what may be done to it', async () => {
      const id = ids['A-101_Ground Floor.pdf'] ?? 0;
      const until = new Date(site.platform.clock.now() + 3_600_000).toISOString().replace(/\.\d+Z/, 'Z');
      const held = await send(site, 'standard', at, 'PATCH', `files/${id}`, {
        file: { checked_out_until: until },
      });
      assert.equal(held.status, 200, JSON.stringify(held.body));
      for (const who of ['standard', 'admin'] as const) {
        const file = (await site.as[who].file(at, id)).body;
        const { body } = await get(who, v1(), { 'filters[document_type]': 'file' });
        const item = (body as DocumentItem[]).find((each) => each.id === id);
        assert.equal(item?.file?.checked_out_until, until);
        assert.deepEqual(item?.file?.checked_out_by, { ...file.checked_out_by, company_name: 'Site' });
        for (const name of ['revision', 'can_update', 'can_delete', 'can_move', 'can_set_private'] as const)
          assert.equal(item?.[name], file[name], name);
      }
      const given = { file: { checked_out_until: null } };
      assert.equal((await send(site, 'standard', at, 'PATCH', `files/${id}`, given)).status, 200);
    });

    it('lists all that one may see, by name, in the shape of the wire', async () => {
      const { body } = await get('admin', v1());
      for (const item of body) assert(isItem.Check(item), JSON.stringify(isItem.Errors(item)));
      const items = body as DocumentItem[];
      assert.deepEqual(
        items.map((item) => item.name_with_path),
        [
          'Root Folder/Drawings/A-101_Ground Floor.pdf',
          'Root Folder/Claims',
          'Root Folder/Drawings',
          'Root Folder/Claims/Letters/Floor claim.pdf',
          'Root Folder/Drawings/Floor secret.pdf',
          'Root Folder/Claims/Letters',
          'Root Folder/Drawings/Structural/S-201 Foundation.dwg',
          'Root Folder/Drawings/Structural',
        ],
      );
      const claim = items.find(({ id }) => id === ids['Floor claim.pdf']);
      assert.deepEqual(
        [claim?.private, claim?.private_parent?.name_with_path, claim?.document_type, claim?.children],
        [false, 'Root Folder/Claims', 'file', null],
      );
      assert.deepEqual(
        [claim?.file?.version, claim?.file?.size, claim?.file?.file_type, claim?.file?.sha256.length],
        [1, 7, 'PDF', 64],
      );
      const structural = items.find(({ id }) => id === ids.Structural);
      assert.deepEqual(
        [structural?.file, structural?.children?.has_children_files, structural?.tracked_folder?.name],
        [null, true, 'Drawings'],
      );
    });

    it('counts and shows nothing that is hidden, however it is asked', async () => {
      const open = ['A-101_Ground Floor.pdf', 'Drawings', 'S-201 Foundation.dwg', 'Structural'];
      for (const who of ['reader', 'standard'] as const) {
        assert.deepEqual(await names(who), open);
        assert.deepEqual(await names(who, { 'filters[search]': 'floor' }), open.slice(0, 1));
        assert.deepEqual(await names(who, { 'filters[search]': 'secret' }), []);
        assert.deepEqual(await names(who, { 'filters[private]': 'True' }), []);
        assert.deepEqual(await names(who, { 'filters[folder_id]': String(ids.Claims) }), []);
        assert.deepEqual(await names(who, { 'filters[folder_id]': String(ids.Letters) }), []);
        assert.deepEqual(await names(who, { 'filters[is_in_recycle_bin]': 'true' }), []);
      }
      assert.deepEqual(await names('admin', { 'filters[search]': 'floor' }), [
        'A-101_Ground Floor.pdf',
        'Floor claim.pdf',
        'Floor secret.pdf',
      ]);
      assert.equal((await get('nobody', v1())).status, 403);
      assert.ok([403, 404].includes((await get('stranger', v1())).status));
    });

    it('finds words of names and descriptions from their beginnings, whatever the case and the marks', async () => {
      for (const search of ['a', '101', 'GROUND flo', 'cimentacion', 'CIMENTACIÓN', 'planta pdf', 'a-101_gr'])
        assert.deepEqual(
          await names('reader', { 'filters[search]': search }),
          ['A-101_Ground Floor.pdf'],
          search,
        );
      for (const search of ['loor', 'ground ceiling', '"', "' or 1=1", '*', 'p1x0', ')('])
        assert.deepEqual(await names('reader', { 'filters[search]': search }), [], search);
      assert.equal((await names('reader', { 'filters[search]': '  ' })).length, 4);
    });

    it('keeps to filters, and ignores those it does not know', async () => {
      assert.deepEqual(await names('reader', { 'filters[document_type]': 'folder' }), [
        'Drawings',
        'Structural',
      ]);
      assert.deepEqual(await names('reader', { 'filters[file_type]': 'dwg' }), ['S-201 Foundation.dwg']);
      assert.deepEqual(await names('reader', { 'filters[file_type][]': 'PDF' }), ['A-101_Ground Floor.pdf']);
      assert.equal((await names('reader', { 'filters[odd]': 'x' })).length, 4);
      assert.deepEqual(await names('reader', { 'filters[custom_tag_ids]': '7' }), []);
      assert.deepEqual(await names('reader', { 'filters[folder_id]': String(ids.Drawings) }), [
        'A-101_Ground Floor.pdf',
        'S-201 Foundation.dwg',
        'Structural',
      ]);
      assert.deepEqual(await names('admin', { 'filters[private]': 'true' }), ['Claims', 'Floor secret.pdf']);
      const { admin, reader } = site.ids;
      assert.equal((await names('reader', { 'filters[created_by_id][]': String(admin) })).length, 4);
      assert.deepEqual(await names('reader', { 'filters[created_by_id]': String(reader) }), []);
      const today = new Date(site.platform.clock.now()).toISOString().slice(0, 10);
      assert.equal((await names('reader', { 'filters[updated_at]': `"${today}...${today}"` })).length, 4);
      assert.equal((await names('reader', { 'filters[created_at]': '2001-01-01...2001-12-31' })).length, 0);
    });

    it('goes page by page in either direction, also past the end', async () => {
      const forward: string[] = [];
      for (let page = 1; ; page += 1) {
        const { body, headers } = await get('reader', v1(), {
          page: String(page),
          per_page: '3',
          sort: '-name',
        });
        assert.deepEqual([headers.get('total'), headers.get('per-page')], ['4', '3']);
        if (body.length === 0) break;
        forward.push(...body.map((item: DocumentItem) => item.name));
      }
      assert.deepEqual(forward.toReversed(), await names('reader'));
      const byType = await names('reader', { sort: 'document_type_then_name' });
      assert.deepEqual(byType, ['Drawings', 'Structural', 'A-101_Ground Floor.pdf', 'S-201 Foundation.dwg']);
    });

    it('orders by name, type, making and change, each in both directions', async () => {
      const [folders, plan, foundation] = [
        ['Drawings', 'Structural'],
        'A-101_Ground Floor.pdf',
        'S-201 Foundation.dwg',
      ] as const;
      const made = [...folders, plan, foundation];
      site.platform.clock.advance(5_000);
      for (const description of ['Changed last of all', 'Planta baja: cimentación'])
        await send(site, 'admin', at, 'PATCH', `files/${ids[plan]}`, { file: { description } });
      const changed = [...folders, foundation, plan];
      for (const [sort, order] of [
        ['name', [plan, 'Drawings', foundation, 'Structural']],
        // Folders first.
        ['document_type', made],
        ['document_type_then_name', made],
        ['_created_at', made],
        ['updated_at', changed],
        ['_updated_at', changed],
      ] as const) {
        assert.deepEqual(await names('reader', { sort }), order, sort);
        assert.deepEqual(await names('reader', { sort: `-${sort}` }), order.toReversed(), `-${sort}`);
      }
      assert.deepEqual(await names('reader', { sort: 'document_type,-name' }), [
        ...folders.toReversed(),
        foundation,
        plan,
      ]);
      assert.deepEqual(await names('reader', { sort: 'bogus,-document_type,name' }), [
        plan,
        foundation,
        ...folders,
      ]);
    });

    it('tells v2 under data, ids as text, ten at a time', async () => {
      const { body, headers } = await get('admin', v2());
      assert.deepEqual([headers.get('total'), headers.get('per-page')], ['8', '10']);
      for (const item of body.data) assert(isItemV2.Check(item), JSON.stringify(isItemV2.Errors(item)));
      const compact = (await get('admin', v2(), { view: 'sync_compact' })).body.data;
      for (const item of compact) assert(isCompact.Check(item), JSON.stringify(isCompact.Errors(item)));
      const hidden = compact.find((item: DocumentItemCompact) => item.name === 'Floor claim.pdf');
      assert.deepEqual([hidden.private, hidden.has_private_ancestor], [false, true]);
    });

    it('tells one folder in v2 as a mixed list, or with all below it', async () => {
      const of = async (who: Character, path: string, query: Query = {}) => {
        const { status, body, headers } = await get(who, path, query);
        if (status !== 200) return status;
        assert.equal(headers.get('total'), String(body.data.length));
        for (const item of body.data) {
          assert(isFolderItem.Check(item), JSON.stringify(isFolderItem.Errors(item)));
          assert.equal('private_parent' in item, false);
        }
        return body.data.map((item: FolderItemV2) => item.name);
      };
      assert.deepEqual(await of('reader', v2Folders()), ['Drawings']);
      assert.deepEqual(await of('admin', v2Folders()), ['Claims', 'Drawings']);
      assert.deepEqual(await of('reader', `${v2Folders()}/${ids.Drawings}`), [
        'A-101_Ground Floor.pdf',
        'Structural',
      ]);
      assert.deepEqual(
        await of('reader', v2Folders(), { include_descendants: 'true', exclude_folders: 'true' }),
        ['A-101_Ground Floor.pdf', 'S-201 Foundation.dwg'],
      );
      assert.equal(await of('reader', `${v2Folders()}/${ids.Letters}`), 404);
      assert.equal(await of('reader', `${v2Folders()}/${ids['S-201 Foundation.dwg']}`), 404);
    });

    it('finds what lies at a path, as far as one sees', async () => {
      const lying = async (who: Character, path: string) => {
        const { status, body } = await get(who, site.as[who].path(at, 'documents/by_path', { path }), {});
        return status === 200 ? body : status;
      };
      assert.deepEqual(await lying('reader', 'drawings/Structural/S-201 foundation.dwg'), {
        id: ids['S-201 Foundation.dwg'],
        document_type: 'file',
      });
      assert.deepEqual(await lying('reader', '/Drawings/'), { id: ids.Drawings, document_type: 'folder' });
      assert.deepEqual(await lying('admin', 'Claims/Letters'), { id: ids.Letters, document_type: 'folder' });
      for (const path of [
        'Claims',
        'Claims/Letters',
        'Drawings/Floor secret.pdf',
        'Drawings/None',
        'a/'.repeat(500),
      ])
        assert.equal(await lying('reader', path), 404, path);
    });

    it('tells the revisions of a file to those who see it', async () => {
      const of = (who: Character, name: string) => get(who, `${v2()}/${ids[name]}/revisions`);
      const { status, body } = await of('reader', 'S-201 Foundation.dwg');
      assert.equal(status, 200);
      assert.equal(body.data.length, 1);
      assert(isRevision.Check(body.data[0]), JSON.stringify(isRevision.Errors(body.data[0])));
      assert.deepEqual([body.data[0].file_version, body.data[0].file_name], [1, 'S-201 Foundation.dwg']);
      assert.equal((await of('reader', 'Floor claim.pdf')).status, 404);
      assert.equal((await of('reader', 'Drawings')).status, 404);
    });
  });
}

type Query = Record<string, string>;

function base(site: Site, at: At): string {
  return at === 'project' ? `projects/${site.projectId}` : `companies/${site.companyId}`;
}
