import type { TokenResponse } from '@gatehouse/wire';
import { type Origin, record } from '../../audit/audit.ts';
import type { TokenCall } from '../token-call.ts';
import { makeAccessToken, tokenResponse } from '../token-pair.ts';

/**
 * RFC 6749 section 4.4: the client acts for itself, as a traditional service account or as an app's own account in
 * the companies where it is installed. There is no refresh token (section 4.4.3).
 */
export async function issueToClient(by: TokenCall): Promise<TokenResponse> {
  const { house, client, origin } = by;
  const token = makeAccessToken(by, null);
  const actor: Origin['actor'] =
    client.account === null
      ? { kind: 'client', id: client.clientId }
      : { kind: 'service_account', id: client.account.id };
  await house.database.write((tx) =>
    record(
      house,
      tx,
      { ...origin, actor },
      {
        event: 'token.issued',
        ...(client.account === null ? {} : { companyId: client.account.companyId }),
        subject: `token:${token.tokenId}`,
        details: { grant_type: 'client_credentials' },
      },
    ),
  );
  return tokenResponse(token, token.issuedAt);
}
