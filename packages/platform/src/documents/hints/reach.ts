import type { Reader } from '@gatehouse/database';
import { decide } from '../../access/decide.ts';
import { levels } from '../../access/levels.ts';
import { momentOf } from '../../access/moment.ts';
import { loadFacts } from '../../access/snapshot-store.ts';
import type { House } from '../../house.ts';
import type { Tables } from '../../schema/tables.ts';
import type { DocumentsPlace, ListeningApp } from './hint-store.ts';
import { accountsOf, chainsOfMembers, chainsOfUsers, type Means } from './reach-store.ts';

/** People who are tried. An app with more, of whom none of these may look, is not told: a hint may be missing. */
const tried = 10;

/**
 * Whether an app could list the documents of a place at this moment, as itself or as one of its people: decided as a
 * call of theirs would be. Who could not ask is not told either.
 */
export async function reaches(
  house: Pick<House, 'clock' | 'settings'>,
  tx: Reader<Tables>,
  { id: appId, environment }: ListeningApp,
  place: DocumentsPlace,
): Promise<boolean> {
  const { companyId, projectId } = place;
  const of = { appId, environment, most: tried };
  const maySee = async (means: readonly Means[]) => {
    for (const each of means) if (await mayList(house, tx, each, place)) return true;
    return false;
  };
  if (await maySee(await accountsOf(tx, companyId, of))) return true;
  if (projectId !== null && (await maySee(await chainsOfMembers(tx, companyId, projectId, of)))) return true;
  // Company admins reach projects that they are no members of.
  return await maySee(await chainsOfUsers(tx, companyId, of));
}

async function mayList(
  house: Pick<House, 'clock' | 'settings'>,
  tx: Reader<Tables>,
  means: Means,
  { companyId, projectId }: DocumentsPlace,
): Promise<boolean> {
  const moment = momentOf(house);
  const claims = { ...means, tokenId: '', issuedAt: moment.now, expiresAt: moment.now };
  const facts = await loadFacts(tx, {
    ...moment,
    bearer: { kind: 'app', claims },
    companyId,
    projectId,
    tool: 'documents',
  });
  const at = projectId === null ? 'company' : 'project';
  return decide(facts, {
    at,
    tool: 'documents',
    level: levels['Read Only'],
    on: 'collection',
    changes: false,
  }).allowed;
}
