import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { claimProof } from '../proofs/used-proof-store.ts';
import { findFactors } from '../second-factors/factor-store.ts';
import { hasFactor } from '../second-factors/factors.ts';
import type { Method } from '../second-factors/methods.ts';
import { beginSession } from '../sign-in/begin-session.ts';
import { rememberFirstStep } from '../sign-in/first-step.ts';
import { rememberDevice } from '../sign-in/known-device.ts';
import { findUser, type User } from '../sign-in/person-store.ts';
import { currentSession, newSession } from '../sign-in/session.ts';
import type { Told } from './ask-provider.ts';
import { personVouchedFor } from './enter.ts';
import type { StoredProvider } from './identity-provider-store.ts';
import { flowLifetime, type ProviderFlow } from './provider-flow.ts';

export type Finished =
  | { readonly kind: 'signed_in' | 'second_step'; readonly cookies: readonly string[] }
  | { readonly kind: 'used' | 'stranger' };

type Entered =
  | { readonly kind: 'used' | 'stranger' }
  | { readonly kind: 'signed_in'; readonly personId: number }
  | { readonly kind: 'second_step'; readonly user: User; readonly methods: readonly Method[] };

/** How far a provider's clock may be behind ours. Milliseconds. */
const clocksDiffer = 60_000;

/** Signs in whom a provider vouches for. Each flow ends once, on every node; its answer is worth nothing afterwards. */
export async function finishFlow(
  house: House,
  request: FastifyRequest,
  provider: StoredProvider,
  flow: ProviderFlow,
  told: Told,
): Promise<Finished> {
  const session = newSession(house);
  const signedIn = (await currentSession(house, request))?.personId;
  const origin = originOf(request, { kind: 'anonymous' });
  const outcome = await house.database.write(async (tx): Promise<Entered> => {
    const expiresAt = house.clock.now() + 2 * flowLifetime * 1000;
    if (!(await claimProof(tx, { jkt: 'identity-provider', jti: flow.state, expiresAt })))
      return { kind: 'used' };
    const personId = await personVouchedFor(house, tx, origin, provider, told, signedIn);
    if (personId === undefined) {
      await record(house, tx, origin, {
        event: 'person.sign_in_failed',
        companyId: provider.company_id,
        details: { identity_provider_id: provider.id },
      });
      return { kind: 'stranger' };
    }
    const methods = methodsTold(told.methods);
    // A second factor of ours stands, unless they were asked for one there.
    if (!methods.includes('mfa') && hasFactor(await findFactors(tx, personId))) {
      const user = await findUser(tx, personId);
      return user === undefined ? { kind: 'stranger' } : { kind: 'second_step', user, methods };
    }
    await beginSession(house, tx, request, session, personId, methods, provenAt(told, house.clock.now()));
    return { kind: 'signed_in', personId };
  });
  switch (outcome.kind) {
    case 'signed_in':
      return {
        kind: 'signed_in',
        cookies: [session.cookie, rememberDevice(house, request, outcome.personId)],
      };
    case 'second_step':
      return { kind: 'second_step', cookies: [rememberFirstStep(house, outcome.user, outcome.methods)] };
    default:
      return { kind: outcome.kind };
  }
}

/** Where it is not told, it was never: whoever finds a browser open at the provider has proven nothing. */
function provenAt({ signedInAt }: Told, now: number): number {
  return signedInAt === undefined ? 0 : Math.min(Math.max(signedInAt + clocksDiffer, 0), now);
}

/** `fed` and what the provider tells of the methods known here; what it does not tell is not made up. */
function methodsTold(amr: readonly string[]): readonly Method[] {
  const known: readonly Method[] = ['pwd', 'otp', 'hwk', 'swk', 'user', 'mfa'];
  return ['fed', ...known.filter((method) => amr.includes(method))];
}
