import assert from 'node:assert/strict';
import type { IdentityProvider, WaitingDomain } from '@gatehouse/wire';
import type { Settings } from '../../settings.ts';
import {
  type FormBrowser,
  hiddenField,
  openFormBrowser,
  signInByForm,
} from '../../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../../testing/start-platform.ts';
import { type OutsidePerson, type OutsideProvider, startOutsideProvider } from './outside-provider.ts';

/** The mail domain that the demo's people of Ridgeline Construction have. */
export const domain = 'ridgeline.example';

/** Signed up at the provider, with an address there that its id_token tells. */
export function outsider(sub: string, more: Partial<OutsidePerson> = {}): OutsidePerson {
  return {
    sub,
    email: `${sub}@${domain}`,
    email_verified: true,
    given_name: 'Nia',
    family_name: 'Cole',
    ...more,
  };
}

export interface CompanySignInStage {
  readonly here: TestPlatform;
  readonly there: OutsideProvider;
  /** The address of the company's providers in the management API. */
  readonly base: string;
  readonly companyId: number;
  /** A call of the console, by somebody of the demo who has just signed in, or in a browser that is signed in. */
  manage<T>(who: string | FormBrowser, method: string, path: string, body?: unknown): Promise<Reply<T>>;
  /** Registers the outside provider in place of any other; the operator approves its domain. */
  register(more?: object): Promise<IdentityProvider>;
  /** Types an address on the page that asks for it. */
  begin(browser: FormBrowser, email: string, form?: Readonly<Record<string, string>>): Promise<Begun>;
  comeBack(browser: FormBrowser, location: string): Promise<Returned>;
  /** From the page to the provider and back. */
  signIn(person: OutsidePerson, browser?: FormBrowser): Promise<Returned & { readonly browser: FormBrowser }>;
  whoIs(browser: FormBrowser): Promise<string | undefined>;
  /** Gives somebody of the demo another address. */
  callHere(name: string, email: string): Promise<void>;
  close(): Promise<void>;
}

interface Reply<T> {
  readonly status: number;
  readonly body: T;
}

interface Begun {
  readonly status: number;
  readonly location: string;
}

interface Returned {
  readonly status: number;
  readonly location: string | null;
}

/** The demo, where Ana Torres runs Ridgeline Construction and Olivia Reed the deployment, beside an outside provider. */
export async function companySignInStage(
  settings: Partial<Settings> = {},
  provider: Parameters<typeof startOutsideProvider>[0] = {},
): Promise<CompanySignInStage> {
  const here = await startPlatform({ identityProviders: 'at_private_addresses_too', ...settings });
  const there = await startOutsideProvider(provider);
  const company = here.demo.companies.find(({ name }) => name === 'Ridgeline Construction') ?? assert.fail();
  const base = `/manage/v1/companies/${company.id}/identity_providers`;
  const personOf = (name: string) => here.demo.people.find((each) => each.name === name) ?? assert.fail(name);
  await here.house.database.write((tx) => tx.updateTable('people').set({ email_proven_at: 1 }).execute());

  async function manage<T>(who: string | FormBrowser, method: string, path: string, body?: unknown) {
    const browser = typeof who === 'string' ? await signInByForm(here.url, personOf(who)) : who;
    const own = { cookie: browser.cookies(), origin: here.url };
    const session = await fetch(new URL('/manage/v1/session', here.url), { headers: own });
    const { csrf_token: csrf } = (await session.json()) as { csrf_token: string };
    const response = await fetch(new URL(path, here.url), {
      method,
      headers: { ...own, 'x-csrf-token': csrf, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  async function register(more: object = {}): Promise<IdentityProvider> {
    // So many a minute from one address are sent on.
    here.clock.advance(61_000);
    const ana = await signInByForm(here.url, personOf('Ana Torres'));
    const known = await manage<IdentityProvider[]>(ana, 'GET', base);
    for (const { id } of known.body) await manage(ana, 'DELETE', `${base}/${id}`);
    const unknown = {
      issuer: there.issuer,
      client_id: 'unknown',
      client_secret: 'unknown',
      domains: [domain],
    };
    const made = await manage<IdentityProvider>(ana, 'POST', base, { ...unknown, ...more });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const client = await there.register(made.body.redirect_uri);
    const { client_id, client_secret } = client;
    const changed = await manage(ana, 'PATCH', `${base}/${made.body.id}`, { client_id, client_secret });
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    const olivia = await signInByForm(here.url, personOf('Olivia Reed'));
    const waiting = await manage<WaitingDomain[]>(olivia, 'GET', '/manage/v1/operator/identity_domains');
    const line = waiting.body.find((each) => each.domain === domain) ?? assert.fail();
    const approve = `/manage/v1/operator/identity_domains/${line.id}/approve`;
    assert.equal((await manage(olivia, 'POST', approve, {})).status, 204);
    return made.body;
  }

  async function begin(browser: FormBrowser, email: string, form: Readonly<Record<string, string>> = {}) {
    const page = await (await browser.get('/sign-in/company')).text();
    const csrf = hiddenField(page, 'csrf');
    const response = await browser.post('/sign-in/company', {
      csrf,
      return_to: '',
      again: '',
      email,
      ...form,
    });
    const location = /class="button wide" href="([^"]*)"/.exec(await response.text())?.[1] ?? '';
    return { status: response.status, location: location.replaceAll('&amp;', '&') };
  }

  async function comeBack(browser: FormBrowser, location: string) {
    assert.ok(location.startsWith('/') || location.startsWith(`${here.url}/`), location);
    const response = await browser.get(location);
    await response.text();
    return { status: response.status, location: response.headers.get('location') };
  }

  return {
    here,
    there,
    base,
    companyId: company.id,
    manage,
    register,
    begin,
    comeBack,
    async signIn(person, browser = openFormBrowser(here.url)) {
      const { location } = await begin(browser, `any@${domain}`);
      return { browser, ...(await comeBack(browser, await there.signIn(person, location))) };
    },
    async whoIs(browser) {
      const response = await browser.get('/manage/v1/session');
      const body = (await response.json()) as { email?: string };
      return response.status === 200 ? body.email : undefined;
    },
    async callHere(name, email) {
      await here.house.database.write((tx) =>
        tx.updateTable('people').set({ email }).where('name', '=', name).execute(),
      );
      Object.assign(personOf(name), { email });
    },
    async close() {
      await there.close();
      await here.close();
    },
  };
}
