import type { Unlinked } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { note } from '../journal/journal.ts';
import { tell } from '../news/news.ts';
import { LinkRefusal } from '../refusal.ts';
import { changeLink, findLink } from './link-store.ts';
import { attemptRevocation, revocationOf } from './revocation.ts';
import { openTokens } from './token-record.ts';

/**
 * Stops the hand-out, deletes the pair and writes down what is to be revoked, in one unit; then revokes. In this order
 * a crash at any point leaves either a whole link or no tokens and a revocation that will be made.
 */
export async function unlink(house: House, personId: string, linkId: string): Promise<Unlinked> {
  for (;;) {
    const link = await house.database.read((tx) => findLink(tx, personId, linkId));
    if (link === undefined) throw new LinkRefusal('not_found');
    if (link.state === 'unlinked')
      return { upstream: (await isPending(house, linkId)) ? 'pending' : 'revoked' };
    const tokens = link.sealed === null ? undefined : await openTokens(house, link);
    const revocation = tokens && (await revocationOf(house, link, tokens.accessToken));
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
      await tell(house, tx, linkId, 'unlinked', {});
      return true;
    });
    if (!done) continue;
    const confirmed = revocation === undefined || (await attemptRevocation(house, revocation));
    return { upstream: confirmed ? 'revoked' : 'pending' };
  }
}

async function isPending({ database }: House, linkId: string): Promise<boolean> {
  const row = await database.read((tx) =>
    tx.selectFrom('revocations').select('id').where('link_id', '=', linkId).executeTakeFirst(),
  );
  return row !== undefined;
}
