import assert from 'node:assert/strict';
import { makeTestKey } from '../authorization/assertion.test-support.ts';
import { assertionType } from '../authorization/client-assertion.ts';
import { deviceCalls } from '../authorization/device/device-calls.test-support.ts';
import { registerKey } from '../authorization/registered-key.test-support.ts';
import { addPart, insertUpload } from '../documents/uploads/upload-store.ts';
import { insertFlow } from '../identity-providers/flow-store.ts';
import type { OAuthStage } from '../testing/oauth-clients.ts';
import { type FormBrowser, hiddenField, openFormBrowser } from '../testing/sign-in-by-form.ts';
import { plainPlan } from './stores/upload-rows.test-support.ts';

/** Ways to begin something and never come back for it, or to have used something up. */
export async function leavings(stage: OAuthStage) {
  const { house, url, demo, clock } = stage.platform;
  const key = makeTestKey('ES256');
  await registerKey(stage, stage.machine, key);
  const company = demo.companies.find(({ environment }) => environment === 'production') ?? assert.fail();

  return async (email: string, browser: FormBrowser, round: number): Promise<void> => {
    const devices = deviceCalls(stage);
    assert.equal((await devices.ask(stage.web)).status, 200);
    const { body: asked } = await devices.ask(stage.web);
    assert.equal((await devices.decide(asked.user_code, 'allow', browser)).status, 200);
    const { body: pair } = await devices.poll(stage.web, asked.device_code);
    assert.equal((await stage.revoke(stage.web, String(pair.refresh_token))).status, 200);

    const { clientId: id } = stage.machine;
    const now = Math.floor(clock.now() / 1000);
    const claims = { iss: id, sub: id, aud: house.issuer, iat: now, exp: now + 60, jti: `round ${round}` };
    const { status } = await stage.post('/oauth/token', {
      grant_type: 'client_credentials',
      client_assertion_type: assertionType,
      client_assertion: key.sign(claims),
    });
    assert.equal(status, 200);

    const stranger = openFormBrowser(url);
    const form = await (await stranger.get('/new-password')).text();
    const fields = { csrf: hiddenField(form, 'csrf'), return_to: '', email };
    assert.equal((await stranger.post('/new-password', fields)).status, 303);

    await house.database.write(async (tx) => {
      const expires_at = clock.now() + 900_000;
      await insertFlow(tx, { state_hash: `state ${round}`, return_to: 'sealed', expires_at });
      const place = { companyId: company.id, projectId: null, personId: stage.personId };
      await insertUpload(tx, place, {
        id: `upload-${round}`,
        kind: 'unified',
        plan: plainPlan,
        createdAt: clock.now(),
        expiresAt: clock.now() + 3_600_000,
      });
      const bytes = { location: 'a'.repeat(64), sha256: 'a'.repeat(64), size: 10 };
      await addPart(tx, company.id, `upload-${round}`, { ...bytes, number: 1, receivedAt: clock.now() });
    });
  };
}
