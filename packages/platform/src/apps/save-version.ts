import type { Writer } from '@gatehouse/database';
import type { Random } from '@gatehouse/service';
import type { Manifest } from '@gatehouse/wire';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { semverFault } from './semver.ts';
import { findVersion, type Version } from './version-store.ts';

export interface NewVersion {
  readonly semver: string;
  readonly manifest: Manifest;
  readonly personId: number;
}

export type SavedVersion =
  | { readonly kind: 'saved'; readonly version: Version }
  | { readonly kind: 'fault'; readonly message: string };

/** Saves what the app asks for under a number of its own, with a new key for sandbox companies (rule P2). */
export async function saveVersion(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  appId: number,
  { semver, manifest, personId }: NewVersion,
): Promise<SavedVersion> {
  const newest = await tx
    .selectFrom('app_versions')
    .select('semver')
    .where('app_id', '=', appId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const message = semverFault(semver, newest?.semver);
  if (message !== undefined) return { kind: 'fault', message };
  const { id } = await tx
    .insertInto('app_versions')
    .values({
      app_id: appId,
      semver,
      manifest: JSON.stringify(manifest),
      components: JSON.stringify(manifest.components),
      status: 'ready_for_testing',
      sandbox_key: versionKey(house.random),
      production_key: null,
      release_notes: null,
      created_by: personId,
      created_at: house.clock.now(),
      promoted_at: null,
      retired_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(house, tx, origin, {
    event: 'app.version_saved',
    subject: `app_version:${id}`,
    details: { app_id: appId, semver },
  });
  const version = await findVersion(tx, appId, id);
  if (version === undefined) throw new Error('A saved version is not there.');
  return { kind: 'saved', version };
}

/** A random UUID (RFC 9562 section 5.4): what is pasted to install a version, 36 characters as clients expect. */
export function versionKey(random: Random): string {
  const hex = Buffer.from(random.bytes(16)).toString('hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}
