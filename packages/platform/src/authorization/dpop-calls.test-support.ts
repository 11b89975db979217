import type { ProofMaker } from '../proofs/proof.test-support.ts';
import { type Answer, answerOf, type OAuthStage } from '../testing/oauth-clients.ts';

type Fields = Readonly<Record<string, string | undefined>>;

/** Calls that carry proofs, with a nonce that was asked for as a client would. */
export function dpopCalls({ platform: { url, clock } }: OAuthStage) {
  const tokenUrl = `${url}/oauth/token`;
  const tokenRequest = () => ({ method: 'POST', url: tokenUrl, now: clock.now() });

  function post(fields: Fields, proofs: readonly string[], address = tokenUrl): Promise<Answer> {
    const given = Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    const headers = proofs.map((proof): [string, string] => ['dpop', proof]);
    return answerOf(fetch(address, { method: 'POST', headers, body: new URLSearchParams(given) }));
  }
  async function nonce(): Promise<string> {
    const { headers } = await answerOf(fetch(`${url}/oauth/token/info`, { headers: { dpop: 'none' } }));
    return headers.get('dpop-nonce') ?? '';
  }
  return {
    tokenRequest,
    post,
    nonce,
    async token(key: ProofMaker, fields: Fields): Promise<Answer> {
      return await post(fields, [key.proof({ ...tokenRequest(), nonce: await nonce() })]);
    },
    /** A call with the token, under a scheme, with a proof where a key is given. */
    async get(
      path: string,
      key: ProofMaker | undefined,
      accessToken: string,
      scheme = 'DPoP',
      claims: Readonly<Record<string, unknown>> = {},
    ): Promise<Answer> {
      const request = { method: 'GET', url: url + path, now: clock.now(), accessToken, nonce: await nonce() };
      const dpop = key?.proof(request, claims);
      const headers = { authorization: `${scheme} ${accessToken}`, ...(dpop === undefined ? {} : { dpop }) };
      return await answerOf(fetch(url + path, { headers }));
    },
    async metadata(): Promise<Readonly<Record<string, unknown>>> {
      return (await answerOf(fetch(`${url}/.well-known/oauth-authorization-server`))).body;
    },
  };
}
