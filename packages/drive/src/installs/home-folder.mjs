import { homedir } from 'node:os';
import { join } from 'node:path';

/** @typedef {Readonly<Record<string, string | undefined>>} Env */

/**
 * One folder of the person; `DRIVE_HOME` makes a second install on one machine.
 * @param {Env} env
 * @returns {string}
 */
export function homeOf(env) {
  if (env.DRIVE_HOME) return env.DRIVE_HOME;
  return join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config'), 'gatehouse-drive');
}
