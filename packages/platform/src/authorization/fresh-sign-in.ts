import { open, type SealContext, seal } from '@gatehouse/service';
import type { House } from '../house.ts';
import { type Acr, acrOf, reaches } from '../second-factors/methods.ts';
import type { Session } from '../sign-in/session.ts';
import type { SignInRequest } from './sign-in-request.ts';

/** The parameter of ours that says when a person was first asked to sign in again. */
export const askedAgain = 'asked_again';

/**
 * Whether this sign-in is too old or too weak for what the app asks (`prompt=login`, `max_age`, `acr_values`). One that
 * was made after we asked for it is fresh, however short the `max_age`: the app sees its time in `auth_time`.
 */
export function needsFreshSignIn(
  house: Pick<House, 'keys' | 'clock'>,
  clientId: string,
  asked: SignInRequest,
  session: Pick<Session, 'signedInAt' | 'methods'>,
  sealed: string | undefined,
  best: Acr,
): boolean {
  const age = house.clock.now() - session.signedInAt;
  const tooOld = asked.maxAge !== null && age > asked.maxAge * 1000;
  if (asked.prompt !== 'login' && !tooOld && !isTooWeak(asked, session, best)) return false;
  const askedAt = sealed === undefined ? undefined : openTime(house, clientId, sealed);
  return askedAt === undefined || session.signedInAt < askedAt;
}

/**
 * `acr_values` is a wish (OpenID Connect Core section 3.1.2.1): nobody is asked for what they do not have, and the app
 * reads in `acr` what there was. `best` is the strongest that this person can do.
 */
function isTooWeak({ acrValues }: SignInRequest, { methods }: Pick<Session, 'methods'>, best: Acr): boolean {
  const enough = (acr: Acr) => acrValues.length === 0 || acrValues.some((wanted) => reaches(acr, wanted));
  return !enough(acrOf(methods)) && enough(best);
}

/** The same path with the moment of asking, which nobody but us can write. */
export function pathAskedAgain(
  house: Pick<House, 'keys' | 'clock' | 'random'>,
  clientId: string,
  path: string,
): string {
  const text = Buffer.from(String(house.clock.now()));
  const sealed = encodeURIComponent(seal(house.keys, house.random, contextOf(clientId), text));
  const kept = path.replace(new RegExp(`&${askedAgain}=[^&]*`, 'g'), '');
  return `${kept}&${askedAgain}=${sealed}`;
}

function openTime(house: Pick<House, 'keys'>, clientId: string, sealed: string): number | undefined {
  const opened = open(house.keys, contextOf(clientId), sealed);
  return opened === undefined ? undefined : Number(Buffer.from(opened).toString());
}

function contextOf(clientId: string): SealContext {
  return { purpose: 'asked-again', associatedData: [clientId] };
}
