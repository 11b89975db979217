import assert from 'node:assert/strict';
import { expectError, expectErrorPage } from '../expect.ts';
import { probed, provenWithin, type Requirement } from '../requirement.ts';
import { makeProof, type Target } from '../target.ts';

/** Redirect URIs as they stand in the address, not encoded once more. */
function raw(t: Target, uri: string): string {
  return `${t.authorizePath({ redirect_uri: undefined })}&redirect_uri=${uri}`;
}

async function none(t: Target, uris: readonly string[]): Promise<void> {
  for (const uri of uris) await expectErrorPage(t, t.authorizePath({ redirect_uri: uri }));
}

/** Whether the consent page is shown to the native client for this loopback address. */
async function loopback(t: Target, redirect_uri: string): Promise<number> {
  const { client_id } = t.clients.native;
  return (await t.browser.get(t.authorizePath({ client_id, redirect_uri, ...makeProof().challenge }))).status;
}

export const redirectUri: readonly Requirement[] = [
  probed('RU-01', ['MUST', 'RFC 9700 2.1', 'A longer path is another address.'], (t) =>
    none(t, [`${t.redirect_uri}/evil`]),
  ),
  probed('RU-02', ['MUST', 'RFC 9700 4.1.3', 'So is one with a query.'], (t) =>
    none(t, [`${t.redirect_uri}?x=1`]),
  ),
  probed('RU-03', ['MUST', 'RFC 9700 2.1', 'No code can be slipped in through the address.'], (t) =>
    none(t, [`${t.redirect_uri}?code=attackercode`, `${t.redirect_uri}&code=attackercode`]),
  ),
  probed(
    'RU-04',
    ['MUST', 'RFC 9700 4.1.3', 'Spellings that other parsers fold together are told apart.'],
    async (t) => {
      const uri = t.redirect_uri;
      for (const tail of [
        '%2F',
        '/..%2F',
        '/%2e%2e%2F',
        '%252F',
        '/FAKE/..',
        '/FAKE/../cb',
        '/;/../../',
        '%3B',
        ';',
        '/.',
        '/./',
        '%0A%0D/../../',
        '%250A%250D/../../',
        '%00',
        '%23',
        '%3F',
        '/%2e',
        '//',
        '%20',
        '\\',
      ])
        await expectErrorPage(t, raw(t, `${uri}${tail}`));
    },
  ),
  probed(
    'RU-05',
    ['MUST', 'RFC 3986 6.2.1', 'Addresses are compared as texts: nothing is normalised.'],
    (t) => {
      const { host, pathname } = new URL(t.redirect_uri);
      return none(t, [
        `https://${host.toUpperCase()}${pathname}`,
        `https://${host}.${pathname}`,
        `https://${host}:443${pathname}`,
        `https://${host}${pathname}/`,
        `https://${host}/${pathname}`,
        `HTTPS://${host}${pathname}`,
      ]);
    },
  ),
  probed(
    'RU-06',
    ['MUST', 'RFC 9700 4.1.1', 'A host in the place of a name or a fragment is no host.'],
    (t) => {
      const { host, pathname } = new URL(t.redirect_uri);
      return none(t, [
        `https://${host}@evil.example${pathname}`,
        `https://evil.example#${host}${pathname}`,
        `https://evil.example\\@${host}${pathname}`,
      ]);
    },
  ),
  probed('RU-07', ['MUST', 'RFC 9700 4.1.1', 'A host that only begins alike is another.'], (t) => {
    const { host, pathname } = new URL(t.redirect_uri);
    return none(t, [
      `https://${host}.evil.example${pathname}`,
      `https://${host.replace('.', 'x')}${pathname}`,
    ]);
  }),
  probed('RU-08', ['MUST', 'RFC 9700 2.6', 'https is not to be had as http.'], (t) =>
    none(t, [t.redirect_uri.replace('https:', 'http:')]),
  ),
  ...(
    [
      ['RU-09', 'RFC 9700 2.6', 'Plain http is registered for this device only.'],
      ['RU-10', 'RFC 7591 5', 'Addresses that run code or read files are not registered.'],
      ['RU-11', 'RFC 6749 3.1.2', 'Nor one with a fragment.'],
      ['RU-12', 'RFC 6749 3.1.2', 'Nor one that is relative, has no host, or is a pattern.'],
      ['RU-18', 'RFC 8252 7.1', 'A scheme of an app holds a dot.'],
    ] as const
  ).map(([id, source, says]) =>
    provenWithin(id, ['MUST', source, says], 'packages/platform/src/apps/redirect-uri.test.ts', 'refuses '),
  ),
  probed(
    'RU-13',
    ['MUST', 'RFC 8252 7.3', 'A native app may listen on any port of 127.0.0.1.'],
    async (t) => {
      const uri = new URL(t.loopback_redirect_uri);
      uri.port = '53219';
      assert.equal(await loopback(t, uri.href), 200);
    },
  ),
  provenWithin(
    'RU-14',
    ['MUST', 'RFC 8252 7.3', 'And of [::1].'],
    'packages/platform/src/apps/redirect-uri.test.ts',
    'lets ',
  ),
  provenWithin(
    'RU-15',
    ['MAY', 'RFC 8252 8.3', 'localhost is as good as itself, and is not 127.0.0.1.'],
    'packages/platform/src/apps/redirect-uri.test.ts',
    'keeps localhost, 127.0.0.1 and [::1] apart',
  ),
  probed(
    'RU-16',
    ['MUST', 'RFC 8252 7.3', 'Port is all that may differ, and the host is spelled one way.'],
    async (t) => {
      const { pathname } = new URL(t.loopback_redirect_uri);
      for (const uri of [
        `http://127.0.0.1:5000${pathname}/x`,
        `http://127.0.0.1:5000${pathname}?x=1`,
        `http://a@127.0.0.1:5000${pathname}`,
        `http://127.0.0.1.evil.example:5000${pathname}`,
        `http://127.1:5000${pathname}`,
        `http://0x7f000001:5000${pathname}`,
        `http://2130706433:5000${pathname}`,
        `http://127.0.0.2:5000${pathname}`,
        `http://localhost:5000${pathname}`,
      ])
        assert.equal(await loopback(t, uri), 400, uri);
    },
  ),
  probed('RU-17', ['MUST', 'RFC 8252 8.3', 'On https no port may differ.'], (t) => {
    const uri = new URL(t.redirect_uri);
    uri.port = '8443';
    return none(t, [uri.href]);
  }),
  probed(
    'RU-19',
    ['MUST', 'RFC 6749 3.1.2.3', 'Where several addresses are registered, one has to be named.'],
    (t) =>
      expectErrorPage(t, t.authorizePath({ client_id: t.clients.native.client_id, redirect_uri: undefined })),
  ),
  probed(
    'RU-20',
    ['MAY', 'RFC 6749 3.1.2.3', 'A request that names none is refused, whatever is registered.'],
    (t) => expectErrorPage(t, t.authorizePath({ redirect_uri: undefined })),
  ),
  probed('RU-21', ['MUST', 'RFC 6749 3.1.2.3', 'A client of no redirect URI cannot be given one.'], (t) =>
    expectErrorPage(t, t.authorizePath({ client_id: t.clients.machine.client_id })),
  ),
  probed('RU-22', ['MUST', 'RFC 9700 4.11', 'The address is judged before anything else.'], (t) =>
    expectErrorPage(t, t.authorizePath({ redirect_uri: 'https://evil.example/cb', response_type: 'foo' })),
  ),
  probed(
    'RU-23',
    ['MUST', 'RFC 6749 4.1.3', 'A code is redeemed with the address it was asked for.'],
    async (t) => {
      const location = await t.browser.decide(t.authorizePath(), 'allow');
      assert.ok(location.startsWith(t.redirect_uri));
      const code = new URL(location).searchParams.get('code') ?? '';
      // The first is registered too, and was not the one; the others come to the same in a browser.
      for (const redirect_uri of [
        t.loopback_redirect_uri,
        `${t.redirect_uri}/`,
        `${t.redirect_uri}?`,
        `${t.redirect_uri}#`,
        t.redirect_uri.replace('://', '://x@'),
        t.redirect_uri.toUpperCase(),
      ])
        expectError(await t.redeem(t.clients.web, code, { redirect_uri }), 400, 'invalid_grant');
      assert.equal((await t.redeem(t.clients.web, code)).status, 200);
    },
  ),
];
