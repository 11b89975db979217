import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  refreshTokenGrant,
  type TokenEndpointResponse,
  tokenIntrospection,
  tokenRevocation,
} from 'openid-client';
import { configurationOf, type ProviderOptions } from './configuration.ts';
import { type Refreshing, refusalOf } from './refreshing.ts';
import { type Unredeemed, unredeemedBy } from './unredeemed.ts';

/** The tokens of one grant; the access token's end in milliseconds. */
export interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

export interface Flow {
  readonly state: string;
  readonly verifier: string;
  readonly nonce?: string | undefined;
}

/** An authorization server, seen from its client. Nothing is asked of it before it is needed. */
export interface Provider {
  readonly issuer: URL;
  authorizationUrl(flow: Flow, redirectUri: string, more: Readonly<Record<string, string>>): Promise<URL>;
  /** Whether a callback says that it comes from this server, as it has to where the server promised that (RFC 9207). */
  isFrom(callback: URL): Promise<boolean>;
  /** Redeems the code of a callback, with state, `iss`, PKCE and, where asked for, the id_token checked. */
  redeem(callback: URL, flow: Flow): Promise<Redeemed | Unredeemed>;
  refresh(refreshToken: string): Promise<Refreshing>;
  /** Whether the grant lives (RFC 7662), which uses nothing up; undefined where the server does not tell. */
  isAlive(refreshToken: string): Promise<boolean | undefined>;
  /** Resolves when the server has confirmed it. */
  revoke(token: string): Promise<void>;
}

export interface Redeemed {
  readonly pair: Pair;
  readonly claims: Readonly<Record<string, unknown>> | undefined;
}

export function openProvider(options: ProviderOptions): Provider {
  let known: Promise<Configuration> | undefined;
  const askAnew = () => {
    known = configurationOf(options).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const configuration = () => known ?? askAnew();
  return {
    issuer: options.issuer,
    async authorizationUrl({ state, verifier, nonce }, redirectUri, more) {
      return buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        state,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(nonce === undefined ? {} : { nonce }),
        ...more,
      });
    },
    async isFrom(callback) {
      const { issuer, authorization_response_iss_parameter_supported: promised } = (
        await configuration()
      ).serverMetadata();
      const said = callback.searchParams.getAll('iss');
      return said.length === 0 ? promised !== true : said.length === 1 && said[0] === issuer;
    },
    async redeem(callback, flow) {
      // No token is taken from the front channel: without one code there is nothing to redeem.
      if (callback.searchParams.getAll('code').length !== 1) return { problem: 'foreign' };
      // Sign-ins are rare, and a key that the provider replaced counts at once.
      const config = await (flow.nonce === undefined ? configuration() : askAnew());
      return await redeemed(config, callback, flow).catch(unredeemedBy);
    },
    async refresh(refreshToken) {
      const config = await configuration().catch(() => undefined);
      if (config === undefined) return { kind: 'not_sent' };
      try {
        const answer = await refreshTokenGrant(config, refreshToken);
        return { kind: 'pair', pair: pairOf(answer, refreshToken) };
      } catch (error) {
        return refusalOf(error);
      }
    },
    async isAlive(refreshToken) {
      const config = await configuration();
      if (config.serverMetadata().introspection_endpoint === undefined) return undefined;
      return (await tokenIntrospection(config, refreshToken, { token_type_hint: 'refresh_token' })).active;
    },
    async revoke(token) {
      await tokenRevocation(await configuration(), token);
    },
  };
}

async function redeemed(
  config: Configuration,
  callback: URL,
  { state, verifier, nonce }: Flow,
): Promise<Redeemed> {
  const answer = await authorizationCodeGrant(config, callback, {
    expectedState: state,
    pkceCodeVerifier: verifier,
    ...(nonce === undefined ? {} : { expectedNonce: nonce, idTokenExpected: true }),
  });
  const claims = answer.claims();
  // Names and addresses are at userinfo (OpenID Connect Core section 5.4), bound to the same subject.
  // A provider may have no such endpoint: then the id_token says all there is.
  const asks = nonce !== undefined && config.serverMetadata().userinfo_endpoint !== undefined;
  const profile =
    asks && claims !== undefined ? await fetchUserInfo(config, answer.access_token, claims.sub) : undefined;
  return { pair: pairOf(answer, ''), claims: claims && { ...claims, ...profile } };
}

function pairOf(answer: TokenEndpointResponse, previous: string): Pair {
  return {
    accessToken: answer.access_token,
    // A server that does not rotate leaves it out (RFC 6749 section 6).
    refreshToken: answer.refresh_token ?? previous,
    expiresIn: (answer.expires_in ?? 3600) * 1000,
  };
}
