import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import type { RunningPlatform } from '../start.ts';
import { answerOf, type OAuthStage, pairOf, setOAuthStage } from '../testing/oauth-clients.ts';
import { jwksMaxAge, rotateSigningKeys } from './signing-keys.ts';

const api = 'https://weather.example';
const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const minute = 60_000;
const issuer = 'https://gatehouse.example';

/** Time goes on in steps that are shorter than any cache; keys change by hand and by schedule, on two nodes at once. */
describe('signing keys that change under load', () => {
  let stage: OAuthStage;
  let nodes: readonly RunningPlatform[];
  let addresses: readonly string[];
  before(async () => {
    stage = await setOAuthStage({ resources: [api], signingKeyLife: 60 * minute });
    nodes = [await stage.platform.startNode()];
    addresses = [stage.platform.url, ...nodes.map(({ house }) => house.issuer)];
  });
  after(() => stage[Symbol.asyncDispose]());

  /** As an outside API keeps keys: no fresher than the answer's max-age asks for. */
  function cachedKeys(address: string) {
    let kept: { readonly keys: JSONWebKeySet; readonly at: number } | undefined;
    return async () => {
      const now = stage.platform.clock.now();
      if (kept === undefined || now - kept.at >= jwksMaxAge * 1000) {
        const { body } = await answerOf(fetch(`${address}/oauth/jwks`));
        kept = { keys: body as unknown as JSONWebKeySet, at: now };
      }
      return createLocalJWKSet(kept.keys);
    };
  }

  async function rotateByHand(): Promise<string> {
    const { databaseUrl, secretKeys, dataDir } = stage.platform.house.settings;
    const child = spawn(process.execPath, [main, 'keys', 'rotate'], {
      env: {
        GATEHOUSE_DATABASE_URL: databaseUrl,
        GATEHOUSE_SECRET_KEYS: secretKeys,
        GATEHOUSE_DATA_DIR: dataDir,
        GATEHOUSE_SIGNING_KEY_LIFE: '1h',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => said.push(bytes));
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 0);
    return Buffer.concat(said).toString();
  }

  it('nothing that is verified by them ever fails', async () => {
    const code = await stage.code(stage.web, { resource: api });
    let pair = pairOf((await stage.redeem(stage.web, code)).body);
    const own = await stage.pair();
    const kids = new Set<string>();
    const verifiers = addresses.flatMap((address) => [cachedKeys(address), cachedKeys(address)]);
    const credentials = { client_id: stage.web.clientId, client_secret: stage.web.clientSecret ?? '' };

    const work = async (step: number) => {
      const address = addresses[step % addresses.length] ?? issuer;
      const refreshed = await answerOf(
        fetch(`${address}/oauth/token`, {
          method: 'POST',
          body: new URLSearchParams({
            ...credentials,
            grant_type: 'refresh_token',
            refresh_token: pair.refreshToken,
          }),
        }),
      );
      assert.equal(refreshed.status, 200);
      pair = pairOf(refreshed.body);
      const signed = await fetch(`${address}/oauth/introspect`, {
        method: 'POST',
        body: new URLSearchParams({ ...credentials, token: own.refreshToken }),
        headers: { accept: 'application/token-introspection+jwt' },
      });
      assert.equal(signed.status, 200);
      for (const text of [pair.accessToken, await signed.text()])
        for (const verifier of verifiers) {
          const currentDate = new Date(stage.platform.clock.now());
          const { protectedHeader } = await jwtVerify(text, await verifier(), { currentDate });
          kids.add(protectedHeader.kid ?? '');
        }
    };

    assert.match(await rotateByHand(), /key/);
    for (let step = 0; step < 160; step += 1) {
      const houses = [stage.platform.house, ...nodes.map(({ house }) => house)];
      const [, ...outcomes] = await Promise.all([
        work(step),
        ...houses.map((house) => rotateSigningKeys(house, { force: step % 40 === 20 })),
      ]);
      assert.ok(outcomes.filter((outcome) => outcome === 'rotated').length <= 1);
      stage.platform.clock.advance(50 * minute);
    }
    // Five days: the key of the beginning, the one by hand, and one more for each day and its overlap.
    assert.ok(kids.size >= 4, String(kids.size));
    assert.ok(kids.size <= 8, String(kids.size));
    const { body } = await answerOf(fetch(`${stage.platform.url}/oauth/jwks`));
    const published = Map.groupBy(body.keys as readonly { readonly alg: string }[], ({ alg }) => alg);
    assert.deepEqual([...published.keys()].sort(), ['ES256', 'RS256']);
    for (const [alg, keys] of published)
      assert.ok(keys.length <= 4, `old keys are not published for ever: ${alg}`);
  });
});
