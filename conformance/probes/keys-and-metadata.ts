import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import http, { createServer } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { expectError } from '../expect.ts';
import { notApplicable, probed, provenWithin, type Requirement } from '../requirement.ts';
import { assertBy, honestAssertion, honestClaims, honestHeader, jwt, ownKey, signedBy } from '../signed.ts';
import { type Answer, basic, type Target } from '../target.ts';

type Signature = Parameters<typeof jwt>[2];

/**
 * Assertions are where this server takes JWTs of others: an honest one works before and after, so that what is refused
 * between is refused for what is wrong with it. The API is shown the same, with the claims of a token.
 */
async function refuse(t: Target, header: Members, signature: Signature): Promise<void> {
  const honest = async () => {
    const { status } = await assertBy(t, () => honestAssertion(t));
    assert.equal(status, 200, 'an honest assertion is refused');
  };
  await honest();
  const spoiled = () => jwt({ ...honestHeader(t), ...header }, honestClaims(t), signature);
  expectError(await assertBy(t, spoiled), 401, 'invalid_client');
  await honest();
  await refuseAll(t, [jwt({ typ: 'at+jwt', ...header }, accessClaims(t), signature)]);
}

type Members = Readonly<Record<string, unknown>>;

function accessClaims(t: Target): Members {
  const now = Math.floor(t.now());
  const client_id = t.clients.web.client_id;
  const of = { iss: t.issuer, sub: 'person:1', aud: t.issuer, client_id };
  return { ...of, iat: now, exp: now + 600, jti: 'x' };
}

async function refuseAll(t: Target, tokens: readonly string[]): Promise<void> {
  for (const token of tokens) assert.equal(await t.use(token), 401, token);
}

/** A request with any header, also those that fetch keeps to itself. */
function bare(t: Target, path: string, headers: Readonly<Record<string, string>>) {
  return new Promise<{ status: number; headers: object; text: string }>((resolve, reject) => {
    const sent = (t.issuer.startsWith('https:') ? https : http).get(t.url(path), { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString(),
        }),
      );
    });
    sent.on('error', reject);
  });
}

async function keysOf(t: Target): Promise<Record<string, string>[]> {
  const { body } = await t.send(String(t.metadata.jwks_uri), {});
  return body.keys as Record<string, string>[];
}

export const keysAndMetadata: readonly Requirement[] = [
  probed('JW-01', ['MUST', 'RFC 8725 3.1', 'A token that nobody signed is none.'], async (t) => {
    for (const alg of ['none', 'None', 'nOnE', 'NONE', '', undefined]) await refuse(t, { alg }, () => '');
    await refuse(t, {}, () => '');
    await refuse(t, { alg: 'none' }, signedBy(ownKey(t)));
  }),
  probed('JW-02', ['MUST', 'RFC 8725 2.1', 'Nor one whose secret is our public key.'], async (t) => {
    const ours = await keysOf(t);
    const theirs = createPublicKey(ownKey(t)).export({ format: 'jwk' });
    for (const jwk of [...ours, theirs as Record<string, string>]) {
      const key = createPublicKey({ key: jwk, format: 'jwk' });
      const spki = key.export({ type: 'spki', format: 'der' });
      const pem = String(key.export({ type: 'spki', format: 'pem' }));
      for (const secret of [JSON.stringify(jwk), spki, pem, pem.trim(), String(jwk.x ?? jwk.n)])
        for (const [alg, digest] of [
          ['HS256', 'sha256'],
          ['HS512', 'sha512'],
        ] as const)
          await refuse(t, { alg }, (signed) => createHmac(digest, secret).update(signed).digest());
    }
  }),
  probed('JW-03', ['MUST', 'ASVS 9.1.1', 'A token with any bit changed is none.'], async (t) => {
    const { access } = await t.pair();
    const positions = [4, 10, Math.floor(access.length / 2), access.length - 2];
    const spoiled = positions.map(
      (at) => access.slice(0, at) + (access[at] === 'A' ? 'B' : 'A') + access.slice(at + 1),
    );
    await refuseAll(t, [...spoiled, access.slice(0, -4), `${access}AAAA`]);
    assert.equal(await t.use(access), 200);
  }),
  probed(
    'JW-04',
    ['MUST', 'ASVS 9.1.3', 'A key that a token brings along, or points to, is not looked at.'],
    async (t) => {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const jwk = { ...publicKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'mine' };
      let asked = 0;
      const elsewhere = createServer((_request, response) => {
        asked += 1;
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
      const there = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
      try {
        // Each is signed by the very key that it brings along or points to.
        for (const header of [
          { jwk },
          { jwk, kid: 'mine' },
          { jku: there, kid: 'mine' },
          { x5u: there },
          { kid: there },
          { kid: '../../etc/passwd' },
          { kid: "' or 1=1 --" },
          { kid: undefined },
        ])
          await refuse(t, { alg: 'ES256', ...header }, signedBy(privateKey));
      } finally {
        elsewhere.close();
      }
      assert.equal(asked, 0, 'the address in a header was asked for keys');
    },
  ),
  probed('JW-05', ['MUST', 'RFC 8725 3.11', 'A token of another type opens nothing.'], async (t) => {
    for (const typ of ['dpop+jwt', 'logout+jwt', 'at+jwt', 'token-introspection+jwt'])
      await refuse(t, { typ }, signedBy(ownKey(t)));
    // What this server signed itself, for something else.
    const { body } = await t.redeem(t.clients.web, await t.code(t.clients.web, { scope: 'openid' }));
    assert.equal(await t.use(String(body.access_token)), 200);
    await refuseAll(t, [String(body.id_token)]);
    assert.equal((await t.introspect(t.clients.web, String(body.access_token))).body.active, true);
    assert.equal((await t.introspect(t.clients.web, String(body.id_token))).body.active, false);
    expectError(await assertBy(t, () => String(body.id_token)), 401, 'invalid_client');
  }),
  notApplicable(
    'JW-06',
    'The API of this server takes its own sealed tokens; JWTs are for outside APIs, which check these claims.',
  ),
  probed(
    'JW-07',
    ['MUST', 'RFC 7515 4.1.11', 'What a header calls critical is not passed over.'],
    async (t) => {
      for (const header of [{ crit: ['x'], x: 1 }, { crit: ['exp'], exp: 1 }, { crit: [] }, { crit: 'alg' }])
        await refuse(t, header, signedBy(ownKey(t)));
    },
  ),
  probed('JW-08', ['MUST', 'RFC 8725 3.11', 'There is one spelling of a token.'], async (t) => {
    const { access } = await t.pair();
    await refuseAll(t, [`${access}=`, `${access}.`, access.replace('_', '_ '), `${access}%00`]);
  }),
  probed('JW-09', ['MUST', 'RFC 8725 3.5', 'Signing keys are strong.'], async (t) => {
    for (const { kty, crv = '', n = '' } of await keysOf(t)) {
      if (kty === 'RSA') assert.ok(Buffer.from(n, 'base64url').length >= 256);
      else assert.ok(['P-256', 'P-384', 'P-521', 'Ed25519'].includes(crv), crv);
    }
  }),
  notApplicable('JW-10', 'Apps put no claims of their own into tokens.'),
  provenWithin(
    'JW-12',
    ['MUST', 'OpenID Connect 10.1.1', 'A key that signed is published as long as its tokens live.'],
    'packages/platform/src/authorization/keys-under-load.engine.test.ts',
    'nothing that is verified by them',
  ),
  probed('JW-13', ['MUST', 'RFC 7009 2.2.1', 'A revocation that is answered is done.'], async (t) => {
    const { access } = await t.pair();
    assert.equal((await t.revoke(t.clients.web, access)).status, 200);
    assert.equal(await t.use(access), 401);
  }),
  probed(
    'MD-01',
    ['MUST', 'RFC 8414 3', 'The metadata speaks of the issuer, byte for byte, and of its own addresses.'],
    async (t) => {
      assert.equal(t.metadata.issuer, t.issuer);
      for (const [name, value] of Object.entries(t.metadata)) {
        if (!/_endpoint$|_uri$/.test(name)) continue;
        assert.equal(new URL(String(value)).origin, new URL(t.issuer).origin, name);
      }
    },
  ),
  probed('MD-02', ['MUST', 'RFC 9700 4.13', 'No header of a request changes it.'], async (t) => {
    for (const headers of [
      { host: 'evil.example' },
      { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
      { 'x-forwarded-host': 'evil.example' },
      { 'x-forwarded-server': 'evil.example' },
      { 'x-original-host': 'evil.example' },
      { 'x-host': 'evil.example' },
      { forwarded: 'host=evil.example;proto=https' },
      { 'x-forwarded-proto': 'ftp' },
      { 'x-forwarded-port': '81' },
      { 'x-forwarded-prefix': '/evil' },
      { 'x-original-url': '/evil' },
    ] as readonly Record<string, string>[]) {
      const what = JSON.stringify(headers);
      const { status, text } = await bare(t, '/.well-known/oauth-authorization-server', headers);
      // A host that is not its own may be refused.
      if (status < 400) assert.deepEqual(JSON.parse(text), t.metadata, what);
      else assert.ok(headers.host !== undefined && status < 500, what);
      // Nor what is made from it: where a browser is sent to sign in, and where a challenge points.
      const asked = await bare(t, t.authorizePath(), headers);
      const challenged = await bare(t, t.api, headers);
      for (const answer of [asked, challenged])
        assert.doesNotMatch(JSON.stringify(answer.headers), /evil|ftp:|:81/, what);
    }
  }),
  probed('MD-03', ['MUST', 'RFC 7517 4', 'Keys are published without their secret halves.'], async (t) => {
    const keys = await keysOf(t);
    assert.ok(keys.length > 0);
    for (const key of keys)
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) assert.equal(key[secret], undefined);
  }),
  probed(
    'MD-04',
    [
      'MUST',
      'RFC 8414 2',
      'Whatever the metadata names is there and does what it is for; what it does not is not.',
    ],
    async (t) => {
      const { web, machine } = t.clients;
      const { access } = await t.pair();
      const bearer = { authorization: `Bearer ${access}` };
      /** What shows that an address is what the metadata says it is; of others that it is there at all. */
      const shown: Readonly<Record<string, () => Promise<boolean>>> = {
        authorization_endpoint: async () =>
          (await t.browser.get(t.authorizePath())).forms.some(({ buttons }) => buttons.length > 1),
        token_endpoint: async () =>
          (await t.post('/oauth/token', { grant_type: 'client_credentials', ...machine })).status === 200,
        jwks_uri: async () => (await keysOf(t)).length > 0,
        revocation_endpoint: async () => (await t.revoke(web, (await t.pair()).access)).status === 200,
        introspection_endpoint: async () => (await t.introspect(web, access)).body.active === true,
        userinfo_endpoint: async () => {
          const { status } = await t.send(String(t.metadata.userinfo_endpoint), { headers: bearer });
          return status === 200 || status === 403;
        },
        pushed_authorization_request_endpoint: async () => {
          const { searchParams } = new URL(t.authorizePath(), t.issuer);
          const pushed = { ...Object.fromEntries(searchParams), ...web };
          const path = String(t.metadata.pushed_authorization_request_endpoint);
          return typeof (await t.post(path, pushed)).body.request_uri === 'string';
        },
        device_authorization_endpoint: async () => {
          const { body } = await t.post(String(t.metadata.device_authorization_endpoint), { ...web });
          return typeof body.user_code === 'string';
        },
      };
      for (const [name, value] of Object.entries(t.metadata)) {
        if (!/_endpoint$|_uri$/.test(name)) continue;
        const isThere = async () => ![404, 405].includes((await t.send(String(value), {})).status);
        assert.ok(await (shown[name] ?? isThere)(), `${name} does not do what it is for`);
      }
      const granted = t.metadata.grant_types_supported as readonly string[];
      for (const grant_type of granted) {
        const { body } = await t.post('/oauth/token', { ...web, grant_type });
        assert.notEqual(body.error, 'unsupported_grant_type', grant_type);
      }
      for (const grant_type of ['password', 'implicit', 'urn:ietf:params:oauth:grant-type:token-exchange']) {
        if (granted.includes(grant_type)) continue;
        const { body } = await t.post('/oauth/token', { ...web, grant_type });
        assert.equal(body.error, 'unsupported_grant_type', grant_type);
      }
      const methods = t.metadata.token_endpoint_auth_methods_supported as readonly string[];
      const asking = { grant_type: 'client_credentials' };
      const ways: Readonly<Record<string, () => Promise<Answer>>> = {
        client_secret_post: () => t.post('/oauth/token', { ...asking, ...machine }),
        client_secret_basic: () => t.post('/oauth/token', asking, basic(machine)),
        private_key_jwt: () => assertBy(t, () => honestAssertion(t)),
      };
      for (const [method, way] of Object.entries(ways))
        assert.equal((await way()).status === 200, methods.includes(method), method);
    },
  ),
  notApplicable('MD-05', 'There is one issuer: companies share it, and are told apart by every call.'),
  probed('MD-06', ['MUST', 'RFC 9207 3', 'It says that answers name their issuer.'], async (t) => {
    assert.equal(t.metadata.authorization_response_iss_parameter_supported, true);
  }),
];
