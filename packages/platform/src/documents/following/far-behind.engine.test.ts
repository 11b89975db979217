import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from '@gatehouse/database';
import { openSite, type Site } from '../testing/site.ts';

interface Page {
  readonly changes: readonly { readonly id: number }[];
  readonly cursor: string;
  readonly more: boolean;
}

describe('whoever follows the changes, far behind many that are hidden', () => {
  let site: Site;
  const hidden = 5_000;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  const ask = async (cursor?: string): Promise<Page> => {
    const query = cursor === undefined ? {} : { cursor };
    const response = await site.as.reader.call(site.as.reader.path('project', 'documents/changes', query));
    assert.equal(response.status, 200);
    return (await response.json()) as Page;
  };

  it('is told in each of a few calls that there is more, and gets to what they see', async () => {
    const { companyId, projectId } = site;
    const { house } = site.platform;
    const { cursor } = await ask();
    const root = (await site.as.admin.root('project')).body;
    const secret = { name: 'Secret', parent_id: root.id, explicit_permissions: true };
    const { body: folder } = await site.as.admin.makeFolder('project', secret);
    await house.database.write(async (tx) => {
      const { last } = await tx
        .selectFrom('document_sequences')
        .select('last')
        .where('company_id', '=', companyId)
        .where('project_id', '=', projectId)
        .executeTakeFirstOrThrow();
      const at = house.clock.now();
      await sql`insert into document_changes (company_id, project_id, seq, document_id, kind, at)
        with recursive n(n) as (select 1 union all select n + 1 from n where n < ${sql.lit(hidden)})
        select ${sql.lit(companyId)}, ${sql.lit(projectId)}, ${sql.lit(last)} + n, ${sql.lit(folder.id)}, 'folder', ${sql.lit(at)} from n`.execute(
        tx,
      );
      await tx
        .updateTable('document_sequences')
        .set({ last: last + hidden })
        .where('company_id', '=', companyId)
        .where('project_id', '=', projectId)
        .execute();
    });
    const shown = await site.as.admin.makeFolder('project', { name: 'Shown', parent_id: root.id });
    const first = await ask(cursor);
    assert.deepEqual([first.changes, first.more], [[], true]);
    let page = first;
    let calls = 1;
    for (; page.more && page.changes.length === 0; calls += 1) page = await ask(page.cursor);
    assert.deepEqual(
      page.changes.map(({ id }) => id),
      [shown.body.id],
    );
    assert.ok(calls > 2 && calls < 6, String(calls));
    assert.equal(page.more, false);
  });
});
