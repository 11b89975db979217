import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-process-'));
after(() => rmSync(folder, { recursive: true }));

/** A server in small: says when it is up, and drains before it ends with a code of its own. */
writeFileSync(
  join(folder, 'server.mjs'),
  `const open = setInterval(() => {}, 1000);
   for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
     console.log(signal);
     setTimeout(() => { console.log('drained'); clearInterval(open); process.exitCode = 7; }, 100);
   });
   console.log('up');`,
);
writeFileSync(
  join(folder, 'launcher.mjs'),
  `import { handOver } from ${JSON.stringify(new URL('process.mjs', import.meta.url).href)};
   const root = new URL(${JSON.stringify(`${pathToFileURL(folder).href}/`)});
   process.exitCode = await handOver(root, process.execPath, ['server.mjs']);`,
);
const launcher = join(folder, 'launcher.mjs');

/** What a process writes from now on, and a wait until it contains a text. @param {NodeJS.ReadableStream} stream */
function reader(stream) {
  let text = '';
  stream.setEncoding('utf8').on('data', (more) => {
    text += more;
  });
  /** @param {string} part */
  const until = async (part) => {
    while (!text.includes(part)) await once(stream, 'data');
  };
  return { until, all: () => text };
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  test(`${signal} reaches the program once, is waited out, and its exit code comes back`, async () => {
    const process_ = spawn(process.execPath, [launcher], { stdio: ['ignore', 'pipe', 'ignore'] });
    const output = reader(process_.stdout);
    await output.until('up');
    process_.kill(signal);
    const [code] = await once(process_, 'close');
    assert.equal(code, 7);
    assert.equal(output.all(), `up\n${signal}\ndrained\n`);
  });
}

test('a program started by npm drains when npm is ended, although the shell between them tells nobody', async () => {
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${launcher}"; true`], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, npm_lifecycle_event: 'start' },
  });
  const output = reader(shell.stdout);
  await output.until('up');
  shell.kill('SIGTERM');
  await once(shell, 'close');
  assert.equal(output.all(), 'up\nSIGTERM\ndrained\n');
});
