import { mkdir } from 'node:fs/promises';
import { createServer as createSocket } from 'node:net';
import { join, resolve } from 'node:path';
import { type FaultPoint, migrate, openDatabase } from '@gatehouse/database';
import { type Clock, type Logger, loadKeyRing, type Random, SettingsError } from '@gatehouse/service';
import { openBlobs } from './documents/blobs/open-blobs.ts';
import type { House } from './house.ts';
import { appLimits } from './limits/app-limits.ts';
import { memoryLimits } from './limits/memory-limits.ts';
import { cannotUseFile, cannotUseFolder } from './refusals/cannot-keep-files.ts';
import { cannotListen } from './refusals/cannot-listen.ts';
import { cannotReach } from './refusals/cannot-reach.ts';
import { migrations } from './schema/migrations.ts';
import type { Tables } from './schema/tables.ts';
import type { Settings } from './settings.ts';

export interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** What time goes on by between two looks at the clock of a shared database; without it, `clock` is the time. */
  readonly ticks?: () => number;
  /** Called around each COMMIT: where tests kill the process. */
  readonly onFaultPoint?: (point: FaultPoint) => void;
}

/** Opens everything that holds data, in the order in which a failure explains itself best. */
export async function openHouse(
  settings: Settings,
  surroundings: Surroundings,
  issuer: string,
): Promise<House> {
  const { clock, random, logger } = surroundings;
  const dataDir = resolve(settings.dataDir);
  refuseUnsharedKey(settings);
  const { keys, blobs } = await openFolder(settings, dataDir, surroundings).catch((error: unknown) => {
    throw cannotUseFolder(error, dataDir);
  });
  const database = await openAndMigrate(settings, dataDir, surroundings).catch((error: unknown) => {
    throw cannotUseDatabase(error, settings, dataDir);
  });
  const allowances = memoryLimits(clock, { hourly: settings.hourlyLimit, spike: settings.spikeLimit });
  const limits = appLimits(database, clock, allowances);
  const sessionLimits = memoryLimits(clock, {
    hourly: settings.sessionHourlyLimit,
    spike: settings.sessionSpikeLimit,
  });
  return { settings, issuer, database, blobs, keys, limits, sessionLimits, clock, random, logger };
}

async function openFolder(settings: Settings, dataDir: string, { clock, random }: Surroundings) {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const keys = await loadKeyRing({ inline: settings.secretKeys, file: join(dataDir, 'secret.keys') }, random);
  return { keys, blobs: await openBlobs(settings, dataDir, { clock, random }) };
}

async function openAndMigrate(
  settings: Settings,
  dataDir: string,
  { clock, logger, onFaultPoint }: Surroundings,
) {
  const database = await openDatabase<Tables>({
    url: settings.databaseUrl ?? `file:${embeddedDatabase(dataDir)}`,
    onIncident: (error) => logger.error({ err: error }, 'database incident'),
    ...(onFaultPoint === undefined ? {} : { onFaultPoint }),
  });
  try {
    const applied = await migrate(database, migrations, { clock });
    if (applied.length > 0) logger.info({ applied }, 'schema brought up to date');
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

const embeddedDatabase = (dataDir: string) => join(dataDir, 'gatehouse.db');

function cannotUseDatabase(error: unknown, { databaseUrl }: Settings, dataDir: string): unknown {
  if (databaseUrl === undefined) return cannotUseFile(error, 'GATEHOUSE_DATA_DIR', embeddedDatabase(dataDir));
  return databaseUrl.startsWith('postgres')
    ? cannotReach(error, databaseUrl)
    : cannotUseFile(error, 'GATEHOUSE_DATABASE_URL', databaseUrl.slice('file:'.length));
}

/** The issuer's origin; a deployment without one is found where it listens. */
export async function publicUrlOf(settings: Settings): Promise<{ publicUrl: URL; port: number }> {
  const port = settings.port === 0 ? await freePort(settings.host) : settings.port;
  if (settings.issuer !== undefined) {
    const { issuer } = settings;
    // RFC 8414 section 2 forbids query and fragment; we serve at the root, so a path would be a promise not kept.
    if (issuer.pathname !== '/' || issuer.search || issuer.hash || issuer.username || issuer.password)
      throw new SettingsError(
        `${JSON.stringify(issuer.href)} is not a value of GATEHOUSE_ISSUER: it must be an origin such as https://gatehouse.example.com, without path, query or user.`,
      );
    return { publicUrl: new URL(issuer.origin), port };
  }
  const scheme = settings.tlsCertificate === undefined ? 'http' : 'https';
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return { publicUrl: new URL(`${scheme}://${host}:${port}`), port };
}

/** Nodes that share a database and not a key would refuse each other's tokens, each for a reason it cannot see. */
function refuseUnsharedKey(settings: Settings): void {
  if (settings.databaseUrl?.startsWith('postgres') && settings.secretKeys === undefined)
    throw new SettingsError(
      'GATEHOUSE_SECRET_KEYS is not set: with PostgreSQL it must hold the master keys that all nodes share.',
    );
}

function freePort(host: string): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createSocket();
    probe.once('error', (error) => reject(cannotListen(error, host, 0)));
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => resolvePort(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
