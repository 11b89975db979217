import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { IdentityProvider, WayOutCodes } from '@gatehouse/wire';
import { addAuthenticator, isSignedIn } from '../testing/authenticator.ts';
import { hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { questionOn, softwarePasskey } from '../testing/software-passkey.ts';
import {
  type CompanySignInStage,
  companySignInStage,
  domain,
  outsider,
} from './testing/company-sign-in-stage.ts';

interface Faults {
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

describe('a provider that becomes the only way in', () => {
  let stage: CompanySignInStage;
  let path: string;
  const jim = outsider('jim');
  before(async () => {
    stage = await companySignInStage();
    await stage.callHere('Jim Carter', `jim@${domain}`);
    await stage.callHere('Ana Torres', 'ana@elsewhere.example');
    const { id } = await stage.register({ connects: true });
    path = `${stage.base}/${id}`;
    assert.equal((await stage.signIn(jim)).status, 303);
  });
  after(() => stage.close());

  const setCompulsory = async (compulsory: boolean) => {
    stage.here.clock.advance(61_000);
    const { status, body } = await stage.manage<IdentityProvider>('Ana Torres', 'PATCH', path, {
      compulsory,
    });
    assert.deepEqual([status, body.compulsory], [200, compulsory], JSON.stringify(body));
  };
  const newCodes = async () =>
    (await stage.manage<WayOutCodes>('Ana Torres', 'POST', `${path}/way_out_codes`, {})).body.codes;
  const jimCarter = () => stage.here.demo.people.find(({ name }) => name === 'Jim Carter') ?? assert.fail();

  async function typePassword(wayOut = '') {
    const browser = openFormBrowser(stage.here.url);
    const csrf = hiddenField(await (await browser.get('/sign-in')).text(), 'csrf');
    const { email, password } = jimCarter();
    const { status, headers } = await browser.post('/sign-in', {
      csrf,
      return_to: '',
      email,
      password,
      way_out: wayOut,
    });
    return { browser, status, location: headers.get('location') ?? '' };
  }

  it('is so for open sessions at their next call: those it began go on, all others come through it', async () => {
    await newCodes();
    const byPassword = await signInByForm(stage.here.url, jimCarter());
    const byProvider = (await stage.signIn(jim)).browser;
    const ofOthers = await signInByForm(
      stage.here.url,
      stage.here.demo.people.find(({ name }) => name === 'Ana Torres') ?? assert.fail(),
    );
    await setCompulsory(true);
    assert.equal(await stage.whoIs(byPassword), undefined);
    const page = await byPassword.get('/second-factor');
    assert.deepEqual([page.status, page.headers.get('location')?.split('?')[0]], [303, '/sign-in']);
    assert.equal(await stage.whoIs(byProvider), `jim@${domain}`);
    assert.equal(await stage.whoIs(ofOthers), 'ana@elsewhere.example');
    // What no longer opens anything can still be ended for good.
    const leaving = hiddenField(await (await byPassword.get('/logout')).text(), 'csrf');
    assert.equal((await byPassword.post('/sign-out', { csrf: leaving })).status, 303);
    await setCompulsory(false);
    assert.equal(await stage.whoIs(byPassword), undefined);
  });

  it('is made so by nobody whom it would sign out', async () => {
    await stage.callHere('Ana Torres', `ana@${domain}`);
    const asked = { compulsory: true };
    const refused = await stage.manage<Faults>('Ana Torres', 'PATCH', path, asked);
    assert.equal(refused.status, 422);
    assert.match(refused.body.errors.compulsory?.[0] ?? '', /sign in by this provider yourself/);
    const { browser } = await stage.signIn(outsider('ana'));
    assert.equal((await stage.manage(browser, 'PATCH', path, asked)).status, 200);
    assert.equal(await stage.whoIs(browser), `ana@${domain}`);
    assert.equal((await stage.manage(browser, 'PATCH', path, { compulsory: false })).status, 200);
    await stage.callHere('Ana Torres', 'ana@elsewhere.example');
  });

  it('goes on in a session that a way-out code began', async () => {
    const [code = ''] = await newCodes();
    await setCompulsory(true);
    const { browser } = await typePassword(code);
    assert.equal(await stage.whoIs(browser), `jim@${domain}`);
    await setCompulsory(false);
  });

  it('is so for whoever typed a password before, and brings a code or a passkey after', async () => {
    const codes = await newCodes();
    const { browser } = await stage.signIn(jim);
    const app = await addAuthenticator(stage.here, browser);
    const key = softwarePasskey(stage.here.url);
    const own = '/second-factor/passkey';
    const asked = questionOn(await (await browser.get(own)).text(), own);
    const added = await browser.post(own, {
      ...asked.fields,
      name: 'Phone',
      response: key.create(asked.options),
    });
    assert.equal(added.status, 303, await added.text());

    const early = await typePassword();
    const late = await typePassword();
    assert.equal(early.location.split('?')[0], '/sign-in/second-step');
    const earlyPage = await (await early.browser.get(early.location)).text();
    const latePage = await (await late.browser.get(late.location)).text();
    const question = questionOn(latePage, '/sign-in/second-step/passkey');
    await setCompulsory(true);
    const csrf = hiddenField(earlyPage, 'csrf');
    const code = app.code();
    const response = await early.browser.post('/sign-in/second-step', { csrf, return_to: '', code });
    assert.equal(response.headers.get('location')?.split('?')[0], '/sign-in');
    assert.equal(await isSignedIn(early.browser), false);
    const form = { ...question.fields, return_to: '', response: key.get(question.options) };
    assert.equal((await late.browser.post('/sign-in/second-step/passkey', form)).status, 422);
    assert.equal(await isSignedIn(late.browser), false);

    // By a way-out code both steps are right.
    const [wayOut = ''] = codes;
    const out = await typePassword(wayOut);
    const outPage = await (await out.browser.get(out.location)).text();
    stage.here.clock.advance(61_000);
    const last = { csrf: hiddenField(outPage, 'csrf'), return_to: '', code: app.code() };
    assert.equal((await out.browser.post('/sign-in/second-step', last)).status, 303);
    assert.equal(await isSignedIn(out.browser), true);
  });

  it('and one that is removed between its word and the second step lets nobody in', async () => {
    const { browser, location } = await stage.signIn(jim);
    assert.equal(location?.split('?')[0], '/sign-in/second-step');
    const page = await (await browser.get(location ?? '')).text();
    assert.equal((await stage.manage('Ana Torres', 'DELETE', path)).status, 204);
    const form = { csrf: hiddenField(page, 'csrf'), return_to: '', code: '000000' };
    const response = await browser.post('/sign-in/second-step', form);
    assert.equal(response.headers.get('location')?.split('?')[0], '/sign-in');
  });
});
