import type { Writer } from '@gatehouse/database';
import { type AccessTokenClaims, sealAccessToken } from '../access/access-token.ts';
import type { Tables } from '../schema/tables.ts';
import type { Settings } from '../settings.ts';
import { signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

export interface Call {
  readonly token?: string;
  readonly company?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or the text of anything else. */
  readonly body: unknown;
}

/** The real platform with its demo, and tokens of whom a test needs. */
export interface RestStage extends AsyncDisposable {
  readonly platform: TestPlatform;
  readonly safetyApp: string;
  readonly reportApp: string;
  company(name: string): number;
  project(name: string): number;
  person(name: string): Promise<number>;
  /** A token by which the app acts for the person, as after an Allow. */
  tokenOf(name: string, clientId?: string, claims?: Partial<AccessTokenClaims>): Promise<string>;
  /** A token that the client got for itself. */
  ownToken(clientId: string): string;
  /** The Cookie header of a browser in which the person signed in. */
  cookiesOf(name: string): Promise<string>;
  get(path: string, call?: Call): Promise<Answer>;
  change<Result>(work: (tx: Writer<Tables>) => Promise<Result>): Promise<Result>;
}

export async function setRestStage(settings: Partial<Settings> = {}): Promise<RestStage> {
  const platform = await startPlatform(settings);
  const { house, demo, url } = platform;
  const clientOf = (name: string, environment = 'production') =>
    found(demo.apps.find((app) => app.name === name && app.environment === environment)).clientId;
  const safetyApp = clientOf('Safety App');
  let tokens = 0;

  function sealed(
    clientId: string,
    familyId: string | null,
    claims: Partial<AccessTokenClaims> = {},
  ): string {
    const environment = demo.apps.find((app) => app.clientId === clientId)?.environment ?? 'production';
    const now = house.clock.now();
    tokens += 1;
    return sealAccessToken(house.keys, {
      tokenId: `test-${tokens}`,
      clientId,
      epoch: claims.epoch ?? epochs.get(clientId) ?? 0,
      environment,
      familyId,
      issuedAt: now,
      expiresAt: now + 3_600_000,
      ...claims,
    });
  }
  const epochs = new Map(
    (
      await house.database.read((tx) => tx.selectFrom('clients').select(['client_id', 'epoch']).execute())
    ).map((row) => [row.client_id, row.epoch]),
  );
  const emailOf = (name: string) => found(demo.people.find((person) => person.name.startsWith(name)));

  const stage: Omit<RestStage, typeof Symbol.asyncDispose> = {
    platform,
    safetyApp,
    reportApp: clientOf('Nightly Report'),
    company: (name) => found(demo.companies.find((company) => company.name.startsWith(name))).id,
    project: (name) =>
      found(demo.companies.flatMap(({ projects }) => projects).find((it) => it.name === name)).id,
    async person(name) {
      const { email } = emailOf(name);
      const row = await house.database.read((tx) =>
        tx.selectFrom('people').select('id').where('email', '=', email).executeTakeFirstOrThrow(),
      );
      return row.id;
    },
    async tokenOf(name, clientId = safetyApp, claims = {}) {
      const familyId = await stage.change(
        async (tx) => await grantTo(tx, await personId(tx, emailOf(name).email), clientId),
      );
      return sealed(clientId, familyId, claims);
    },
    ownToken: (clientId) => sealed(clientId, null),
    cookiesOf: async (name) => (await signInByForm(url, emailOf(name))).cookies(),
    async get(path, { token, company, headers = {}, method = 'GET', body } = {}) {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(company === undefined ? {} : { 'procore-company-id': String(company) }),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      const json = response.headers.get('content-type')?.startsWith('application/json');
      return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
    },
    change: (work) => house.database.write(work),
  };
  return { ...stage, [Symbol.asyncDispose]: () => platform.close() };
}

async function personId(tx: Writer<Tables>, email: string): Promise<number> {
  return (await tx.selectFrom('people').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id;
}

/** The rows that an Allow and a first code leave behind. */
async function grantTo(tx: Writer<Tables>, person: number, clientId: string): Promise<string> {
  const known = await tx
    .selectFrom('grants')
    .select('id')
    .where('person_id', '=', person)
    .where('client_id', '=', clientId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  const grantId = known?.id ?? `grant-${person}-${clientId}-${Math.random()}`;
  if (known === undefined) {
    await tx
      .insertInto('grants')
      .values({
        id: grantId,
        person_id: person,
        client_id: clientId,
        created_at: 1,
        last_used_at: null,
        last_used_from: null,
        revoked_at: null,
        revoked_reason: null,
      })
      .execute();
  }
  const familyId = `family-${Math.random()}`;
  await tx
    .insertInto('token_families')
    .values({
      id: familyId,
      grant_id: grantId,
      client_id: clientId,
      generation: 1,
      refresh_hash: '',
      previous_hash: null,
      rotated_at: 1,
      successor_sealed: null,
      created_at: 1,
      revoked_at: null,
      revoked_reason: null,
    })
    .execute();
  return familyId;
}

function found<T>(it: T | undefined): T {
  if (it === undefined) throw new Error('The demo does not hold what this test needs.');
  return it;
}
