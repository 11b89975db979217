import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnswerTooLong } from '@gatehouse/client';
import { told } from './problems.ts';

test('an answer without end is asked for again and said; of a write nobody knows whether it was done', async () => {
  const endless = async () => {
    throw new AnswerTooLong(1_000);
  };
  const message = 'more than 1000 bytes, which are not read';
  await assert.rejects(told('read', endless), { name: 'RemoteProblem', code: 'busy', message });
  await assert.rejects(told('write', endless), { name: 'RemoteProblem', code: 'unknown', message });
});
