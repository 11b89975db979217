import { type Given, type Reader, statement, type Writer } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import type { House } from '../house.ts';
import type { JournalRow, Tables } from '../schema/tables.ts';

/** What is written down, in the unit of the change itself. */
export type JournalEvent =
  | 'linked'
  | 'relinked'
  | 'token_given'
  | 'refreshed'
  | 'needs_sign_in'
  | 'unlinked'
  | 'revoked_upstream'
  | 'revocation_given_up'
  | 'install_enrolled'
  | 'install_signed_out'
  | 'key_made'
  | 'key_withdrawn';

export interface Entry {
  readonly personId: string;
  readonly event: JournalEvent;
  readonly linkId?: string;
  readonly installId?: string;
}

export async function note(
  { clock, random }: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  { personId, event, linkId, installId }: Entry,
): Promise<void> {
  await append(tx, {
    id: ulid(clock, random),
    person_id: personId,
    link_id: linkId ?? null,
    install_id: installId ?? null,
    event,
    at: clock.now(),
  });
}

const append = statement((tx: Writer<Tables>, row: Given<JournalRow>) =>
  tx.insertInto('journal').values({
    id: row.id,
    person_id: row.person_id,
    link_id: row.link_id,
    install_id: row.install_id,
    event: row.event,
    at: row.at,
  }),
);

export interface Slice {
  /** Of one link alone. */
  readonly linkId?: string;
  /** Older than this entry. */
  readonly before?: string | undefined;
  readonly without?: readonly JournalEvent[];
  readonly most: number;
}

/** The entries of a person, the newest first, with the names of the installs. */
export async function entriesOf(
  tx: Reader<Tables>,
  personId: string,
  { linkId, before, without = [], most }: Slice,
) {
  return await tx
    .selectFrom('journal')
    .leftJoin('installs', 'installs.id', 'journal.install_id')
    .select([
      'journal.id',
      'journal.event',
      'journal.at',
      'journal.link_id as linkId',
      'installs.name as install',
      'installs.platform',
    ])
    .where('journal.person_id', '=', personId)
    .$if(linkId !== undefined, (some) => some.where('journal.link_id', '=', linkId ?? ''))
    .$if(before !== undefined, (some) => some.where('journal.id', '<', before ?? ''))
    .$if(without.length > 0, (some) => some.where('journal.event', 'not in', without))
    .orderBy('journal.id', 'desc')
    .limit(most)
    .execute();
}

export type Noted = Awaited<ReturnType<typeof entriesOf>>[number];
