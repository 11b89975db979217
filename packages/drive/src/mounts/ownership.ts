import { Failure } from '../commands/failure.ts';
import type { Owner } from '../installs/account.ts';
import { bindMount, type Mount } from './mount-list.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** However the address was typed: in other letters, or with a slash behind it, it is the same server. */
const originOf = (server: string) => URL.parse(server)?.origin ?? server;

/** Asked before every call: whoever else signed in here has other rights, and what they may not see would look deleted. */
export function ownership(env: Env, mount: Mount): (now: Owner) => Promise<void> {
  let { account } = mount;
  return async (now) => {
    if (account === undefined) {
      account = now;
      await bindMount(env, mount.id, now);
    }
    if (account.id === now.id && originOf(account.server) === originOf(now.server)) return;
    const { folder: path } = mount;
    const named = ({ login, server }: Owner) => `${login} (${server})`;
    throw new Failure(3, 'error.other-account', { path, owner: named(account), other: named(now) });
  };
}
