// oidc-provider as its documentation recommends it: a persistent adapter, own keys, rotation, own client.
import { generateKeyPairSync } from 'node:crypto';
import Provider, { type Configuration } from 'oidc-provider';
import { folderLister, folderSchema } from './folder.ts';
import { oidcAdapter, oidcSchema } from './oidc-adapter.ts';
import {
  accessTokenSeconds,
  announce,
  answer,
  chains,
  client,
  commits,
  folder,
  listen,
  personId,
  refreshTokenSeconds,
} from './peer.ts';
import { SqliteStore } from './sqlite-store.ts';

const store = new SqliteStore(folder, commits, `${oidcSchema}${folderSchema}`);
const listFolder = folderLister(store);
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const configuration: Configuration = {
  adapter: oidcAdapter(store),
  clients: [
    {
      client_id: client.id,
      client_secret: client.secret,
      redirect_uris: ['https://app.example/callback'],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      id_token_signed_response_alg: 'ES256',
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
  cookies: { keys: ['only-used-by-interactions-which-are-not-measured'] },
  // Without openid there is no ID token to sign, as there is none in Gatehouse's answer.
  scopes: ['offline_access'],
  rotateRefreshToken: true,
  ttl: {
    AccessToken: accessTokenSeconds,
    ClientCredentials: accessTokenSeconds,
    RefreshToken: refreshTokenSeconds,
    Grant: refreshTokenSeconds,
  },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: {
      enabled: true,
      allowedPolicy: (_context, asking, token) => asking.clientId === token.clientId,
    },
  },
};

const { url, serve } = await listen();
const provider = new Provider(url, configuration);
const answerOAuth = provider.callback();

serve(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', url);
  if (pathname !== '/folders') return answerOAuth(request, response);
  const [, value = ''] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  const token = await provider.AccessToken.find(value);
  if (token === undefined || !token.isValid) return answer(response, 401, {}, '{}');
  answer(response, 200, {}, listFolder(Number(searchParams.get('folder_id'))));
});

/** What a sign-in and a consent leave behind, put there by the library's own models. */
async function signedIn(): Promise<{ accessToken: string; refreshToken: string }> {
  const known = await provider.Client.find(client.id);
  if (known === undefined) throw new Error('The client is not there.');
  const grant = new provider.Grant({ accountId: personId, clientId: client.id });
  grant.addOIDCScope('offline_access');
  const grantId = await grant.save();
  const properties = {
    accountId: personId,
    client: known,
    grantId,
    gty: 'authorization_code',
    scope: 'offline_access',
    expiresWithSession: false,
  };
  return {
    accessToken: await new provider.AccessToken(properties).save(),
    refreshToken: await new provider.RefreshToken(properties).save(),
  };
}

const visits = await Promise.all(Array.from({ length: Number(chains) }, signedIn));

announce({
  url,
  client,
  accessToken: visits[0]?.accessToken ?? '',
  refreshTokens: visits.map(({ refreshToken }) => refreshToken),
  paths: { token: '/token', introspection: '/token/introspection', listing: '/folders?folder_id=1' },
  listingHeaders: {},
  introspectionBy: 'form',
});
