import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { IdentityProvider, WaitingDomain } from '@gatehouse/wire';
import { createApp, createClient } from '../apps/create-app.ts';
import type { Origin } from '../audit/audit.ts';
import { addAuthenticator, typeCode } from '../testing/authenticator.ts';
import {
  answerConsent,
  type FormBrowser,
  hiddenField,
  openFormBrowser,
  signInByForm,
} from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

const system: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };
const domain = 'ridgeline.example';

/** A second Gatehouse is the outside provider: its people are the demo's, with other addresses. */
describe('signing in with one’s own company', () => {
  let here: TestPlatform;
  let there: TestPlatform;
  let company: { readonly id: number };
  before(async () => {
    here = await startPlatform({ identityProviders: 'at_private_addresses_too' });
    there = await startPlatform();
    company = here.demo.companies.find(({ name }) => name === 'Ridgeline Construction') ?? assert.fail();
    for (const { house } of [here, there])
      await house.database.write((tx) => tx.updateTable('people').set({ email_proven_at: 1 }).execute());
  });
  after(async () => {
    await here.close();
    await there.close();
  });

  const personOf = (platform: TestPlatform, name: string) =>
    platform.demo.people.find((each) => each.name === name) ?? assert.fail(name);

  async function manage<T>(name: string, method: string, path: string, body?: unknown) {
    const browser = await signInByForm(here.url, personOf(here, name));
    const base = { cookie: browser.cookies(), origin: here.url };
    const session = await fetch(new URL('/manage/v1/session', here.url), { headers: base });
    const { csrf_token: csrf } = (await session.json()) as { csrf_token: string };
    const response = await fetch(new URL(path, here.url), {
      method,
      headers: { ...base, 'x-csrf-token': csrf, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  /** The client that the outside provider knows us by. */
  const clientThere = (redirectUri: string) => clientOf(there, redirectUri);
  async function clientOf({ house }: TestPlatform, redirectUri: string) {
    return await house.database.write(async (tx) => {
      const { id } = await tx
        .selectFrom('people')
        .select('id')
        .where('name', '=', 'Devon Park')
        .executeTakeFirstOrThrow();
      const app = { name: 'Gatehouse of Ridgeline', description: '', publisher: 'R', developerId: id };
      const made = await createApp(house, tx, system, app);
      return await createClient(house, tx, system, {
        appId: made.id,
        environment: 'production',
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: [redirectUri],
        confidential: true,
      });
    });
  }

  /** Registers the outside provider as a company admin, its domain approved by the operator. */
  async function register(more: object = {}): Promise<IdentityProvider> {
    const base = `/manage/v1/companies/${company.id}/identity_providers`;
    // So many a minute from one address are sent on.
    here.clock.advance(61_000);
    const known = await manage<IdentityProvider[]>('Ana Torres', 'GET', base);
    for (const { id } of known.body) await manage('Ana Torres', 'DELETE', `${base}/${id}`);
    const { redirect_uri } = await create({ client_id: 'x', client_secret: 'x', domains: [domain] });
    const id = Number(redirect_uri.split('/').at(-2)) + 1;
    const { clientId, clientSecret } = await clientThere(
      redirect_uri.replace(/\d+(?=\/callback)/, String(id)),
    );
    await manage('Ana Torres', 'DELETE', `${base}/${id - 1}`);
    const provider = await create({
      client_id: clientId,
      client_secret: clientSecret,
      domains: [domain],
      ...more,
    });
    assert.equal(provider.id, id);
    assert.deepEqual(provider.domains, [{ domain, approved: false }]);
    const waiting = await manage<WaitingDomain[]>(
      'Olivia Reed',
      'GET',
      '/manage/v1/operator/identity_domains',
    );
    const line = waiting.body.find((each) => each.domain === domain) ?? assert.fail();
    const approve = `/manage/v1/operator/identity_domains/${line.id}/approve`;
    assert.equal((await manage('Ana Torres', 'POST', approve, {})).status, 403);
    assert.equal((await begin(openFormBrowser(here.url), `jim@${domain}`)).status, 422);
    assert.equal((await manage('Olivia Reed', 'POST', approve, {})).status, 204);
    return provider;

    async function create(body: object): Promise<IdentityProvider> {
      const made = await manage<IdentityProvider>('Ana Torres', 'POST', base, { issuer: there.url, ...body });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      return made.body;
    }
  }

  /** Types an address on the page of ours. */
  async function begin(browser: FormBrowser, email: string) {
    const page = await (await browser.get('/sign-in/company')).text();
    const response = await browser.post('/sign-in/company', {
      csrf: hiddenField(page, 'csrf'),
      return_to: '',
      again: '',
      email,
    });
    const text = await response.text();
    const location = /href="(http[^"]*authorize[^"]*)"/.exec(text)?.[1] ?? '';
    return { status: response.status, location: location.replaceAll('&amp;', '&') };
  }

  /** Signs in at the provider as one of its people; where it sends the browser back to. */
  async function answerThere(name: string, location: string): Promise<string> {
    assert.ok(location.startsWith(`${there.url}/oauth/authorize?`), location);
    return await answerIn(await signInByForm(there.url, personOf(there, name)), location);
  }

  async function answerIn(elsewhere: FormBrowser, location: string): Promise<string> {
    const back = await answerConsent(elsewhere, location.slice(there.url.length));
    assert.ok(back.startsWith(`${here.url}/sign-in/providers/`), back);
    return back.slice(here.url.length);
  }

  async function comeBack(browser: FormBrowser, path: string) {
    const response = await browser.get(path);
    await response.text();
    return { status: response.status, location: response.headers.get('location') };
  }

  async function signInAs(name: string, email: string, browser = openFormBrowser(here.url)) {
    const { location } = await begin(browser, email);
    return { browser, ...(await comeBack(browser, await answerThere(name, location))) };
  }

  async function whoIs(browser: FormBrowser): Promise<string | undefined> {
    const response = await fetch(new URL('/manage/v1/session', here.url), {
      headers: { cookie: browser.cookies() },
    });
    const body = (await response.json()) as { email?: string };
    return response.status === 200 ? body.email : undefined;
  }

  /** One of the provider's people under another address there, which the id_token tells. */
  const callThere = (name: string, email: string, proven = true) =>
    there.house.database.write((tx) =>
      tx
        .updateTable('people')
        .set({ email, email_proven_at: proven ? 1 : null })
        .where('name', '=', name)
        .execute()
        .then(() => {
          Object.assign(personOf(there, name), { email });
        }),
    );
  const callHere = (name: string, email: string) =>
    here.house.database.write((tx) =>
      tx
        .updateTable('people')
        .set({ email })
        .where('name', '=', name)
        .execute()
        .then(() => {
          Object.assign(personOf(here, name), { email });
        }),
    );

  it('admits somebody new where the company does, into its directory, without any permission', async () => {
    await register({ admits: true });
    await callThere('Sam Okafor', `new@${domain}`);
    const { status, location, browser } = await signInAs('Sam Okafor', `new@${domain}`);
    assert.deepEqual([status, location], [303, '/']);
    assert.equal(await whoIs(browser), `new@${domain}`);
    const row = await here.house.database.read((tx) =>
      tx
        .selectFrom('sessions')
        .innerJoin('people', 'people.id', 'sessions.person_id')
        .innerJoin('company_members', 'company_members.person_id', 'people.id')
        .select(['sessions.methods', 'people.password_hash', 'company_members.company_id'])
        .where('people.email', '=', `new@${domain}`)
        .executeTakeFirstOrThrow(),
    );
    assert.deepEqual(row, { methods: 'fed pwd', password_hash: null, company_id: company.id });
    // By subject, not by address: the same person there under another name of mail is the same here.
    await callThere('Sam Okafor', 'elsewhere@other.example');
    const again = await signInAs('Sam Okafor', `new@${domain}`);
    assert.equal(await whoIs(again.browser), `new@${domain}`);
  });

  it('takes nobody for a member by address alone, until they have proven both sides, or the company says so', async () => {
    await register({ admits: true });
    await callHere('Jim Carter', `jim@${domain}`);
    await callThere('Jim Carter', `jim@${domain}`);
    const alone = await signInAs('Jim Carter', `jim@${domain}`);
    assert.equal(alone.status, 403);
    assert.equal(await whoIs(alone.browser), undefined);
    const both = await signInByForm(here.url, personOf(here, 'Jim Carter'));
    assert.equal((await signInAs('Jim Carter', `jim@${domain}`, both)).status, 303);
    const then = await signInAs('Jim Carter', `jim@${domain}`);
    assert.equal(await whoIs(then.browser), `jim@${domain}`);
    await register({ connects: true });
    const taken = await signInAs('Jim Carter', `jim@${domain}`);
    assert.equal(await whoIs(taken.browser), `jim@${domain}`);
  });

  it('vouches for no address outside its domains or unproven, no stranger to the company, and never an operator', async () => {
    await register({ admits: true, connects: true });
    await callThere('Lucía Ramírez', 'lucia@other.example');
    assert.equal((await signInAs('Lucía Ramírez', `any@${domain}`)).status, 403);
    await callThere('Lucía Ramírez', `lucia@${domain}`, false);
    assert.equal((await signInAs('Lucía Ramírez', `any@${domain}`)).status, 403);
    for (const name of ['Olivia Reed', 'Devon Park']) {
      await callHere(name, `boss@${domain}`);
      await callThere('Lucía Ramírez', `boss@${domain}`);
      const { status, browser } = await signInAs('Lucía Ramírez', `any@${domain}`);
      assert.deepEqual([status, await whoIs(browser)], [403, undefined], name);
      await callHere(name, `${name.split(' ')[0]?.toLowerCase()}@gone.example`);
    }
  });

  it('takes no list of addresses for one, and nobody anew whose subject was somebody before', async () => {
    await register({ admits: true });
    await callThere('Lucía Ramírez', `me@elsewhere.example,fresh@${domain}`);
    assert.equal((await signInAs('Lucía Ramírez', `any@${domain}`)).status, 403);
    await callThere('Lucía Ramírez', `fresh@${domain}`);
    assert.equal((await signInAs('Lucía Ramírez', `any@${domain}`)).status, 303);
    await here.house.database.write((tx) =>
      tx.updateTable('people').set({ deactivated_at: 1 }).where('email', '=', `fresh@${domain}`).execute(),
    );
    await callThere('Lucía Ramírez', `fresh2@${domain}`);
    assert.equal((await signInAs('Lucía Ramírez', `any@${domain}`)).status, 403);
  });

  it('somebody without a password who adds a second factor here comes in by both', async () => {
    await register({ admits: true });
    await callThere('Ana Torres', `added@${domain}`);
    const { browser: first } = await signInAs('Ana Torres', `added@${domain}`);
    const app = await addAuthenticator(here, first);
    here.clock.advance(60_000);
    const { browser, location } = await signInAs('Ana Torres', `added@${domain}`);
    assert.deepEqual([location, await whoIs(browser)], ['/sign-in/second-step', undefined]);
    assert.equal((await typeCode(browser, app.code())).location, '/');
    assert.equal(await whoIs(browser), `added@${domain}`);
    const row = await here.house.database.read((tx) =>
      tx.selectFrom('sessions').select('methods').orderBy('created_at', 'desc').executeTakeFirstOrThrow(),
    );
    assert.equal(row.methods, 'fed pwd otp mfa');
  });

  it('who signed in there long ago has proven nothing here now, to us or to an app', async () => {
    await register({ connects: true });
    await callThere('Jim Carter', `jim@${domain}`);
    const [elsewhere, anHour] = [await signInByForm(there.url, personOf(there, 'Jim Carter')), 60 * 60_000];
    await there.house.database.write((tx) =>
      tx
        .updateTable('sessions')
        .set((eb) => ({ created_at: eb('created_at', '-', anHour), proven_at: eb('proven_at', '-', anHour) }))
        .execute(),
    );
    const browser = openFormBrowser(here.url);
    await comeBack(browser, await answerIn(elsewhere, (await begin(browser, `jim@${domain}`)).location));
    const proof = (await comeBack(browser, '/email')).location ?? '';
    assert.match(proof, /^\/prove-it-is-you/);
    assert.match(await (await browser.get(proof)).text(), /"\/sign-in\/company\?return_to=[^"]+again=1/);
    const { clientId } = await clientOf(here, 'https://app.example/');
    const asked = `response_type=code&client_id=${clientId}&scope=openid&max_age=600`;
    const away = await comeBack(browser, `/oauth/authorize?${asked}`);
    assert.match(away.location ?? '', /^\/sign-in\?.*again=1/);
  });

  it('an answer is good once, in the browser it is for, with its own state, issuer and provider', async () => {
    await register({ connects: true });
    await callThere('Jim Carter', `jim@${domain}`);
    const browser = openFormBrowser(here.url);
    const { location } = await begin(browser, `jim@${domain}`);
    const asked = new URL(location).searchParams;
    assert.deepEqual(
      [asked.get('code_challenge_method'), asked.get('login_hint')],
      ['S256', `jim@${domain}`],
    );
    assert.ok((asked.get('nonce') ?? '').length > 40 && (asked.get('state') ?? '').length > 40);
    const back = await answerThere('Jim Carter', location);
    assert.equal((await comeBack(browser, back.replace(/state=[^&]*/, 'state=other'))).status, 400);
    const stranger = openFormBrowser(here.url);
    assert.equal((await comeBack(stranger, back)).status, 400);
    for (const spoilt of [
      back.replace(/state=[^&]*/, 'state=other'),
      back.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example'),
      back.replace(/&iss=[^&]*/, ''),
      back.replace(/providers\/\d+/, 'providers/1'),
    ]) {
      const victim = openFormBrowser(here.url);
      await begin(victim, `jim@${domain}`);
      assert.equal((await comeBack(victim, spoilt)).status, 400, spoilt);
      assert.equal(await whoIs(victim), undefined);
    }
    assert.deepEqual(await comeBack(browser, back), { status: 303, location: '/' });
    assert.equal((await comeBack(browser, back)).status, 400);
  });

  it('ends with the membership, with the provider, and with the operator’s switch', async () => {
    const { id } = await register({ connects: true });
    await callThere('Jim Carter', `jim@${domain}`);
    assert.equal((await signInAs('Jim Carter', `jim@${domain}`)).status, 303);
    const setRemoved = (removed_at: number | null) =>
      here.house.database.write((tx) =>
        tx
          .updateTable('company_members')
          .set({ removed_at })
          .where('company_id', '=', company.id)
          .where('person_id', 'in', (from) =>
            from.selectFrom('people').select('id').where('name', '=', 'Jim Carter'),
          )
          .execute(),
      );
    await setRemoved(1);
    assert.equal((await signInAs('Jim Carter', `jim@${domain}`)).status, 403);
    await setRemoved(null);
    const browser = openFormBrowser(here.url);
    const back = await answerThere('Jim Carter', (await begin(browser, `jim@${domain}`)).location);
    const path = `/manage/v1/companies/${company.id}/identity_providers/${id}`;
    assert.equal((await manage('Ana Torres', 'DELETE', path)).status, 204);
    assert.equal((await comeBack(browser, back)).status, 400);
    assert.equal((await begin(browser, `jim@${domain}`)).status, 422);
    const off = await startPlatform();
    try {
      assert.equal((await openFormBrowser(off.url).get('/sign-in/company')).status, 404);
    } finally {
      await off.close();
    }
  });

  it('tells of an unreachable provider, whatever the address, and a password still signs in', async () => {
    const base = `/manage/v1/companies/${company.id}/identity_providers`;
    const dead = {
      issuer: 'http://127.0.0.1:9',
      client_id: 'x',
      client_secret: 'x',
      domains: ['dead.example'],
    };
    assert.equal((await manage('Ana Torres', 'POST', base, dead)).status, 201);
    const waiting = await manage<WaitingDomain[]>(
      'Olivia Reed',
      'GET',
      '/manage/v1/operator/identity_domains',
    );
    const line = waiting.body.find((each) => each.domain === 'dead.example') ?? assert.fail();
    await manage('Olivia Reed', 'POST', `/manage/v1/operator/identity_domains/${line.id}/approve`, {});
    for (const name of ['jim', 'nobody-at-all'])
      assert.equal((await begin(openFormBrowser(here.url), `${name}@dead.example`)).status, 502);
    await signInByForm(here.url, personOf(here, 'Jim Carter'));
  });

  it('refuses what is no issuer or no domain, and keeps the secret to itself', async () => {
    const base = `/manage/v1/companies/${company.id}/identity_providers`;
    const good = {
      issuer: there.url,
      client_id: 'x',
      client_secret: 'kept-to-itself',
      domains: ['a.example'],
    };
    for (const bad of [
      { issuer: 'ftp://a.example' },
      { issuer: 'https://me@a.example' },
      { issuer: 'https://a.example/?b' },
      { issuer: 'http://10.0.0.1' },
      { domains: ['example'] },
      { domains: ['a.example/b'] },
    ])
      assert.equal(
        (await manage('Ana Torres', 'POST', base, { ...good, ...bad })).status,
        422,
        JSON.stringify(bad),
      );
    assert.equal((await manage('Jim Carter', 'POST', base, good)).status, 403);
    const { status, body } = await manage('Ana Torres', 'POST', base, good);
    assert.equal(status, 201);
    assert.ok(!JSON.stringify(body).includes('kept-to-itself'));
    const rows = await here.house.database.read((tx) =>
      tx.selectFrom('identity_providers').selectAll().execute(),
    );
    assert.ok(!JSON.stringify(rows).includes('kept-to-itself'));
  });
});
