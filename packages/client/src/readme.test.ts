import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { NOT_CONNECTED } from '@gatehouse/wire';
import type { Received } from './local-peer.test-support.ts';
import { authorizationPeer, pair } from './oauth/authorization-peer.test-support.ts';
import type { TokenSet } from './oauth/token-set.ts';
import { printDocuments } from './readme.example.ts';

function answer({ path, headers }: Received) {
  const company = headers['procore-company-id'];
  if (path === '/oauth/token') return { body: pair(2) };
  if (path === '/rest/v1.0/companies')
    return {
      body: [
        { id: 1, name: 'Open' },
        { id: 2, name: 'Closed' },
      ],
    };
  if (company === '2') return { status: 403, body: { errors: [NOT_CONNECTED] } };
  if (path === '/rest/v1.0/projects') return { body: [{ id: 10, display_name: '1 - Bridge' }] };
  return { body: { folders: [{ name: 'Drawings' }], files: [{ name: 'plan.pdf' }] } };
}

test('the example in the README is this one, and it works', async (context) => {
  const example = await readFile(new URL('./readme.example.ts', import.meta.url), 'utf8');
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  assert.ok(readme.includes(example));

  const print = context.mock.method(console, 'log', () => {});
  const peer = await authorizationPeer(context, answer);
  const saved: TokenSet[] = [];
  const expired = { accessToken: 'access-1', refreshToken: 'refresh-1', obtainedAt: 0, expiresAt: 1 };
  await printDocuments(peer.url, expired, async (tokens) => void saved.push(tokens));
  assert.deepEqual(
    print.mock.calls.map((call) => call.arguments),
    [['Open', '1 - Bridge', ['Drawings', 'plan.pdf']], ['Closed has not connected this app.']],
  );
  assert.equal(saved[0]?.refreshToken, 'refresh-2');
});
