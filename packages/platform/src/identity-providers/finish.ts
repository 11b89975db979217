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
import { type Account, findAccountOf } from '../sign-in/person-store.ts';
import { currentSession, newSession } from '../sign-in/session.ts';
import type { Told } from './ask-provider.ts';
import { personVouchedFor } from './enter.ts';
import type { StoredProvider } from './identity-provider-store.ts';
import { flowLifetime, type ProviderFlow } from './provider-flow.ts';

export type Finished =
  | { readonly kind: 'signed_in' | 'second_step'; readonly cookies: readonly string[] }
  | { readonly kind: 'used' | 'stranger' };

type Entered =
  | { readonly kind: 'signed_in' | 'used' | 'stranger' }
  | { readonly kind: 'second_step'; readonly account: Account };

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
      const account = await findAccountOf(tx, personId);
      return account === undefined ? { kind: 'stranger' } : { kind: 'second_step', account };
    }
    const at = Math.min(told.signedInAt ?? house.clock.now(), house.clock.now());
    await beginSession(house, tx, request, session, personId, methods, at);
    return { kind: 'signed_in' };
  });
  switch (outcome.kind) {
    case 'signed_in':
      return { kind: 'signed_in', cookies: [session.cookie] };
    case 'second_step':
      return { kind: 'second_step', cookies: [rememberFirstStep(house, outcome.account)] };
    default:
      return { kind: outcome.kind };
  }
}

/** `fed` and what the provider tells of the methods known here; what it does not tell is not made up. */
function methodsTold(amr: readonly string[]): readonly Method[] {
  const known: readonly Method[] = ['pwd', 'otp', 'hwk', 'swk', 'user', 'mfa'];
  return ['fed', ...known.filter((method) => amr.includes(method))];
}
