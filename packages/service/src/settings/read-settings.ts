import { closest } from './closest.ts';
import type { Setting } from './setting.ts';
import { SettingsError } from './settings-error.ts';

export type Definitions = Readonly<Record<string, Setting<unknown>>>;
export type Settings<S extends Definitions> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

/**
 * Reads the settings from an environment. An empty variable counts as absent.
 *
 * A misspelt setting that is silently ignored is a security setting that is silently off; so a variable
 * with our prefix that nobody defined stops the start as well. `alsoKnown` names variables of other
 * programs under the same prefix (an entry that ends in `_` stands for all that begin so); what begins with
 * `GATEHOUSE_TEST_` belongs to the tests and always passes.
 *
 * @throws SettingsError with one sentence: the setting, the value received (never a secret one), what is allowed.
 */
export function readSettings<const S extends Definitions>(
  definitions: S,
  environment: Readonly<Record<string, string | undefined>>,
  alsoKnown: readonly string[] = [],
): Settings<S> {
  refuseUnknown(definitions, environment, alsoKnown);
  const entries = Object.entries(definitions).map(([key, setting]) => [key, valueIn(setting, environment)]);
  return Object.fromEntries(entries);
}

function valueIn(
  setting: Setting<unknown>,
  environment: Readonly<Record<string, string | undefined>>,
): unknown {
  const text = environment[setting.name]?.trim() ?? '';
  if (text === '') return setting.fallback;
  const value = setting.parse(text);
  if (value !== undefined) return value;
  const complaint = setting.secret ? 'has a value that is not allowed' : `cannot be ${JSON.stringify(text)}`;
  throw new SettingsError(`${setting.name} ${complaint}: it must be ${setting.allowed}.`);
}

function refuseUnknown(
  definitions: Definitions,
  environment: Readonly<Record<string, string | undefined>>,
  alsoKnown: readonly string[],
): void {
  const names = Object.values(definitions).map((setting) => setting.name);
  const prefixes = [...new Set(names.map((name) => name.slice(0, name.indexOf('_') + 1)))];
  const foreign = [...alsoKnown, ...prefixes.map((prefix) => `${prefix}TEST_`)];
  const isForeign = (name: string) =>
    foreign.some((entry) => (entry.endsWith('_') ? name.startsWith(entry) : name === entry));

  for (const name of Object.keys(environment)) {
    const ours = prefixes.some((prefix) => prefix !== '' && name.startsWith(prefix));
    if (!ours || names.includes(name) || isForeign(name)) continue;
    const near = closest(name, names);
    throw new SettingsError(
      near === undefined ? `${name} is not a setting.` : `${name} is not a setting: did you mean ${near}?`,
    );
  }
}
