import type { Reader } from '@gatehouse/database';
import type { Manifest } from '@gatehouse/wire';
import type { AppVersionRow, Environment, Tables } from '../schema/tables.ts';
import { storedManifest } from './manifest.ts';
import type { VersionStatus } from './version-machine.ts';

export interface Version {
  readonly id: number;
  readonly appId: number;
  /** X.Y.Z; each version of an app is higher than those saved before it. */
  readonly semver: string;
  readonly status: VersionStatus;
  readonly manifest: Manifest;
  readonly sandboxKey: string;
  readonly productionKey: string | null;
  readonly releaseNotes: string | null;
  readonly createdAt: number;
  readonly promotedAt: number | null;
}

/** A version of this app, whatever its status. */
export async function findVersion(
  tx: Reader<Tables>,
  appId: number,
  versionId: number,
): Promise<Version | undefined> {
  const row = await versions(tx)
    .where('app_versions.app_id', '=', appId)
    .where('app_versions.id', '=', versionId)
    .executeTakeFirst();
  return row && versionFrom(row);
}

/**
 * The version that a key installs in a company of this environment (rule P3). Unknown and retired keys, keys of the
 * other environment and those of suspended apps are all the same: nothing.
 */
export async function findVersionByKey(
  tx: Reader<Tables>,
  environment: Environment,
  key: string,
): Promise<Version | undefined> {
  const column = environment === 'sandbox' ? 'app_versions.sandbox_key' : 'app_versions.production_key';
  const row = await versions(tx)
    .innerJoin('apps', 'apps.id', 'app_versions.app_id')
    .where(column, '=', key)
    .where('app_versions.status', '!=', 'retired' satisfies VersionStatus)
    .where('apps.suspended_at', 'is', null)
    .executeTakeFirst();
  return row && versionFrom(row);
}

/** The version a company of this environment is offered: the newest saved one in a sandbox, else the newest promoted. */
export async function latestVersion(
  tx: Reader<Tables>,
  environment: Environment,
  appId: number,
): Promise<Version | undefined> {
  const offered: readonly VersionStatus[] =
    environment === 'sandbox' ? ['ready_for_testing', 'promoted'] : ['promoted'];
  const row = await versions(tx)
    .where('app_versions.app_id', '=', appId)
    .where('app_versions.status', 'in', offered)
    .orderBy('app_versions.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && versionFrom(row);
}

/** The versions of an app, newest first. */
export async function listVersions(
  tx: Reader<Tables>,
  appId: number,
  slice: { readonly offset: number; readonly perPage: number },
): Promise<{ readonly total: number; readonly versions: readonly Version[] }> {
  const { total } = await tx
    .selectFrom('app_versions')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('app_id', '=', appId)
    .executeTakeFirstOrThrow();
  const rows = await versions(tx)
    .where('app_versions.app_id', '=', appId)
    .orderBy('app_versions.id', 'desc')
    .limit(slice.perPage)
    .offset(slice.offset)
    .execute();
  return { total: Number(total), versions: rows.map(versionFrom) };
}

const columns = [
  'app_versions.id',
  'app_versions.app_id',
  'app_versions.semver',
  'app_versions.status',
  'app_versions.manifest',
  'app_versions.sandbox_key',
  'app_versions.production_key',
  'app_versions.release_notes',
  'app_versions.created_at',
  'app_versions.promoted_at',
] as const;

function versions(tx: Reader<Tables>) {
  return tx.selectFrom('app_versions').select(columns);
}

type Row = Omit<AppVersionRow, 'id' | 'components' | 'created_by' | 'retired_at'> & { readonly id: number };

function versionFrom(row: Row): Version {
  return {
    id: row.id,
    appId: row.app_id,
    semver: row.semver,
    status: row.status,
    manifest: storedManifest(row.manifest),
    sandboxKey: row.sandbox_key,
    productionKey: row.production_key,
    releaseNotes: row.release_notes,
    createdAt: row.created_at,
    promotedAt: row.promoted_at,
  };
}
