import { open, type SealContext, seal } from '@gatehouse/service';
import type { House } from '../../house.ts';
import type { Place } from '../../rest/rest-call.ts';

/** What one address ends: the mails of one place, or of all places of a company. */
export type Stopped = Omit<Place, 'projectId'> & { readonly projectId: number | 'all' | null };

const context: SealContext = { purpose: 'tracking', associatedData: ['stop'] };

export const stopPath = '/tracking/stop';

/**
 * The address by which somebody ends the mails of one place or company, from the mail and without signing in. It opens nothing
 * else, and so works as long as the key that sealed it is there.
 */
export function stopLink(
  { keys, random, issuer }: Pick<House, 'keys' | 'random' | 'issuer'>,
  { companyId, projectId, personId }: Stopped,
): string {
  const text = JSON.stringify([companyId, projectId, personId]);
  return `${issuer}${stopPath}/${seal(keys, random, context, Buffer.from(text))}`;
}

/** Whose mails of which place a token of such an address is about; undefined for one that we did not seal. */
export function placeOfStopLink({ keys }: Pick<House, 'keys'>, token: string): Stopped | undefined {
  const opened = open(keys, context, token);
  if (opened === undefined) return undefined;
  const [companyId, projectId, personId] = JSON.parse(Buffer.from(opened).toString()) as [
    number,
    number | 'all' | null,
    number,
  ];
  return { companyId, projectId, personId };
}
