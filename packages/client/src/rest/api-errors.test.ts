import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOT_CONNECTED } from '@gatehouse/wire';
import { ApiError, errorOf, messagesIn, NotConnected, RateLimited } from './api-errors.ts';

const answer = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers });

test('every shape of error body in the wire yields its messages', () => {
  const shapes: [unknown, string[]][] = [
    [{ errors: [NOT_CONNECTED] }, [NOT_CONNECTED]],
    [{ errors: { name: ["can't be blank", 'is too short'] } }, ["name can't be blank", 'name is too short']],
    [{ errors: { base: ['This file is checked out'] }, error_type: 'x' }, ['This file is checked out']],
    [{ errors: 'Exceeded limit' }, ['Exceeded limit']],
    [{ error: { code: '400', message: 'invalid company id' } }, ['invalid company id']],
    [{ error: { error: 'Too many requests.' } }, ['Too many requests.']],
    [{ error: 'invalid_token', error_description: 'The access token expired' }, ['The access token expired']],
    [{ message: 'Not found' }, ['Not found']],
    [null, []],
    ['text', []],
  ];
  for (const [body, messages] of shapes) assert.deepEqual(messagesIn(body), messages);
});

test('"not connected" is told apart from every other 403, with and without its full stop', async () => {
  for (const text of [NOT_CONNECTED, NOT_CONNECTED.slice(0, -1)]) {
    assert.ok((await errorOf(answer(403, { errors: [text] }))) instanceof NotConnected);
  }
  const forbidden = await errorOf(answer(403, { errors: ['You do not have permission'] }));
  assert.ok(forbidden instanceof ApiError && !(forbidden instanceof NotConnected));
});

test('an error names status, messages and the request, also when the body is no JSON', async () => {
  const error = await errorOf(answer(404, { errors: ['Not found'] }, { 'x-request-id': 'r-1' }));
  assert.deepEqual([error.status, error.errors, error.requestId], [404, ['Not found'], 'r-1']);
  assert.equal(error.message, '404: Not found (request r-1)');
  const page = await errorOf(new Response('<html>', { status: 502 }));
  assert.deepEqual([page.status, page.errors, page.requestId], [502, [], undefined]);
  assert.ok((await errorOf(answer(429, {}), 5)) instanceof RateLimited);
});
