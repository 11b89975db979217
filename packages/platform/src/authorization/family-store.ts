import { type Given, type Reader, statement, type Writer } from '@gatehouse/database';
import type { Tables, TokenFamilyRow } from '../schema/tables.ts';
import type { Resources } from './resource.ts';

/** A chain of refresh tokens with what decides whether it is alive. */
export interface Family {
  readonly id: string;
  readonly grantId: string;
  readonly personId: number;
  readonly clientId: string;
  readonly generation: number;
  readonly refreshHash: string;
  readonly previousHash: string | null;
  readonly createdAt: number;
  readonly rotatedAt: number;
  readonly successorSealed: string | null;
  /** The key that a refresh must prove; null for bearer tokens. */
  readonly dpopJkt: string | null;
  readonly scope: string | null;
  readonly resource: Resources;
  /** Neither the family nor its grant is revoked, and the person may still act. */
  readonly alive: boolean;
}

export async function findFamily(tx: Reader<Tables>, id: string): Promise<Family | undefined> {
  const [row] = await familyWithGrant(tx, { id });
  if (row === undefined) return undefined;
  return {
    id: row.id,
    grantId: row.grant_id,
    personId: row.person_id,
    clientId: row.client_id,
    generation: row.generation,
    refreshHash: row.refresh_hash,
    previousHash: row.previous_hash,
    createdAt: row.created_at,
    rotatedAt: row.rotated_at,
    successorSealed: row.successor_sealed,
    dpopJkt: row.dpop_jkt,
    scope: row.scope,
    resource: row.resource,
    alive: row.revoked_at === null && row.grant_revoked_at === null && row.deactivated_at === null,
  };
}

const familyWithGrant = statement((tx: Reader<Tables>, { id }: Given<{ id: string }>) =>
  tx
    .selectFrom('token_families as family')
    .innerJoin('grants', 'grants.id', 'family.grant_id')
    .innerJoin('people', 'people.id', 'grants.person_id')
    .select(['family.id', 'family.grant_id', 'family.client_id', 'family.generation', 'family.refresh_hash'])
    .select(['family.previous_hash', 'family.rotated_at', 'family.successor_sealed', 'family.revoked_at'])
    .select(['family.dpop_jkt', 'family.scope', 'family.resource', 'family.created_at'])
    .select(['grants.person_id', 'grants.revoked_at as grant_revoked_at', 'people.deactivated_at'])
    .where('family.id', '=', id),
);

export async function insertFamily(
  tx: Writer<Tables>,
  family: Pick<
    TokenFamilyRow,
    | 'id'
    | 'grant_id'
    | 'client_id'
    | 'refresh_hash'
    | 'dpop_jkt'
    | 'scope'
    | 'resource'
    | 'created_at'
    | 'ends_at'
  >,
): Promise<void> {
  await tx
    .insertInto('token_families')
    .values({
      ...family,
      generation: 0,
      previous_hash: null,
      rotated_at: family.created_at,
      repeated_at: null,
      successor_sealed: null,
      revoked_at: null,
      revoked_reason: null,
    })
    .execute();
}

/** Replaces this very generation by the next; false where somebody else was first, or the family died. */
export async function rotateFamily(
  tx: Writer<Tables>,
  family: Pick<Family, 'id' | 'generation' | 'refreshHash'>,
  next: { readonly refreshHash: string; readonly successorSealed: string; readonly now: number },
): Promise<boolean> {
  const { id, generation, refreshHash: previousHash } = family;
  const rotated = await rotation(tx, {
    ...next,
    id,
    generation,
    nextGeneration: generation + 1,
    previousHash,
  });
  return rotated.length > 0;
}

interface Rotation {
  readonly id: string;
  readonly generation: number;
  readonly nextGeneration: number;
  readonly refreshHash: string;
  readonly previousHash: string;
  readonly successorSealed: string;
  readonly now: number;
}

const rotation = statement((tx: Writer<Tables>, given: Given<Rotation>) =>
  tx
    .updateTable('token_families')
    .set({
      generation: given.nextGeneration,
      refresh_hash: given.refreshHash,
      previous_hash: given.previousHash,
      successor_sealed: given.successorSealed,
      rotated_at: given.now,
      repeated_at: null,
    })
    .where('id', '=', given.id)
    .where('generation', '=', given.generation)
    .where('revoked_at', 'is', null)
    .returning(['id']),
);

/** Notes that this generation's answer was repeated; true the first time only. */
export async function noteRepeat(tx: Writer<Tables>, family: Family, now: number): Promise<boolean> {
  const noted = await tx
    .updateTable('token_families')
    .set({ repeated_at: now })
    .where('id', '=', family.id)
    .where('generation', '=', family.generation)
    .where('repeated_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}

/** Kills the family, for good; false where it was dead. The pair kept for a repeat goes with it. */
export async function revokeFamily(
  tx: Writer<Tables>,
  id: string,
  reason: string,
  now: number,
): Promise<boolean> {
  const revoked = await tx
    .updateTable('token_families')
    .set({ revoked_at: now, revoked_reason: reason, successor_sealed: null })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return revoked !== undefined;
}

/** The same of a chain that came to its end by itself: false also where it was refreshed since it was looked at. */
export async function endFamily(
  tx: Writer<Tables>,
  { id, generation }: Pick<Family, 'id' | 'generation'>,
  reason: string,
  now: number,
): Promise<boolean> {
  const ended = await tx
    .updateTable('token_families')
    .set({ revoked_at: now, revoked_reason: reason, successor_sealed: null })
    .where('id', '=', id)
    .where('generation', '=', generation)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}
