import { INVALID_TOKEN, NOT_CONNECTED } from '@gatehouse/wire';
import type { Reason } from './decide.ts';

/** What the wire says to a No. The reason itself is logged and explained to admins, never sent. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404;
  readonly errors: readonly [string];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The one text for all that is absent or hidden: nobody learns which it was. */
export const NOT_FOUND: Refusal = { status: 404, errors: ['Item not found'] };

const notConnected: Refusal = { status: 403, errors: [NOT_CONNECTED] };

/** From a term that failed to the answer a client knows. */
export function refusalOf(reason: Reason): Refusal {
  switch (reason) {
    case 'session_ended':
      return noCredentials();
    case 'token_revoked':
    case 'client_unknown':
    case 'client_disabled':
    case 'secret_regenerated':
    case 'app_suspended':
    case 'family_dead':
    case 'grant_revoked':
    case 'principal_inactive':
    case 'account_ceased':
    case 'account_expired':
      return invalidToken();
    case 'app_not_installed':
    case 'app_disconnected':
    case 'app_uninstalled':
    case 'app_blocked':
    case 'app_not_allowed':
    case 'publisher_not_verified':
    case 'component_not_approved':
    case 'account_absent':
      return notConnected;
    case 'company_unknown':
    case 'not_in_company':
    // An app that counts company ids must not learn which of them its person is in: what no list shows it is not there.
    case 'company_left_out':
    case 'environment_mismatch':
    case 'project_unknown':
    case 'tool_none_on_single':
    case 'item_hidden':
      return NOT_FOUND;
    case 'company_inactive':
      return forbidden('This company is not active.');
    case 'project_not_permitted':
      return forbidden('The app is not permitted in this project.');
    case 'not_in_project':
      return forbidden('You are not a member of this project.');
    case 'project_archived':
      return forbidden('This project is archived.');
    case 'tool_disabled':
      return forbidden('The tool is switched off in this project.');
    case 'tool_none':
    case 'level_too_low':
      return forbidden('You do not have permission to do this.');
    case 'not_own_item':
      return forbidden('You do not have permission to do this to what others made.');
  }
}

/** RFC 6750 section 3.1: a request without credentials is told how to authenticate, and no error code. */
export function noCredentials(): Refusal {
  return {
    status: 401,
    errors: ['Authentication is required: send "Authorization: Bearer <access token>".'],
    headers: { 'www-authenticate': 'Bearer realm="Gatehouse"' },
  };
}

/** RFC 6750 section 3.1 `invalid_token`: expired, revoked, forged or not ours at all. */
export function invalidToken(description: string = INVALID_TOKEN): Refusal {
  return { status: 401, errors: [description], headers: challenge('invalid_token', description) };
}

/** RFC 9449 section 7.1: a token that is bound to a key, used without the right proof of it. */
export function proofRefused(error: string, algorithms: readonly string[]): Refusal {
  const description = 'This token is for a key of its own: send it with the scheme DPoP and a fresh proof';
  return {
    status: 401,
    errors: [description],
    headers: {
      'www-authenticate': `DPoP realm="Gatehouse", error="${error}", error_description="${description}", algs="${algorithms.join(' ')}"`,
    },
  };
}

/** RFC 9470 section 3: signed in, but not lately enough for this; milliseconds. The person proves it on a page of ours. */
export function proofNeeded(provenFor: number): Refusal {
  const description = 'Prove who you are first, at /prove-it-is-you, then send this again';
  return {
    status: 401,
    errors: [description],
    headers: {
      'www-authenticate': `Bearer realm="Gatehouse", error="insufficient_user_authentication", error_description="${description}", max_age="${provenFor / 1000}"`,
    },
  };
}

/** RFC 6750 section 3.1 `invalid_request`: credentials twice, or where they do not belong. */
export function invalidRequest(description: string): Refusal {
  return { status: 400, errors: [description], headers: challenge('invalid_request', description) };
}

function challenge(error: string, description: string): Record<string, string> {
  return {
    'www-authenticate': `Bearer realm="Gatehouse", error="${error}", error_description="${description}"`,
  };
}

function forbidden(text: string): Refusal {
  return { status: 403, errors: [text] };
}
