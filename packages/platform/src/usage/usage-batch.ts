import type { Level, Tool } from '../access/levels.ts';
import type { Call } from './note-call.ts';

export const day = 86_400_000;

/** Calls of a client in a company (0: none) and project (0: the company itself) on one UTC day. */
export interface CallCount {
  readonly clientId: string;
  readonly companyId: number;
  readonly projectId: number;
  readonly day: number;
  calls: number;
  refused: number;
  failed: number;
}

export interface UserSeen {
  readonly clientId: string;
  readonly companyId: number;
  readonly personId: number;
  readonly firstAt: number;
  lastAt: number;
}

export interface AccountSeen {
  readonly companyId: number;
  readonly personId: number;
  lastAt: number;
}

/** A level that a service account needed, and the day: milliseconds of its beginning. */
export interface LevelUsed {
  readonly companyId: number;
  readonly personId: number;
  readonly projectId: number;
  readonly tool: Tool;
  readonly level: Level;
  readonly day: number;
}

export interface Taken {
  readonly counts: readonly CallCount[];
  readonly users: readonly UserSeen[];
  readonly accounts: readonly AccountSeen[];
  readonly levels: readonly LevelUsed[];
}

export interface UsageBatch {
  add(call: Call, now: number): void;
  /** All that was added since the last time; undefined for nothing. */
  take(): Taken | undefined;
}

/** Keys of each kind between two writes. What comes beyond is not counted: memory is bounded, not the calls. */
const most = 10_000;

export function newUsageBatch(): UsageBatch {
  const counts = new Map<string, CallCount>();
  const users = new Map<string, UserSeen>();
  const accounts = new Map<string, AccountSeen>();
  const levels = new Map<string, LevelUsed>();

  function count({ clientId, companyId, projectId, status }: Call, today: number): void {
    const [company, project] = [companyId ?? 0, companyId === null ? 0 : (projectId ?? 0)];
    const counted = put(counts, `${clientId} ${company} ${project} ${today}`, () => ({
      clientId,
      companyId: company,
      projectId: project,
      day: today,
      calls: 0,
      refused: 0,
      failed: 0,
    }));
    if (counted === undefined) return;
    counted.calls += 1;
    if (status >= 500) counted.failed += 1;
    else if (status >= 400) counted.refused += 1;
  }

  function see({ clientId, companyId, projectId, user, account, need }: Call, now: number): void {
    if (user !== null && companyId !== null) {
      const known = put(users, `${clientId} ${companyId} ${user}`, () => ({
        clientId,
        companyId,
        personId: user,
        firstAt: now,
        lastAt: now,
      }));
      if (known !== undefined) known.lastAt = Math.max(known.lastAt, now);
    }
    if (account === null) return;
    const name = `${account.companyId} ${account.personId}`;
    const known = put(accounts, name, () => ({ ...account, lastAt: now }));
    if (known !== undefined) known.lastAt = Math.max(known.lastAt, now);
    if (need === null) return;
    const used = { ...account, ...need, projectId: projectId ?? 0, day: now - (now % day) };
    put(levels, `${name} ${used.projectId} ${used.tool} ${used.level} ${used.day}`, () => used);
  }

  return {
    add(call, now) {
      count(call, Math.floor(now / day));
      // A refused call is no use of anything: neither of the app, nor of a permission.
      if (call.status < 400) see(call, now);
    },
    take() {
      if (counts.size === 0) return undefined;
      const taken = {
        counts: [...counts.values()],
        users: [...users.values()],
        accounts: [...accounts.values()],
        levels: [...levels.values()],
      };
      for (const map of [counts, users, accounts, levels]) map.clear();
      return taken;
    },
  };
}

function put<Value>(map: Map<string, Value>, key: string, make: () => Value): Value | undefined {
  const known = map.get(key);
  if (known !== undefined || map.size >= most) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** One batch for each database that is open, as for each node in production. */
const batches = new WeakMap<object, UsageBatch>();

export function usageBatch(database: object): UsageBatch {
  const known = batches.get(database);
  if (known !== undefined) return known;
  const made = newUsageBatch();
  batches.set(database, made);
  return made;
}
