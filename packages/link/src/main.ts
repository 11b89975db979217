import {
  closeOnSignals,
  createLogger,
  readSettings,
  SettingsError,
  systemClock,
  systemRandom,
} from '@gatehouse/service';
import { openHouse } from './open-house.ts';
import { settings } from './settings.ts';
import { startLink } from './start.ts';
import { addKey, createKeyFile } from './vault/key-file.ts';
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
    if (command === 'keys rotate' && values.custodian === 'file') await addKey(values.keyFile, systemRandom);
    const house = await openHouse(values, surroundings);
    if (command === 'keys rotate') {
      const { moved, refused } = await resealAll(house.database, house.vault);
      say(`${moved} records sealed anew.`);
      for (const record of refused)
        say(`${record} does not open under any of these keys, and stays as it is.`);
      if (refused.size > 0) process.exitCode = 1;
    }
    const current = await house.vault.custodian.current();
    for (const { keyId, records } of await keyCounts(house.database))
      say(`${keyId}${keyId === current ? ' (current)' : ''}: ${records} records`);
    await house.database.close();
  } else {
    process.stderr.write(usage);
    process.exitCode = 2;
  }
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
