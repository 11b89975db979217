import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { Client } from 'pg';
import type { Lack, Means } from './lane.ts';
import { startCluster } from './postgres-cluster.ts';

/**
 * A PostgreSQL for the tests, which create and drop databases of their own in it: the one that
 * GATEHOUSE_TEST_POSTGRES_URL names, else one of this run's own, started from binaries found on this machine, which
 * syncs nothing to the disk; else a server that answers here.
 */
export async function findPostgres(): Promise<Means | Lack> {
  const named = process.env.GATEHOUSE_TEST_POSTGRES_URL;
  if (named !== undefined) {
    const objection = await objectionTo(named);
    if (objection === undefined) return means(named);
    return {
      lack: `GATEHOUSE_TEST_POSTGRES_URL: ${objection}`,
      remedy: 'Correct the variable, or unset it.',
    };
  }
  const cluster = await startCluster();
  if (cluster !== undefined && 'url' in cluster) {
    const { env } = means(cluster.url);
    return { env: { ...env, GATEHOUSE_TEST_POSTGRES_OWN: '1' }, release: cluster.stop };
  }
  for (const url of await likelyServers()) {
    if ((await objectionTo(url)) === undefined) return means(url);
  }
  return (
    cluster ?? {
      lack: 'no PostgreSQL is installed, and none answers on this machine without a password.',
      remedy:
        'Install PostgreSQL 14 or newer, or set GATEHOUSE_TEST_POSTGRES_URL=postgres://user:password@host:5432/postgres.',
    }
  );
}

const means = (url: string): Means => ({
  env: { GATEHOUSE_TEST_ENGINE: 'postgres', GATEHOUSE_TEST_POSTGRES_URL: url },
  release: async () => {},
});

/** Addresses where something listens, for the users who can often sign in without a password. */
async function likelyServers(): Promise<string[]> {
  const users = [...new Set(['postgres', userInfo().username])].map(encodeURIComponent);
  const sockets = ['/var/run/postgresql', '/tmp'].map((folder) => ({
    host: encodeURIComponent(folder),
    open: { path: `${folder}/.s.PGSQL.5432` },
  }));
  const places = [{ host: '127.0.0.1:5432', open: { host: '127.0.0.1', port: 5432 } }, ...sockets];
  const open = await Promise.all(
    places.map(async (place) => ((await listens(place.open)) ? [place.host] : [])),
  );
  return open.flat().flatMap((host) => users.map((user) => `postgres://${user}@${host}/postgres`));
}

function listens(address: { path: string } | { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.setTimeout(1000, () => socket.destroy(new Error('no answer')));
    socket.once('connect', () => socket.end(() => resolve(true))).once('error', () => resolve(false));
  });
}

/** Why the server at this address will not do, in a sentence; undefined when it will. */
export async function objectionTo(url: string): Promise<string | undefined> {
  try {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000 });
    // A server that goes away says so in the answer to the query; without a listener it would end this process.
    client.on('error', () => {});
    await client.connect();
    try {
      const { rows } = await client.query<{ may: boolean }>(
        'select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user',
      );
      return rows[0]?.may === true ? undefined : 'this user may not create databases.';
    } finally {
      await client.end();
    }
  } catch (error) {
    return `the server did not let us in (${error instanceof Error ? error.message : String(error)}).`;
  }
}
