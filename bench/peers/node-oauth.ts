// @node-oauth/oauth2-server behind node:http. It has no introspection: authenticate(), by which an API checks the
// bearer token of a call, is the nearest to it.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import OAuth2Server from '@node-oauth/oauth2-server';
import { folderLister, folderSchema } from './folder.ts';
import { oauthModel, oauthSchema } from './node-oauth-model.ts';
import {
  accessTokenSeconds,
  announce,
  answer,
  chains,
  client,
  commits,
  folder,
  formOf,
  listen,
  personId,
  refreshTokenSeconds,
} from './peer.ts';
import { SqliteStore } from './sqlite-store.ts';

const store = new SqliteStore(folder, commits, `${oauthSchema}${folderSchema}`);
const listFolder = folderLister(store);
const model = oauthModel(store);
const oauth = new OAuth2Server({
  model,
  accessTokenLifetime: accessTokenSeconds,
  refreshTokenLifetime: refreshTokenSeconds,
  alwaysIssueNewRefreshToken: true,
});

const { url, serve } = await listen();

serve(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', url);
  try {
    if (pathname === '/token') return await answerToken(request, response);
    const token = await oauth.authenticate(await oauthRequest(request), new OAuth2Server.Response());
    if (pathname === '/authenticate')
      return answer(response, 200, {}, JSON.stringify({ active: true, sub: token.user.id }));
    answer(response, 200, {}, listFolder(Number(searchParams.get('folder_id'))));
  } catch (error) {
    const { code = 500, name = 'server_error' } = error as Partial<OAuth2Server.OAuthError>;
    answer(response, code, {}, JSON.stringify({ error: name }));
  }
});

async function answerToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answered = new OAuth2Server.Response();
  await oauth.token(await oauthRequest(request), answered);
  answer(response, answered.status ?? 200, answered.headers ?? {}, JSON.stringify(answered.body));
}

async function oauthRequest(request: IncomingMessage): Promise<OAuth2Server.Request> {
  const { method = 'GET' } = request;
  const body = method === 'POST' ? await formOf(request) : {};
  return new OAuth2Server.Request({
    headers: request.headers as Record<string, string>,
    method,
    query: {},
    body,
  });
}

/** What a code flow leaves behind, put there by the model's own saveToken. */
async function signedIn(): Promise<OAuth2Server.Token> {
  const known = await model.getClient(client.id, client.secret);
  if (!known) throw new Error('The client is not there.');
  const after = (seconds: number) => new Date(Date.now() + seconds * 1000);
  const token = {
    accessToken: randomBytes(32).toString('hex'),
    accessTokenExpiresAt: after(accessTokenSeconds),
    refreshToken: randomBytes(32).toString('hex'),
    refreshTokenExpiresAt: after(refreshTokenSeconds),
    client: known,
    user: { id: personId },
  };
  return (await model.saveToken(token, known, token.user)) || token;
}

const visits = await Promise.all(Array.from({ length: Number(chains) }, signedIn));

announce({
  url,
  client,
  accessToken: visits[0]?.accessToken ?? '',
  refreshTokens: visits.map(({ refreshToken = '' }) => refreshToken),
  paths: { token: '/token', introspection: '/authenticate', listing: '/folders?folder_id=1' },
  listingHeaders: {},
  introspectionBy: 'bearer',
});
