import { timingSafeEqual } from 'node:crypto';
import type OAuth2Server from '@node-oauth/oauth2-server';
import { client } from './peer.ts';
import type { SqliteStore } from './sqlite-store.ts';

/** Access and refresh tokens apart, as in the models of the library's documentation. */
export const oauthSchema = `
  create table oauth_clients (
    client_id text primary key, client_secret text not null, grants text not null
  ) without rowid;
  create table access_tokens (
    id integer primary key, token text not null unique, expires_at integer not null, client_id text not null,
    user_id text not null
  );
  create table refresh_tokens (
    id integer primary key, token text not null unique, expires_at integer not null, client_id text not null,
    user_id text not null
  );
`;

interface TokenRow {
  readonly token: string;
  readonly expires_at: number;
  readonly client_id: string;
  readonly user_id: string;
}

type Model = OAuth2Server.ClientCredentialsModel & OAuth2Server.RefreshTokenModel;

/** Tokens are kept as the library hands them over: in the clear. */
export function oauthModel(store: SqliteStore): Model {
  const { database } = store;
  database
    .prepare('insert into oauth_clients values (?, ?, ?)')
    .run(client.id, client.secret, JSON.stringify(['client_credentials', 'refresh_token']));
  const clientById = database.prepare('select client_secret, grants from oauth_clients where client_id = ?');
  const accessToken = database.prepare('select * from access_tokens where token = ?');
  const refreshToken = database.prepare('select * from refresh_tokens where token = ?');
  const remove = database.prepare('delete from refresh_tokens where token = ?');
  const columns = '(token, expires_at, client_id, user_id) values (?, ?, ?, ?)';
  const insertAccess = database.prepare(`insert into access_tokens ${columns}`);
  const insertRefresh = database.prepare(`insert into refresh_tokens ${columns}`);

  return {
    async getClient(id, secret) {
      const row = clientById.get(id) as { client_secret: string; grants: string } | undefined;
      if (row === undefined || !sameSecret(row.client_secret, secret)) return undefined;
      return { id, grants: JSON.parse(row.grants) as string[] };
    },
    getUserFromClient: async ({ id }) => ({ id: `client:${id}` }),
    saveToken: (token, of, user) =>
      store.write(() => {
        const end = (at: Date | undefined) => at?.getTime() ?? 0;
        insertAccess.run(token.accessToken, end(token.accessTokenExpiresAt), of.id, String(user.id));
        if (token.refreshToken !== undefined)
          insertRefresh.run(token.refreshToken, end(token.refreshTokenExpiresAt), of.id, String(user.id));
        return { ...token, client: of, user };
      }),
    async getAccessToken(token) {
      const row = accessToken.get(token) as unknown as TokenRow | undefined;
      return row && { accessToken: token, accessTokenExpiresAt: new Date(row.expires_at), ...whose(row) };
    },
    async getRefreshToken(token) {
      const row = refreshToken.get(token) as unknown as TokenRow | undefined;
      return row && { refreshToken: token, refreshTokenExpiresAt: new Date(row.expires_at), ...whose(row) };
    },
    revokeToken: (token) => store.write(() => remove.run(token.refreshToken).changes === 1),
  };
}

function whose(row: TokenRow): Pick<OAuth2Server.Token, 'client' | 'user'> {
  return { client: { id: row.client_id, grants: [] }, user: { id: row.user_id } };
}

function sameSecret(known: string, presented: string): boolean {
  const [a, b] = [Buffer.from(known), Buffer.from(presented)];
  return a.length === b.length && timingSafeEqual(a, b);
}
