import type { AuthorizationServerMetadata } from '@gatehouse/wire';
import type { PendingAuthorization } from './authorization-url.ts';
import { CallbackRefused } from './oauth-errors.ts';

/**
 * Reads the code out of the redirect back (RFC 6749 §4.1.2), or throws CallbackRefused.
 *
 * The order matters: state first, for a foreign redirect must cause nothing (RFC 6749 §10.12); then the issuer,
 * before even an error is believed (RFC 9207 §2.4); only then what the server says.
 */
export function codeOf(
  callbackUrl: string,
  pending: PendingAuthorization,
  metadata: AuthorizationServerMetadata,
): string {
  const parameters = new URL(callbackUrl).searchParams;
  const state = single(parameters, 'state');
  const issuer = single(parameters, 'iss');
  const error = single(parameters, 'error');
  const code = single(parameters, 'code');

  if (state !== pending.state) {
    throw new CallbackRefused(
      'wrong_state',
      'This callback does not belong to the authorization that was started.',
    );
  }
  const issuerPromised = metadata.authorization_response_iss_parameter_supported === true;
  if (issuer === undefined ? issuerPromised : issuer !== pending.issuer) {
    throw new CallbackRefused('wrong_issuer', `This callback does not come from ${pending.issuer}.`);
  }
  if (error !== undefined) {
    throw new CallbackRefused('refused', single(parameters, 'error_description') ?? error, error);
  }
  if (!code) throw new CallbackRefused('malformed', 'This callback carries no code.');
  return code;
}

/** RFC 6749 §3.1: no parameter may be sent twice; which of two to believe is the attacker's choice. */
function single(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  if (values.length > 1)
    throw new CallbackRefused('malformed', `This callback carries ${name} more than once.`);
  return values[0];
}
