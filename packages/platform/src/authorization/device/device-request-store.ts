import type { Reader, Writer } from '@gatehouse/database';
import type { DeviceRequestRow, Tables } from '../../schema/tables.ts';
import type { Method } from '../../second-factors/methods.ts';

/** A device's request with what became of it. */
export interface StoredDeviceRequest extends DeviceRequestRow {
  /** Null until a person allows it. */
  readonly personId: number | null;
  readonly grantAlive: boolean;
}

export async function findDeviceRequest(
  tx: Reader<Tables>,
  id: string,
): Promise<StoredDeviceRequest | undefined> {
  const row = await tx
    .selectFrom('device_requests')
    .leftJoin('grants', 'grants.id', 'device_requests.grant_id')
    .leftJoin('people', 'people.id', 'grants.person_id')
    .selectAll('device_requests')
    .select(['grants.person_id', 'grants.revoked_at', 'people.deactivated_at'])
    .where('device_requests.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { person_id: personId, revoked_at: revokedAt, deactivated_at: deactivatedAt, ...request } = row;
  return {
    ...request,
    personId,
    grantAlive: personId !== null && revokedAt === null && deactivatedAt === null,
  };
}

/** The request that waits for a person under one of these hashes of a code. */
export async function findWaitingRequest(
  tx: Reader<Tables>,
  userCodeHashes: readonly string[],
  now: number,
): Promise<DeviceRequestRow | undefined> {
  return await tx
    .selectFrom('device_requests')
    .selectAll()
    .where('user_code_hash', 'in', userCodeHashes)
    .where('expires_at', '>', now)
    .where('decided_at', 'is', null)
    .executeTakeFirst();
}

/** False where another request has this user code, which then has to be made anew. */
export async function insertDeviceRequest(
  tx: Writer<Tables>,
  request: Omit<
    DeviceRequestRow,
    'polled_at' | 'decided_at' | 'grant_id' | 'signed_in_at' | 'methods' | 'redeemed_at'
  >,
): Promise<boolean> {
  const nothingYet = { polled_at: null, decided_at: null, grant_id: null, signed_in_at: null, methods: null };
  const inserted = await tx
    .insertInto('device_requests')
    .values({ ...request, ...nothingYet, redeemed_at: null })
    .onConflict((it) => it.column('user_code_hash').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** One decision for one request; false where it was decided or has expired. */
export async function decideDeviceRequest(
  tx: Writer<Tables>,
  id: string,
  decision: {
    readonly grantId: string | null;
    readonly signedInAt: number;
    readonly methods: readonly Method[];
    readonly now: number;
  },
): Promise<boolean> {
  const decided = await tx
    .updateTable('device_requests')
    .set({
      decided_at: decision.now,
      grant_id: decision.grantId,
      signed_in_at: decision.signedInAt,
      methods: decision.methods.join(' '),
    })
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .where('expires_at', '>', decision.now)
    .returning('id')
    .executeTakeFirst();
  return decided !== undefined;
}

export async function notePoll(
  tx: Writer<Tables>,
  id: string,
  poll: { readonly now: number; readonly interval: number },
): Promise<void> {
  await tx
    .updateTable('device_requests')
    .set({ polled_at: poll.now, poll_interval: poll.interval })
    .where('id', '=', id)
    .execute();
}

/** Takes what was allowed, once; false where it was taken before. */
export async function claimDeviceRequest(tx: Writer<Tables>, id: string, now: number): Promise<boolean> {
  const claimed = await tx
    .updateTable('device_requests')
    .set({ redeemed_at: now })
    .where('id', '=', id)
    .where('grant_id', 'is not', null)
    .where('redeemed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}
