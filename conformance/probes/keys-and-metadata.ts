import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { notApplicable, probed, provenWithin, type Requirement } from '../requirement.ts';
import type { Target } from '../target.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT as an attacker writes one: any header, any claims, and what stands for a signature. */
function forged(header: object, claims: object, signature: string | Buffer = ''): string {
  const tail = typeof signature === 'string' ? signature : signature.toString('base64url');
  return `${encode(header)}.${encode(claims)}.${tail}`;
}

function claims(t: Target, more: object = {}): object {
  const now = Math.floor(Date.now() / 1000);
  const client_id = t.clients.web.client_id;
  return {
    iss: t.issuer,
    sub: 'person:1',
    aud: t.issuer,
    client_id,
    iat: now,
    exp: now + 600,
    jti: 'x',
    ...more,
  };
}

async function refuseAll(t: Target, tokens: readonly string[]): Promise<void> {
  for (const token of tokens) assert.equal(await t.use(token), 401, token);
}

async function keysOf(t: Target): Promise<Record<string, string>[]> {
  const { body } = await t.send(String(t.metadata.jwks_uri), {});
  return body.keys as Record<string, string>[];
}

export const keysAndMetadata: readonly Requirement[] = [
  probed('JW-01', ['MUST', 'RFC 8725 3.1', 'A token that nobody signed is none.'], (t) =>
    refuseAll(
      t,
      ['none', 'None', 'nOnE', ''].map((alg) => forged({ alg, typ: 'at+jwt' }, claims(t))),
    ),
  ),
  probed('JW-02', ['MUST', 'RFC 8725 2.1', 'Nor one whose secret is our public key.'], async (t) => {
    for (const key of await keysOf(t)) {
      const unsigned = forged({ alg: 'HS256', typ: 'at+jwt', kid: key.kid }, claims(t)).slice(0, -1);
      const mac = createHmac('sha256', JSON.stringify(key)).update(unsigned).digest('base64url');
      await refuseAll(t, [`${unsigned}.${mac}`]);
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
    (t) =>
      refuseAll(
        t,
        [
          { jwk: {} },
          { jku: 'http://127.0.0.1:9/' },
          { x5u: 'http://127.0.0.1:9/' },
          { kid: '../../etc/passwd' },
          { kid: "' or 1=1" },
        ].map((more) => forged({ alg: 'ES256', typ: 'at+jwt', ...more }, claims(t), 'AAAA')),
      ),
  ),
  probed('JW-05', ['MUST', 'RFC 9068 4', 'A token of another type opens nothing.'], (t) =>
    refuseAll(
      t,
      ['JWT', 'dpop+jwt', 'logout+jwt'].map((typ) => forged({ alg: 'ES256', typ }, claims(t), 'AAAA')),
    ),
  ),
  notApplicable(
    'JW-06',
    'The API of this server takes its own sealed tokens; JWTs are for outside APIs, which check these claims.',
  ),
  probed('JW-07', ['MUST', 'RFC 7515 4.1.11', 'What a header calls critical is not passed over.'], (t) =>
    refuseAll(t, [forged({ alg: 'ES256', typ: 'at+jwt', crit: ['x'], x: 1 }, claims(t), 'AAAA')]),
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
      { 'x-forwarded-host': 'evil.example' },
      { forwarded: 'host=evil.example' },
      { 'x-forwarded-proto': 'ftp' },
    ]) {
      const { text } = await t.send('/.well-known/oauth-authorization-server', {
        headers: headers as Record<string, string>,
      });
      assert.deepEqual(JSON.parse(text), t.metadata);
    }
  }),
  probed('MD-03', ['MUST', 'RFC 7517 4', 'Keys are published without their secret halves.'], async (t) => {
    const keys = await keysOf(t);
    assert.ok(keys.length > 0);
    for (const key of keys)
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) assert.equal(key[secret], undefined);
  }),
  probed('MD-04', ['MUST', 'RFC 8414 2', 'Whatever the metadata names is there.'], async (t) => {
    for (const [name, value] of Object.entries(t.metadata)) {
      if (!/_endpoint$|_uri$/.test(name)) continue;
      const { status } = await t.send(String(value), {
        method: name.startsWith('authorization') || name.endsWith('_uri') ? 'GET' : 'POST',
      });
      assert.notEqual(status, 404, name);
      assert.ok(status < 500, `${name}: ${status}`);
    }
    for (const grant_type of t.metadata.grant_types_supported as string[]) {
      const { body } = await t.post('/oauth/token', { ...t.clients.web, grant_type });
      assert.notEqual(body.error, 'unsupported_grant_type', grant_type);
    }
  }),
  notApplicable('MD-05', 'There is one issuer: companies share it, and are told apart by every call.'),
  probed('MD-06', ['MUST', 'RFC 9207 3', 'It says that answers name their issuer.'], async (t) => {
    assert.equal(t.metadata.authorization_response_iss_parameter_supported, true);
  }),
];
