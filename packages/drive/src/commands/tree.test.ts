import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../messages/translate.ts';
import { tree } from './tree.ts';
import type { Call } from './verb.ts';

async function drawn(language: 'en' | 'es', remote: object): Promise<string[]> {
  let said = '';
  const out = { write: (text: string) => (said += text) };
  const place = async () => ({ remote });
  const call = { args: [], out, err: out, json: false, t: translator(language), place };
  await tree.run(call as unknown as Call);
  return said.trimEnd().split('\n');
}

const folder = (id: number) => ({ kind: 'folder', id, name: `of ${id}` });

test('folders that lie in a circle, as a server may tell of them, are drawn once each', async () => {
  let lists = 0;
  const remote = {
    root: async () => folder(1),
    async list(id: number) {
      lists += 1;
      if (lists > 10) assert.fail('it goes round');
      return { folder: folder(id), children: [folder(id === 1 ? 2 : 1)] };
    },
  };
  assert.deepEqual(await drawn('en', remote), ['of 1/', '└── of 2/', '    └── of 1/']);
});

test('what is private is said to be so, in either language', async () => {
  const remote = {
    root: async () => folder(1),
    list: async () => ({ children: [{ kind: 'file', id: 2, name: 'plan', isPrivate: true }] }),
  };
  assert.deepEqual(await drawn('en', remote), ['of 1/', '└── plan (private)']);
  assert.deepEqual(await drawn('es', remote), ['of 1/', '└── plan (privado)']);
});
