// First, before anything asks for a thread.
import './thread-pool.ts';
import {
  closeOnSignals,
  createLogger,
  readSettings,
  SettingsError,
  systemClock,
  systemRandom,
  systemTicks,
} from '@gatehouse/service';
import { clearFactorsOf } from './account-security/clear-factors-of.ts';
import { rotateSigningKeys } from './authorization/signing-keys.ts';
import { greeting } from './greeting.ts';
import { openHouse, publicUrlOf } from './open-house.ts';
import { settings } from './settings.ts';
import { startPlatform } from './start.ts';

const usage = `Usage: main.ts [serve | keys rotate | factors clear EMAIL]

  serve         start Gatehouse (the default)
  keys rotate   make a new signing key, which takes over after verifiers could learn of it
  factors clear EMAIL
                take the second factors of a person away who has lost them all; they are told by mail

Settings come from the environment: see docs/settings.md.
`;

const rotationOutcomes = {
  created: 'The first signing key was made.',
  rotated: 'A new signing key was made; it takes over in a day, when every verifier could learn of it.',
  unchanged: 'Nothing to do: a new signing key waits already.',
} as const;

const clearOutcomes = {
  cleared: 'The second factors are gone, and every session of the person has ended. They were told by mail.',
  none: 'Nothing to do: this person has no second factor.',
  unknown: 'Nobody signs in with this email.',
} as const;

const command = process.argv.slice(2).join(' ') || 'serve';
const [, clearedEmail] = /^factors clear (\S+@\S+)$/.exec(command) ?? [];

try {
  const values = readSettings(settings, process.env);
  const logger = createLogger({ name: 'gatehouse', level: values.logLevel });
  const surroundings = { clock: systemClock, ticks: systemTicks, random: systemRandom, logger };
  if (command === 'serve') {
    const platform = await startPlatform(values, surroundings);
    closeOnSignals(platform, logger);
    process.stdout.write(greeting(platform.house.issuer, platform.demo, platform.setUpLink));
  } else if (command === 'keys rotate') {
    const house = await openHouse(values, surroundings, 'http://localhost');
    const outcome = await rotateSigningKeys(house, { force: true });
    process.stdout.write(`${rotationOutcomes[outcome]}\n`);
    await house.database.close();
  } else if (clearedEmail !== undefined) {
    const house = await openHouse(values, surroundings, (await publicUrlOf(values)).publicUrl.origin);
    const outcome = await clearFactorsOf(house, clearedEmail);
    process.stdout.write(`${clearOutcomes[outcome]}\n`);
    await house.database.close();
    if (outcome === 'unknown') process.exitCode = 1;
  } else {
    process.stderr.write(usage);
    process.exitCode = 2;
  }
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
