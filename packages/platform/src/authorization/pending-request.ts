import { open, type SealContext, seal } from '@gatehouse/service';
import type { House } from '../house.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

const lifetime = 15 * 60 * 1000;

/** A request that waits for a person's decision. It travels in the consent form, where nobody can change it. */
export interface PendingRequest extends AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUriSent: string | null;
  /** The pushed request that the decision uses up. */
  readonly pushedId: string | null;
  /** The companies that the page names; null where it was made by a node that named them without asking. */
  readonly companies: readonly number[] | null;
}

/** Sealed for one session: in another browser, or for another person, it does not open (checks UI-05 to UI-07). */
export function sealRequest(
  house: Pick<House, 'keys' | 'random' | 'clock'>,
  sessionIdHash: string,
  request: PendingRequest,
): string {
  const { clientId, redirectUriSent, state, codeChallenge, ...more } = request;
  const fields: Fields = [
    house.clock.now() + lifetime,
    clientId,
    redirectUriSent,
    state,
    codeChallenge,
    more,
  ];
  return seal(house.keys, house.random, contextOf(sessionIdHash), Buffer.from(JSON.stringify(fields)));
}

/** The request, or undefined where it was tampered with, is older than fifteen minutes, or is another session's. */
export function openRequest(
  house: Pick<House, 'keys' | 'clock'>,
  sessionIdHash: string,
  sealed: string,
): PendingRequest | undefined {
  const opened = open(house.keys, contextOf(sessionIdHash), sealed);
  if (opened === undefined) return undefined;
  const [expiresAt, clientId, redirectUriSent, state, codeChallenge, more] = JSON.parse(
    Buffer.from(opened).toString(),
  ) as Fields;
  if (house.clock.now() >= expiresAt) return undefined;
  return { clientId, redirectUriSent, state, codeChallenge, ...nothingMore, ...more };
}

type More = Omit<PendingRequest, 'clientId' | 'redirectUriSent' | 'state' | 'codeChallenge'>;
/** Nodes side by side read each other's forms: what is newer stands last, and may be missing. */
type Fields = [
  expiresAt: number,
  clientId: string,
  redirectUriSent: string | null,
  state: string | null,
  codeChallenge: string | null,
  more?: More,
];
const nothingMore: More = { dpopJkt: null, pushedId: null, resource: null, signIn: null, companies: null };

function contextOf(sessionIdHash: string): SealContext {
  return { purpose: 'authorization-request', associatedData: [sessionIdHash] };
}
