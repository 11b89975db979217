import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { createRemoteJWKSet, jwtVerify } from 'jose';

export interface ProtectedMcpServer extends AsyncDisposable {
  /** Its address and its identifier in one. */
  readonly url: string;
  /** Which issuer it takes tokens of. */
  trust(issuer: string): void;
}

/** An MCP server with one tool, `whoami`, that lets in who brings a token of a foreign issuer made for it. */
export async function startMcpServer(): Promise<ProtectedMcpServer> {
  let issuer = '';
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `${origin}/mcp`;
  const metadataPath = '/.well-known/oauth-protected-resource/mcp';

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === metadataPath) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ resource: url, authorization_servers: [issuer] }));
      return;
    }
    const subject = await subjectOf(request.headers.authorization);
    if (subject === undefined) {
      const challenge = `Bearer error="invalid_token", resource_metadata="${origin}${metadataPath}"`;
      response.writeHead(401, { 'www-authenticate': challenge }).end();
      return;
    }
    // Without sessions: a server and a transport for each request, as the SDK's manual has it.
    const mcp = new McpServer({ name: 'who', version: '1.0.0' });
    mcp.registerTool('whoami', {}, () => ({ content: [{ type: 'text', text: subject }] }));
    const transport = new StreamableHTTPServerTransport();
    response.on('close', () => void mcp.close());
    await mcp.connect(transport as Transport);
    await transport.handleRequest(request, response);
  }

  async function subjectOf(authorization = ''): Promise<string | undefined> {
    const token = authorization.replace(/^Bearer /, '');
    const keys = createRemoteJWKSet(new URL('/oauth/jwks', issuer));
    const verified = await jwtVerify(token, keys, { issuer, audience: url, typ: 'at+jwt' }).catch(() => null);
    return verified?.payload.sub;
  }

  return {
    url,
    trust: (trusted) => {
      issuer = trusted;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
