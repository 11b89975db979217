import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createApp, createClient } from '../apps/create-app.ts';
import { openFormBrowser } from '../testing/sign-in-by-form.ts';
import {
  type CompanySignInStage,
  companySignInStage,
  domain,
  outsider,
} from './testing/company-sign-in-stage.ts';

/** The provider is `oidc-provider`, a certified one; what it would never say is signed with its own key all the same. */
describe('what comes back from a company’s provider', () => {
  let stage: CompanySignInStage;
  const nia = outsider('nia');
  before(async () => {
    stage = await companySignInStage();
    await stage.register({ admits: true });
    assert.equal((await stage.signIn(nia)).status, 303);
  });
  after(() => stage.close());

  it('is good once, in the browser it is for, with its own state, issuer and provider', async () => {
    const { here, there } = stage;
    const browser = openFormBrowser(here.url);
    const { location } = await stage.begin(browser, `jim@${domain}`);
    const asked = new URL(location).searchParams;
    const told = ['code_challenge_method', 'login_hint', 'scope'].map((name) => asked.get(name));
    assert.deepEqual(told, ['S256', `jim@${domain}`, 'openid email profile']);
    assert.ok((asked.get('nonce') ?? '').length > 40 && (asked.get('state') ?? '').length > 40);
    const back = await there.signIn(nia, location);
    const otherState = back.replace(/state=[^&]*/, 'state=other');
    assert.equal((await stage.comeBack(browser, otherState)).status, 400);
    assert.equal((await stage.comeBack(openFormBrowser(here.url), back)).status, 400);
    for (const spoilt of [
      otherState,
      back.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example'),
      back.replace(/&iss=[^&]*/, ''),
      back.replace(/providers\/\d+/, 'providers/1000'),
    ]) {
      const victim = openFormBrowser(here.url);
      await stage.begin(victim, `jim@${domain}`);
      assert.equal((await stage.comeBack(victim, spoilt)).status, 400, spoilt);
      assert.equal(await stage.whoIs(victim), undefined);
    }
    assert.deepEqual(await stage.comeBack(browser, back), { status: 303, location: '/' });
    assert.equal((await stage.comeBack(browser, back)).status, 400);
  });

  it('is refused for another nonce, issuer, audience, time or signature, and said why in the log alone', async () => {
    const { there } = stage;
    const now = Math.floor(Date.now() / 1000);
    try {
      for (const spoilt of [
        { nonce: 'other' },
        { iss: 'https://evil.example' },
        { aud: 'another-client' },
        { aud: ['another-client', 'and-another'] },
        { exp: now - 3600, iat: now - 7200 },
        { sub: undefined },
        'signature',
      ] as const) {
        stage.here.clock.advance(61_000);
        there.spoil(spoilt);
        const { status, browser } = await stage.signIn(nia);
        assert.deepEqual([status, await stage.whoIs(browser)], [400, undefined], JSON.stringify(spoilt));
      }
    } finally {
      there.spoil(undefined);
    }
    assert.match(stage.here.logs(), /an identity provider’s answer was refused/);
    assert.equal((await stage.signIn(nia)).status, 303);
  });

  it('counts at once when it is signed with the provider’s next key', async () => {
    await stage.there.rotateKey();
    assert.equal((await stage.signIn(nia)).status, 303);
  });

  it('is nothing while the provider is down, and what was asked before counts once it is up', async () => {
    const { here, there } = stage;
    const browser = openFormBrowser(here.url);
    const { location } = await stage.begin(browser, `nia@${domain}`);
    const back = await there.signIn(nia, location);
    there.setDown(true);
    try {
      assert.equal((await stage.begin(openFormBrowser(here.url), `nia@${domain}`)).status, 502);
      assert.equal((await stage.comeBack(browser, back)).status, 400);
      assert.equal(await stage.whoIs(browser), undefined);
    } finally {
      there.setDown(false);
    }
    assert.equal((await stage.signIn(nia, browser)).status, 303);
  });

  it('has people sign in there again where they have to, and proves nothing where that was long ago', async () => {
    const { here, there } = stage;
    here.clock.advance(61_000);
    const again = await stage.begin(openFormBrowser(here.url), `nia@${domain}`, { again: '1' });
    const asked = new URL(again.location).searchParams;
    assert.deepEqual([asked.get('prompt'), asked.get('max_age')], ['login', '0']);
    const [now, anHour] = [Math.floor(here.clock.now() / 1000), 3600];
    for (const [auth_time, proven] of [
      [now, true],
      [now - anHour, false],
      [undefined, false],
    ] as const) {
      there.spoil({ auth_time });
      const { browser } = await stage.signIn(nia);
      there.spoil(undefined);
      const { status, location } = await stage.comeBack(browser, '/email');
      assert.equal(status, proven ? 200 : 303, String(auth_time));
      if (proven) continue;
      assert.match(location ?? '', /^\/prove-it-is-you/);
      const page = await (await browser.get(location ?? '')).text();
      assert.match(page, /"\/sign-in\/company\?return_to=[^"]+again=1/);
      const away = await stage.comeBack(browser, `/oauth/authorize?${await askedByApp()}`);
      assert.match(away.location ?? '', /^\/sign-in\?.*again=1/);
    }
  });

  it('ends with the sign-out here, and begins anew', async () => {
    const { browser } = await stage.signIn(nia);
    const page = await (await browser.get('/logout')).text();
    const csrf = /name="csrf" value="([^"]*)"/.exec(page)?.[1] ?? assert.fail(page);
    assert.equal((await browser.post('/sign-out', { csrf })).status, 303);
    assert.equal(await stage.whoIs(browser), undefined);
    assert.equal((await stage.signIn(nia, browser)).status, 303);
    assert.equal(await stage.whoIs(browser), nia.email);
  });

  /** An app that wants a sign-in of the last ten minutes. */
  async function askedByApp(): Promise<string> {
    const { house } = stage.here;
    const { clientId } = await house.database.write(async (tx) => {
      const { id: developerId } = await tx.selectFrom('people').select('id').executeTakeFirstOrThrow();
      const origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;
      const app = { name: 'Asks', description: '', publisher: 'R', developerId };
      const { id: appId } = await createApp(house, tx, origin, app);
      return await createClient(house, tx, origin, {
        appId,
        environment: 'production',
        grantTypes: ['authorization_code'],
        redirectUris: ['https://app.example/'],
        confidential: true,
      });
    });
    return `response_type=code&client_id=${clientId}&scope=openid&max_age=600`;
  }
});

describe('a company’s provider that takes the secret in the header alone', () => {
  it('is told it there', async () => {
    const stage = await companySignInStage({}, { clientAuthMethods: ['client_secret_basic'] });
    try {
      await stage.register({ admits: true });
      const { status, browser } = await stage.signIn(outsider('nia'));
      assert.deepEqual([status, await stage.whoIs(browser)], [303, `nia@${domain}`]);
    } finally {
      await stage.close();
    }
  });
});
