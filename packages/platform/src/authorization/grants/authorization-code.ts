import { ulid } from '@gatehouse/service';
import type { AuthorizationCodeRequest, TokenResponse } from '@gatehouse/wire';
import { record } from '../../audit/audit.ts';
import { redirectUriShape } from '../../request-log/disclose.ts';
import { methodsOf } from '../../second-factors/methods.ts';
import { codeMatches, rowOfCode } from '../authorization-code.ts';
import { beginChain } from '../begin-chain.ts';
import { claimCode, countWrongVerifier, findCode, type StoredCode } from '../code-store.ts';
import { revokeFamily } from '../family-store.ts';
import { makeIdToken } from '../id-token.ts';
import { type Comparison, OAuthError, type Reason } from '../oauth-error.ts';
import { challengeOf, proofFault } from '../proof-key.ts';
import { targetOf } from '../resource.ts';
import { tellOfKilledFamily } from '../tell-of-killed-family.ts';
import type { TokenCall } from '../token-call.ts';
import { type GivenTokens, tokenResponse } from '../token-pair.ts';

/** So many wrong verifiers and the code is dead: a verifier of poor entropy must not be guessed (RFC 9700 4.5). */
const wrongVerifiersAllowed = 5;

type Outcome =
  | { readonly kind: 'issued'; readonly tokens: GivenTokens; readonly code: StoredCode }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly comparison?: Comparison | undefined };

/**
 * RFC 6749 section 4.1.3: an authorization code for tokens. Everything the caller must prove is checked before the
 * code is touched; the code and what it buys change in one unit, so a crash leaves both or neither.
 */
export async function redeemCode(by: TokenCall, request: AuthorizationCodeRequest): Promise<TokenResponse> {
  const { house, client, origin } = by;
  const id = rowOfCode(request.code);
  if (id === undefined) throw new OAuthError('code_unknown');

  const outcome = await house.database.write<Outcome>(async (tx) => {
    const now = house.clock.now();
    const code = await findCode(tx, id);
    const fault = judge(by, code, request, now);
    if (code === undefined || fault === 'code_unknown') return refused('code_unknown');

    if (fault === 'verifier_wrong' && code.redeemed_at === null) {
      await countWrongVerifier(tx, id);
      await record(house, tx, origin, { event: 'code.verifier_failed', subject: `grant:${code.grant_id}` });
    }
    if (fault === 'code_replayed') {
      // Only who holds the code, the client's credentials and the verifier comes here: the client itself, or a
      // thief of all three. What the code bought dies with it (RFC 6749 section 4.1.2).
      const killed =
        code.family_id !== null && (await revokeFamily(tx, code.family_id, 'code_replayed', now));
      await record(house, tx, origin, {
        event: 'code.replayed',
        subject: `grant:${code.grant_id}`,
        details: { family: code.family_id, killed },
      });
      if (killed) await tellOfKilledFamily(house, tx, { personId: code.personId, clientId: client.clientId });
    }
    if (fault !== undefined)
      return { kind: 'refused', reason: fault, comparison: comparisonOf(fault, code, request) };

    // Before the code is spent: a client that named the wrong API by mistake can ask again (check AC-16).
    const target = targetOf(house, client, request.resource, code.resource);
    if (target.kind === 'fault') return refused(target.reason);
    const { resource } = target;

    const familyId = ulid(house.clock, house.random);
    if (!(await claimCode(tx, id, familyId, now))) return refused('code_unknown');
    const grantType = 'authorization_code';
    return {
      kind: 'issued',
      tokens: await beginChain(by, tx, code, { familyId, grantType, resource }),
      code,
    };
  });

  if (outcome.kind === 'refused') {
    const { received = null, expected = null } = outcome.comparison ?? {};
    throw new OAuthError(outcome.reason).comparing(received, expected);
  }
  const { tokens } = outcome;
  const response = tokenResponse(tokens, tokens.issuedAt);
  const { personId, scope, nonce, signed_in_at: signedInAt } = outcome.code;
  const methods = methodsOf(outcome.code.methods);
  if (scope === null || signedInAt === null || !client.openidConnect) return response;
  const { accessToken } = tokens;
  const idToken = await makeIdToken(house, {
    client,
    personId,
    accessToken,
    nonce,
    scope,
    signedInAt,
    methods,
  });
  return { ...response, id_token: idToken, scope };
}

/** In this order: is it a code, is it theirs, did they show all they were to show; only then what became of it. */
function judge(
  { house, client, jkt }: TokenCall,
  code: StoredCode | undefined,
  request: AuthorizationCodeRequest,
  now: number,
): Reason | undefined {
  if (code === undefined || !codeMatches(house.keys, request.code, code.code_hash)) return 'code_unknown';
  if (code.client_id !== client.clientId) return 'code_of_other_client';
  if (code.redeemed_at === null && code.expires_at <= now) return 'code_expired';
  if (redirectUriDiffers(code, request.redirect_uri)) return 'redirect_uri_differs';
  if (code.redeemed_at === null && code.wrong_verifiers >= wrongVerifiersAllowed) return 'code_exhausted';
  const proof = proofFault(code.code_challenge, request.code_verifier);
  if (proof !== undefined) return proof;
  // RFC 9449 section 10: whoever took the code on its way does not have the key.
  if (code.dpop_jkt !== null && code.dpop_jkt !== jkt) return 'proof_of_other_key';
  if (code.redeemed_at !== null) return 'code_replayed';
  return code.grantAlive ? undefined : 'grant_dead';
}

/** What was sent to the authorization endpoint must be sent again, and be equal (RFC 6749 section 4.1.3). */
function redirectUriDiffers(code: StoredCode, presented: string | undefined): boolean {
  if (code.redirect_uri_sent !== null) return presented !== code.redirect_uri_sent;
  return presented !== undefined && presented !== code.redirect_uri;
}

/** What the app's developers are shown beside the reason. */
function comparisonOf(
  fault: Reason,
  code: StoredCode,
  request: AuthorizationCodeRequest,
): Comparison | undefined {
  switch (fault) {
    case 'redirect_uri_differs': {
      const { redirect_uri: received } = request;
      return {
        received: received === undefined ? null : redirectUriShape(received),
        expected: redirectUriShape(code.redirect_uri_sent ?? code.redirect_uri),
      };
    }
    case 'verifier_missing':
      return { received: null, expected: 'code_verifier' };
    case 'verifier_wrong': {
      // Digests, so that a verifier that is right elsewhere is not written down here.
      const received = request.code_verifier === undefined ? null : challengeOf(request.code_verifier);
      return { received, expected: code.code_challenge };
    }
    default:
      return undefined;
  }
}

function refused(reason: Reason): Outcome {
  return { kind: 'refused', reason };
}
