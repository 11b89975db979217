import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { translator } from '../messages/translate.ts';
import { completionFor, shells } from './completion.ts';
import { helpOf, helpOfAll } from './help.ts';
import { verbs } from './verbs.ts';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../main.mjs', import.meta.url));
const t = translator('en');

test('the documentation lists every verb as the help does, and no other', async () => {
  const page = await readFile(new URL('../../../../docs/drive.md', import.meta.url), 'utf8');
  const rows =
    page
      .split('## Verbs')[1]
      ?.split('\n')
      .filter((line) => /^\| `/.test(line)) ?? [];
  const told = verbs.map(({ name, takes, about }) => {
    return `| \`${`${name} ${takes}`.trimEnd().replaceAll('|', '\\|')}\` | ${t(about)} |`;
  });
  assert.deepEqual(
    rows.filter((row) => !/^\| `\d/.test(row)),
    told,
  );
});

test('help says every verb, and each verb its options and examples in both languages', () => {
  const all = helpOfAll(t).join('\n');
  for (const verb of verbs) {
    assert.match(all, new RegExp(`^  ${verb.name}\\b`, 'm'));
    for (const language of ['en', 'es'] as const) {
      const help = helpOf(verb, translator(language)).join('\n');
      for (const option of verb.options) assert.match(help, new RegExp(`--${option}\\b`));
      for (const example of verb.examples) assert(help.includes(`drive ${example}`));
    }
  }
});

test('every example begins with its own verb', () => {
  for (const { name, examples } of verbs) {
    assert(examples.length > 0, name);
    for (const example of examples) assert(example === name || example.startsWith(`${name} `), example);
  }
});

test('bash completes verbs, and the options of each', async () => {
  for (const shell of shells) assert(completionFor(shell).join('\n').includes('versions'));
  const script = completionFor('bash').join('\n');
  const ask = (words: string) =>
    `${script}\nCOMP_WORDS=(${words}); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); _drive; echo "\${COMPREPLY[@]}"`;
  assert.equal((await run('bash', ['-c', ask('drive vers')])).stdout, 'versions\n');
  assert.equal((await run('bash', ['-c', ask('drive get --v')])).stdout, '--version\n');
  assert.equal((await run('bash', ['-c', ask('drive private o')])).stdout, 'on off\n');
  assert.equal((await run('bash', ['-c', ask('drive completion z')])).stdout, 'zsh\n');
  assert.equal((await run('bash', ['-c', ask('drive help unm')])).stdout, 'unmount\n');
});

test('the command ends with the code it means, and help needs no account', async () => {
  const env = { PATH: process.env.PATH, LANG: 'es_ES.UTF-8' };
  const help = await run(process.execPath, [main, 'help', 'get'], { env });
  assert.match(help.stdout, /Uso: drive get PATH \[TO\]/);
  const refused = run(process.execPath, [main, 'ls'], { env });
  await assert.rejects(refused, { code: 3 });
});
