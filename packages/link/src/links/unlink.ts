import type { Reader } from '@gatehouse/database';
import type { Unlinked } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { note } from '../journal/journal.ts';
import { tell } from '../news/news.ts';
import { LinkRefusal } from '../refusal.ts';
import type { LinkRow, Tables } from '../schema/tables.ts';
import { CustodianDown, RecordRefused } from '../vault/custodian.ts';
import { changeLink, findLink } from './link-store.ts';
import { attemptRevocation, revocationOf } from './revocation.ts';
import { openTokens, type Tokens } from './token-record.ts';

/**
 * Stops the hand-out, deletes the pair and writes down what is to be revoked, in one unit; then revokes. In this order
 * a crash at any point leaves either a whole link or no tokens and a revocation that will be made. What cannot be read,
 * because its key is lost or away, is deleted all the same: a person's No waits for nobody.
 */
export async function unlink(house: House, personId: string, linkId: string): Promise<Unlinked> {
  for (;;) {
    const link = await house.database.read((tx) => findLink(tx, personId, linkId));
    if (link === undefined) throw new LinkRefusal('not_found');
    if (link.state === 'unlinked')
      return { upstream: await house.database.read((tx) => upstreamOf(tx, personId, linkId)) };
    const tokens = await readable(() => tokensOf(house, link));
    const revocation = tokens && (await readable(() => revocationOf(house, link, tokens.accessToken)));
    // With nothing to write down, what is known is tried once, while the link is still there to be tried again.
    const isRevoked = tokens && revocation === undefined && (await revokeNow(house, tokens));
    const isGivenUp = link.sealed !== null && revocation === undefined && !isRevoked;
    const done = await house.database.write(async (tx) => {
      const change = {
        state: 'unlinked',
        sealed: null,
        key_id: null,
        attempt_at: null,
        unlinked_at: house.clock.now(),
      } as const;
      // A refresh that ended in between has changed the pair: look again.
      if (!(await changeLink(tx, personId, link, change))) return false;
      if (revocation !== undefined) await tx.insertInto('revocations').values(revocation).execute();
      await note(house, tx, { personId, event: 'unlinked', linkId });
      if (isGivenUp) await note(house, tx, { personId, event: 'revocation_given_up', linkId });
      if (isRevoked) await note(house, tx, { personId, event: 'revoked_upstream', linkId });
      await tell(house, tx, linkId, 'unlinked', {});
      return true;
    });
    if (!done) continue;
    if (isGivenUp) return { upstream: 'not_revoked' };
    const confirmed = revocation === undefined || (await attemptRevocation(house, revocation));
    return { upstream: confirmed ? 'revoked' : 'pending' };
  }
}

async function tokensOf(house: House, link: LinkRow): Promise<Tokens | undefined> {
  return link.sealed === null ? undefined : await openTokens(house, link);
}

/** Undefined where the key is lost, or with somebody who does not answer. */
export async function readable<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  return await work().catch((error: unknown) => {
    if (error instanceof CustodianDown || error instanceof RecordRefused) return undefined;
    throw error;
  });
}

async function revokeNow({ gatehouse }: House, { accessToken }: Tokens): Promise<boolean> {
  return await gatehouse.revoke(accessToken).then(
    () => true,
    () => false,
  );
}

/** What Gatehouse knows of an account that was unlinked. */
export async function upstreamOf(
  tx: Reader<Tables>,
  personId: string,
  linkId: string,
): Promise<Unlinked['upstream']> {
  const pending = tx
    .selectFrom('revocations')
    .select('id')
    .where('person_id', '=', personId)
    .where('link_id', '=', linkId);
  if ((await pending.executeTakeFirst()) !== undefined) return 'pending';
  const last = await tx
    .selectFrom('journal')
    .select('event')
    .where('person_id', '=', personId)
    .where('link_id', '=', linkId)
    .where('event', 'in', ['revoked_upstream', 'revocation_given_up'])
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return last?.event === 'revocation_given_up' ? 'not_revoked' : 'revoked';
}
