import type { Client, RegisteredClient } from '../apps/client-store.ts';
import type { House } from '../house.ts';
import { type Acr, acrs } from '../second-factors/methods.ts';
import { OAuthError, type Reason } from './oauth-error.ts';
import type { Parameters } from './parameters.ts';

/** What an app that signs people in by Gatehouse may ask about the sign-in itself (OpenID Connect Core 3.1.2.1). */
export interface SignInRequest {
  /** `openid`, and what of the others was asked for and can be had. */
  readonly scope: string;
  readonly nonce: string | null;
  readonly prompt: 'none' | 'login' | null;
  /** Seconds since the sign-in that are still good enough; null where any will do. */
  readonly maxAge: number | null;
  /** How strong a sign-in would do, of what is known here; empty where any will. */
  readonly acrValues: readonly Acr[];
}

/**
 * The scopes that mean something here. Any other is ignored: permissions come from the principal. `offline_access` (OpenID
 * Connect Core section 11) changes nothing, for a person is asked before any app gets a refresh token; it is said back
 * because some clients (requests-oauthlib) fail where less was granted than they asked for.
 */
export const scopes = ['openid', 'profile', 'email', 'offline_access'] as const;

/** Null for a request without `openid`, of which scope, prompt and the like are ignored as they always were. */
export function readSignInRequest(
  { settings }: Pick<House, 'settings'>,
  client: Pick<Client, 'openidConnect' | 'grantTypes'>,
  values: ReadonlyMap<string, string>,
): SignInRequest | null | Reason {
  const asked = (values.get('scope') ?? '').split(' ');
  if (!asked.includes('openid') || !settings.openidConnect) return null;
  if (!client.openidConnect) return 'openid_switched_off';
  const prompts = (values.get('prompt') ?? '').split(' ').filter((text) => text !== '');
  if (prompts.includes('none') && prompts.length > 1) return 'prompt_contradicts';
  const maxAge = values.get('max_age');
  if (maxAge !== undefined && !/^\d{1,9}$/.test(maxAge)) return 'invalid_parameter';
  const wanted = (values.get('acr_values') ?? '').split(' ');
  const nonce = values.get('nonce') ?? null;
  if (nonce !== null && nonce.length > 512) return 'invalid_parameter';
  return {
    scope: scopes.filter((scope) => asked.includes(scope) && canHave(client, scope)).join(' '),
    nonce,
    prompt: prompts.includes('none') ? 'none' : isFresh(prompts) ? 'login' : null,
    maxAge: maxAge === undefined ? null : Number(maxAge),
    acrValues: acrs.filter((acr) => wanted.includes(acr)),
  };
}

function canHave({ grantTypes }: Pick<Client, 'grantTypes'>, scope: (typeof scopes)[number]): boolean {
  return scope !== 'offline_access' || grantTypes.includes('refresh_token');
}

/** The refusal of a sign-in, with what came and what would do for the app's developers. */
export function signInRefusal(reason: Reason): OAuthError {
  const refusal = new OAuthError(reason);
  return reason === 'openid_switched_off' ? refusal.comparing('openid', 'no openid') : refusal;
}

/** Another account is chosen by signing in to it. */
function isFresh(prompts: readonly string[]): boolean {
  return prompts.includes('login') || prompts.includes('select_account');
}

/**
 * Whether somebody who is signed out may be sent back unseen: only to an app whose publisher is verified (RFC 9700
 * section 4.11.2, check AZ-21). Everybody else could use us to send people anywhere.
 */
export function mayBounce({ app }: RegisteredClient): boolean {
  return app?.verified === true;
}

/** Whether the app wants the person asked, whatever they allowed before. To ask more often is everybody's right. */
export function asksForConsent({ values }: Pick<Parameters, 'values'>): boolean {
  return (values.get('prompt') ?? '').split(' ').includes('consent');
}
