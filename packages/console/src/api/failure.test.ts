import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, RateLimited } from '@gatehouse/client';
import { ProofDeclined } from '../step-up/proof-request.ts';
import { failureOf } from './failure.ts';

test('a refusal is told by its kind, with the id under which the server knows it', () => {
  assert.deepEqual(failureOf(new ApiError(403, ['No'], 'r-1')), {
    key: 'failure.forbidden',
    requestId: 'r-1',
  });
  assert.deepEqual(failureOf(new ApiError(500, [], 'r-2')), { key: 'failure.server', requestId: 'r-2' });
  assert.deepEqual(failureOf(new RateLimited(429, [], 'r-3', 1)), { key: 'failure.busy', requestId: 'r-3' });
});

test('what never arrived is a matter of the connection', () => {
  assert.deepEqual(failureOf(new TypeError('Failed to fetch')), { key: 'failure.offline' });
});

test('what a person did not prove is told as that', () => {
  assert.deepEqual(failureOf(new ProofDeclined()), { key: 'failure.unproven' });
});

test('an error of our own script is not blamed on the connection', () => {
  assert.deepEqual(failureOf(new Error('x')), { key: 'failure.page' });
});
