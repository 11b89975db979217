import assert from 'node:assert/strict';
import { expectDiscreet } from '../expect.ts';
import { notApplicable, probed, provenWithin, type Requirement } from '../requirement.ts';

export const abuse: readonly Requirement[] = [
  provenWithin(
    'AB-01',
    [
      'MUST',
      'RFC 9112 6.1',
      'A request whose end can be read in two ways is refused, and its connection closed.',
    ],
    'packages/platform/src/journeys/smuggling.engine.test.ts',
    'one 400, and what is hidden does not run',
  ),
  notApplicable('AB-02', 'The server speaks HTTP/1.1; a proxy in front of it answers for its own downgrade.'),
  probed(
    'AB-03',
    [
      'MUST',
      'RFC 9700 4.13',
      'What a request claims of its own way counts only from a proxy that is trusted.',
    ],
    async (t) => {
      const headers = {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example',
      };
      const answer = await t.send(t.authorizePath({ client_id: 'nobody' }), { headers });
      assert.equal(answer.text.includes('evil.example'), false);
      assert.equal(answer.headers.get('location')?.includes('evil.example') ?? false, false);
    },
  ),
  provenWithin(
    'AB-04',
    ['SHOULD', 'RFC 9110 15.5.9', 'A sender that dawdles is cut off.'],
    'packages/service/src/server/slow-senders.test.ts',
    'a sender is cut off that',
  ),
  probed('AB-05', ['SHOULD', 'RFC 6585 5', 'Headers of absurd size are refused.'], async (t) => {
    const { status } = await t.send(t.api, { headers: { 'x-long': 'a'.repeat(40_000) } });
    assert.equal(status, 431);
  }),
  notApplicable(
    'AB-06',
    'Timings are measured, not passed or failed: npm run bench:timing compares secrets, codes, tokens, user codes and sessions by Welch’s t-test (bench/README.md).',
  ),
  probed(
    'AB-07',
    ['MUST', 'ASVS 1.5', 'Deep, strange and packed bodies are a fault of the request.'],
    async (t) => {
      const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
      const bodies = [
        deep,
        '{"__proto__":{"admin":true}}',
        '{"constructor":{"prototype":{"a":1}}}',
        '{"grant_type":1e400}',
        '{"a":'.repeat(5_000),
      ];
      for (const body of bodies) {
        const answer = await t.send('/oauth/token', {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json' },
        });
        assert.ok(answer.status >= 400 && answer.status < 500, `${body.slice(0, 30)}: ${answer.status}`);
        expectDiscreet(answer);
      }
      const packed = await t.send('/oauth/token', {
        method: 'POST',
        body: 'not gzip',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      });
      assert.ok(packed.status >= 400 && packed.status < 500);
      assert.equal(({} as Record<string, unknown>).admin, undefined);
    },
  ),
  provenWithin(
    'AB-08',
    ['MUST', 'Design 7', 'Whatever bytes arrive, no answer is a failure of ours.'],
    'packages/service/src/server/smuggling.test.ts',
    'no bytes whatever are a failure',
  ),
  provenWithin(
    'AB-09',
    ['MUST', 'Design 7', 'Without its database the server says 503, and never a false word about a token.'],
    'packages/platform/src/unavailable.engine.test.ts',
    'no token is judged',
  ),
  provenWithin(
    'AB-10',
    ['SHOULD', 'Design 7', 'A clock that jumps on one node lengthens no token, and ends none.'],
    'packages/platform/src/database-clock.engine.test.ts',
    'a node whose clock jumps',
  ),
  provenWithin(
    'AB-11',
    ['MUST', 'ASVS 16.2.5', 'No secret, token, code or cookie is in any log.'],
    'packages/platform/src/journeys/secrets-at-rest.engine.test.ts',
    'no password, secret',
  ),
];
