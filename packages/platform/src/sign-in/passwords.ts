import { argon2, timingSafeEqual } from 'node:crypto';
import type { Random } from '@gatehouse/service';
import { passwordPool } from './password-pool.ts';

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane. */
const current: Parameters = { memory: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const tagBytes = 32;

/** Longer ones are refused before they are hashed: hashing must not be made dear by its input. */
export const longestPassword = 256;

export type Verdict = 'right' | 'right_but_outdated' | 'wrong';

/** The PHC string to store for a password. Rejects with `TooBusyError` when too many wait already. */
export async function hashPassword(random: Random, password: string): Promise<string> {
  const salt = random.bytes(saltBytes);
  const tag = await derive(password, salt, current);
  const { memory, passes, parallelism } = current;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

/**
 * Compares a password with what is stored. Where nothing is stored the work is done all the same, so that the time
 * of an answer does not tell which addresses have an account (check UI-16).
 * Rejects with `TooBusyError` when too many wait already.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<Verdict> {
  const known = stored === null ? undefined : parse(stored);
  const { salt, tag, parameters } = known ?? nobody;
  const derived = await derive(password, salt, parameters);
  const same = derived.length === tag.length && timingSafeEqual(derived, tag);
  if (known === undefined || !same || password.length > longestPassword) return 'wrong';
  return isCurrent(parameters) ? 'right' : 'right_but_outdated';
}

interface Parameters {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

interface Stored {
  readonly parameters: Parameters;
  readonly salt: Uint8Array;
  readonly tag: Uint8Array;
}

const nobody: Stored = {
  parameters: current,
  salt: new Uint8Array(saltBytes),
  tag: new Uint8Array(tagBytes),
};

const phc =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

function parse(text: string): Stored | undefined {
  const [, memory, passes, parallelism, salt, tag] = phc.exec(text) ?? [];
  if (salt === undefined || tag === undefined) return undefined;
  return {
    parameters: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function isCurrent(parameters: Parameters): boolean {
  return (
    parameters.memory === current.memory &&
    parameters.passes === current.passes &&
    parameters.parallelism === current.parallelism
  );
}

function derive(password: string, nonce: Uint8Array, parameters: Parameters): Promise<Buffer> {
  // One spelling for what looks the same on every keyboard (NIST SP 800-63B section 5.1.1.2).
  const message = Buffer.from(password.slice(0, longestPassword).normalize('NFKC'));
  return passwordPool.run(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        argon2('argon2id', { message, nonce, tagLength: tagBytes, ...parameters }, (error, tag) => {
          if (error) reject(error);
          else resolve(tag);
        });
      }),
  );
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
