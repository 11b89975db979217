import { NOT_CONNECTED } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { findLink } from '../links/link-store.ts';
import { openTokens } from '../links/token-record.ts';
import type { Place } from './places.ts';

/** How long an answer is believed. */
const believed = 60_000;
const patience = 10_000;

/** Whether a link reaches a place: what Gatehouse says to a call of it. */
export type Reach = (place: Place) => Promise<boolean>;

/**
 * Asks Gatehouse for a cursor of the place's feed, by the link's own token: nothing of a document is in the answer. Asked
 * when there is something to tell, and then for a minute no more. Where no answer comes nothing is told.
 */
export function reachOf(house: House, personId: string, linkId: string): Reach {
  const known = new Map<string, { readonly at: number; readonly reached: boolean }>();
  return async (place) => {
    const key = `${place.companyId}:${place.projectId}`;
    const now = house.clock.now();
    const before = known.get(key);
    if (before !== undefined && now - before.at < believed) return before.reached;
    const reached = await ask(house, personId, linkId, place).catch(() => undefined);
    if (reached !== undefined) known.set(key, { at: now, reached });
    return reached ?? false;
  };
}

async function ask(
  house: House,
  personId: string,
  linkId: string,
  { companyId, projectId }: Place,
): Promise<boolean | undefined> {
  const link = await house.database.read((tx) => findLink(tx, personId, linkId));
  if (link?.state !== 'active') return false;
  const { accessToken } = await openTokens(house, link);
  const path =
    projectId === 0
      ? `/rest/v1.0/companies/${companyId}/documents/changes`
      : `/rest/v1.0/documents/changes?project_id=${projectId}`;
  const response = await fetch(new URL(path, house.gatehouse.issuer), {
    headers: { authorization: `Bearer ${accessToken}`, 'procore-company-id': String(companyId) },
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  });
  const text = await response.text();
  if (response.ok) return true;
  // Said to members of the company alone: they are to hear at once that it was disconnected.
  if (response.status === 403) return text.includes(NOT_CONNECTED);
  return response.status < 500 && response.status !== 429 ? false : undefined;
}
