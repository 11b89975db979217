import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { importFault } from './import-fault.ts';

/** Where the server finds its words for what is wrong with a line. */
const sources = ['people-import', 'member-faults'].map(
  (name) => new URL(`../../../platform/src/directory/${name}.ts`, import.meta.url),
);

test('whatever the server says of a person in a line has words in either language', async () => {
  const text = (await Promise.all(sources.map((source) => readFile(source, 'utf8')))).join('\n');
  const said = [
    ...text.matchAll(/faults\(\s*\d+,\s*\['(?:email_address|origin_id|base)'\],\s*'([^']+)'/g),
    ...text.matchAll(/errors(?:\.\w+|\[name\]) = \[(?:"([^"]+)"|'([^']+)'|`([^`]+)`)\]/g),
  ].map((found) => found.slice(1).find((each) => each !== undefined) ?? '');
  assert.ok(said.length >= 10, said.join('; '));
  for (const words of said)
    assert.ok(importFault(words.replace(/\$\{\w+\}/, '255')), `no words of ours for: ${words}`);
});

test('how much is too much is told', () => {
  assert.deepEqual(importFault('is too long (maximum is 255)'), { name: 'long', values: { most: '255' } });
  assert.equal(importFault('is of another planet'), undefined);
});
