import assert from 'node:assert/strict';
import type { App, AppCreated, AppVersion, NewCredentials } from '@gatehouse/wire';
import { createPerson } from '../directory/people.ts';
import { hashPassword } from '../sign-in/passwords.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { hiddenField, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

export interface Reply<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** Somebody who is signed in, as the console calls for them. */
export interface Visitor {
  readonly personId: number;
  readonly email: string;
  /** What the console sends with every call: the session, and the proof that a page of ours asks. */
  headers(): Record<string, string>;
  call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply<Body>>;
  /** Shows again who they are, on the page of ours; the status of its answer. */
  prove(password?: string): Promise<number>;
}

interface Notice {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface PortalStage extends AsyncDisposable {
  readonly platform: TestPlatform;
  /** Somebody of the demo. */
  visitor(name: string): Promise<Visitor>;
  /** Somebody new, who belongs nowhere yet. */
  newcomer(name: string): Promise<Visitor>;
  /** Somebody who has an account says yes to the invitation that was mailed to them last. */
  joins(visitor: Visitor): Promise<void>;
  token(fields: Readonly<Record<string, string>>): Promise<Reply>;
  /** What somebody was told, the latest first. */
  noticesOf(visitor: Visitor): Promise<Notice[]>;
}

export async function setPortalStage(
  settings: Parameters<typeof startPlatform>[0] = {},
): Promise<PortalStage> {
  const platform = await startPlatform(settings);
  const { url, house, demo } = platform;
  const password = 'a long enough password';
  const passwordHash = await hashPassword(house.random, password);

  async function visit(person: { readonly email: string; readonly password: string }): Promise<Visitor> {
    const browser = await signInByForm(url, person);
    const own = () => ({ cookie: browser.cookies(), origin: url, 'x-csrf-token': csrf });
    const call: Visitor['call'] = async (method, path, body, headers = {}) =>
      await replyOf(
        fetch(new URL(path, url), {
          method,
          headers: {
            ...own(),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
    const prove: Visitor['prove'] = async (password = person.password) => {
      const page = await (await browser.get('/prove-it-is-you')).text();
      const fields = { csrf: hiddenField(page, 'csrf'), return_to: '', password };
      const response = await browser.post('/prove-it-is-you', fields);
      await response.text();
      return response.status;
    };
    let csrf = '';
    const session = await call<{ id: number; csrf_token: string }>('GET', '/manage/v1/session');
    csrf = session.body.csrf_token;
    return { personId: session.body.id, email: person.email, headers: own, call, prove };
  }

  return {
    platform,
    async visitor(name) {
      const person = demo.people.find((each) => each.name === name);
      assert.ok(person, `the demo has nobody called ${name}`);
      return await visit(person);
    },
    async newcomer(name) {
      const email = `${name.toLowerCase()}@newcomers.example`;
      const origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;
      await house.database.write((tx) =>
        createPerson(house, tx, origin, {
          kind: 'user',
          lastName: name,
          email,
          passwordHash,
          emailProven: true,
        }),
      );
      return await visit({ email, password });
    },
    async joins(visitor) {
      const { link } = await newestMailTo(platform, visitor.email);
      const page = await (await fetch(link, { headers: visitor.headers() })).text();
      const form = { method: 'POST', body: new URLSearchParams({ csrf: hiddenField(page, 'csrf') }) };
      const { status } = await fetch(link, { ...form, redirect: 'manual', headers: visitor.headers() });
      assert.equal(status, 303);
    },
    token: (fields) =>
      replyOf(fetch(new URL('/oauth/token', url), { method: 'POST', body: new URLSearchParams(fields) })),
    async noticesOf({ personId }) {
      const rows = await house.database.read((tx) =>
        tx
          .selectFrom('notices')
          .select(['kind', 'data'])
          .where('person_id', '=', personId)
          .orderBy('id', 'desc')
          .execute(),
      );
      return rows.map(({ kind, data }) => ({ kind, data: JSON.parse(data) }));
    },
    [Symbol.asyncDispose]: () => platform.close(),
  };
}

async function replyOf<Body>(sent: Promise<Response>): Promise<Reply<Body>> {
  const response = await sent;
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? undefined : JSON.parse(text)) as Body,
  };
}

export interface RegisteredApp {
  readonly app: App;
  readonly credentials: NewCredentials;
  readonly path: string;
}

export async function registered(developer: Visitor, name = 'Safety Walk'): Promise<RegisteredApp> {
  const { status, body } = await developer.call<AppCreated>('POST', '/manage/v1/apps', {
    name,
    publisher: 'Brightside',
  });
  assert.equal(status, 201, JSON.stringify(body));
  return { ...body, path: `/manage/v1/apps/${body.app.id}` };
}

export const readsDocuments = {
  components: {
    user_level: true,
    service_account: { company: { directory: 'Read Only' }, project: { documents: 'Read Only' } },
  },
  instructions: 'Ask your safety officer.',
  post_installation_notes: 'Open the app.',
} as const;

export async function saved(
  developer: Visitor,
  path: string,
  semver: string,
  manifest: unknown = readsDocuments,
): Promise<AppVersion> {
  const { status, body } = await developer.call<AppVersion>('POST', `${path}/versions`, { semver, manifest });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}
