import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { outOfBand, redirectUriFault, redirectUriMatches } from './redirect-uri.ts';

describe('registering a redirect URI', () => {
  const allowed = [
    'https://good.example/cb',
    'https://good.example',
    'https://good.example:8443/cb?tenant=7',
    'http://localhost',
    'http://localhost:3000/oauth/callback',
    'http://127.0.0.1/cb',
    'http://[::1]:4567/cb',
    'com.example.app:/cb',
    outOfBand,
  ];
  for (const uri of allowed) {
    it(`takes ${uri}`, () => assert.equal(redirectUriFault(uri), undefined));
  }

  const refused: readonly (readonly [string, string])[] = [
    ['http://public.host/cb', 'not_https'],
    ['http://127.0.0.2/cb', 'not_https'],
    ['http://127.1/cb', 'not_https'],
    ['http://0x7f000001/cb', 'not_https'],
    ['http://localhost.evil.example/cb', 'not_https'],
    ['http://user@127.0.0.1/cb', 'user_info'],
    ['https://good.example@evil.example/cb', 'user_info'],
    ['https://@evil.example/cb', 'user_info'],
    ['javascript:alert(1)', 'scheme_without_dot'],
    ['data:text/html,x', 'scheme_without_dot'],
    ['file:///etc/passwd', 'scheme_without_dot'],
    ['vbscript:x', 'scheme_without_dot'],
    ['blob:https://good.example/1', 'scheme_without_dot'],
    ['myapp:/cb', 'scheme_without_dot'],
    ['https://good.example/cb#fragment', 'fragment'],
    ['https://*.good.example/cb', 'wildcard'],
    ['/cb', 'malformed'],
    ['https://', 'malformed'],
    ['https:///cb', 'malformed'],
    ['', 'malformed'],
    ['https://good.example/a b', 'malformed'],
    ['https://good.example\\@evil.example/', 'malformed'],
    ['https://good.example/\r\nSet-Cookie:a', 'malformed'],
    ['https://gööd.example/cb', 'malformed'],
    ['urn:ietf:wg:oauth:2.0:oob:auto', 'urn'],
  ];
  for (const [uri, reason] of refused) {
    it(`refuses ${JSON.stringify(uri)}`, () => assert.equal(redirectUriFault(uri), reason));
  }
});

describe('matching a redirect URI', () => {
  const registered = 'https://good.example/cb';

  for (const presented of [
    'https://good.example/cb/evil',
    'https://good.example/cb?x=1',
    'https://good.example/cb?code=attackercode',
    'https://good.example/cb/',
    'https://good.example//cb',
    'https://GOOD.example/cb',
    'https://good.example./cb',
    'https://good.example:443/cb',
    'http://good.example/cb',
    'https://good.example.evil.example/cb',
    'https://goodXexample/cb',
    'https://good.example@evil.example/cb',
    'https://evil.example#good.example',
    'https://good.example/cb%2F',
    'https://good.example/x/..%2Fcb',
    'https://good.example/%2e%2e%2Fcb',
    'https://good.example/FAKE/../cb',
    'https://good.example/cb/;/../../',
    'https://good.example/cb%252F',
    'https://good.example/cb%0A%0D/../../',
    'https://good.example:444/cb',
    '',
  ]) {
    it(`refuses ${presented || 'nothing'} for ${registered}`, () =>
      assert.equal(redirectUriMatches(registered, presented), false));
  }

  for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
    it(`lets ${host} use any port, and nothing else differ`, () => {
      assert.equal(redirectUriMatches(`http://${host}/cb`, `http://${host}:53219/cb`), true);
      assert.equal(redirectUriMatches(`http://${host}:3000/cb`, `http://${host}/cb`), true);
      assert.equal(redirectUriMatches(`http://${host}`, `http://${host}:8080`), true);
      for (const other of [
        `http://${host}:53219/other`,
        `http://${host}:53219/cb?x=1`,
        `http://${host}:53219/cb#x`,
        `https://${host}:53219/cb`,
        `http://user@${host}:53219/cb`,
        `http://${host}.evil.example/cb`,
        `http://${host}:0/cb`,
        `http://${host}:65536/cb`,
        `http://${host}:80:80/cb`,
      ]) {
        assert.equal(redirectUriMatches(`http://${host}/cb`, other), false, other);
      }
    });
  }

  it('keeps localhost, 127.0.0.1 and [::1] apart, and knows no other spelling', () => {
    const spellings = [
      'localhost',
      '127.0.0.1',
      '[::1]',
      '127.1',
      '0x7f000001',
      '2130706433',
      '127.0.0.2',
      'LOCALHOST',
    ];
    for (const one of spellings) {
      for (const other of spellings) {
        if (one === other) continue;
        assert.equal(
          redirectUriMatches(`http://${one}/cb`, `http://${other}:5000/cb`),
          false,
          `${one} ${other}`,
        );
      }
    }
  });

  it('never matches two different texts, unless both are loopback', () => {
    const uri = fc.webUrl({ withQueryParameters: true, validSchemes: ['https', 'http'] });
    fc.assert(
      fc.property(uri, uri, (one, other) => {
        assert.equal(redirectUriMatches(one, other), one === other);
      }),
    );
  });

  it('never matches after a character of the host, path or query was changed', () => {
    const base = 'http://127.0.0.1:4000/call/back?tenant=7';
    fc.assert(
      fc.property(fc.nat(base.length - 1), fc.string({ minLength: 1, maxLength: 2 }), (place, piece) => {
        const edited = base.slice(0, place) + piece + base.slice(place + 1);
        const samePort = /^http:\/\/127\.0\.0\.1(?::\d+)?\/call\/back\?tenant=7$/;
        if (!samePort.test(edited)) assert.equal(redirectUriMatches(base, edited), false, edited);
      }),
    );
  });
});
