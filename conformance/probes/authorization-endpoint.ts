import assert from 'node:assert/strict';
import { expectDiscreet, expectErrorPage, expectRedirectError, redirectOf } from '../expect.ts';
import { departure, notApplicable, probed, provenWithin, type Requirement } from '../requirement.ts';
import { form, makeProof, type Target } from '../target.ts';

const evil = 'https://evil.example/cb';

/** An authorization request that goes wrong in front of a person who is signed in. */
async function refused(
  target: Target,
  fields: Parameters<Target['authorizePath']>[0],
  error: string | string[],
) {
  const location = await redirectOf(target, target.authorizePath({ state: 's', ...fields }));
  expectRedirectError(target, location, error);
  return new URL(location).searchParams;
}

export const authorizationEndpoint: readonly Requirement[] = [
  probed(
    'AZ-01',
    ['MUST', 'RFC 6749 4.1.2.1', 'A request without client_id ends on a page of the server.'],
    (t) => expectErrorPage(t, t.authorizePath({ client_id: undefined })),
  ),
  probed(
    'AZ-02',
    ['MUST', 'RFC 6749 4.1.2.1', 'A client nobody knows cannot send a browser anywhere.'],
    (t) => expectErrorPage(t, t.authorizePath({ client_id: 'nobody', redirect_uri: evil })),
  ),
  probed(
    'AZ-03',
    ['MUST', 'RFC 6749 3.1.2.4', 'A redirect URI that is not registered is not followed.'],
    (t) => expectErrorPage(t, t.authorizePath({ redirect_uri: evil })),
  ),
  probed(
    'AZ-04',
    ['MUST', 'RFC 6749 3.1.1', 'A request without response_type is told to the app.'],
    async (t) => {
      await refused(t, { response_type: undefined }, 'invalid_request');
    },
  ),
  probed('AZ-05', ['MUST', 'RFC 6749 3.1.1', 'An unknown response_type is told to the app.'], async (t) => {
    await refused(t, { response_type: 'foo' }, 'unsupported_response_type');
  }),
  probed(
    'AZ-06',
    ['MUST', 'RFC 9700 2.1.2', 'No access token is ever sent through a browser.'],
    async (t) => {
      await refused(t, { response_type: 'token' }, ['unsupported_response_type', 'unauthorized_client']);
    },
  ),
  probed('AZ-07', ['MUST', 'RFC 9700 2.1.2', 'Nor beside a code or an ID token.'], async (t) => {
    for (const response_type of ['id_token token', 'code token', 'code id_token token'])
      await refused(t, { response_type }, ['unsupported_response_type', 'unauthorized_client']);
  }),
  probed('AZ-08', ['MUST', 'RFC 6749 3.1', 'A parameter that comes twice is refused.'], async (t) => {
    const { challenge } = makeProof();
    for (const twice of [
      { response_type: ['code', 'code'] },
      { scope: ['a', 'a'] },
      { nonce: ['a', 'b'] },
      { ...challenge, code_challenge: [challenge.code_challenge, challenge.code_challenge] },
    ])
      await refused(t, twice, 'invalid_request');
    const location = await redirectOf(t, t.authorizePath({ state: ['a', 'b'] }));
    expectRedirectError(t, location, 'invalid_request');
  }),
  probed('AZ-09', ['MUST', 'RFC 9700 4.1.3', 'Of two redirect URIs neither is followed.'], async (t) => {
    for (const redirect_uri of [
      [t.redirect_uri, evil],
      [evil, t.redirect_uri],
    ])
      await expectErrorPage(t, t.authorizePath({ redirect_uri }));
  }),
  probed('AZ-10', ['MUST', 'RFC 6749 3.1', 'Two client_ids are nobody.'], (t) =>
    expectErrorPage(t, t.authorizePath({ client_id: [t.clients.web.client_id, t.clients.other.client_id] })),
  ),
  probed(
    'AZ-11',
    [
      'MUST',
      'RFC 6749 3.3',
      'Parameters in the spelling of arrays and objects are a fault of the request, not of the server.',
    ],
    async (t) => {
      for (const more of [
        'scope[a]=b',
        'state[]=a&state[]=b',
        'scope[__proto__][x]=1',
        'state[toString]=a',
        'redirect_uri[]=https://evil.example/cb',
      ]) {
        const page = await t.browser.get(`${t.authorizePath()}&${more}`);
        expectDiscreet(page);
        // Told to the app; or these are other names, and the request is what it would be without them.
        if (page.location !== null) expectRedirectError(t, page.location, 'invalid_request');
        else {
          const sent = new URL(await t.browser.decide(`${t.authorizePath()}&${more}`, 'allow'));
          assert.ok(sent.href.startsWith(t.redirect_uri), more);
          assert.equal(sent.searchParams.get('state'), null, more);
        }
      }
    },
  ),
  probed('AZ-12', ['MUST', 'RFC 6749 3.1', 'A parameter that is not known is ignored.'], async (t) => {
    assert.ok(await t.code(t.clients.web, { foo: 'bar' }));
  }),
  probed('AZ-13', ['MUST', 'RFC 6749 3.1', 'A parameter without a value counts as left out.'], async (t) => {
    assert.ok(await t.code(t.clients.web, { scope: '', code_challenge: '' }));
  }),
  probed('AZ-14', ['SHOULD', 'RFC 6749 3.1', 'A POST is served like a GET, or not allowed.'], async (t) => {
    const { search, pathname } = new URL(t.authorizePath({ state: 's' }), t.issuer);
    const fields = Object.fromEntries(new URLSearchParams(search));
    const blank = { action: pathname, inputs: [], buttons: [] };
    // From a browser that is signed in and has allowed the app; what its page would have sent is guessed as well.
    for (const more of [{}, { decision: 'allow' }, { allow: '1', approve: 'true', accept: 'yes' }]) {
      const page = await t.browser.submit({ ...blank, fields: { ...fields, ...more } }, {});
      assert.ok([200, 302, 303, 400, 403, 405].includes(page.status), String(page.status));
      const { origin, searchParams } = new URL(page.location ?? '/', t.issuer);
      assert.equal(searchParams.get('code'), null, 'a form that no page of the server made is no Allow');
      assert.equal(origin, new URL(t.issuer).origin, 'it leads somewhere else');
      if (page.status === 200) assert.ok(page.forms.some(({ buttons }) => buttons.length > 1));
    }
  }),
  probed(
    'AZ-15',
    ['MUST', 'RFC 6749 4.1.2', 'The state comes back as it was sent, and is never written into a page.'],
    async (t) => {
      const state = `${'é"<script>alert(1)</script>& %'.repeat(40)}end`;
      const path = t.authorizePath({ state });
      assert.equal((await t.browser.get(path)).text.includes('<script>alert'), false);
      const location = await t.browser.decide(path, 'allow');
      assert.equal(new URL(location).searchParams.get('state'), state);
      const refusedBack = await refused(t, { state, response_type: 'foo' }, 'unsupported_response_type');
      assert.equal(refusedBack.get('state'), state);
    },
  ),
  probed(
    'AZ-16',
    ['MUST', 'RFC 9110 5.5', 'Control characters are refused and split no header.'],
    async (t) => {
      for (const more of ['%00', '%0d%0aX-Split:%201', '%0aa']) {
        for (const name of ['state', 'scope']) {
          const page = await t.browser.get(`${t.authorizePath()}&${name}=${more}`);
          assert.equal(page.headers.get('x-split'), null);
          if (page.location === null) assert.equal(page.status, 400, `${name}=${more}`);
          else expectRedirectError(t, page.location, 'invalid_request');
        }
      }
      await expectErrorPage(
        t,
        `${t.authorizePath({ redirect_uri: undefined })}&redirect_uri=${encodeURIComponent(t.redirect_uri)}%0d%0aX-Split:1`,
      );
    },
  ),
  probed(
    'AZ-17',
    [
      'MUST',
      'RFC 9700 4.11.2',
      'A person who is not signed in is asked to, before a fault sends the browser on.',
    ],
    async (t) => {
      for (const fault of [
        { scope: ['a', 'a'] },
        { response_type: 'foo' },
        { response_type: undefined },
        { response_mode: 'fragment' },
        { code_challenge: 'short' },
      ]) {
        const { location } = await t.newBrowser().get(t.authorizePath(fault));
        assert.equal(new URL(location ?? '').origin, new URL(t.issuer).origin, JSON.stringify(fault));
      }
    },
  ),
  notApplicable('AZ-18', 'Clients cannot register themselves; what AZ-17 shows holds for every client.'),
  notApplicable(
    'AZ-19',
    'No scope is registered: at the API an app may do what the person may, as the wire this server is compatible with has it, and those of OpenID Connect (openid, profile, email) are open to every app. What is none of them is ignored.',
  ),
  probed(
    'AZ-20',
    ['MUST', 'RFC 6749 4.1.2.1', 'A Deny is told to the app, and leaves nothing behind.'],
    async (t) => {
      const { client_id } = t.clients.fresh;
      const location = await t.browser.decide(t.authorizePath({ client_id, state: 's' }), 'deny');
      expectRedirectError(t, location, 'access_denied');
      assert.equal(new URL(location).searchParams.get('state'), 's');
      // A server that had kept an Allow would send the next request on without asking.
      const page = await t.browser.get(t.authorizePath({ client_id, prompt: undefined }));
      assert.equal(page.location, null);
      assert.ok(
        page.forms.some(({ buttons }) => buttons.length > 1),
        'it does not ask again',
      );
      const unseen = await t.browser.get(t.authorizePath({ client_id, prompt: 'none', scope: 'openid' }));
      assert.equal(new URL(unseen.location ?? t.issuer).searchParams.get('code'), null);
    },
  ),
  probed('AZ-22', ['MUST', 'RFC 9700 2.1', 'A code never travels in a fragment.'], async (t) => {
    await refused(t, { response_mode: 'fragment' }, 'invalid_request');
  }),
  probed('AZ-23', ['MAY', 'Form Post 2', 'form_post is not offered, and refused.'], async (t) => {
    await refused(t, { response_mode: 'form_post' }, 'invalid_request');
  }),
  probed('AZ-24', ['MUST', 'RFC 9700 4.17', 'web_message is not offered, and refused.'], async (t) => {
    await refused(t, { response_mode: 'web_message' }, 'invalid_request');
  }),
  probed(
    'AZ-25',
    ['MUST', 'RFC 9700 2.6', 'No other origin may read the authorization endpoint.'],
    async (t) => {
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'GET' };
      for (const method of ['OPTIONS', 'GET']) {
        const answer = await t.send(t.authorizePath(), { method, headers });
        assert.equal(answer.headers.get('access-control-allow-origin'), null);
      }
    },
  ),
  probed(
    'AZ-26',
    ['MUST', 'RFC 9207 2', 'A success carries code, state and iss, and nothing else.'],
    async (t) => {
      const location = new URL(await t.browser.decide(t.authorizePath({ state: 's' }), 'allow'));
      assert.deepEqual([...location.searchParams.keys()].sort(), ['code', 'iss', 'state']);
      assert.equal(location.searchParams.get('iss'), t.issuer);
      assert.equal(location.hash.replace('#_', ''), '');
    },
  ),
  probed('AZ-27', ['MUST', 'RFC 9207 2', 'An error carries iss as well.'], async (t) => {
    assert.equal(
      (await refused(t, { response_type: 'foo' }, 'unsupported_response_type')).get('iss'),
      t.issuer,
    );
  }),
  probed(
    'AZ-28',
    ['MUST', 'RFC 6749 3.1', 'The address of the authorization endpoint has no fragment.'],
    async (t) => {
      assert.equal(String(t.metadata.authorization_endpoint).includes('#'), false);
    },
  ),
  probed('AZ-29', ['MAY', 'RFC 9700 4.1.3', 'A redirect has no fragment of the request.'], async (t) => {
    const location = await t.browser.decide(t.authorizePath(), 'allow');
    assert.ok(['', '#_'].includes(new URL(location).hash));
  }),
  probed(
    'AZ-30',
    ['MUST', 'RFC 9700 4.12', 'What was posted is never sent on: redirects after a form are 303.'],
    async (t) => {
      const page = await t.browser.get(t.authorizePath());
      const consent = page.forms.find(({ buttons }) => buttons.length > 1);
      assert.ok(consent, 'no consent form');
      const { status } = await t.browser.submit(consent, { decision: 'deny' }, page);
      assert.ok(status === 303 || status === 302, String(status));
    },
  ),
  probed('AZ-31', ['SHOULD', 'RFC 9110 15.5.15', 'A request of absurd size is refused.'], async (t) => {
    const long = await t.send(`${t.authorizePath()}&state=${'a'.repeat(65_536)}`, {});
    assert.ok([400, 414, 431].includes(long.status), String(long.status));
    const many = form(Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`p${at}`, '1'])));
    const { status } = await t.send(`${t.authorizePath()}&${many}`, {});
    assert.ok(status < 500, String(status));
  }),
  provenWithin(
    'AZ-32',
    ['MUST', 'RFC 6749 4.1.2.1', 'An app that is suspended between page and Allow gets no code.'],
    'packages/platform/src/authorization/consent-decision.engine.test.ts',
    'makes no code for a client that was switched off',
  ),
  departure(
    'AZ-33',
    ['MUST', 'Rule M2', 'An app that no company of the person has gets no code.'],
    'It gets one, and reaches nothing by it: a person allows for themselves, nobody chooses one company at this endpoint, and each company is asked again at every call, where it answers 403 until it has the app. The page says so beforehand, company by company, and asks the admins (MX-07); once they install it, what the person allowed counts without asking them again. Nobody’s data is reached by the code meanwhile.',
  ),
];
