import type { House } from '../house.ts';
import { sweepUsedProofs } from '../proofs/sweep-proofs.ts';

const step = 500;
/** An expired code is kept this long, so that a late replay is still seen for what it is. */
const codesKept = 24 * 60 * 60 * 1000;
/** A used assertion is remembered past its end, because another node's clock may still be before it. */
const assertionsKept = 10 * 60 * 1000;

/** A pushed request is of no use once it has expired; an hour is for whoever asks what became of it. */
const pushedKept = 60 * 60 * 1000;

/** What became of a device request is kept as long as what became of a code. */
const devicesKept = codesKept;
/** A dead chain is kept this long, so that a developer who asks why is told; its tokens expired long before. */
const deadChainsKept = 30 * 24 * 60 * 60 * 1000;
/** What was taken back is kept as long as its chains are; the audit trail says for good who allowed what. */
const deadGrantsKept = deadChainsKept;

/** Removes rows that can decide nothing any more, in small steps that hold nobody up. Returns how many. */
export async function sweep(house: Pick<House, 'database' | 'clock'>): Promise<number> {
  const now = house.clock.now();
  const codes = await untilDry(() => sweepCodes(house, now - codesKept));
  const tokens = await untilDry(() => sweepRevokedTokens(house, now));
  const assertions = await untilDry(() => sweepUsedAssertions(house, now - assertionsKept));
  const pushed = await untilDry(() => sweepPushedRequests(house, now - pushedKept));
  const devices = await untilDry(() => sweepDeviceRequests(house, now - devicesKept));
  const chains = await untilDry(() => sweepDeadChains(house, now - deadChainsKept));
  const grants = await untilDry(() => sweepDeadGrants(house, now - deadGrantsKept));
  return grants + chains + devices + pushed + codes + tokens + assertions + (await sweepUsedProofs(house));
}

async function untilDry(sweepStep: () => Promise<number>): Promise<number> {
  for (let total = 0; ; ) {
    const removed = await sweepStep();
    total += removed;
    if (removed < step) return total;
  }
}

async function sweepCodes({ database }: Pick<House, 'database'>, before: number): Promise<number> {
  const removed = await database.write((tx) =>
    tx
      .deleteFrom('authorization_codes')
      .where('id', 'in', (from) =>
        from.selectFrom('authorization_codes').select('id').where('expires_at', '<', before).limit(step),
      )
      .returning('id')
      .execute(),
  );
  return removed.length;
}

async function sweepRevokedTokens({ database }: Pick<House, 'database'>, before: number): Promise<number> {
  const removed = await database.write((tx) =>
    tx
      .deleteFrom('revoked_tokens')
      .where('token_id', 'in', (from) =>
        from.selectFrom('revoked_tokens').select('token_id').where('expires_at', '<', before).limit(step),
      )
      .returning('token_id')
      .execute(),
  );
  return removed.length;
}

async function sweepUsedAssertions({ database }: Pick<House, 'database'>, before: number): Promise<number> {
  const removed = await database.write((tx) =>
    tx
      .deleteFrom('used_assertions')
      .where('expires_at', '<', before)
      .where('jti_hash', 'in', (from) =>
        from.selectFrom('used_assertions').select('jti_hash').where('expires_at', '<', before).limit(step),
      )
      .returning('jti_hash')
      .execute(),
  );
  return removed.length;
}

async function sweepPushedRequests({ database }: Pick<House, 'database'>, before: number): Promise<number> {
  const removed = await database.write((tx) =>
    tx
      .deleteFrom('pushed_requests')
      .where('id', 'in', (from) =>
        from.selectFrom('pushed_requests').select('id').where('expires_at', '<', before).limit(step),
      )
      .returning('id')
      .execute(),
  );
  return removed.length;
}

async function sweepDeviceRequests({ database }: Pick<House, 'database'>, before: number): Promise<number> {
  const removed = await database.write((tx) =>
    tx
      .deleteFrom('device_requests')
      .where('id', 'in', (from) =>
        from.selectFrom('device_requests').select('id').where('expires_at', '<', before).limit(step),
      )
      .returning('id')
      .execute(),
  );
  return removed.length;
}

/** A token of a chain that is gone is as dead as it was. */
async function sweepDeadChains({ database }: Pick<House, 'database'>, before: number): Promise<number> {
  const removed = await database.write((tx) =>
    tx
      .deleteFrom('token_families')
      .where('id', 'in', (from) =>
        from.selectFrom('token_families').select('id').where('revoked_at', '<', before).limit(step),
      )
      .returning('id')
      .execute(),
  );
  return removed.length;
}

/** With what a person chose and was shown; not before the last code, chain and device that names it is gone. */
async function sweepDeadGrants({ database }: Pick<House, 'database'>, before: number): Promise<number> {
  return await database.write(async (tx) => {
    const dead = await tx
      .selectFrom('grants')
      .select('id')
      .where('revoked_at', '<', before)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('token_families').select('id').whereRef('token_families.grant_id', '=', 'grants.id'),
          ),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('authorization_codes')
              .select('id')
              .whereRef('authorization_codes.grant_id', '=', 'grants.id'),
          ),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('device_requests').select('id').whereRef('device_requests.grant_id', '=', 'grants.id'),
          ),
        ),
      )
      .limit(step)
      .execute();
    const ids = dead.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await tx.deleteFrom('grant_companies').where('grant_id', 'in', ids).execute();
    await tx.deleteFrom('remembered_consents').where('grant_id', 'in', ids).execute();
    await tx.deleteFrom('grants').where('id', 'in', ids).execute();
    return ids.length;
  });
}
