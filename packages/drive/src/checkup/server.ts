import type { GatehouseApi } from '@gatehouse/client';
import type { Links } from '@gatehouse/wire';
import { messageOf } from '../commands/failure.ts';
import { told } from '../documents-api/problems.ts';
import { apiUrlOf } from '../installs/account.ts';
import { readInstall } from '../installs/install-file.ts';
import { callLink } from '../installs/link-client.ts';
import type { Translate } from '../messages/translate.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import type { World } from '../world.ts';
import { bad, type Check, good, warning } from './check.ts';

const patience = 10_000;
/** Signed proofs are taken for a minute around the server's own time (RFC 9449 §11.1). */
const mostSkew = 60_000;
const muchSkew = 20_000;

/** Whether the account works, the server is reached, and the two clocks agree. */
export async function checkServer(
  world: World,
  api: () => Promise<GatehouseApi>,
  t: Translate,
): Promise<Check[]> {
  const found = await checkLink(world);
  try {
    const reached = await api();
    const me = await told('read', () => reached.me.show());
    found.push(good('check.account-good', { login: me.login }));
  } catch (error) {
    found.push(bad('check.account-bad', { why: messageOf(error, t) }));
  }
  const url = await apiUrlOf(world.env, world).catch(() => undefined);
  return url === undefined ? found : [...found, ...(await checkClock(url, world.now))];
}

async function checkLink(world: World): Promise<Check[]> {
  const install = await readInstall(world.env).catch(() => undefined);
  if (install === undefined || world.env.DRIVE_TOKEN_FILE) return [];
  const url = install.linkUrl;
  try {
    await callLink<Links>(install, world, 'GET', '/v1/links');
  } catch (error) {
    // A refusal is the account's, and told there.
    if (error instanceof RemoteProblem) return [bad('check.link-bad', { url })];
  }
  return [good('check.link-good', { url })];
}

/** Any answer tells the time of the server, a refusal as well. */
async function checkClock(url: string, now: () => number): Promise<Check[]> {
  const asked = now();
  try {
    const answer = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    const theirs = Date.parse(answer.headers.get('date') ?? '');
    const reached = good('check.server-good', { url });
    if (Number.isNaN(theirs)) return [reached];
    // A date of HTTP has whole seconds.
    const skew = Math.max(0, Math.abs((asked + now()) / 2 - theirs) - 1_000);
    const seconds = Math.round(skew / 1_000);
    if (skew > mostSkew) return [reached, bad('check.clock-bad', { seconds })];
    if (skew > muchSkew) return [reached, warning('check.clock-bad', { seconds })];
    return [reached, good('check.clock-good')];
  } catch {
    return [bad('check.server-bad', { url })];
  }
}
