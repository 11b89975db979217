import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type FaultPoint, migrate, openDatabase } from '@gatehouse/database';
import { type Clock, type Logger, type Random, SettingsError } from '@gatehouse/service';
import type { House } from './house.ts';
import { openSpill } from './links/spill.ts';
import { openBoard } from './news/board.ts';
import { openSeats } from './news/seats.ts';
import { ownKeys } from './own-keys.ts';
import { openProvider } from './provider/provider.ts';
import { migrations } from './schema/migrations.ts';
import type { Tables } from './schema/tables.ts';
import type { Settings } from './settings.ts';
import { openCustodian } from './vault/open-custodian.ts';

export interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Where tests let the database fail; absent in production. */
  readonly onFaultPoint?: (point: FaultPoint) => void;
}

/** Each is a socket and a few kilobytes. */
const mostStreams = 10_000;
const mostStreamsOfInstall = 16;

/** Opens everything that holds data; without a key nothing is opened at all. */
export async function openHouse(
  settings: Settings,
  surroundings: Surroundings,
  ending: AbortSignal = new AbortController().signal,
): Promise<House> {
  const { clock, random, logger, onFaultPoint } = surroundings;
  const custodian = await openCustodian(settings, { random, clock });
  const vault = { custodian, random, cipher: settings.cipher };
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
  const database = await openDatabase<Tables>({
    url: settings.databaseUrl ?? `file:${join(resolve(settings.dataDir), 'link.db')}`,
    onIncident: (error) => logger.error({ err: error }, 'database incident'),
    ...(onFaultPoint === undefined ? {} : { onFaultPoint }),
  });
  try {
    await migrate(database, [...migrations], { clock });
    const keys = await ownKeys(database, vault);
    const { origin } = publicUrlOf(settings);
    return {
      settings,
      origin,
      database,
      vault,
      spill: await openSpill(settings.dataDir),
      keys,
      ...providers(settings),
      board: openBoard(database, clock, ending),
      seats: openSeats(mostStreams, mostStreamsOfInstall),
      clock,
      random,
      logger,
      ending,
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** By default where it listens. */
function publicUrlOf({ publicUrl, host, port, tlsCertificate }: Settings): URL {
  if (publicUrl !== undefined) return new URL(publicUrl.origin);
  const name = host.includes(':') ? `[${host}]` : host;
  return new URL(`${tlsCertificate === undefined ? 'http' : 'https'}://${name}:${port}`);
}

function providers(settings: Settings): Pick<House, 'gatehouse' | 'identity'> {
  const { gatehouseUrl, clientId, clientSecret, oidcIssuer, oidcClientId, oidcClientSecret } = settings;
  if (clientId === undefined || clientSecret === undefined)
    throw new SettingsError(
      'LINK_CLIENT_ID and LINK_CLIENT_SECRET are not set: they are those of Link at Gatehouse.',
    );
  const gatehouse = { issuer: gatehouseUrl, clientId, clientSecret };
  const identity =
    oidcIssuer === undefined
      ? gatehouse
      : { issuer: oidcIssuer, clientId: oidcClientId ?? '', clientSecret: oidcClientSecret ?? '' };
  if (identity.clientId === '')
    throw new SettingsError('LINK_OIDC_CLIENT_ID is not set: with LINK_OIDC_ISSUER it must be.');
  return {
    gatehouse: openProvider({ ...gatehouse, algorithm: 'oauth2' }),
    identity: openProvider({ ...identity, algorithm: 'oidc' }),
  };
}
