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
import { findProvider, type StoredProvider } from './identity-provider-store.ts';
import { flowLifetime, type ProviderFlow, takeReturnTo } from './provider-flow.ts';

export type Finished =
  | {
      readonly kind: 'signed_in' | 'second_step';
      readonly cookies: readonly string[];
      /** Sealed; empty for the start page. */
      readonly returnTo: string;
    }
  | { readonly kind: 'used' | 'stranger' };

type Entered =
  | { readonly kind: 'used' | 'stranger' }
  | { readonly kind: 'signed_in'; readonly personId: number; readonly returnTo: string }
  | {
      readonly kind: 'second_step';
      readonly user: User;
      readonly methods: readonly Method[];
      readonly providerId: number;
      readonly returnTo: string;
    };

/** How far a provider's clock may be behind ours. Milliseconds. */
const clocksDiffer = 60_000;

/** Signs in whom a provider vouches for. Each flow ends once, on every node; its answer is worth nothing afterwards. */
export async function finishFlow(
  house: House,
  request: FastifyRequest,
  asked: StoredProvider,
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
    const returnTo = await takeReturnTo(house, tx, flow);
    // It took its time to answer: what the company decided meanwhile holds, and one issuer's word is not another's.
    const provider = await findProvider(tx, asked.id);
    if (provider === undefined || provider.issuer !== asked.issuer || provider.client_id !== asked.client_id)
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
    const methods = methodsTold(house, provider, told.methods);
    // A second factor of ours stands, unless they were asked for one there, and that is believed.
    if (!methods.includes('mfa') && hasFactor(await findFactors(tx, personId))) {
      const user = await findUser(tx, personId);
      if (user === undefined) return { kind: 'stranger' };
      return { kind: 'second_step', user, methods, providerId: provider.id, returnTo };
    }
    const at = provenAt(told, house.clock.now());
    await beginSession(house, tx, request, session, personId, { methods, at, providerId: provider.id });
    return { kind: 'signed_in', personId, returnTo };
  });
  switch (outcome.kind) {
    case 'signed_in':
      return {
        kind: 'signed_in',
        returnTo: outcome.returnTo,
        cookies: [session.cookie, rememberDevice(house, request, outcome.personId)],
      };
    case 'second_step':
      return {
        kind: 'second_step',
        returnTo: outcome.returnTo,
        cookies: [rememberFirstStep(house, outcome.user, outcome)],
      };
    default:
      return { kind: outcome.kind };
  }
}

/** Where it is not told, it was never: whoever finds a browser open at the provider has proven nothing. */
function provenAt({ signedInAt }: Told, now: number): number {
  return signedInAt === undefined ? 0 : Math.min(Math.max(signedInAt + clocksDiffer, 0), now);
}

/**
 * `fed` and what the provider tells of the methods known here; what it does not tell is not made up. Its word that it
 * asked for a second factor, and what that was, counts where both the company and the operator let it: or a key of
 * theirs and a code of ours would pass for what no false page can ask for.
 */
function methodsTold(
  { settings }: House,
  { trusts_mfa_since: trusted }: StoredProvider,
  amr: readonly string[],
): readonly Method[] {
  const believed = trusted !== null && settings.providerFactors === 'companies_decide' && amr.includes('mfa');
  const known: readonly Method[] = believed ? ['pwd', 'otp', 'hwk', 'swk', 'user', 'mfa'] : ['pwd', 'otp'];
  return ['fed', ...known.filter((method) => amr.includes(method))];
}
