import assert from 'node:assert/strict';
import type { DemoApp } from '../demo/demo-file.ts';
import { answerOf, pairOf } from '../testing/oauth-clients.ts';
import { answerConsent, type FormBrowser } from '../testing/sign-in-by-form.ts';

/** How far a step of a chain came, as its client knows it. */
type Progress = 'unsent' | 'sent' | 'answered';

/** What one client was told of one authorization, and what it asked without being told. */
export interface Chain {
  readonly code: string;
  redemption: Progress;
  /** Of the last pair that was received. */
  accessToken: string;
  refreshToken: string;
  /** Whether that refresh token was sent off, and no answer came. */
  refreshSent: boolean;
  revocation: Progress;
}

const redirectUri = 'http://127.0.0.1:4321/callback';

/** The client's side of chains, against one process of the platform. */
export function chainsOf(url: string, app: DemoApp) {
  const credentials = { client_id: app.clientId, client_secret: app.clientSecret };
  const query = { response_type: 'code', client_id: app.clientId, redirect_uri: redirectUri };
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    answerOf(fetch(url + path, { method: 'POST', body: new URLSearchParams({ ...credentials, ...fields }) }));
  const redemption = ({ code }: Chain) =>
    post('/oauth/token', { grant_type: 'authorization_code', redirect_uri: redirectUri, code });
  const rotation = ({ refreshToken }: Chain) =>
    post('/oauth/token', { grant_type: 'refresh_token', refresh_token: refreshToken });

  async function isAlive(accessToken: string): Promise<boolean> {
    const headers = { authorization: `Bearer ${accessToken}` };
    return (await answerOf(fetch(`${url}/oauth/token/info`, { headers }))).status === 200;
  }

  async function redeem(chain: Chain): Promise<void> {
    chain.redemption = 'sent';
    const { status, body } = await redemption(chain);
    assert.equal(status, 200, `a fresh code was answered by ${JSON.stringify(body)}`);
    Object.assign(chain, pairOf(body), { redemption: 'answered' });
  }

  async function refresh(chain: Chain): Promise<void> {
    chain.refreshSent = true;
    const { status, body } = await rotation(chain);
    assert.equal(status, 200, `a live refresh token was answered by ${JSON.stringify(body)}`);
    Object.assign(chain, pairOf(body), { refreshSent: false });
  }

  async function isRefused(chain: Chain): Promise<boolean> {
    const { status, body } = await rotation(chain);
    if (status === 200) {
      Object.assign(chain, pairOf(body), { refreshSent: false });
      return false;
    }
    assert.deepEqual([status, body.error], [400, 'invalid_grant']);
    return true;
  }

  return {
    /** A person allows the app: known to the client from the moment in which the browser brings the code. */
    async begin(browser: FormBrowser): Promise<Chain> {
      const location = await answerConsent(browser, `/oauth/authorize?${new URLSearchParams(query)}`);
      const code = new URL(location).searchParams.get('code') ?? '';
      assert.match(code, /^ghc_/);
      const nothing = { accessToken: '', refreshToken: '', refreshSent: false };
      return { code, redemption: 'unsent', ...nothing, revocation: 'unsent' };
    },
    isAlive,
    redeem,
    refresh,
    async revoke(chain: Chain): Promise<void> {
      chain.revocation = 'sent';
      const { status } = await post('/oauth/revoke', { token: chain.accessToken });
      assert.equal(status, 200);
      chain.revocation = 'answered';
    },
    /** Everything the client was told is still so; what it was not told is settled either way, and then stays. */
    async proveKept(chain: Chain): Promise<void> {
      switch (chain.redemption) {
        case 'unsent':
          await redeem(chain);
          break;
        case 'sent': {
          const { status, body } = await redemption(chain);
          // Either it was never redeemed, or it was, and showing it again has killed what nobody received.
          if (status === 200) Object.assign(chain, pairOf(body));
          else assert.deepEqual([status, body.error], [400, 'invalid_grant']);
          chain.revocation = status === 200 ? chain.revocation : 'answered';
          chain.redemption = 'answered';
          break;
        }
        case 'answered':
      }
      if (chain.refreshToken === '') return;
      if (chain.revocation === 'sent') chain.revocation = (await isRefused(chain)) ? 'answered' : 'unsent';
      const revoked = chain.revocation === 'answered';
      if (revoked) assert.ok(await isRefused(chain), 'a revoked chain was refreshed');
      // Twice: a repeated answer must lead on as well as a new one.
      else for (let step = 0; step < 2; step += 1) await refresh(chain);
      assert.equal(await isAlive(chain.accessToken), !revoked);
    },
  };
}

/** A client of many lanes at work: it authorizes, redeems, refreshes and revokes until the platform is gone. */
export async function work(
  chains: ReturnType<typeof chainsOf>,
  browser: FormBrowser,
  ledger: Chain[],
  lane: number,
): Promise<void> {
  for (let turn = lane; ; turn += 1) {
    const chain = await chains.begin(browser);
    ledger.push(chain);
    if (turn % 5 === 0) continue;
    await chains.redeem(chain);
    for (let step = 0; step < turn % 4; step += 1) await chains.refresh(chain);
    if (turn % 3 === 0) await chains.revoke(chain);
  }
}
