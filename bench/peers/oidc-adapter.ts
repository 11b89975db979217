import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { SqliteStore } from './sqlite-store.ts';

/** One table for all models, as in the adapters for SQL databases that the library's documentation points to. */
export const oidcSchema = `
  create table models (
    model text not null, id text not null, payload text not null, grant_id text, user_code text, uid text,
    consumed_at integer, expires_at integer, primary key (model, id)
  ) without rowid;
  create index models_by_grant on models (grant_id) where grant_id is not null;
  create index models_by_user_code on models (user_code) where user_code is not null;
  create index models_by_uid on models (uid) where uid is not null;
`;

interface Row {
  readonly payload: string;
  readonly consumed_at: number | null;
}

/** Tokens are kept as the library hands them over: in the clear, by their value. */
export function oidcAdapter(store: SqliteStore): AdapterFactory {
  const { database } = store;
  const upsert = database.prepare(`
    insert into models (model, id, payload, grant_id, user_code, uid, expires_at) values (?, ?, ?, ?, ?, ?, ?)
    on conflict (model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
      user_code = excluded.user_code, uid = excluded.uid, expires_at = excluded.expires_at`);
  const alive = '(expires_at is null or expires_at > ?)';
  const findBy = (column: 'id' | 'user_code' | 'uid') =>
    database.prepare(
      `select payload, consumed_at from models where model = ? and ${column} = ? and ${alive}`,
    );
  const byId = findBy('id');
  const byUserCode = findBy('user_code');
  const byUid = findBy('uid');
  const consume = database.prepare('update models set consumed_at = ? where model = ? and id = ?');
  const destroy = database.prepare('delete from models where model = ? and id = ?');
  const revoke = database.prepare('delete from models where grant_id = ?');
  const now = () => Math.floor(Date.now() / 1000);

  function found(row: Row | undefined): AdapterPayload | undefined {
    if (row === undefined) return undefined;
    const payload = JSON.parse(row.payload) as AdapterPayload;
    return row.consumed_at === null ? payload : { ...payload, consumed: row.consumed_at };
  }

  return (model): Adapter => ({
    upsert: (id, payload, expiresIn) =>
      store.write(() => {
        const { grantId = null, userCode = null, uid = null } = payload;
        const expiresAt = expiresIn ? now() + expiresIn : null;
        upsert.run(model, id, JSON.stringify(payload), grantId, userCode, uid, expiresAt);
      }),
    find: async (id) => found(byId.get(model, id, now()) as Row | undefined),
    findByUserCode: async (code) => found(byUserCode.get(model, code, now()) as Row | undefined),
    findByUid: async (uid) => found(byUid.get(model, uid, now()) as Row | undefined),
    consume: (id) => store.write(() => void consume.run(now(), model, id)),
    destroy: (id) => store.write(() => void destroy.run(model, id)),
    revokeByGrantId: (grantId) => store.write(() => void revoke.run(grantId)),
  });
}
