import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { makeTestKey } from '../authorization/assertion.test-support.ts';
import { assertionType } from '../authorization/client-assertion.ts';
import { dpopCalls } from '../authorization/dpop-calls.test-support.ts';
import { registerKey } from '../authorization/registered-key.test-support.ts';
import { proofMaker } from '../proofs/proof.test-support.ts';
import { type OAuthStage, redirectUri, setOAuthStage } from '../testing/oauth-clients.ts';
import { openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';

const loopback = 'http://127.0.0.1';
const runs = { numRuns: 150 };

/** Grammars of the protocol, written wrongly in every way: never a failure of ours, never read as what it is not. */
describe('whatever is written where the protocol has a grammar', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const at = (path: string) => new URL(path, stage.platform.url);
  /** An answer that is no failure of ours and reveals none. */
  async function sane(
    sent: Promise<Response>,
  ): Promise<{ status: number; location: string | null; body: string }> {
    const response = await sent;
    const body = await response.text();
    assert.ok(response.status < 500, `${response.status} ${body}`);
    assert.doesNotMatch(body, /\bat [\w.<>]+ \(|node_modules|sqlite|postgres/i);
    // Failures are counted by the minute; this is about what is read, not about how often.
    stage.platform.clock.advance(61_000);
    return { status: response.status, location: response.headers.get('location'), body };
  }

  /** One edit: a piece put in, a piece taken out, or both. */
  const edited = (text: string, pieces: readonly string[]) =>
    fc
      .tuple(
        fc.nat(text.length),
        fc.nat(3),
        fc.oneof(fc.constantFrom(...pieces, ''), fc.string({ maxLength: 3 })),
      )
      .map(([place, gone, piece]) => text.slice(0, place) + piece + text.slice(place + gone));

  it('a redirect URI is the registered text, or its loopback with another port, or none', async () => {
    const pieces = [
      '/',
      '..',
      '%2f',
      '@',
      '#',
      '?',
      '\\',
      ':80',
      ':1',
      '.',
      '//',
      '%0d%0a',
      ' ',
      '%00',
      'evil.example',
    ];
    const uris = fc.oneof(
      edited(redirectUri, pieces),
      edited(`${loopback}/cb`, pieces),
      edited(`${loopback}:5000/cb`, pieces),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string(),
    );
    const isRegistered = (uri: string) => {
      if (uri === redirectUri || uri === `${loopback}/cb` || uri === 'urn:ietf:wg:oauth:2.0:oob') return true;
      // The reference: take a port of at most 65535 off, and nothing else may be different.
      const port = uri.startsWith(`${loopback}:`) ? uri.slice(loopback.length + 1).split('/')[0] : undefined;
      if (port === undefined || !/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) return false;
      return uri === `${loopback}:${port}/cb`;
    };
    await fc.assert(
      fc.asyncProperty(uris, async (uri) => {
        if (uri === '') return;
        const query = new URLSearchParams({
          response_type: 'code',
          client_id: stage.web.clientId,
          redirect_uri: uri,
        });
        const { status, location } = await sane(
          fetch(at(`/oauth/authorize?${query}`), { redirect: 'manual' }),
        );
        // Nobody is signed in: a sound request leads to our own sign-in page, any other nowhere.
        assert.equal(status, isRegistered(uri) ? 303 : 400, uri);
        if (location !== null) assert.match(location, /^\/sign-in\?/, uri);
      }),
      { numRuns: 250 },
    );
  });

  /** Parameters of an authorization request, some honest, each any number of times. */
  const requests = () =>
    fc.array(
      fc.tuple(
        fc.constantFrom(
          ...[
            'client_id',
            'redirect_uri',
            'response_type',
            'state',
            'scope',
            'request_uri',
            'resource',
            'x[]',
          ],
        ),
        fc.oneof(
          fc.constantFrom(stage.web.clientId, redirectUri, 'code', 'openid'),
          fc.string({ maxLength: 20 }),
        ),
      ),
      { maxLength: 10 },
    );
  const ask = (path: string, init: RequestInit = {}) =>
    sane(fetch(at(path), { ...init, redirect: 'manual' }));

  it('an authorization request in any query stays here, or leads to sign-in', async () => {
    const query = fc.oneof(
      requests().map((each) => String(new URLSearchParams(each))),
      fc
        .array(fc.constantFrom('%', '%zz', '%c0%80', '&', '=', ';', '+', '%00', 'client_id', '[', ']', '%ff'))
        .map((each) => each.join('')),
    );
    await fc.assert(
      fc.asyncProperty(query, async (each) => {
        const { location } = await ask(`/oauth/authorize?${each}`);
        if (location !== null) assert.match(location, /^\/sign-in\?/);
      }),
      runs,
    );
  });

  it('the same as a form is asked as its address is, and a form of anything else is no request', async () => {
    await fc.assert(
      fc.asyncProperty(requests(), async (each) => {
        const query = new URLSearchParams(each);
        const posted = await ask('/oauth/authorize', { method: 'POST', body: query });
        if (!query.has('client_id'))
          return assert.deepEqual([posted.status, posted.location], [303, '/sign-in']);
        assert.equal(posted.status, 303);
        const there = new URL(posted.location ?? '', stage.platform.url);
        assert.deepEqual([there.origin, there.pathname], [stage.platform.url, '/oauth/authorize']);
        const [asForm, asAddress] = [await ask(there.href), await ask(`/oauth/authorize?${query}`)];
        assert.equal(asForm.status, asAddress.status);
        assert.equal(asForm.location?.split('?')[0], asAddress.location?.split('?')[0]);
      }),
      runs,
    );
  });

  it('a Basic header is the client’s when it says its id and its secret, and in no other case', async () => {
    const { clientId, clientSecret = '' } = stage.web;
    const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
    const honest = `${clientId}:${clientSecret}`;
    const pair = fc.oneof(
      fc.constant(honest),
      edited(honest, [':', '%', '%3A', '%00', '+', '%67', '=', '\u00e4']),
      fc.string({ maxLength: 40 }),
    );
    const header = fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom('Basic', 'basic', 'BASIC'), pair)
          .map(([scheme, each]) => ({ text: `${scheme} ${base64(each)}`, pair: each })),
      },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom('Basic', 'Basic =', 'Basic ====', 'Basic a', 'Basicx y', 'Bearer x', 'Basic Og==')
          .map((text) => ({ text, pair: '' })),
      },
    );
    /** RFC 6749 2.3.1 by the platform's own URLSearchParams: form-decoded on either side of the first colon. */
    const means = (each: string) => {
      const colon = each.indexOf(':');
      if (colon === -1 || /%(?![0-9a-f]{2})/i.test(each)) return undefined;
      const decode = (half: string) => new URLSearchParams(`x=${half.replaceAll('&', '%26')}`).get('x');
      return [decode(each.slice(0, colon)), decode(each.slice(colon + 1))];
    };
    await fc.assert(
      fc.asyncProperty(header, async ({ text, pair: each }) => {
        const body = new URLSearchParams({ token: 'x' });
        const sent = fetch(at('/oauth/revoke'), { method: 'POST', body, headers: { authorization: text } });
        const { status } = await sane(sent);
        const [id, secret] = means(each) ?? [];
        assert.equal(status === 200, id === clientId && secret === clientSecret, text);
      }),
      runs,
    );
  });

  it('a body of any bytes, by any name of its kind, gets tokens for nobody', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'grant_type',
        '=',
        '&',
        'authorization_code',
        'client_credentials',
        'code',
        '{',
        '}',
        '"',
        ':',
        ',',
        'null',
        '[',
        ']',
      ),
      fc.constantFrom(
        '--b',
        '--b--',
        '\r\n',
        'Content-Disposition: form-data; name="grant_type"',
        '%',
        '%00',
        '\0',
        '\ufeff',
        '\ud800',
        '1e999',
      ),
      fc.string({ maxLength: 5 }),
    );
    const body = fc.oneof(
      fc.array(piece, { maxLength: 20 }).map((pieces) => Buffer.from(pieces.join(''))),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    );
    const types = [
      'application/x-www-form-urlencoded',
      'application/json',
      'multipart/form-data; boundary=b',
      'multipart/form-data',
      'application/json, application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded; charset=utf-7',
      'text/plain',
      ';',
    ];
    const paths = [
      '/oauth/token',
      '/oauth/par',
      '/oauth/revoke',
      '/oauth/introspect',
      '/oauth/device_authorization',
    ];
    await fc.assert(
      fc.asyncProperty(
        body,
        fc.constantFrom(...types),
        fc.constantFrom(...paths),
        async (each, type, path) => {
          const sent = fetch(at(path), {
            method: 'POST',
            body: new Uint8Array(each),
            headers: { 'content-type': type },
          });
          const { status, body: answer } = await sane(sent);
          assert.ok(status >= 400, answer);
          assert.match(String((JSON.parse(answer) as { error: unknown }).error), /^[a-z_]+$/);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('an assertion counts as it was signed, and in no other spelling', async () => {
    const key = makeTestKey('ES256', 'fuzz');
    await registerKey(stage, stage.machine, key);
    const { clientId } = stage.machine;
    let count = 0;
    const signed = () => {
      const now = Math.floor(stage.platform.clock.now() / 1000);
      const aud = stage.platform.url;
      count += 1;
      return key.sign({ iss: clientId, sub: clientId, aud, exp: now + 60, jti: `fuzz-${count}` });
    };
    const ask = (assertion: string) =>
      sane(
        fetch(at('/oauth/token'), {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_assertion_type: assertionType,
            client_assertion: assertion,
          }),
        }),
      );
    assert.equal((await ask(signed())).status, 200);
    const pieces = ['.', '=', '-', '_', '+', '/', 'A', '%', ' ', '\n', 'eyJhbGciOiJub25lIn0'];
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.nat(1_000)),
        fc.constantFrom(...pieces, ''),
        fc.nat(3),
        async (places, piece, gone) => {
          const honest = signed();
          const place = (places.next().value ?? 0) % honest.length;
          const spoilt = honest.slice(0, place) + piece + honest.slice(place + gone);
          if (spoilt === honest) return;
          const { status } = await ask(spoilt);
          assert.ok(status === 400 || status === 401, `${status} ${spoilt}`);
        },
      ),
      runs,
    );
  });

  it('a proof of a key counts as it was signed, and in no other spelling', async () => {
    const calls = dpopCalls(stage);
    const maker = proofMaker();
    const { clientId, clientSecret } = stage.machine;
    const fields = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const honest = async () => maker.proof({ ...calls.tokenRequest(), nonce: await calls.nonce() });
    assert.equal((await calls.post(fields, [await honest()])).status, 200);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1_000),
        fc.constantFrom('.', '=', '-', 'A', '%', '~', ''),
        fc.nat(3),
        async (at, piece, gone) => {
          const proof = await honest();
          const place = at % proof.length;
          const spoilt = proof.slice(0, place) + piece + proof.slice(place + gone);
          if (spoilt === proof || spoilt === '') return;
          const { status, body } = await calls.post(fields, [spoilt]);
          assert.deepEqual([status, body.access_token], [400, undefined], spoilt);
        },
      ),
      runs,
    );
  });

  it('a reference to a pushed request is the one that was given out', async () => {
    const { clientId, clientSecret } = stage.web;
    const asked = {
      client_id: clientId,
      client_secret: clientSecret,
      response_type: 'code',
      redirect_uri: redirectUri,
    };
    const { body } = await stage.post('/oauth/par', asked);
    const reference = String(body.request_uri);
    const open = (uri: string) => {
      const query = new URLSearchParams({ client_id: clientId, request_uri: uri });
      return fetch(at(`/oauth/authorize?${query}`), { redirect: 'manual' });
    };
    const uris = fc.oneof(
      edited(reference, ['.', ':', 'urn:', '%2e', '_', '-', 'https://evil.example/', '\0']),
      fc.webUrl(),
      fc.string({ minLength: 1 }),
    );
    await fc.assert(
      fc.asyncProperty(uris, async (uri) => {
        if (uri === reference || uri === '') return;
        const response = await open(uri);
        await response.text();
        assert.deepEqual([response.status, response.headers.get('location')], [400, null], uri);
      }),
      runs,
    );
    assert.equal((await open(reference)).status, 303);
  });

  it('a cookie is a session as it was set, once, and in no other spelling', async () => {
    const jim = stage.platform.demo.people.find(({ email }) => email.startsWith('jim@')) ?? assert.fail();
    const cookie = (await signInByForm(stage.platform.url, jim)).cookies();
    const ask = (header: string) => fetch(at('/device'), { redirect: 'manual', headers: { cookie: header } });
    const reads = async (header: string) => {
      const response = await ask(header);
      await response.text();
      assert.ok(response.status < 500);
      return response.status === 200;
    };
    assert.equal(await reads(cookie), true);
    assert.equal(await reads(`a=b; ${cookie}`), true);
    assert.equal(await reads(`${cookie}; ${cookie}`), false);
    const [, name = '', value = ''] = /(__Host-gatehouse-session)=([^;]*)/.exec(cookie) ?? [];
    await fc.assert(
      fc.asyncProperty(edited(value, ['.', '%', '=', '"', ' ', 'A', '_', '\u00e4']), async (spoilt) => {
        if (
          spoilt.trim() === value ||
          /[^\t\x20-\x7e\x80-\xff]/.test(spoilt) ||
          spoilt.split(';')[0]?.trim() === value
        )
          return;
        assert.equal(await reads(`${name}=${spoilt}`), false, spoilt);
      }),
      runs,
    );
    assert.equal(await reads(cookie), true);
    assert.equal((await openFormBrowser(stage.platform.url).get('/device')).status, 303);
  });
});
