import assert from 'node:assert/strict';
import { expectError, expectErrorPage, expectSubjectAlone } from '../expect.ts';
import { probed, provenWithin, type Requirement } from '../requirement.ts';
import { type Client, makeProof, type Target } from '../target.ts';

const wire = 'packages/platform/src/authorization/pushed-requests.engine.test.ts';

async function push(t: Target, client: Client, more: Readonly<Record<string, string>> = {}) {
  const endpoint = String(t.metadata.pushed_authorization_request_endpoint);
  return await t.post(endpoint, { ...client, response_type: 'code', redirect_uri: t.redirect_uri, ...more });
}

async function reference(t: Target): Promise<string> {
  const { status, body } = await push(t, t.clients.web);
  assert.equal(status, 201);
  return String(body.request_uri);
}

const pointing = (client: Client, request_uri: string) =>
  `/oauth/authorize?${new URLSearchParams({ client_id: client.client_id, request_uri })}`;

export const pushedRequests: readonly Requirement[] = [
  probed(
    'PA-01',
    ['MUST', 'RFC 9126 2.2', 'A push is answered by a reference that soon ends.'],
    async (t) => {
      const { status, body } = await push(t, t.clients.web);
      assert.equal(status, 201);
      assert.ok(Number(body.expires_in) >= 5 && Number(body.expires_in) <= 600);
      assert.match(String(body.request_uri), /^urn:ietf:params:oauth:request_uri:.{22,}/);
    },
  ),
  probed('PA-02', ['MUST', 'RFC 9126 2', 'A client with a secret shows it to push.'], async (t) => {
    expectError(await push(t, { client_id: t.clients.web.client_id }), 401, 'invalid_client');
  }),
  probed('PA-03', ['MUST', 'RFC 9126 2.1', 'A push does not point at another.'], async (t) => {
    expectError(await push(t, t.clients.web, { request_uri: await reference(t) }), 400, 'invalid_request');
  }),
  probed('PA-04', ['MUST', 'RFC 9126 2.2', 'A reference is worth nothing to another client.'], async (t) =>
    expectErrorPage(t, pointing(t.clients.other, await reference(t))),
  ),
  probed('PA-05', ['MUST', 'RFC 9126 4', 'A reference leads to one decision, and ends.'], async (t) => {
    const used = pointing(t.clients.web, await reference(t));
    await t.browser.decide(used, 'allow');
    await expectErrorPage(t, used);
    const late = pointing(t.clients.web, await reference(t));
    await t.pass(601);
    await expectErrorPage(t, late);
  }),
  provenWithin(
    'PA-06',
    ['MUST', 'RFC 9126 5', 'Where pushing is required, parameters in an address are refused.'],
    wire,
    'an app that asked for it',
  ),
  probed(
    'PA-07',
    ['MUST', 'RFC 9126 4', 'What stands beside the reference counts for nothing.'],
    async (t) => {
      const path = `${pointing(t.clients.web, await reference(t))}&redirect_uri=https%3A%2F%2Fevil.example%2Fcb&state=evil`;
      const location = new URL(await t.browser.decide(path, 'allow'));
      assert.ok(location.href.startsWith(t.redirect_uri));
      assert.equal(location.searchParams.get('state'), null);
      // Nor may an address take the place of the challenge, or ask for more than was pushed.
      const { verifier, challenge } = makeProof();
      const pushed = await push(t, t.clients.web, { ...challenge, scope: 'openid' });
      const beside = new URLSearchParams({ ...makeProof().challenge, scope: 'openid profile email' });
      const way = `${pointing(t.clients.web, String(pushed.body.request_uri))}&${beside}`;
      const code = new URL(await t.browser.decide(way, 'allow')).searchParams.get('code') ?? '';
      await expectSubjectAlone(t, await t.redeem(t.clients.web, code, { code_verifier: verifier }));
    },
  ),
  probed(
    'PA-08',
    ['MUST', 'RFC 9126 2.4', 'An address that is not registered is refused when it is pushed.'],
    async (t) => {
      const answer = await push(t, t.clients.web, { redirect_uri: 'https://evil.example/cb' });
      expectError(answer, 400, ['invalid_request', 'invalid_redirect_uri']);
    },
  ),
  provenWithin(
    'PA-09',
    ['SHOULD', 'RFC 9126 2.3', 'A flood of pushes is slowed down.'],
    wire,
    'a flood is answered by 429',
  ),
  provenWithin(
    'AZ-21',
    ['MUST', 'OpenID Connect 3.1.2.6', 'prompt=none shows no page.'],
    'packages/platform/src/authorization/openid-connect.engine.test.ts',
    'an old sign-in and prompt=none',
  ),
  provenWithin(
    'JW-11',
    ['MUST', 'OpenID Connect 2', 'An id_token says who, when and for whom.'],
    'packages/platform/src/authorization/openid-connect.engine.test.ts',
    'an id_token says who',
  ),
];
