import {
  closeOnSignals,
  createLogger,
  readSettings,
  SettingsError,
  systemClock,
  systemRandom,
} from '@gatehouse/service';
import type { House } from './house.ts';
import { openHouse } from './open-house.ts';
import { settings } from './settings.ts';
import { startLink } from './start.ts';
import { addKey, createKeyFile, holdKeyFile } from './vault/key-file.ts';
import { keyCounts, resealAll } from './vault/rotate.ts';

const usage = `Usage: main.ts [serve | keys create | keys rotate | keys status]

  serve         start Link (the default)
  keys create   make the key file, for its owner only
  keys rotate   with a key file: add a new key; then seal every record anew under the current key, while serving
  keys status   how many records each key still wraps

Settings come from the environment: see docs/link-settings.md.
`;

const command = process.argv.slice(2).join(' ') || 'serve';

try {
  const values = readSettings(settings, process.env);
  // Child processes and crash reports do not need them.
  for (const { name, secret } of Object.values(settings)) if (secret) delete process.env[name];
  const logger = createLogger({ name: 'gatehouse-link', level: values.logLevel });
  const surroundings = { clock: systemClock, random: systemRandom, logger };
  const say = (text: string) => process.stdout.write(`${text}\n`);
  if (command === 'serve') {
    const link = await startLink(values, surroundings);
    closeOnSignals(link, logger);
    say(`Gatehouse Link is up: ${link.house.origin}`);
  } else if (command === 'keys create') {
    await createKeyFile(values.keyFile, systemRandom);
    say(`Made ${values.keyFile}. Keep a copy where the database is not: without it no token can be read.`);
  } else if (command === 'keys rotate' || command === 'keys status') {
    const house = await openHouse(values, surroundings);
    try {
      if (command === 'keys rotate') await rotate(house, say);
      const current = await house.vault.custodian.current();
      for (const { keyId, records } of await keyCounts(house.database))
        say(`${keyId}${keyId === current ? ' (current)' : ''}: ${records} records`);
    } finally {
      await house.database.close();
    }
  } else {
    process.stderr.write(usage);
    process.exitCode = 2;
  }
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function rotate(
  { database, vault, settings: { custodian, keyFile } }: House,
  say: (text: string) => void,
): Promise<void> {
  using _held = custodian === 'file' ? holdKeyFile(keyFile) : null;
  if (custodian === 'file') await addKey(keyFile, systemRandom);
  const { moved, refused } = await resealAll(database, vault);
  say(`${moved} records sealed anew.`);
  for (const record of refused) say(`${record} does not open under any of these keys, and stays as it is.`);
  if (refused.size > 0) process.exitCode = 1;
}
