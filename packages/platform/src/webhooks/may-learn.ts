import type { Reader } from '@gatehouse/database';
import { decide } from '../access/decide.ts';
import type { Facts, Need } from '../access/facts.ts';
import { levels, type Tool } from '../access/levels.ts';
import { momentOf } from '../access/moment.ts';
import { type Bearer, loadFacts } from '../access/snapshot-store.ts';
import { itemFacts } from '../documents/path.ts';
import { findPath } from '../documents/path-store.ts';
import type { House } from '../house.ts';
import { chainOf, clientHere } from '../permissions/explain-store.ts';
import type { Tables } from '../schema/tables.ts';
import { findDeletedPath } from './deleted-path-store.ts';
import { actsForItself } from './fan-out-store.ts';
import type { Hook } from './hook-store.ts';
import type { Told } from './payload.ts';

/**
 * Whether whoever made a hook may know of a change now: decided as their call for the changed thing would be, through
 * the app by which they made the hook. Who could not ask is not told, not even that there was something.
 */
export async function mayLearn(
  house: Pick<House, 'clock' | 'settings'>,
  tx: Reader<Tables>,
  hook: Pick<Hook, 'companyId' | 'personId' | 'clientId'>,
  told: Told,
): Promise<boolean> {
  const { companyId, projectId, resource } = told;
  const bearer = await bearerOf(tx, hook);
  if (bearer === null) return false;
  const at = projectId === null ? 'company' : 'project';
  const tool: Tool = resource.endsWith('Users')
    ? 'directory'
    : resource === 'Projects'
      ? 'admin'
      : 'documents';
  const loaded = await loadFacts(tx, { bearer, companyId, projectId, tool, ...momentOf(house) });
  // Nobody is signed in for a hook: it is about what a session would be allowed, were there one.
  const facts: Facts =
    bearer.kind === 'session' ? { ...loaded, credential: { kind: 'session', alive: true } } : loaded;
  // Whoever is in a project may know of it.
  if (tool === 'admin') return decide(facts, { at, changes: false }).allowed;
  const need: Need = { at, tool, level: levels['Read Only'], on: 'single', changes: false };
  if (tool === 'directory') return decide(facts, need).allowed;
  const place = { companyId, projectId, personId: facts.principal?.personId ?? 0 };
  const path =
    (await findPath(tx, place, told.resourceId)) ?? (await findDeletedPath(tx, place, told.resourceId));
  return decide(facts, { ...need, item: itemFacts(path) }).allowed;
}

async function bearerOf(
  tx: Reader<Tables>,
  { companyId, personId, clientId }: Pick<Hook, 'companyId' | 'personId' | 'clientId'>,
): Promise<Bearer | null> {
  if (clientId === null) return { kind: 'session', session: { idHash: '', personId } };
  const client = await clientHere(tx, companyId, clientId);
  if (client === undefined) return null;
  const itself = await actsForItself(tx, companyId, clientId, personId);
  const familyId = itself ? null : await chainOf(tx, companyId, clientId, personId);
  return { kind: 'app', claims: { ...client, tokenId: 'webhook', familyId, issuedAt: 0, expiresAt: 0 } };
}
