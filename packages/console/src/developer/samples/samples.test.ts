import assert from 'node:assert/strict';
import { stripTypeScriptTypes } from 'node:module';
import { test } from 'node:test';
import { asAccount } from './account-samples.ts';
import { asPerson } from './samples.ts';

const facts = { origin: 'https://gatehouse.example', clientId: 'ghi_abc' };
const redirectUri = 'https://app.example.com/callback';

test('every sample holds the app’s own ids, and takes the secret from the environment', () => {
  for (const samples of [asPerson(facts, redirectUri), asAccount(facts)]) {
    for (const [language, code] of Object.entries(samples)) {
      assert.ok(code.includes(facts.clientId) && code.includes(facts.origin), language);
      assert.match(code, /GATEHOUSE_CLIENT_SECRET/, language);
      assert.doesNotMatch(code, /ghs_|undefined/, language);
    }
  }
});

test('what a person is asked for names the redirect URI, and keeps a state to compare', () => {
  for (const [language, code] of Object.entries(asPerson(facts, redirectUri))) {
    assert.ok(code.includes(redirectUri), language);
    assert.match(code, /state/, language);
  }
});

test('the TypeScript samples are TypeScript', () => {
  for (const { typescript } of [asPerson(facts, redirectUri), asAccount(facts)]) {
    assert.doesNotThrow(() => stripTypeScriptTypes(typescript));
  }
});
