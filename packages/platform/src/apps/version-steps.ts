import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Stepped } from '../lifecycle.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import { type CreatedClient, createClient } from './create-app.ts';
import { grantTypesOfApps } from './grant-types.ts';
import { versionKey } from './save-version.ts';
import { type VersionStatus, type VersionStep, versionMachine } from './version-machine.ts';
import { findVersion, latestVersion, type Version } from './version-store.ts';

type Illegal = Extract<Stepped<VersionStatus, VersionStep>, { ok: false }>;
type Maker = Pick<House, 'clock' | 'random' | 'keys'>;

export type Promoted =
  | {
      readonly kind: 'promoted';
      readonly version: Version;
      /** The production credentials, the first time an app is promoted. */
      readonly credentials: CreatedClient | null;
    }
  | { readonly kind: 'illegal'; readonly illegal: Illegal }
  /** Promoting a version that is older than the one in production would update nobody. */
  | { readonly kind: 'older'; readonly than: string; readonly illegal: Illegal };

/** Makes a version installable in production companies; the first one brings the production credentials (rule P2). */
export async function promoteVersion(
  house: Maker,
  tx: Writer<Tables>,
  origin: Origin,
  version: Version,
  releaseNotes: string,
): Promise<Promoted> {
  const { id, appId, semver, status } = version;
  const stepped = versionMachine.step(status, 'promote');
  if (!stepped.ok) return { kind: 'illegal', illegal: stepped };
  const latest = await latestVersion(tx, 'production', appId);
  if (latest !== undefined && latest.id > id)
    return { kind: 'older', than: latest.semver, illegal: { ok: false, state: status, allowed: ['retire'] } };
  await tx
    .updateTable('app_versions')
    .set({
      status: stepped.next,
      production_key: versionKey(house.random),
      release_notes: releaseNotes,
      promoted_at: house.clock.now(),
    })
    .where('app_id', '=', appId)
    .where('id', '=', id)
    .execute();
  await record(house, tx, origin, {
    event: 'app.version_promoted',
    subject: `app_version:${id}`,
    details: { app_id: appId, semver },
  });
  const credentials = await firstCredentials(house, tx, origin, appId, 'production');
  return { kind: 'promoted', version: await reread(tx, version), credentials };
}

export type Retired =
  | { readonly kind: 'retired'; readonly version: Version }
  | { readonly kind: 'illegal'; readonly illegal: Illegal };

/** Ends a version's keys: it is offered and installed no more. Where it is installed, nothing changes. */
export async function retireVersion(
  house: Maker,
  tx: Writer<Tables>,
  origin: Origin,
  version: Version,
): Promise<Retired> {
  const { id, appId, semver, status } = version;
  const stepped = versionMachine.step(status, 'retire');
  if (!stepped.ok) return { kind: 'illegal', illegal: stepped };
  await tx
    .updateTable('app_versions')
    .set({ status: stepped.next, retired_at: house.clock.now() })
    .where('app_id', '=', appId)
    .where('id', '=', id)
    .execute();
  await record(house, tx, origin, {
    event: 'app.version_retired',
    subject: `app_version:${id}`,
    details: { app_id: appId, semver },
  });
  return { kind: 'retired', version: await reread(tx, version) };
}

/** Redirect URIs are not carried over: those of a sandbox have no business in production. */
async function firstCredentials(
  house: Maker,
  tx: Writer<Tables>,
  origin: Origin,
  appId: number,
  environment: Environment,
): Promise<CreatedClient | null> {
  const existing = await tx
    .selectFrom('clients')
    .select('client_id')
    .where('app_id', '=', appId)
    .where('environment', '=', environment)
    .executeTakeFirst();
  if (existing !== undefined) return null;
  const grantTypes = grantTypesOfApps;
  return await createClient(house, tx, origin, { appId, environment, grantTypes, redirectUris: [] });
}

async function reread(tx: Writer<Tables>, { appId, id }: Version): Promise<Version> {
  const version = await findVersion(tx, appId, id);
  if (version === undefined) throw new Error('A version is gone.');
  return version;
}
