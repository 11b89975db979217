import assert from 'node:assert/strict';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testEngine } from '@gatehouse/database/testing';
import { type Character, openSite, type Site } from './testing/site.ts';

// PostgreSQL plans by figures of its own.
if (testEngine === 'sqlite')
  describe('what SQLite reads of the documents of a company', () => {
    let site: Site;
    let folderId: number;
    let fileId: number;

    before(async () => {
      site = await openSite();
      const { admin } = site.as;
      folderId = (await admin.makeFolder('project', { name: 'Drawings' })).body.id;
      fileId = (await admin.upload('project', { name: 'A.pdf', parent_id: String(folderId) })).body.id;
      await admin.makeFolder('project', { name: 'Inner', parent_id: folderId });
    });
    after(() => site.close());

    for (const who of ['admin', 'standard', 'reader'] as const satisfies Character[]) {
      it(`is what a folder holds when ${who} opens it, or shows a file`, async (t) => {
        const { path } = site.as[who];
        const latest = { show_latest_file_version_only: true };
        const plans = await plansOf(t, () =>
          readAll(who, [
            path('project', 'folders'),
            path('project', `folders/${folderId}`),
            path('project', `folders/${folderId}`, latest),
            path('project', `files/${fileId}`),
            path('project', `files/${fileId}`, latest),
          ]),
        );
        const index = who === 'admin' ? 'INDEX documents_by_parent' : 'INDEX documents_open';
        assert.ok(plans.some(({ steps }) => steps.some((step) => step.includes(index))));
        assert.deepEqual(plans.filter(readsAPlace), []);
        assert.deepEqual(plans.filter(readsTheCompany), []);
      });

      it(`is never more than a place when ${who} goes through its index or searches it`, async (t) => {
        const index = `/rest/v1.0/projects/${site.projectId}/documents`;
        const plans = await plansOf(t, () => readAll(who, [index, `${index}?filters[search]=A`]));
        assert.ok(plans.some(readsAPlace));
        assert.deepEqual(plans.filter(readsTheCompany), []);
      });
    }

    it('is what comes next in a folder that is sent as a zip, without sorting what does not', async (t) => {
      const plans = await plansOf(t, () =>
        readAll('reader', [site.as.reader.path('project', `folders/${folderId}/zip`)]),
      );
      const steps = plans.flatMap((plan) => plan.steps);
      assert.ok(
        steps.some((step) => /INDEX documents_open \(parent_id=\? AND \(?kind/.test(step)),
        steps.join('\n'),
      );
      assert.deepEqual(
        plans
          // What somebody sees of their own is put in order: that is never much.
          .filter(({ text }) => text.includes('order by "kind"') && !text.includes('document_readers'))
          .flatMap(({ steps }) => steps.filter((step) => step.includes('TEMP'))),
        [],
      );
      assert.deepEqual(plans.filter(readsTheCompany), []);
    });

    it('is never more than a place, whatever is written', async (t) => {
      const { admin, standard } = site.as;
      const plans = await plansOf(t, async () => {
        const made = await standard.makeFolder('project', { name: 'New', parent_id: folderId });
        assert.equal(made.status, 201);
        const sent = await standard.upload('project', { name: 'B.pdf', parent_id: String(made.body.id) });
        assert.equal(sent.status, 201);
        const path = admin.path('project', `folders/${made.body.id}`);
        const body = JSON.stringify({ folder: { name: 'Newer' } });
        const headers = { 'content-type': 'application/json' };
        assert.equal((await admin.call(path, { method: 'PATCH', headers, body })).status, 200);
        assert.ok((await admin.call(path, { method: 'DELETE' })).ok);
      });
      assert.notEqual(plans.length, 0);
      assert.deepEqual(plans.filter(readsTheCompany), []);
    });

    async function readAll(who: Character, paths: readonly string[]) {
      for (const path of paths) {
        const response = await site.as[who].call(path);
        assert.equal(response.status, 200, path);
        await response.arrayBuffer();
      }
    }

    /** The plan of every statement on documents that ran meanwhile. */
    async function plansOf(t: TestContext, act: () => Promise<void>): Promise<Plan[]> {
      const spies = (['all', 'run'] as const).map((name) => t.mock.method(StatementSync.prototype, name));
      await act();
      const calls = spies.flatMap(({ mock }) => mock.calls);
      const texts = new Set(calls.map((call) => (call.this as StatementSync).sourceSQL));
      t.mock.restoreAll();
      const { databaseUrl } = site.platform.house.settings;
      const database = new DatabaseSync(fileOf(databaseUrl ?? assert.fail()), { readOnly: true });
      try {
        return [...texts]
          .filter((text) => text.includes('documents'))
          .map((text) => {
            const rows = database.prepare(`explain query plan ${text}`).all();
            return { text, steps: rows.map(({ detail }) => String(detail)) };
          });
      } finally {
        database.close();
      }
    }
  });

interface Plan {
  readonly text: string;
  readonly steps: readonly string[];
}

/** Goes through all documents of a project, or of a company's own tool. */
function readsAPlace({ steps }: Plan): boolean {
  return steps.some((step) => /INDEX documents_by_(place|update) /.test(step));
}

/** Goes through an index by the company alone, or through the whole table. */
function readsTheCompany({ steps }: Plan): boolean {
  return steps.some((step) =>
    /INDEX documents_\w+ \(company_id=\?\)|^SCAN (documents?|child|self|above|up)( USING .*)?$/.test(step),
  );
}

function fileOf(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
}
