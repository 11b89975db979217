import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maskLine, maskText } from './mask.ts';

const base64url = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'),
  minLength: 16,
  maxLength: 60,
});
const token = fc
  .tuple(fc.constantFrom('gha_', 'ghr_', 'ghc_', 'ghs_', 'gli_', 'glk_'), base64url)
  .map((parts) => parts.join(''));

test('no token of ours survives, wherever it stands in a line', () => {
  fc.assert(
    fc.property(token, fc.string(), fc.string(), (secret, before, behind) => {
      const line = maskLine(
        `${JSON.stringify({ msg: `${before} ${secret} ${behind}`, deep: [{ a: secret }] })}\n`,
      );
      assert.equal(line.includes(secret.slice(4)), false);
    }),
  );
});

test('a masked line still is one line of JSON', () => {
  const nasty = fc.constantFrom(
    '"',
    '\\',
    '\n',
    'code=',
    'Bearer ',
    '&',
    '-----BEGIN PRIVATE KEY-----',
    'x',
    '://a:b@',
    ' ',
  );
  const text = fc.array(fc.oneof(nasty, token), { maxLength: 20 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (msg, password) => {
      const line = maskLine(`${JSON.stringify({ level: 'info', msg, user: { password } })}\n`);
      const parsed = JSON.parse(line);
      assert.equal(parsed.level, 'info');
      assert.equal(parsed.user.password, '[masked]');
      assert.equal(line.indexOf('\n'), line.length - 1);
    }),
  );
});

test('secret fields are masked by name at any depth, whatever they hold', () => {
  const line = JSON.stringify({
    req: { headers: { Authorization: 'Basic eDp5', cookie: 'a=b', 'set-cookie': ['c=d'], accept: 'x/y' } },
    body: { name: 'Ann' },
    list: [{ client_secret: 'hunter2' }],
    err: { code: 'ECONNRESET' },
  });
  assert.deepEqual(JSON.parse(maskLine(line)), {
    req: {
      headers: { Authorization: '[masked]', cookie: '[masked]', 'set-cookie': '[masked]', accept: 'x/y' },
    },
    body: '[masked]',
    list: [{ client_secret: '[masked]' }],
    err: { code: 'ECONNRESET' },
  });
});

test('parameters, schemes, JWTs, private keys and passwords in addresses are masked by their look', () => {
  const cases: readonly [string, string][] = [
    ['GET /cb?code=abc&state=xyz&page=2 failed', 'GET /cb?code=[masked]&state=[masked]&page=2 failed'],
    ['client_secret=abc&grant_type=refresh_token', 'client_secret=[masked]&grant_type=refresh_token'],
    ['authorization: Bearer abcdefgh.ijkl', 'authorization: Bearer [masked]'],
    ['got eyJhbGciOi.eyJzdWIi.c2ln!', 'got [masked]!'],
    ['/t-eyJhbGciOi.eyJzdWIi.c2ln/x', '/[masked]/x'],
    ['-----BEGIN EC PRIVATE KEY-----\nMHc\n-----END EC PRIVATE KEY-----', '[masked]'],
    ['connect postgres://app:hunter2@db:5432/x', 'connect postgres://app:[masked]@db:5432/x'],
  ];
  for (const [text, expected] of cases) assert.equal(maskText(text), expected);
});

// A cost that grows with the square of the length would take minutes.
test('what only looks like the beginning of a secret is not read over and over', { timeout: 20_000 }, () => {
  for (const beginning of ['eyJ-', 'eyJ-.', 'gha_', '?code=', '://a:', 'Bearer ', '-----BEGIN ', '"token"']) {
    const line = JSON.stringify({ path: beginning.repeat(100_000) });
    assert.ok(maskLine(line).length > 0);
  }
});

test('an ordinary line passes as it is', () => {
  const line = `${JSON.stringify({ level: 'info', req: { path: '/rest/v1.0/me' }, res: { statusCode: 200 }, msg: 'request' })}\n`;
  assert.equal(maskLine(line), line);
});
