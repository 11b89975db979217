import { open, type SealContext, seal } from '@gatehouse/service';
import type { House } from '../house.ts';

/** What the header of a hook is bound to: moved to another company or address, it does not open. */
interface Bound {
  readonly companyId: number;
  readonly url: string;
}

/** The header that a receiver asks for is a credential of theirs. */
export function sealAuthorization(
  { keys, random }: Pick<House, 'keys' | 'random'>,
  bound: Bound,
  header: string,
): string {
  return seal(keys, random, contextOf(bound), Buffer.from(header));
}

/** @throws where the row was tampered with, or its key is gone: nothing is sent without the header it needs. */
export function openAuthorization({ keys }: Pick<House, 'keys'>, bound: Bound, sealed: string): string {
  const opened = open(keys, contextOf(bound), sealed);
  if (opened === undefined) throw new Error('the authorization of a hook does not open');
  return Buffer.from(opened).toString();
}

/** As it is shown: by its last characters alone. */
export function masked(header: string): string {
  return `${'*'.repeat(Math.max(0, header.length - 5))}${header.length > 10 ? header.slice(-5) : '*****'}`;
}

function contextOf({ companyId, url }: Bound): SealContext {
  return { purpose: 'webhook-authorization', associatedData: [String(companyId), url] };
}
