import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { root } from '../source-files.ts';
import { runFiles, withoutOurSettings } from './run.ts';

let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-lane-'));
});
after(() => rm(folder, { recursive: true }));

async function runText(text: string, env: Record<string, string> = {}) {
  const file = join(folder, 'made.test.mjs');
  await writeFile(file, `import { after, describe, it, test } from 'node:test';\n${text}`);
  const lines: string[] = [];
  // Inside a test, node:test would take the files of a run for tests of its own process.
  const context = process.env.NODE_TEST_CONTEXT;
  delete process.env.NODE_TEST_CONTEXT;
  try {
    const path = relative(fileURLToPath(root), file);
    const results = await runFiles([path], 1, env, new AbortController().signal, (line) => lines.push(line));
    const [ended] = results;
    assert.ok(ended && results.length === 1);
    return { ...ended, shown: lines.join('\n') };
  } finally {
    if (context !== undefined) process.env.NODE_TEST_CONTEXT = context;
  }
}

test('claims are counted and suites are not; a failure is shown in full where it happens', async () => {
  const { counts, failures, shown } = await runText(`
    describe('a suite', () => { it('holds', () => {}); it('breaks', () => { throw new Error('the cause'); }); });
    test('an outer test', async (t) => { await t.test('an inner one', () => {}); });
    test.skip('not now', () => {});
  `);
  assert.deepEqual(counts, { passed: 3, failed: 1, skipped: 1 });
  assert.match(shown, /a suite\n.*✓.* holds\n.*✗.* breaks\n\s+Error: the cause/s);
  assert.match(failures.join(), /^\S*made\.test\.mjs › a suite › breaks\nError: the cause/);
});

test('what is skipped is told with its reason, a whole suite too', async () => {
  const { counts, shown } = await runText(`
    it('one', { skip: 'no disk' }, () => {});
    describe('many', { skip: 'no network' }, () => { it('more', () => {}); });
  `);
  assert.equal(counts.passed, 0);
  assert.ok(counts.skipped >= 2);
  assert.match(shown, /one \(skipped: no disk\)[\s\S]*many \(skipped: no network\)/);
});

test('a file that breaks down, and a hook that does, are failures', async () => {
  const broken = await runText("console.error('last words'); throw new Error('at once');");
  assert.equal(broken.counts.failed, 1);
  assert.match(broken.shown, /last words/);
  const hook = await runText(
    "describe('s', () => { after(() => { throw new Error('hook'); }); it('x', () => {}); });",
  );
  assert.deepEqual(hook.counts, { passed: 1, failed: 1, skipped: 0 });
});

test('a lane says what its tests see; settings of the shell do not reach them', async () => {
  const { counts } = await runText(
    "test('sees it', () => { if (process.env.GATEHOUSE_TEST_ENGINE !== 'sqlite') throw new Error('no'); });",
    { GATEHOUSE_TEST_ENGINE: 'sqlite' },
  );
  assert.equal(counts.passed, 1);
  const theirs = { PATH: 'p', GATEHOUSE_TEST_WORLDS: '250' };
  assert.deepEqual(withoutOurSettings({ GATEHOUSE_PORT: '1', ...theirs }), theirs);
});
