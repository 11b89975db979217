import type { Insertable } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import type { House } from '../house.ts';
import { note } from '../journal/journal.ts';
import { tell } from '../news/news.ts';
import type { Pair } from '../provider/provider.ts';
import type { LinkRow, RevocationRow } from '../schema/tables.ts';
import { changeLink, findByAccount } from './link-store.ts';
import { attemptRevocation, revocationOf } from './revocation.ts';
import { openTokens, sealTokens, timesOf } from './token-record.ts';
import { readable } from './unlink.ts';

export interface Account {
  readonly id: number;
  readonly name: string;
  readonly login: string;
}

/**
 * Stores what a person has linked. The same account again keeps its link, with the new pair, and closes the old family:
 * two records never fight over one grant.
 */
export async function keepLink(
  house: House,
  personId: string,
  account: Account,
  pair: Pair,
): Promise<string> {
  for (;;) {
    const known = await house.database.read((tx) => findByAccount(tx, personId, account.id));
    const id =
      known === undefined
        ? await insert(house, personId, account, pair)
        : await replace(house, known, account, pair);
    if (id !== undefined) return id;
  }
}

async function insert(
  house: House,
  personId: string,
  account: Account,
  pair: Pair,
): Promise<string | undefined> {
  const id = ulid(house.clock, house.random);
  const now = house.clock.now();
  const stored = await sealTokens(house, { id, person_id: personId }, 1, pair);
  const row: Insertable<LinkRow> = {
    id,
    person_id: personId,
    account_id: account.id,
    account_name: account.name,
    account_login: account.login,
    state: 'active',
    generation: 1,
    ...stored,
    ...timesOf(house, pair),
    used_at: now,
    check_at: now,
    lease_until: 0,
    fence: 0,
    failures: 0,
    rest_until: 0,
    linked_at: now,
  };
  return await house.database.write(async (tx) => {
    if ((await findByAccount(tx, personId, account.id)) !== undefined) return undefined;
    await tx.insertInto('links').values(row).execute();
    await note(house, tx, { personId, event: 'linked', linkId: id });
    return id;
  });
}

async function replace(
  house: House,
  known: LinkRow,
  account: Account,
  pair: Pair,
): Promise<string | undefined> {
  const { id, person_id: personId } = known;
  const generation = known.generation + 1;
  const stored = await sealTokens(house, known, generation, pair);
  // What does not open any more is replaced all the same.
  const old = known.sealed === null ? undefined : await readable(() => openTokens(house, known));
  const revocation: Insertable<RevocationRow> | undefined =
    old && (await revocationOf(house, known, old.accessToken));
  const change = {
    ...stored,
    ...timesOf(house, pair),
    account_name: account.name,
    account_login: account.login,
    state: 'active',
    reason: null,
    generation,
    fence: known.fence + 1,
    lease_until: 0,
    failures: 0,
    rest_until: 0,
    attempt_at: null,
    used_at: house.clock.now(),
  } as const;
  const done = await house.database.write(async (tx) => {
    if (!(await changeLink(tx, personId, known, change))) return false;
    if (revocation !== undefined) await tx.insertInto('revocations').values(revocation).execute();
    await note(house, tx, { personId, event: 'relinked', linkId: id });
    if (known.sealed !== null && revocation === undefined)
      await note(house, tx, { personId, event: 'revocation_given_up', linkId: id });
    await tell(house, tx, id, 'relinked', {});
    return true;
  });
  if (!done) return undefined;
  if (revocation !== undefined) await attemptRevocation(house, revocation);
  return id;
}
