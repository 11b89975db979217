import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  glimpseOfAnswer,
  glimpseOfHeaders,
  glimpseOfPath,
  glimpseOfRequest,
  withoutSecrets,
} from './glimpse.ts';

const token = 'gha_k1.eyJhIjoxfQ-abcdefghijklmnop.Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6';

test('a token is shortened wherever it stands, and the words around it stay', () => {
  assert.equal(withoutSecrets(`before ${token} after`), 'before gha_k1…YmF6 after');
  assert.equal(glimpseOfPath(`/oauth/authorize/${token}`), '/oauth/authorize/gha_k1…YmF6');
  const json = JSON.stringify({ access_token: token, expires_in: 5400 });
  assert.equal(
    glimpseOfAnswer('application/json; charset=utf-8', json),
    'access_token=gha_k1…YmF6  expires_in=5400',
  );
});

test('of a password nothing is shown, and of what guards a form too little to use', () => {
  const form = new URLSearchParams({
    password: 'correct horse',
    csrf: 'abcdefghijklmnopqrstuvwxyz',
    email: 'a@b',
  });
  assert.equal(glimpseOfRequest(form), 'password=•••  csrf=abcdef…wxyz  email=a@b');
  assert.equal(glimpseOfRequest(JSON.stringify({ client_secret: 'short' })), '{ client_secret=… }');
});

test('a credential in a header is named and shortened; the company is told', () => {
  const headers = new Headers({ authorization: `Bearer ${token}`, 'procore-company-id': '7', accept: '*/*' });
  assert.equal(glimpseOfHeaders(headers), 'Bearer gha_k1…YmF6  Procore-Company-Id: 7');
  assert.equal(glimpseOfHeaders(new Headers()), '');
});

test('an address keeps what a reader wants to know', () => {
  const path =
    '/oauth/authorize?response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb&state=0123456789abcdef';
  assert.equal(
    glimpseOfPath(path),
    '/oauth/authorize?response_type=code&redirect_uri=http://127.0.0.1/cb&state=012345…cdef',
  );
});

test('lists are named, folders opened, pages called by their title', () => {
  const json = (value: unknown) => glimpseOfAnswer('application/json', JSON.stringify(value));
  assert.equal(
    json([
      { id: 1, name: 'A' },
      { id: 2, display_name: '7 - B', name: 'B' },
    ]),
    '2: A, 7 - B',
  );
  assert.equal(json([]), 'none');
  assert.equal(json({}), '{}');
  assert.equal(
    json({ name: 'Root', folders: [{ name: 'Plans' }], files: [{ name: 'x.txt' }] }),
    'Root: Plans/, x.txt',
  );
  assert.equal(json({ errors: ['Item not found'] }), 'errors Item not found');
  const page = '<!doctype html><title>Q&amp;A</title>';
  assert.equal(glimpseOfAnswer('text/html; charset=utf-8', page), 'page “Q&A”');
});
