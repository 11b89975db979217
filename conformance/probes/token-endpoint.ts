import assert from 'node:assert/strict';
import { bitsOf, expectDiscreet, expectError } from '../expect.ts';
import { departure, notApplicable, probed, provenWithin, type Requirement } from '../requirement.ts';
import { form, type Target } from '../target.ts';

const machine = (t: Target) => ({ grant_type: 'client_credentials', ...t.clients.machine });

async function postRaw(t: Target, body: string | Uint8Array<ArrayBuffer>, type: string) {
  return await t.send('/oauth/token', { method: 'POST', body, headers: { 'content-type': type } });
}

export const tokenEndpoint: readonly Requirement[] = [
  probed('TK-01', ['MUST', 'RFC 6749 3.2', 'A token is never had by GET.'], async (t) => {
    const answer = await t.send(`/oauth/token?${form(machine(t))}`, {});
    assert.equal(answer.status, 405);
    assert.match(answer.headers.get('allow') ?? '', /POST/);
    assert.equal(answer.body.access_token, undefined);
  }),
  probed(
    'TK-02',
    ['MUST', 'RFC 6749 2.3.1', 'What stands in the address of a POST does not count.'],
    async (t) => {
      const answer = await t.post(`/oauth/token?${form(machine(t))}`, {});
      expectError(answer, [400, 401], ['invalid_request', 'invalid_client']);
    },
  ),
  probed(
    'TK-03',
    ['MAY', 'RFC 6749 3.2', 'JSON is read like a form: clients of this wire send it.'],
    async (t) => {
      assert.equal((await postRaw(t, JSON.stringify(machine(t)), 'application/json')).status, 200);
      for (const body of ['[]', '"x"', 'null', '{"grant_type":{"a":1}}', '{', '{"grant_type":["a","b"]}'])
        expectError(
          await postRaw(t, body, 'application/json'),
          [400, 401],
          ['invalid_request', 'invalid_client'],
        );
    },
  ),
  probed(
    'TK-04',
    ['MUST', 'RFC 9110 8.3', 'A content type nobody can read is a fault of the request.'],
    async (t) => {
      const body = form(machine(t)).toString();
      for (const type of [
        'application/json, application/x-www-form-urlencoded',
        'text/plain',
        'application/x-www-form-urlencoded; charset=utf-16',
        ';',
        'multipart/form-data',
      ]) {
        const answer = await postRaw(t, body, type);
        assert.ok(answer.status < 500, `${type}: ${answer.status}`);
        if (answer.status !== 200) expectDiscreet(answer);
      }
    },
  ),
  probed('TK-05', ['MUST', 'RFC 6749 3.2', 'A parameter that comes twice is refused.'], async (t) => {
    const fields = machine(t);
    for (const [name, value] of Object.entries(fields))
      expectError(
        await t.post('/oauth/token', { ...fields, [name]: [value, value] }),
        400,
        'invalid_request',
      );
    const answer = await t.post('/oauth/token', { ...fields, scope: ['a', 'a'] });
    expectError(answer, 400, 'invalid_request');
  }),
  probed('TK-06', ['MUST', 'RFC 6749 3.2', 'A parameter that is not known is ignored.'], async (t) => {
    assert.equal((await t.post('/oauth/token', { ...machine(t), foo: 'bar' })).status, 200);
  }),
  probed('TK-07', ['MUST', 'RFC 6749 5.2', 'An unknown grant type is named as that.'], async (t) => {
    const answer = await t.post('/oauth/token', { ...t.clients.web, grant_type: 'foo' });
    expectError(answer, 400, 'unsupported_grant_type');
  }),
  probed('TK-08', ['MUST', 'RFC 9700 2.4', 'A password buys no token.'], async (t) => {
    const { email: username, password } = t.person;
    const answer = await t.post('/oauth/token', {
      ...t.clients.web,
      grant_type: 'password',
      username,
      password,
    });
    expectError(answer, 400, 'unsupported_grant_type');
  }),
  probed('TK-09', ['MUST', 'RFC 6749 5.2', 'A grant that the client may not use is refused.'], async (t) => {
    const answer = await t.post('/oauth/token', { ...t.clients.web, grant_type: 'client_credentials' });
    expectError(answer, 400, 'unauthorized_client');
  }),
  probed('TK-10', ['MUST', 'RFC 6749 5.1', 'No cache keeps a token.'], async (t) => {
    const { status, headers } = await t.post('/oauth/token', machine(t));
    assert.equal(status, 200);
    assert.match(headers.get('cache-control') ?? '', /no-store/);
    assert.equal(headers.get('pragma'), 'no-cache');
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
  }),
  probed('TK-11', ['SHOULD', 'OAuth 2.1 3.2.4', 'Nor an error.'], async (t) => {
    const { headers } = await t.post('/oauth/token', { grant_type: 'foo' });
    assert.match(headers.get('cache-control') ?? '', /no-store/);
  }),
  probed(
    'TK-12',
    ['MUST', 'RFC 6749 5.1', 'An answer names the type of its token, and its life as a number.'],
    async (t) => {
      const { body } = await t.post('/oauth/token', machine(t));
      assert.match(String(body.token_type), /^bearer$/i);
      assert.ok(Number.isInteger(body.expires_in) && Number(body.expires_in) > 0);
    },
  ),
  probed('TK-13', ['SHOULD', 'Design 7', 'A body of absurd size is refused.'], async (t) => {
    for (const body of ['a='.padEnd(10_000_000, 'x'), 'a=1&'.repeat(100_000), '%'.repeat(100_000)]) {
      const answer = await postRaw(t, body, 'application/x-www-form-urlencoded');
      assert.ok([400, 401, 413].includes(answer.status), String(answer.status));
    }
  }),
  probed('TK-14', ['MUST', 'Design 7', 'Bytes that are no text are a fault of the request.'], async (t) => {
    for (const bytes of ['%ff%fe', '%c0%af', '%00', '%ed%a0%80', '%']) {
      const body = `grant_type=refresh_token&${form({ ...t.clients.web })}&refresh_token=${bytes}`;
      const answer = await postRaw(t, body, 'application/x-www-form-urlencoded');
      expectError(answer, [400, 401], ['invalid_request', 'invalid_grant', 'invalid_client']);
    }
    const raw = Buffer.concat([Buffer.from('grant_type='), Buffer.from([0xff, 0xfe, 0x00])]);
    expectError(
      await postRaw(t, raw, 'application/x-www-form-urlencoded'),
      [400, 401],
      ['invalid_request', 'invalid_client'],
    );
  }),
  probed('TK-15', ['MUST', 'RFC 9700 2.6', 'No page of another origin reads a token.'], async (t) => {
    for (const origin of ['https://evil.example', 'null']) {
      const { headers } = await t.send('/oauth/token', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      assert.equal(headers.get('access-control-allow-credentials'), null);
      const asking = {
        grant_type: 'refresh_token',
        ...t.clients.web,
        refresh_token: (await t.pair()).refresh,
      };
      const answer = await t.post('/oauth/token', asking, { origin });
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
    }
  }),
  provenWithin(
    'TK-16',
    ['SHOULD', 'RFC 9112 7', 'Chunks, trailers and Expect are handled or cleanly refused.'],
    'packages/service/src/server/smuggling.test.ts',
    'no bytes whatever are a failure',
  ),
  departure(
    'TK-17',
    ['SHOULD', 'RFC 6750 5.3', 'An access token lives an hour at most.'],
    'It lives 90 minutes by default, which is what clients of this wire are written for; GATEHOUSE_ACCESS_TOKEN_TTL takes a minute to two hours. What a short life is for is kept without it: nobody verifies such a token but this server, which decides every call live, so that a revocation, a removal or a disconnection binds on the next one, and a token that is bound to a key is of no use to a thief. Tokens that others verify offline live ten minutes.',
  ),
  probed(
    'TK-18',
    ['MUST', 'RFC 6749 10.10', 'An access token cannot be guessed: 128 bits and more.'],
    async (t) => {
      const answers = await Promise.all(Array.from({ length: 40 }, () => t.post('/oauth/token', machine(t))));
      const bits = bitsOf(answers.map(({ body }) => String(body.access_token)));
      assert.ok(bits >= 128, `${bits} bits`);
    },
  ),
  provenWithin(
    'TK-19',
    ['MUST', 'RFC 6749 3.2', 'Plain HTTP is served on loopback only.'],
    'packages/service/src/server/serve.test.ts',
    'plain HTTP on an address others can reach',
  ),
  notApplicable('TK-20', 'Rows carry their own expiry, and no store forgets them by itself.'),
];
