import { readFile, stat } from 'node:fs/promises';
import { bearer, GatehouseApi, SignInNeeded } from '@gatehouse/client';
import { Failure } from '../commands/failure.ts';

/**
 * The account of a script or a service: an access token that somebody else obtains, in a file that only its owner
 * reads. Never an argument or a variable of the environment: other programs on the machine can see those.
 */
export async function accountOf(env: Readonly<Record<string, string | undefined>>): Promise<GatehouseApi> {
  const { DRIVE_TOKEN_FILE: path, DRIVE_URL: url } = env;
  if (!path || !url) throw new Failure(3, 'error.no-account');
  const read = () => tokenIn(path);
  await read();
  const tokens = {
    accessToken: read,
    async renew(refused: string) {
      const token = await read();
      // Whoever obtains the tokens may have written a newer one meanwhile.
      if (token === refused) throw new SignInNeeded('expired');
      return token;
    },
  };
  try {
    return new GatehouseApi({ baseUrl: url, authorizer: bearer(tokens), attempts: 3, longestWaitMs: 20_000 });
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
