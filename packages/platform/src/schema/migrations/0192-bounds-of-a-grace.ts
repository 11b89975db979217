import { type Migration, sql } from '@gatehouse/database';

/** An app's own grace is at most a minute, whoever writes it: a consumed refresh token is worth a pair that long. */
export const boundsOfAGrace: Migration = {
  name: '0192-bounds-of-a-grace',
  async up({ engine, execute }) {
    await execute(sql`update clients set refresh_grace = 60000 where refresh_grace > 60000`);
    await execute(sql`update clients set refresh_grace = 0 where refresh_grace < 0`);
    if (engine === 'postgres') {
      await execute(sql`alter table clients add constraint clients_refresh_grace_bounds
        check (refresh_grace between 0 and 60000)`);
      return;
    }
    // SQLite adds no constraint to a column that is there.
    for (const [name, change] of [
      ['added', sql`insert`],
      ['changed', sql`update of refresh_grace`],
    ] as const)
      await execute(sql`create trigger ${sql.ref(`clients_refresh_grace_${name}`)} before ${change} on clients
        when new.refresh_grace not between 0 and 60000
        begin select raise(abort, 'refresh_grace is from 0 to 60000'); end`);
  },
};
