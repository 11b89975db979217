import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Installation } from '@gatehouse/wire';
import { setPortalStage } from '../developer-portal/portal-stage.test-support.ts';
import { runExample } from './example-program.test-support.ts';

test('examples/nightly-report covers exactly the companies that installed it and the projects they permit', async () => {
  await using stage = await setPortalStage();
  const { platform, visitor } = stage;
  const ana = await visitor('Ana Torres');
  const ridgeline = platform.demo.companies[0];
  assert.ok(ridgeline);
  const base = `/manage/v1/companies/${ridgeline.id}/installations`;
  const { body: installations } = await ana.call<Installation[]>('GET', base);
  const installation = installations.find(({ app }) => app.name === 'Nightly Report');
  assert.ok(installation);

  async function report(): Promise<string> {
    const { code, output } = await runExample('nightly-report', platform.dataDir);
    assert.equal(code, 0, output);
    return output;
  }
  async function step(method: string, path: string, body?: unknown): Promise<void> {
    const { status, body: answer } = await ana.call(method, `${base}/${installation?.id}${path}`, body);
    assert.equal(status, 200, JSON.stringify(answer));
  }

  const first = await report();
  assert.deepEqual(headingsOf(first), ['## Ridgeline Construction', '### Harbor Tower']);
  assert.match(first, /\| Drawings\/Structural\/S-201 Core walls\.txt \| 29 \|/);
  assert.doesNotMatch(first, /Contracts|Steel supplier|Incident report/, 'what is private stays private');

  const everywhere = ridgeline.projects.map(({ id }) => id);
  await step('PUT', '/permitted_projects', { project_ids: everywhere });
  assert.deepEqual(
    headingsOf(await report())
      .slice(1)
      .sort(),
    ['### Harbor Tower', '### Mill Street School', '### North Bridge'],
  );

  await step('PUT', '/permitted_projects', { project_ids: [] });
  assert.match(await report(), /## Ridgeline Construction\n\nNo project is permitted\./);

  await step('POST', '/disconnect');
  assert.doesNotMatch(await report(), /Harbor Tower/);
});

function headingsOf(report: string): string[] {
  return report.split('\n').filter((line) => /^##+ /.test(line));
}
