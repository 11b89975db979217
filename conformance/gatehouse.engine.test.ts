import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeTestKey } from '../packages/platform/src/authorization/assertion.test-support.ts';
import { registerKey } from '../packages/platform/src/authorization/registered-key.test-support.ts';
import {
  type DocumentHost,
  startDocumentHost,
} from '../packages/platform/src/client-documents/document-host.test-support.ts';
import {
  type OAuthStage,
  setOAuthStage,
  type TestClient,
} from '../packages/platform/src/testing/oauth-clients.ts';
import { requirements } from './requirements.ts';
import { type Client, type ClientDocuments, openTarget, type Target } from './target.ts';

/** The same black box as for anybody's server: only addresses, credentials, and a clock that can be put ahead. */
describe('Gatehouse keeps what is asked of an authorization server', () => {
  let stage: OAuthStage;
  let target: Target;
  let host: DocumentHost;
  before(async () => {
    host = await startDocumentHost();
    stage = await setOAuthStage({
      resources: ['https://weather.example/api', 'https://tides.example'],
      clientDocuments: 'from_private_addresses_too',
    });
    const key = makeTestKey('ES256');
    await registerKey(stage, stage.machine, key);
    const jim = stage.platform.demo.people.find(({ email }) => email.startsWith('jim@'));
    assert.ok(jim);
    target = await openTarget(
      {
        issuer: stage.platform.url,
        person: jim,
        clients: {
          web: asClient(stage.web),
          other: asClient(stage.other),
          fresh: asClient(stage.fresh),
          native: asClient(stage.native),
          machine: asClient(stage.account),
        },
        web_name: 'Web',
        signer: {
          client_id: stage.machine.clientId,
          private_jwk: {
            ...(key.privateKey.export({ format: 'jwk' }) as Record<string, string>),
            alg: key.algorithm,
            kid: key.kid,
          },
        },
        client_documents: documentsAt(host),
        redirect_uri: 'https://web.example/cb',
        loopback_redirect_uri: 'http://127.0.0.1/cb',
        api: '/rest/v1.0/me',
        refresh_grace: 2,
      },
      {
        pass: async (seconds) => stage.platform.clock.advance(seconds * 1000),
        now: () => stage.platform.clock.now() / 1000,
      },
    );
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

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

/** A sound document, and its like with one thing wrong in each. */
function documentsAt(host: DocumentHost): ClientDocuments {
  const at = (path: string) => `${host.origin}/${path}`;
  const sound = (path: string) => ({
    client_id: at(path),
    client_name: 'Crane Watch',
    redirect_uris: ['https://web.example/cb'],
  });
  const unsound: Readonly<Record<string, object>> = {
    'other-id.json': sound('sound.json'),
    'secret.json': { ...sound('secret.json'), client_secret: 'x' },
    'shared.json': { ...sound('shared.json'), token_endpoint_auth_method: 'client_secret_basic' },
    'large.json': { ...sound('large.json'), about: 'x'.repeat(100_000) },
    'moved.json': {},
    'page.json': {},
  };
  host.answer = (request, response) => {
    const name = (request.url ?? '').slice(1);
    if (name === 'moved.json') return response.writeHead(302, { location: at('sound.json') }).end();
    if (name === 'page.json') return response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello');
    const body = name === 'sound.json' ? sound(name) : unsound[name];
    if (body === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  return { sound: at('sound.json'), unsound: Object.keys(unsound).map(at) };
}
