import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-turn-'));
after(() => rmSync(folder, { recursive: true }));

/** A process that takes its turn, notes when it is in and out, and ends. */
const program = `
  import { appendFileSync } from 'node:fs';
  import { inTurn } from ${JSON.stringify(new URL('turn.mjs', import.meta.url).href)};
  await inTurn(new URL(${JSON.stringify(`${pathToFileURL(folder).href}/`)}), async () => {
    appendFileSync(${JSON.stringify(join(folder, 'log'))}, 'in\\n');
    await new Promise((resolve) => setTimeout(resolve, 50));
    appendFileSync(${JSON.stringify(join(folder, 'log'))}, 'out\\n');
  });
`;

test('of many processes one works at a time, also when the last holder died in its turn', async () => {
  const dead = spawnSync(process.execPath, ['--version']).pid;
  mkdirSync(join(folder, '.cache'));
  writeFileSync(join(folder, '.cache/turn'), String(dead));
  const processes = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'ignore' }),
  );
  const codes = await Promise.all(
    processes.map((child) => new Promise((resolve) => child.once('exit', resolve))),
  );
  assert.deepEqual(codes, [0, 0, 0, 0, 0, 0]);
  assert.equal(readFileSync(join(folder, 'log'), 'utf8'), 'in\nout\n'.repeat(6));
});
