import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { Auth, type AuthConfig } from '@auth/core';
import { createApp, createClient } from '../apps/create-app.ts';
import type { Origin } from '../audit/audit.ts';
import { type OAuthStage, setOAuthStage, type TestClient } from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';

const site = 'https://site.example';
const origin: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };

suite('@auth/core, unchanged, in a site whose people sign in with Gatehouse', () => {
  let stage: OAuthStage;
  let client: TestClient;
  before(async () => {
    stage = await setOAuthStage();
    const { house } = stage.platform;
    client = await house.database.write(async (tx) => {
      const about = { name: 'Site', description: '', publisher: 'Tests', developerId: stage.personId };
      const app = await createApp(house, tx, origin, about);
      return await createClient(house, tx, origin, {
        appId: app.id,
        environment: 'production',
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: [`${site}/auth/callback/gatehouse`],
        confidential: true,
      });
    });
  });
  after(() => stage[Symbol.asyncDispose]());

  /** A browser at the site, which knows of us the issuer and its own credentials. */
  function visitor(secret = client.clientSecret ?? '') {
    const tokens: { access?: string; refresh?: string } = {};
    const config: AuthConfig = {
      basePath: '/auth',
      secret: 'a secret of the site that is long enough',
      trustHost: true,
      // What it refuses it writes to the console as well.
      logger: { error: () => undefined, warn: () => undefined },
      providers: [
        {
          id: 'gatehouse',
          name: 'Gatehouse',
          type: 'oidc',
          issuer: stage.platform.url,
          clientId: client.clientId,
          clientSecret: secret,
        },
      ],
      callbacks: {
        jwt({ token, account }) {
          if (account?.access_token !== undefined) tokens.access = account.access_token;
          if (account?.refresh_token !== undefined) tokens.refresh = account.refresh_token;
          return token;
        },
      },
    };
    const jar = new Map<string, string>();
    async function send(path: string, form?: Readonly<Record<string, string>>): Promise<Response> {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const body = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
      const response = await Auth(new Request(site + path, { headers: { cookie }, ...body }), config);
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '') jar.delete(name);
        else jar.set(name, value);
      }
      return response;
    }
    return {
      tokens,
      send,
      async begin(): Promise<URL> {
        const { csrfToken } = (await (await send('/auth/csrf')).json()) as { csrfToken: string };
        const sent = await send('/auth/signin/gatehouse', { csrfToken, callbackUrl: `${site}/home` });
        return new URL(sent.headers.get('location') ?? assert.fail(String(sent.status)));
      },
      session: async () =>
        (await (await send('/auth/session')).json()) as { user?: { name?: string; email?: string } } | null,
    };
  }

  test('is told of a Deny', async () => {
    const denied = visitor();
    const asked = await denied.begin();
    const refusal = new URL(await answerConsent(stage.browser, asked.pathname + asked.search, 'deny'));
    await denied.send(refusal.pathname + refusal.search);
    assert.equal(await denied.session(), null);
  });

  test('signs a person in by name and address, and holds tokens that work', async () => {
    const browser = visitor();
    const asked = await browser.begin();
    assert.equal(asked.origin, stage.platform.url);
    assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
    const callback = new URL(await answerConsent(stage.browser, asked.pathname + asked.search));
    const back = await browser.send(callback.pathname + callback.search);
    assert.deepEqual([back.status, back.headers.get('location')], [302, `${site}/home`]);
    const session = await browser.session();
    const jim = stage.platform.demo.people.find(({ name }) => name === 'Jim Carter');
    assert.deepEqual([session?.user?.name, session?.user?.email], [jim?.name, jim?.email]);
    assert.equal(await stage.isAlive(browser.tokens.access ?? ''), true);
    assert.match(browser.tokens.refresh ?? '', /^ghr_/);
  });

  test('gets in neither by a wrong secret nor by an answer of another browser', async () => {
    const wrong = visitor('not the secret');
    const again = await wrong.begin();
    const callback = new URL(await answerConsent(stage.browser, again.pathname + again.search));
    await wrong.send(callback.pathname + callback.search);
    assert.equal(await wrong.session(), null);

    const victim = visitor();
    await victim.begin();
    const attacker = visitor();
    const own = await attacker.begin();
    const stolen = new URL(await answerConsent(stage.browser, own.pathname + own.search));
    await victim.send(stolen.pathname + stolen.search);
    assert.equal(await victim.session(), null);
  });
});
