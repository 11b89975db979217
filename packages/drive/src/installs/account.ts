import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { bearer, GatehouseApi, SignInNeeded, type TokenSource } from '@gatehouse/client';
import type { Link, Links } from '@gatehouse/wire';
import { Failure } from '../commands/failure.ts';
import { bytesApart } from '../documents-api/fetch-bytes.ts';
import { type Pace, pacedFetch } from '../documents-api/paced-fetch.ts';
import { told } from '../documents-api/problems.ts';
import { answeredWithin, silenceOf, thinking } from '../documents-api/silence.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import { type InstallRecord, readInstall } from './install-file.ts';
import { callLink } from './link-client.ts';
import { LinkTokens } from './link-tokens.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Whose account it is, and where. */
export interface Owner {
  readonly server: string;
  readonly id: number;
  readonly login: string;
}

export interface Account {
  readonly api: GatehouseApi;
  /** A token in a file may be somebody else's by now: then it is asked again. */
  owner(): Promise<Owner>;
}

/**
 * The account to call as: a token in a file for scripts, else what this install is linked to.
 * @param longest for how long a call waits for the server's limit to begin anew, in milliseconds
 */
export async function accountOf(env: Env, machine: Surroundings, longest: number): Promise<Account> {
  const pace = { now: () => machine.now(), sleep: (ms: number) => sleep(ms), longest };
  const manners = { pace, silence: silenceOf(env) };
  if (env.DRIVE_TOKEN_FILE) return await fromFile(env.DRIVE_TOKEN_FILE, env.DRIVE_URL ?? '', manners);
  const install = await signedIn(env);
  const link = await linkOf(install, machine);
  // Linked again, a link is still of the same account.
  const owner = { server: link.api_url, id: link.account.id, login: link.account.login };
  return {
    api: apiAt(link.api_url, new LinkTokens(install, machine, link.id), manners),
    owner: async () => owner,
  };
}

/** Where the API of the account is. */
export async function apiUrlOf(env: Env, machine: Surroundings): Promise<string> {
  if (env.DRIVE_TOKEN_FILE) return env.DRIVE_URL ?? '';
  return (await linkOf(await signedIn(env), machine)).api_url;
}

export async function signedIn(env: Env): Promise<InstallRecord> {
  const install = await readInstall(env);
  if (install === undefined) throw new Failure(3, 'error.no-account');
  return install;
}

/** The account that is linked; with none that works, where to link one. */
export async function linkOf(install: InstallRecord, machine: Surroundings): Promise<Link> {
  const { links, sign_in_url } = await callLink<Links>(install, machine, 'GET', '/v1/links');
  const link = links.find(({ state }) => state === 'active');
  if (link !== undefined) return link;
  const [waiting] = links;
  if (waiting !== undefined) throw new Failure(3, 'error.link-again', { url: waiting.sign_in_url });
  throw new Failure(3, 'error.unlinked', { url: sign_in_url });
}

/** In milliseconds: thousands of small files come in one answer, and each asks whose account it is. */
const lookEvery = 1_000;

/**
 * An access token that somebody else obtains, in a file that only its owner reads. Never an argument or a variable of
 * the environment: other programs on the machine can see those.
 */
async function fromFile(path: string, url: string, manners: Manners): Promise<Account> {
  const { now } = manners.pace;
  let [latest, readAt] = [tokenIn(path), now()];
  await latest;
  const newest = () => {
    [latest, readAt] = [tokenIn(path), now()];
    return latest;
  };
  // By a clock that was set back, nothing was read yet.
  const isLatest = () => now() >= readAt && now() - readAt < lookEvery;
  const read = () => (isLatest() ? latest : newest());
  const tokens = {
    accessToken: read,
    async renew(refused: string) {
      const token = await newest();
      // Whoever obtains the tokens may have written a newer one meanwhile.
      if (token === refused) throw new SignInNeeded('expired');
      return token;
    },
  };
  const api = apiAt(url, tokens, manners);
  let known: { readonly token: string; readonly owner: Owner } | undefined;
  return {
    api,
    async owner() {
      const token = await read();
      if (known?.token !== token) known = { token, owner: await ownerOf(api, url) };
      return known.owner;
    },
  };
}

async function ownerOf(api: GatehouseApi, server: string): Promise<Owner> {
  const { id, login } = await told('read', () => api.me.show());
  return { server, id, login };
}

interface Manners {
  readonly pace: Pace;
  readonly silence: number;
}

function apiAt(url: string, tokens: TokenSource, { pace, silence }: Manners): GatehouseApi {
  try {
    return new GatehouseApi({
      baseUrl: url,
      authorizer: bearer(tokens),
      attempts: 3,
      longestWaitMs: 20_000,
      fetch: pacedFetch(answeredWithin(bytesApart(globalThis.fetch), thinking(silence)), pace),
    });
  } catch {
    throw new Failure(2, 'error.url', { url });
  }
}

async function tokenIn(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Failure(3, 'error.token-missing', { path });
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw new Failure(3, 'error.token-open', { path });
  return (await readFile(path, 'utf8')).trim();
}
