import { type Executed, execute } from './executing/execute.ts';
import { recover } from './executing/recover.ts';
import { Run, type Tools } from './executing/run.ts';
import { CallBudget } from './observing/call-budget.ts';
import { ListingTimes } from './observing/listing-times.ts';
import { observeLocal } from './observing/local.ts';
import type { Looking } from './observing/looking.ts';
import { observeRemote } from './observing/remote.ts';
import type { Guard } from './planning/guard.ts';
import { plan } from './planning/plan.ts';
import type { World } from './planning/world.ts';
import type { Disk } from './ports/disk.ts';
import type { Remote } from './ports/remote.ts';
import { RemoteProblem } from './ports/remote-problem.ts';
import type { Surroundings } from './ports/surroundings.ts';
import type { FolderRule } from './rules/folder-rule.ts';
import type { Keeper } from './store/keeper.ts';
import { openMount } from './store/mount.ts';
import type { Problem, State, Trashed } from './store/state.ts';
import type { LocalTree } from './trees/local-tree.ts';

export interface EngineOptions {
  disk: Disk;
  remote: Remote;
  surroundings: Surroundings;
  keeper: Keeper;
  /** Who and when, for the names of conflicted copies: `laptop 2026-11-27 0613`. */
  mark: () => string;
  /** After how long a local delete is sent by itself; `never` waits for a person. */
  releaseAfter?: number | 'never';
  /** What the server grants to one person in an hour; half of it goes into looking. */
  callsPerHour?: number;
}

export interface Cycle extends Executed {
  state: 'in-step' | 'working' | 'guarded' | 'offline' | 'needs-sign-in' | 'company-disconnected';
  guards: Guard[];
}

/** Calls an hour, as the public API grants them. */
const publicQuota = 3_600;

/** Plans in a row without looking again; each sees what the one before made possible. */
const rounds = 8;

/** Keeps one folder and one Documents tool the same. One call at a time. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #state: State;
  readonly #tools: Tools;
  readonly #looking: Looking;
  #local: LocalTree | undefined;

  private constructor(options: EngineOptions, state: State, tools: Tools) {
    this.#options = options;
    this.#state = state;
    this.#tools = tools;
    const budget = new CallBudget((options.callsPerHour ?? publicQuota) / 2);
    this.#looking = { ...tools, budget, times: new ListingTimes() };
  }

  /** Finds the mount, or makes it. Undefined when the folder is not the one it was. */
  static async open(options: EngineOptions): Promise<Engine | undefined> {
    const { disk, remote, surroundings } = options;
    const mount = await openMount(options.keeper, disk, surroundings);
    if (mount === undefined) return undefined;
    const { state, mountKey } = mount;
    const abilities = await remote.abilities();
    const tools: Tools = { state, disk, remote, abilities, surroundings, mountKey };
    return new Engine(options, state, tools);
  }

  /** Looks at both sides and does what there is to do. */
  async cycle(): Promise<Cycle> {
    const total: Executed = { done: 0, failed: 0, waiting: 0 };
    let guards: Guard[] = [];
    try {
      // What failed in the middle is finished or undone like what was cut off.
      await recover(this.#tools);
      await observeRemote(this.#looking);
      this.#local = await observeLocal(this.#tools, this.#local);
      this.#releaseHeld();
      for (let round = 0; round < rounds; round++) {
        const next = plan(this.#world(this.#local));
        guards = next.guards;
        if (next.operations.length === 0) break;
        const did = await execute(new Run(this.#tools, this.#local, next.match), next);
        total.done += did.done;
        total.failed += did.failed;
        total.waiting = did.waiting;
        if (did.done === 0 || did.failed > 0) break;
      }
    } catch (error) {
      if (!(error instanceof RemoteProblem)) throw error;
      const { code } = error;
      const known = code === 'needs-sign-in' || code === 'company-disconnected';
      return { ...total, guards, state: known ? code : 'offline' };
    }
    const idle = total.done + total.failed + total.waiting === 0;
    return { ...total, guards, state: guards.length > 0 ? 'guarded' : idle ? 'in-step' : 'working' };
  }

  /** Content here (`full`), or only a placeholder (`stub`): of files, and opening a folder's placeholder. */
  want(path: string, what: 'full' | 'stub'): boolean {
    const nid = this.#nidAt(path);
    if (nid === undefined) return false;
    this.#state.change().note('want', String(nid), what).commit();
    return true;
  }

  setRule(path: string, rule: FolderRule | undefined): boolean {
    const nid = this.#nidAt(path);
    if (nid === undefined) return false;
    this.#state.change().note('rule', String(nid), rule).commit();
    return true;
  }

  /** Local deletes that have not been sent. */
  held(): { nid: number; path: string; since: number }[] {
    return [...this.#state.notes('held')].map(([nid, { since }]) => ({
      nid: Number(nid),
      path: this.#pathOf(Number(nid)),
      since,
    }));
  }

  /** Sends local deletes to the remote's recycle bin; all of them when none is named. */
  release(nids: readonly number[] = this.held().map(({ nid }) => nid)): void {
    const draft = this.#state.change();
    for (const nid of nids) {
      const hold = this.#state.notes('held').get(String(nid));
      if (hold !== undefined) draft.note('held', String(nid), { ...hold, released: 'person' });
    }
    draft.commit();
  }

  /** Takes a local delete back. */
  restore(nid: number): void {
    this.#state.change().note('want', String(nid), 'full').note('held', String(nid)).commit();
  }

  approve(guard: Guard): void {
    const draft = this.#state.change();
    for (const subject of guard.subjects) draft.note('approved', subject, true);
    draft.commit();
  }

  problems(): ReadonlyMap<string, Problem> {
    return this.#state.notes('problem');
  }

  /** Content that was replaced or deleted by the remote and is still here. */
  trash(): ReadonlyMap<string, Trashed> {
    return this.#state.notes('trash');
  }

  close(): void {
    this.#state.close();
  }

  #world(local: LocalTree): World {
    const numbered = <V>(notes: ReadonlyMap<string, V>) =>
      new Map([...notes].map(([key, value]) => [Number(key), value]));
    const now = this.#tools.surroundings.now();
    const { synced, remote } = this.#state;
    return {
      synced,
      remote,
      local,
      profile: this.#tools.disk.profile,
      rules: numbered(this.#state.notes('rule')),
      wants: numbered(this.#state.notes('want')),
      held: numbered(this.#state.notes('held')),
      refused: new Set(
        [...this.#state.notes('refused')].flatMap(([key, until]) => (until > now ? [Number(key)] : [])),
      ),
      approved: new Set(this.#state.notes('approved').keys()),
      mark: this.#options.mark(),
    };
  }

  #releaseHeld(): void {
    const { releaseAfter = 'never' } = this.#options;
    if (releaseAfter === 'never') return;
    const draft = this.#state.change();
    const now = this.#tools.surroundings.now();
    for (const [nid, hold] of this.#state.notes('held'))
      if (hold.released === 'no' && now - hold.since >= releaseAfter)
        draft.note('held', nid, { ...hold, released: 'time' });
    draft.commit();
  }

  #pathOf(nid: number): string {
    const names: string[] = [];
    for (let at = this.#state.synced.get(nid); at !== undefined && at.parent !== 0; ) {
      names.push(at.localName);
      at = this.#state.synced.get(at.parent);
    }
    return names.reverse().join('/');
  }

  #nidAt(path: string): number | undefined {
    let at = 1;
    for (const name of path === '' ? [] : path.split('/')) {
      const next = [...this.#state.synced.childrenOf(at)].find((nid) => {
        const s = this.#state.synced.get(nid);
        return s?.localName === name || s?.localName.replace(/\.cloudf?$/, '') === name;
      });
      if (next === undefined) return undefined;
      at = next;
    }
    return at;
  }
}
