import type { ClientCredentialsRequest, TokenResponse } from '@gatehouse/wire';
import type { Client } from '../../apps/client-store.ts';
import { type Origin, record } from '../../audit/audit.ts';
import { OAuthError } from '../oauth-error.ts';
import { eachOf } from '../parameters.ts';
import { resourceNamed, resourceRefusal } from '../resource.ts';
import type { TokenCall } from '../token-call.ts';
import { makeAccessToken, tokenResponse } from '../token-pair.ts';
import { subjectOf } from '../token-state.ts';

/**
 * RFC 6749 section 4.4: the client acts for itself, as a traditional service account or as an app's own account in
 * the companies where it is installed. There is no refresh token (section 4.4.3).
 */
export async function issueToClient(
  by: TokenCall,
  request: ClientCredentialsRequest,
): Promise<TokenResponse> {
  const { house, client, origin } = by;
  const resource = resourceNamed(house, client, request.resource);
  if (eachOf(request.resource).length > 1) throw new OAuthError('repeated_resource');
  if (resource === undefined) throw resourceRefusal(house, client, request.resource);
  const actor: Origin['actor'] =
    client.account === null
      ? { kind: 'client', id: client.clientId }
      : { kind: 'service_account', id: client.account.id };
  const token = await house.database.write(async (tx) => {
    const until = Number.POSITIVE_INFINITY;
    const about = { familyId: null, subject: subjectOfClient(client), scope: null, resource, until };
    const made = await makeAccessToken(by, tx, about);
    const event = {
      event: 'token.issued',
      ...(client.account === null ? {} : { companyId: client.account.companyId }),
      subject: `token:${made.tokenId}`,
      details: { grant_type: 'client_credentials', ...(resource === null ? {} : { resource }) },
    } as const;
    await record(house, tx, { ...origin, actor }, event);
    return made;
  });
  return tokenResponse(token, token.issuedAt);
}

function subjectOfClient({ account, appId }: Client): string {
  if (account !== null) return subjectOf({ kind: 'service_account', accountId: account.id });
  // A client is one or the other; without either there would be nobody to act for.
  if (appId === null) throw new OAuthError('grant_type_not_allowed');
  return subjectOf({ kind: 'app', appId });
}
