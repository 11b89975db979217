import { stat } from 'node:fs/promises';
import type { Random } from '@gatehouse/service';
import type { Settings } from '../settings.ts';
import type { Custodian } from './custodian.ts';
import { readKeyFile } from './key-file.ts';
import { localCustodian } from './local-custodian.ts';

/**
 * The key file, read again whenever it was replaced: a rotation by command reaches every process that serves, before
 * any of them meets a record under the new key.
 */
export async function fileCustodian(
  { keyFile, dataDir }: Pick<Settings, 'keyFile' | 'dataDir'>,
  random: Random,
): Promise<Custodian> {
  const read = async () => ({
    seen: await versionOf(keyFile),
    custodian: localCustodian(await readKeyFile(keyFile, dataDir), random),
  });
  let known = await read();
  const latest = async () => {
    if ((await versionOf(keyFile)) === known.seen) return known.custodian;
    // A file that is unfit at the moment is one that somebody is changing; the keys we have still hold.
    known = await read().catch(() => known);
    return known.custodian;
  };
  return {
    current: async () => (await latest()).current(),
    wrap: async (dataKey, bound) => (await latest()).wrap(dataKey, bound),
    // The file is looked at when something is sealed, which is every minute; to open what the keys at hand open it
    // need not be, for a token is handed out far more often.
    unwrap: (wrapped, bound) =>
      known.custodian.unwrap(wrapped, bound).catch(async () => (await latest()).unwrap(wrapped, bound)),
  };
}

async function versionOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  return found === undefined ? '' : `${found.ino} ${found.mtimeMs}`;
}
