import type { Writer } from '@gatehouse/database';
import type { GrantType } from '@gatehouse/wire';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import { addSecret } from './client-secret-store.ts';
import { putCollaborator } from './collaborator-store.ts';
import { redirectUriFault } from './redirect-uri.ts';

type Maker = Pick<House, 'clock' | 'random' | 'keys'>;

export interface NewApp {
  readonly name: string;
  readonly description: string;
  readonly publisher: string;
  readonly developerId: number;
  readonly publisherVerified?: boolean;
  /** Where its builders try it (rule P1). */
  readonly sandboxCompanyId?: number;
}

/** Adds an app; whoever develops it is its owner. */
export async function createApp(
  house: Maker,
  tx: Writer<Tables>,
  origin: Origin,
  app: NewApp,
): Promise<{ readonly id: number }> {
  const id = await addApp(house, tx, app);
  await putCollaborator(tx, id, { personId: app.developerId, role: 'owner', now: house.clock.now() });
  await record(house, tx, origin, {
    event: 'app.created',
    subject: `app:${id}`,
    details: { name: app.name, owner: app.developerId },
  });
  return { id };
}

/** The row alone: an app that nobody has a right over. Whoever adds it writes the event. */
export async function addApp(house: Pick<House, 'clock'>, tx: Writer<Tables>, app: NewApp): Promise<number> {
  const now = house.clock.now();
  const { id } = await tx
    .insertInto('apps')
    .values({
      name: app.name,
      description: app.description,
      publisher: app.publisher,
      publisher_verified_at: app.publisherVerified === true ? now : null,
      developer_id: app.developerId,
      sandbox_company_id: app.sandboxCompanyId ?? null,
      created_at: now,
      suspended_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface NewClient {
  /** Null for the client of a traditional service account. */
  readonly appId: number | null;
  readonly environment: Environment;
  readonly grantTypes: readonly GrantType[];
  readonly redirectUris: readonly string[];
  /** A public client gets no secret and must use PKCE. */
  readonly confidential?: boolean;
  /** Milliseconds, at most 60,000. */
  readonly refreshGrace?: number;
}

export interface CreatedClient {
  readonly clientId: string;
  /** Shown once; undefined for a public client. */
  readonly clientSecret: string | undefined;
}

/** @throws RangeError for a redirect URI that may not be registered; ask `redirectUriFault` first. */
export async function createClient(
  house: Maker,
  tx: Writer<Tables>,
  origin: Origin,
  client: NewClient,
): Promise<CreatedClient> {
  const refused = client.redirectUris.find((uri) => redirectUriFault(uri) !== undefined);
  if (refused !== undefined) throw new RangeError(`The redirect URI ${refused} may not be registered.`);
  const clientId = `ghi_${Buffer.from(house.random.bytes(24)).toString('base64url')}`;
  const confidential = client.confidential !== false;
  await addClient(house, tx, clientId, client);
  const clientSecret = confidential ? (await addSecret(house, tx, clientId)).text : undefined;
  await record(house, tx, origin, {
    event: 'client.created',
    subject: `client:${clientId}`,
    details: { app_id: client.appId, environment: client.environment, confidential },
  });
  return { clientId, clientSecret };
}

/** Its rows alone, under an id that is given; false where there is one of this id. */
export async function addClient(
  house: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  clientId: string,
  client: NewClient,
): Promise<boolean> {
  const now = house.clock.now();
  const added = await tx
    .insertInto('clients')
    .values({
      client_id: clientId,
      app_id: client.appId,
      environment: client.environment,
      confidential_since: client.confidential === false ? null : now,
      grant_types: JSON.stringify(client.grantTypes),
      refresh_grace: client.refreshGrace ?? null,
      epoch: 0,
      created_at: now,
      disabled_at: null,
    })
    .onConflict((it) => it.column('client_id').doNothing())
    .returning('client_id')
    .executeTakeFirst();
  if (added === undefined) return false;
  for (const uri of new Set(client.redirectUris)) {
    await tx.insertInto('redirect_uris').values({ client_id: clientId, uri }).execute();
  }
  return true;
}
