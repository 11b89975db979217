import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type OAuthClientProvider, UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { OAuthClientInformation, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  type DocumentHost,
  json,
  startDocumentHost,
} from '../client-documents/document-host.test-support.ts';
import { type OAuthStage, redirectUri, setOAuthStage, type TestClient } from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';
import { type ProtectedMcpServer, startMcpServer } from './mcp-server.test-support.ts';

/** What an MCP host keeps for its user: registered credentials if it has any, and whatever the SDK asks it to hold. */
function hostOf(client: TestClient | { readonly clientMetadataUrl: string }) {
  const kept: { tokens?: OAuthTokens; verifier?: string; asked?: URL; client?: OAuthClientInformation } = {};
  if ('clientId' in client) {
    const { clientId, clientSecret } = client;
    const secret = clientSecret === undefined ? {} : { client_secret: clientSecret };
    kept.client = { client_id: clientId, ...secret };
  }
  const provider: OAuthClientProvider = {
    ...('clientMetadataUrl' in client && client),
    redirectUrl: redirectUri,
    clientMetadata: { redirect_uris: [redirectUri] },
    clientInformation: () => kept.client,
    saveClientInformation: (information) => {
      kept.client = information;
    },
    tokens: () => kept.tokens,
    saveTokens: (tokens) => {
      kept.tokens = tokens;
    },
    redirectToAuthorization: (asked) => {
      kept.asked = asked;
    },
    saveCodeVerifier: (verifier) => {
      kept.verifier = verifier;
    },
    codeVerifier: () => kept.verifier ?? '',
  };
  return { provider, kept };
}

suite('the Model Context Protocol SDK, unchanged', () => {
  let stage: OAuthStage;
  let server: ProtectedMcpServer;
  let documents: DocumentHost;
  before(async () => {
    documents = await startDocumentHost();
    server = await startMcpServer();
    stage = await setOAuthStage({
      resources: [server.url],
      clientDocuments: 'from_private_addresses_too',
    });
    server.trust(stage.platform.url);
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    await documents[Symbol.asyncDispose]();
  });

  async function whoami(provider: OAuthClientProvider) {
    const client = new Client({ name: 'host', version: '1.0.0' });
    await client.connect(transportFor(provider) as Transport);
    const { content } = await client.callTool({ name: 'whoami' });
    await client.close();
    return content;
  }
  const transportFor = (authProvider: OAuthClientProvider) =>
    new StreamableHTTPClientTransport(new URL(server.url), { authProvider });

  for (const kind of ['native', 'web'] as const)
    test(`a host with the credentials of a ${kind} client finds us by the server, and calls its tool in a person’s name`, async () => {
      const { provider, kept } = hostOf(stage[kind]);
      await assert.rejects(whoami(provider), UnauthorizedError);
      const { asked = assert.fail('nobody was asked') } = kept;
      assert.equal(asked.origin, stage.platform.url);
      assert.equal(asked.searchParams.get('resource'), server.url);
      const callback = new URL(await answerConsent(stage.browser, asked.pathname + asked.search));
      await transportFor(provider).finishAuth(callback.searchParams.get('code') ?? '');
      const me = [{ type: 'text', text: `person:${stage.personId}` }];
      assert.deepEqual(await whoami(provider), me);
      // Ten minutes later the token is refused, and the SDK gets the next one by itself.
      const first = kept.tokens ?? assert.fail();
      kept.tokens = { ...first, access_token: 'expired' };
      assert.deepEqual(await whoami(provider), me);
      assert.notEqual(kept.tokens.refresh_token, first.refresh_token);
    });

  test('a host that nobody registered is known by its document', async () => {
    const clientMetadataUrl = `${documents.origin}/host.json`;
    documents.answer = json({ client_id: clientMetadataUrl, redirect_uris: [redirectUri] });
    const { provider, kept } = hostOf({ clientMetadataUrl });
    await assert.rejects(whoami(provider), UnauthorizedError);
    const { asked = assert.fail('nobody was asked') } = kept;
    assert.equal(asked.searchParams.get('client_id'), clientMetadataUrl);
    const callback = new URL(await answerConsent(stage.browser, asked.pathname + asked.search));
    await transportFor(provider).finishAuth(callback.searchParams.get('code') ?? '');
    assert.deepEqual(await whoami(provider), [{ type: 'text', text: `person:${stage.personId}` }]);
  });

  test('a token for our API does not open the server, nor one for the server our API', async () => {
    const { accessToken } = await stage.pair();
    const call = async (url: string, token: string) =>
      (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
    assert.equal(await call(server.url, accessToken), 401);
    const code = await stage.code(stage.web, { resource: server.url });
    const { body } = await stage.redeem(stage.web, code);
    assert.equal(await call(`${stage.platform.url}/rest/v1.0/me`, String(body.access_token)), 401);
  });
});
