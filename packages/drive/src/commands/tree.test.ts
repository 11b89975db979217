import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../messages/translate.ts';
import { tree } from './tree.ts';
import type { Call } from './verb.ts';

test('folders that lie in a circle, as a server may tell of them, are drawn once each', async () => {
  const folder = (id: number) => ({ kind: 'folder', id, name: `of ${id}` });
  let lists = 0;
  const remote = {
    root: async () => folder(1),
    async list(id: number) {
      lists += 1;
      if (lists > 10) assert.fail('it goes round');
      return { folder: folder(id), children: [folder(id === 1 ? 2 : 1)] };
    },
  };
  let said = '';
  const out = { write: (text: string) => (said += text) };
  const call = { args: [], out, err: out, json: false, t: translator('en'), place: async () => ({ remote }) };
  await tree.run(call as unknown as Call);
  assert.deepEqual(said.trimEnd().split('\n'), ['of 1/', '└── of 2/', '    └── of 1/']);
});
