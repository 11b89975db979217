import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { routesOf } from '../compose.ts';
import { startPlatform } from '../testing/start-platform.ts';
import { apiPage } from './api-page.test-support.ts';

const file = fileURLToPath(new URL('../../../../docs/api.md', import.meta.url));

// To write the page anew: node_modules/.bin/node --test --test-update-snapshots packages/platform/src/journeys/api-page.engine.test.ts
test('docs/api.md is what the route table says', async (t) => {
  const { house, close } = await startPlatform();
  t.after(close);
  const [head = ''] = (await readFile(file, 'utf8')).split('\n## OAuth\n');
  const page = apiPage(head, routesOf(house));
  for (const line of ['POST /oauth/token', 'GET /rest/v1.0/me', 'POST /manage/v1/apps'])
    assert.ok(page.includes(`\n### ${line}\n`), line);
  assert.ok(!page.includes('vapid/{'), 'older spellings are not listed');
  t.assert.fileSnapshot(page, file, { serializers: [String] });
});
