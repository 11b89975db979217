import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GatehouseApi } from '../gatehouse-api.ts';
import { localPeer } from '../local-peer.test-support.ts';
import { ApiError } from '../rest/api-errors.ts';
import { browserSession } from '../rest/authorizer.ts';

test('a page of the server works by session: the CSRF token with every call, no bearer, no second try', async (context) => {
  const peer = await localPeer(context, ({ method, path }) => {
    if (method === 'DELETE') return { status: 204 };
    return path.endsWith('/session') ? { status: 401, body: { errors: ['Sign in first'] } } : { body: [] };
  });
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer: browserSession(() => 'csrf') });
  assert.deepEqual(await api.connectedApps.list(), []);
  await api.connectedApps.revoke('a/b');
  await api.session.signOut();
  await assert.rejects(api.session.show(), (error) => error instanceof ApiError && error.status === 401);
  assert.deepEqual(
    peer.requests.map(({ method, path, headers }) => [
      method,
      path,
      headers['x-csrf-token'],
      headers.authorization,
    ]),
    [
      ['GET', '/manage/v1/connected_apps', 'csrf', undefined],
      ['DELETE', '/manage/v1/connected_apps/a%2Fb', 'csrf', undefined],
      ['DELETE', '/manage/v1/session', 'csrf', undefined],
      ['GET', '/manage/v1/session', 'csrf', undefined],
    ],
  );
});
