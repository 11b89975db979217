import type { Reader } from '@gatehouse/database';
import { findVersionByKey, latestVersion, type Version } from '../apps/version-store.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import { listedApps } from './known-apps-store.ts';

/** How an admin says which app is meant. */
export type Wanted =
  | { readonly by: 'key'; readonly key: string }
  /** From the marketplace; `versionId` pins it to the version that was seen. */
  | { readonly by: 'listing'; readonly appId: number; readonly versionId: number | null };

export type Found =
  | { readonly kind: 'found'; readonly version: Version }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not_latest'; readonly versionId: number; readonly latest: Version };

/**
 * The version that would be installed. A key opens the app it belongs to, in its own environment; without one only
 * the marketplace is open, and only to production companies, for a sandbox is for the app's own developer.
 */
export async function findAppToInstall(
  tx: Reader<Tables>,
  environment: Environment,
  wanted: Wanted,
): Promise<Found> {
  if (wanted.by === 'key') {
    const version = await findVersionByKey(tx, environment, wanted.key);
    return version === undefined ? { kind: 'unknown' } : { kind: 'found', version };
  }
  const listed = environment === 'production' ? await listedApps(tx, [wanted.appId]) : [];
  const latest = listed.length === 0 ? undefined : await latestVersion(tx, environment, wanted.appId);
  if (latest === undefined) return { kind: 'unknown' };
  const { versionId } = wanted;
  if (versionId !== null && versionId !== latest.id) return { kind: 'not_latest', versionId, latest };
  return { kind: 'found', version: latest };
}
