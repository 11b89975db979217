import type { Pair } from '../testing/oauth-clients.ts';

/** A small reference: what one client may be answered, and what is alive then. It knows nothing of how that is done. */
export interface World {
  readonly authorizations: readonly Authorization[];
  /** Whether the company lets the app in. */
  readonly connected: boolean;
}

export interface Authorization {
  readonly code: string;
  readonly state: 'outstanding' | 'redeemed' | 'void';
  /** How often a minute passed while it lay there. */
  readonly minutes: number;
  /** Every pair it ever gave. */
  readonly pairs: readonly Pair[];
  readonly alive: boolean;
  /** Whether the last rotation is within the grace, which is a minute here. */
  readonly recent: boolean;
}

/** What is sent to the authorization server; its answer depends on what came first. */
export type Act =
  | { readonly kind: 'redeem' | 'steal-code'; readonly code: string }
  | { readonly kind: 'show' | 'steal-token' | 'revoke'; readonly token: string }
  | { readonly kind: 'disallow' };

export interface Answered {
  readonly status: number;
  readonly pair?: Pair;
}

const codeLife = 10;

export const empty: World = { authorizations: [], connected: true };

/** The world after this answer; undefined where no such answer may be given in this one. */
export function after(world: World, act: Act, answered: Answered): World | undefined {
  switch (act.kind) {
    case 'disallow':
      return each(world, (one) => ({
        ...one,
        alive: false,
        state: one.state === 'outstanding' ? 'void' : one.state,
      }));
    case 'redeem':
      return one(
        world,
        ({ code }) => code === act.code,
        (it) => redeemed(it, answered),
      );
    case 'show':
      return one(world, holds(act.token), (it) => shown(it, act.token, answered));
    case 'revoke':
      return answered.status === 200
        ? one(world, holds(act.token), (it) => ({ ...it, alive: false }))
        : undefined;
    case 'steal-code':
      return answered.status === 400 ? world : undefined;
    case 'steal-token':
      return answered.status === 400 ? world : undefined;
  }
}

/** Two that were sent at once: every world that one order or the other may have left. */
export function afterBoth(
  world: World,
  [first, second]: readonly [readonly [Act, Answered], readonly [Act, Answered]],
): World[] {
  const follow = ([act, answered]: readonly [Act, Answered], next: readonly [Act, Answered]) => {
    const between = after(world, act, answered);
    const end = between && after(between, ...next);
    return end === undefined ? [] : [end];
  };
  return [...follow(first, second), ...follow(second, first)];
}

export function aMinuteLater(world: World): World {
  return each(world, (it) => ({ ...it, recent: false, minutes: it.minutes + 1 }));
}

/** What the REST API says to the newest access token of an authorization. */
export function statusOf({ alive }: Authorization, { connected }: World): number {
  return alive ? (connected ? 200 : 403) : 401;
}

function redeemed(it: Authorization, { status, pair }: Answered): Authorization | undefined {
  if (it.state === 'outstanding' && it.minutes < codeLife) {
    if (status !== 200 || pair === undefined) return undefined;
    return { ...it, state: 'redeemed', pairs: [pair], alive: true };
  }
  // Shown twice, it ends what it bought.
  return status === 400 ? { ...it, alive: false } : undefined;
}

function shown(it: Authorization, token: string, { status, pair }: Answered): Authorization | undefined {
  const last = it.pairs.length - 1;
  const place = it.pairs.findIndex(({ refreshToken }) => refreshToken === token);
  if (it.alive && place === last)
    return status === 200 && pair !== undefined
      ? { ...it, pairs: [...it.pairs, pair], recent: true }
      : undefined;
  if (it.alive && place === last - 1 && it.recent)
    return status === 200 && pair?.accessToken === it.pairs[last]?.accessToken ? it : undefined;
  return status === 400 ? { ...it, alive: false } : undefined;
}

function holds(token: string) {
  return ({ pairs }: Authorization) =>
    pairs.some(({ accessToken, refreshToken }) => accessToken === token || refreshToken === token);
}

function each(world: World, change: (it: Authorization) => Authorization): World {
  return { ...world, authorizations: world.authorizations.map(change) };
}

function one(
  world: World,
  which: (it: Authorization) => boolean,
  change: (it: Authorization) => Authorization | undefined,
): World | undefined {
  const at = world.authorizations.findIndex(which);
  const it = world.authorizations[at];
  const changed = it && change(it);
  return changed && { ...world, authorizations: world.authorizations.with(at, changed) };
}
