import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorizePath, makeProof, redirectUri, setOAuthStage } from '../testing/oauth-clients.ts';
import { answerConsent, signInByForm } from '../testing/sign-in-by-form.ts';

test('a challenge that a client uses for a second person is on record, and for the same person again is not', async () => {
  await using stage = await setOAuthStage();
  const { platform, browser, web, other } = stage;
  const { challenge } = makeProof();
  const path = (client = web) =>
    authorizePath(client, { redirect_uri: redirectUri, state: 's', ...challenge });
  const noticed = () => stage.audited('code.challenge_repeated');
  for (let turn = 0; turn < 2; turn += 1) await answerConsent(browser, path());
  await answerConsent(browser, path(other));
  assert.equal(await noticed(), 0);
  const ana = platform.demo.people.find(({ name }) => name === 'Ana Torres');
  assert.ok(ana);
  const second = await signInByForm(platform.url, ana);
  await answerConsent(second, path());
  assert.equal(await noticed(), 1);
  for (const plain of [browser, second])
    await answerConsent(plain, authorizePath(web, { redirect_uri: redirectUri, state: 's' }));
  assert.equal(await noticed(), 1, 'no challenge is none');
});
