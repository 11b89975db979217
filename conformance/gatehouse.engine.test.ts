import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type OAuthStage,
  setOAuthStage,
  type TestClient,
} from '../packages/platform/src/testing/oauth-clients.ts';
import { requirements } from './requirements.ts';
import { type Client, openTarget, type Target } from './target.ts';

/** The same black box as for anybody's server: only addresses, credentials, and a clock that can be put ahead. */
describe('Gatehouse keeps what is asked of an authorization server', () => {
  let stage: OAuthStage;
  let target: Target;
  before(async () => {
    stage = await setOAuthStage({ resources: ['https://weather.example/api', 'https://tides.example'] });
    const jim = stage.platform.demo.people.find(({ email }) => email.startsWith('jim@'));
    assert.ok(jim);
    target = await openTarget(
      {
        issuer: stage.platform.url,
        person: jim,
        clients: {
          web: asClient(stage.web),
          other: asClient(stage.other),
          native: asClient(stage.native),
          machine: asClient(stage.account),
        },
        redirect_uri: 'https://web.example/cb',
        loopback_redirect_uri: 'http://127.0.0.1/cb',
        api: '/rest/v1.0/me',
        refresh_grace: 2,
      },
      { pass: async (seconds) => stage.platform.clock.advance(seconds * 1000) },
    );
  });
  after(() => stage[Symbol.asyncDispose]());

  for (const requirement of requirements) {
    if (requirement.kind !== 'probed') continue;
    it(`${requirement.id} ${requirement.says}`, () => requirement.probe(target));
  }
});

function asClient({ clientId, clientSecret }: TestClient): Client {
  return clientSecret === undefined
    ? { client_id: clientId }
    : { client_id: clientId, client_secret: clientSecret };
}
