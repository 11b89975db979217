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

test('each step of App Management goes to its own address, with exactly what was seen', async (context) => {
  const peer = await localPeer(context, () => ({ body: {} }));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer: browserSession(() => 'csrf') });
  await api.installations.versionByKey(1, 'a key');
  await api.installations.disconnect(1, 2);
  await api.installations.update(1, 2, { version_id: 3, permitted_project_ids: [4] });
  await api.installations.permitProjects(1, 2, [4, 5]);
  await api.installationRequests.deny(1, 6, { answer: 'No' });
  await api.appPolicy.update(1, { verified_only: true });
  await api.appClients.policy(8, 'sandbox');
  await api.appClients.changePolicy(8, 'sandbox', { device_grant: true });
  await api.serviceAccounts.regenerate(1, 7);
  await api.notices.read('01j');
  assert.deepEqual(
    peer.requests.map(({ method, path, query, body }) => [method, path, String(body) || String(query)]),
    [
      ['GET', '/manage/v1/companies/1/version_by_key', 'key=a+key'],
      ['POST', '/manage/v1/companies/1/installations/2/disconnect', ''],
      [
        'POST',
        '/manage/v1/companies/1/installations/2/update',
        '{"version_id":3,"permitted_project_ids":[4]}',
      ],
      ['PUT', '/manage/v1/companies/1/installations/2/permitted_projects', '{"project_ids":[4,5]}'],
      ['POST', '/manage/v1/companies/1/installation_requests/6/deny', '{"answer":"No"}'],
      ['PATCH', '/manage/v1/companies/1/app_policy', '{"verified_only":true}'],
      ['GET', '/manage/v1/apps/8/clients/sandbox/policy', ''],
      ['PATCH', '/manage/v1/apps/8/clients/sandbox/policy', '{"device_grant":true}'],
      ['POST', '/manage/v1/companies/1/service_accounts/7/regenerate', ''],
      ['POST', '/manage/v1/notices/01j/read', ''],
    ],
  );
});
