import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

const tour = fileURLToPath(new URL('tour.ts', import.meta.url));
const rules = 'A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 D1 D2 F1 F2 M3 P3 S1 S2 U1 U2'.split(' ');

interface Told {
  readonly code: number;
  readonly output: string;
}

/** Takes the tour as a reader does: as a program of its own, with an address. */
function take(url: string, dataDir: string): Promise<Told> {
  const env = { PATH: process.env.PATH, GATEHOUSE_DATA_DIR: dataDir };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [tour, url], { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (child.exitCode ?? -1), output: stdout + stderr });
    });
  });
}

async function onStage(
  settings: Parameters<typeof startPlatform>[0],
  work: (platform: TestPlatform) => Promise<void>,
): Promise<void> {
  const platform = await startPlatform(settings);
  try {
    await work(platform);
  } finally {
    await platform.close();
  }
}

test('the tour shows every rule, tells no secret, and may be taken twice', async () => {
  // The grace is wide, so that a busy machine does not turn a repeat into a theft.
  await onStage({ refreshGrace: 60_000 }, async ({ url, dataDir, demo }) => {
    for (const turn of [1, 2]) {
      const { code, output } = await take(url, dataDir);
      assert.equal(code, 0, `turn ${turn}:\n${output}`);
      for (const rule of rules) assert.match(output, new RegExp(`✓ ${rule} `), rule);
      assert.match(output, /: all \d+ checks hold\.\n$/);
      assert.ok(!output.includes('\u001b'), 'no color where nobody looks');
      const secrets = [
        ...demo.people.map(({ password }) => password),
        ...[...demo.apps, ...demo.serviceAccounts].map(({ clientSecret }) => clientSecret),
      ];
      for (const secret of secrets) assert.ok(!output.includes(secret));
      assert.doesNotMatch(output, /gh[acrs]_[\w.-]{20,}/);
    }
  });
});

test('a server that does not repeat a lost answer fails the tour by rule A4, and by no other', async () => {
  await onStage({ refreshGrace: 0 }, async ({ url, dataDir }) => {
    const { code, output } = await take(url, dataDir);
    assert.equal(code, 1);
    assert.match(output, /✗ A4 {2}it gets the very same pair/);
    assert.equal(output.split('✗').length, 2);
    assert.match(output, /1 of \d+ checks broken\.\n$/);
  });
});

test('a private folder that shows to whom it should not fails the tour by rule F2', async () => {
  await onStage({ refreshGrace: 60_000 }, async ({ house, url, dataDir, demo }) => {
    const ridgeline = demo.companies.find(({ name }) => name === 'Ridgeline Construction');
    assert.ok(ridgeline);
    await house.database.write(async (tx) => {
      await tx
        .updateTable('documents')
        .set({ private_at: null })
        .where('company_id', '=', ridgeline.id)
        .where('name', '=', 'Contracts')
        .execute();
    });
    const { code, output } = await take(url, dataDir);
    assert.equal(code, 1);
    assert.match(output, /✗ F2 {2}the private folder is not there at all\n +expected false, saw true/);
  });
});

test('without the demo of the server it says in one sentence what would help', async () => {
  const nowhere = await mkdtemp(join(tmpdir(), 'gatehouse-nowhere-'));
  try {
    const { code, output } = await take('http://127.0.0.1:9', nowhere);
    assert.equal(code, 2);
    assert.match(output, /^There is no demo\.json in .+\. Set GATEHOUSE_DATA_DIR .+\.\n$/);
  } finally {
    await rm(nowhere, { recursive: true });
  }
});
