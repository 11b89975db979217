import {
  closeOnSignals,
  createLogger,
  readSettings,
  SettingsError,
  systemClock,
  systemRandom,
} from '@gatehouse/service';
import { rotateSigningKeys } from './authorization/signing-keys.ts';
import { greeting } from './greeting.ts';
import { openHouse } from './open-house.ts';
import { settings } from './settings.ts';
import { startPlatform } from './start.ts';

const usage = `Usage: main.ts [serve | keys rotate]

  serve         start Gatehouse (the default)
  keys rotate   make a new signing key, which takes over after verifiers could learn of it

Settings come from the environment: see docs/settings.md.
`;

const rotationOutcomes = {
  created: 'The first signing key was made.',
  rotated: 'A new signing key was made; it takes over in a day, when every verifier could learn of it.',
  unchanged: 'Nothing to do: a new signing key waits already.',
} as const;

const command = process.argv.slice(2).join(' ') || 'serve';

try {
  const values = readSettings(settings, process.env);
  const logger = createLogger({ name: 'gatehouse', level: values.logLevel });
  const surroundings = { clock: systemClock, random: systemRandom, logger };
  if (command === 'serve') {
    const platform = await startPlatform(values, surroundings);
    closeOnSignals(platform, logger);
    process.stdout.write(greeting(platform.house.issuer, platform.demo, platform.setUpLink));
  } else if (command === 'keys rotate') {
    const house = await openHouse(values, surroundings, 'http://localhost');
    const outcome = await rotateSigningKeys(house, { force: true });
    process.stdout.write(`${rotationOutcomes[outcome]}\n`);
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
