import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FormBrowser, openFormBrowser, signInByForm } from '@gatehouse/platform/testing';
import {
  type OutsidePerson,
  type OutsideProvider,
  startOutsideProvider,
} from '@gatehouse/platform/testing/outside-provider';
import { freePort } from './faulty-way.test-support.ts';
import { enrol, linkAccount } from './link-person.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';

const nia: OutsidePerson = { sub: 'nia', email: 'nia@elsewhere.example', given_name: 'Nia' };

/** The provider is `oidc-provider`, a certified one; what it would never say is signed with its own key all the same. */
describe('people who sign in to Link at another provider than Gatehouse', () => {
  let there: OutsideProvider;
  let stage: LinkStage;
  before(async () => {
    there = await startOutsideProvider();
    stage = await stageAt(there);
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await there.close();
  });

  /** From Link's page to the provider and back; the address that they are sent back to. */
  async function goThere(browser: FormBrowser, person = nia, at = there): Promise<string> {
    const away = (await browser.get('/sign-in')).headers.get('location') ?? '';
    const { pathname, search } = new URL(await at.signIn(person, away));
    return pathname + search;
  }
  const isSignedIn = async (browser: FormBrowser) =>
    /Signed in as/.test(await (await browser.get('/')).text());

  it('link an account of Gatehouse and let machines in, and are the same person when they come again', async () => {
    const browser = openFormBrowser(stage.origin);
    assert.equal((await browser.get(await goThere(browser))).status, 303);
    assert.match(await (await browser.get('/')).text(), /nia@elsewhere\.example/);
    const jim = stage.platform.demo.people.find(({ email }) => email.startsWith('jim@')) ?? assert.fail();
    const person = {
      email: jim.email,
      link: browser,
      gatehouse: await signInByForm(stage.way.url.origin, jim),
    };
    const id = await linkAccount(person);
    const machine = await enrol(person, stage.origin, stage.platform.clock);
    const given = await machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});
    assert.equal(given.status, 200);
    const again = openFormBrowser(stage.origin);
    await again.get(await goThere(again));
    assert.match(await (await again.get('/')).text(), new RegExp(`/links/${id}/unlink`));
    const other = openFormBrowser(stage.origin);
    await other.get(await goThere(other, { ...nia, sub: 'another' }));
    assert.match(await (await other.get('/')).text(), /Nothing is linked yet/);
  });

  it('are signed in by no answer with another nonce, issuer, audience, time, subject or signature, and told so', async () => {
    const now = Math.floor(Date.now() / 1000);
    try {
      for (const spoilt of [
        { nonce: 'other' },
        { nonce: undefined },
        { iss: 'https://evil.example' },
        { aud: 'another-client' },
        { aud: ['another-client', 'and-another'] },
        { exp: now - 3600, iat: now - 7200 },
        { sub: 'somebody else' },
        { sub: undefined },
        'signature',
      ] as const) {
        const browser = openFormBrowser(stage.origin);
        const back = await goThere(browser);
        there.spoil(spoilt);
        const answer = await browser.get(back);
        const text = await answer.text();
        assert.equal(answer.status, 400, `${JSON.stringify(spoilt)}: ${text}`);
        assert.match(text, /did not say in a way that can be believed/, JSON.stringify(spoilt));
        assert.equal(await isSignedIn(browser), false);
      }
    } finally {
      there.spoil(undefined);
    }
    assert.match(stage.logs(), /what a provider said of a person was refused/);
    const browser = openFormBrowser(stage.origin);
    await browser.get(await goThere(browser));
    assert.equal(await isSignedIn(browser), true);
  });

  it('are signed in with the next key of the provider, though the one before was known', async () => {
    await there.rotateKey();
    const browser = openFormBrowser(stage.origin);
    await browser.get(await goThere(browser));
    assert.equal(await isSignedIn(browser), true);
  });

  it('are told that the provider cannot be reached, and can go on when it can', async () => {
    const browser = openFormBrowser(stage.origin);
    const back = await goThere(browser);
    there.setDown(true);
    try {
      const answer = await browser.get(back);
      assert.equal(answer.status, 503);
      assert.match(await answer.text(), /cannot be reached/);
      assert.equal(await isSignedIn(browser), false);
    } finally {
      there.setDown(false);
    }
    await browser.get(await goThere(browser));
    assert.equal(await isSignedIn(browser), true);
  });

  it('may have one that takes the client’s secret in the header alone, as is its default (RFC 8414 section 2)', async () => {
    const strict = await startOutsideProvider({ clientAuthMethods: ['client_secret_basic'] });
    try {
      await using other = await stageAt(strict);
      const browser = openFormBrowser(other.origin);
      await browser.get(await goThere(browser, nia, strict));
      assert.equal(await isSignedIn(browser), true);
    } finally {
      await strict.close();
    }
  });
});

async function stageAt(provider: OutsideProvider): Promise<LinkStage> {
  const port = await freePort();
  const client = await provider.register(`http://127.0.0.1:${port}/callback`);
  return await setLinkStage(
    {},
    {
      port,
      oidcIssuer: new URL(provider.issuer),
      oidcClientId: client.client_id,
      oidcClientSecret: client.client_secret,
    },
  );
}
