import type { Activity } from './activity/activity.ts';
import { dueOf, type Executed, execute } from './executing/execute.ts';
import { dropUnanswered, recover } from './executing/recover.ts';
import { type Parts, Run, type Tools } from './executing/run.ts';
import { CallBudget } from './observing/call-budget.ts';
import { follow } from './observing/following.ts';
import { ListingTimes } from './observing/listing-times.ts';
import { observeLocal } from './observing/local.ts';
import { observeRemote } from './observing/remote.ts';
import { isStill, keepStill, mayBeStill } from './observing/still.ts';
import { approvalOf, type Guard } from './planning/guard.ts';
import { type Matching, matchLocal } from './planning/matching.ts';
import { type Operation, subjectOf } from './planning/operation.ts';
import { type Plan, plan } from './planning/plan.ts';
import type { Disk } from './ports/disk.ts';
import type { Remote, RemoteAbilities } from './ports/remote.ts';
import { RemoteProblem } from './ports/remote-problem.ts';
import type { Surroundings } from './ports/surroundings.ts';
import type { FolderRule } from './rules/folder-rule.ts';
import { keptAbilities } from './store/abilities.ts';
import { forgetDeleted, keepDeleted } from './store/deletes.ts';
import type { Keeper } from './store/keeper.ts';
import { epochOf, forgetBase, isSameFolder, keepMark, markAhead, openMount } from './store/mount.ts';
import { nidAt, pathOf } from './store/paths.ts';
import { dropRefusals } from './store/refusals.ts';
import { dropRemembered, rememberParted } from './store/remembered-privacy.ts';
import { dropSpares, keepSpares } from './store/spares.ts';
import type { Problem, State, Trashed } from './store/state.ts';
import { dropFulfilled } from './store/wants.ts';
import { worldNow } from './store/world-now.ts';
import type { Ignored, LocalTree } from './trees/local-tree.ts';
import { rootNid } from './trees/synced-tree.ts';

export interface EngineOptions {
  disk: Disk;
  remote: Remote;
  surroundings: Surroundings;
  keeper: Keeper;
  /** Who and when, for the names of conflicted copies: `laptop 2026-11-27 0613`. */
  mark: () => string;
  /** After how long a local delete is sent by itself; `never` waits for a person. */
  releaseAfter?: number | 'never';
  /** How long a file has to be left alone before it is sent, in milliseconds; 0 sends what is there at the moment. */
  settleFor?: number;
  /** What is not to be sent from this machine, asked before every look. */
  ignored?: () => Ignored;
  /** What the server grants to one person in an hour; half of it goes into looking. */
  callsPerHour?: number;
  /** Told what is planned. */
  activity?: Activity;
}

export interface Cycle extends Executed {
  /**
   * `other-folder`: the folder is not there, or not the one it was; `no-access`: this person may not see the place any
   * more; `went-back`: the server has an older state than was seen, until a person lets both sides be united. In both, as in the others that name a cause, nothing was concluded and everything local stays.
   */
  state:
    | 'in-step'
    | 'working'
    | 'guarded'
    | 'offline'
    | 'other-folder'
    | 'needs-sign-in'
    | 'company-disconnected'
    | 'no-access'
    | 'went-back';
  guards: Guard[];
  /** Where what was deleted or moved here comes back, since this person may not do it on the server. */
  undone: Set<string>;
}

const states: Partial<Record<RemoteProblem['code'], Cycle['state']>> = {
  'needs-sign-in': 'needs-sign-in',
  'company-disconnected': 'company-disconnected',
  forbidden: 'no-access',
  missing: 'no-access',
  'went-back': 'went-back',
};

/** Calls an hour, as the public API grants them. */
const publicQuota = 3_600;

/** How long a copy that was deleted here, of what was out of sight, is known again when it is put back. */
const unseenFor = 30 * 86_400_000;

/** Plans in a row without looking again; each sees what the one before made possible. */
const rounds = 8;

/** Keeps one folder and one Documents tool the same. One call at a time. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #state: State;
  readonly #tools: Parts;
  #abilities: RemoteAbilities | undefined;
  readonly #times = new ListingTimes();
  readonly #budget: CallBudget;
  readonly #settleFor: number;
  readonly #releaseAfter: number | 'never';
  readonly #ignored: () => Ignored;
  #local: LocalTree | undefined;
  /** Whether the last look found both sides in step. */
  #isIdle = false;
  /** How much is kept, as the mark in the folder says it. */
  #marked: number;

  private constructor(options: EngineOptions, tools: Parts) {
    this.#options = options;
    this.#state = tools.state;
    this.#tools = tools;
    this.#marked = epochOf(tools.state);
    this.#settleFor = options.settleFor ?? 0;
    this.#releaseAfter = options.releaseAfter ?? 'never';
    this.#ignored = options.ignored ?? (() => () => false);
    this.#budget = new CallBudget((options.callsPerHour ?? publicQuota) / 2);
  }

  /** Finds the mount, or makes it; the remote is not asked. Undefined when the folder is not the one it was. */
  static async open(options: EngineOptions): Promise<Engine | undefined> {
    const { disk, remote, surroundings } = options;
    const mount = await openMount(options.keeper, disk, surroundings);
    if (mount === undefined) return undefined;
    const { state, mountKey } = mount;
    return new Engine(options, { state, disk, remote, surroundings, mountKey });
  }

  /**
   * Looks at both sides and does what there is to do.
   * @param isBrief whether it is enough to see that nothing has changed since they were in step: `seen` is not known then
   */
  async cycle(isBrief = false): Promise<Cycle> {
    const cycle = await this.#cycle(isBrief);
    if (cycle.state !== 'other-folder') this.#marked = await keepMark(this.#tools, this.#marked);
    return cycle;
  }

  async #cycle(isBrief: boolean): Promise<Cycle> {
    const total = { done: 0, failed: 0, waiting: 0, undone: new Set<string>() };
    let guards: Guard[] = [];
    const elsewhere: Cycle = { ...total, guards, state: 'other-folder' };
    try {
      if (!(await isSameFolder(this.#tools))) return elsewhere;
      if (this.wentBack) return { ...total, guards, state: 'went-back' };
      this.#abilities ??= keptAbilities(this.#tools) ?? (await this.#tools.remote.abilities());
      const tools: Tools = { ...this.#tools, abilities: this.#abilities };
      // What failed in the middle is finished or undone like what was cut off.
      await recover(tools);
      const isFollowed = isBrief && mayBeStill(tools, this.#releaseAfter !== 'never');
      if (isFollowed) await follow(tools);
      if (isFollowed && (await isStill(tools))) {
        if (this.#local?.imprint !== this.#state.notes('still').get('folder')) this.#local = undefined;
        return { ...total, guards, state: 'in-step' };
      }
      await observeRemote({ ...tools, budget: this.#budget, times: this.#times }, isFollowed);
      this.#local = await observeLocal(tools, this.#local, this.#ignored(), this.#settleFor, this.#isIdle);
      this.#isIdle = false;
      // Unplugged meanwhile: what the scan saw may be the empty folder it was mounted on.
      if (!(await isSameFolder(tools))) return elsewhere;
      let begun: Promise<void> | undefined;
      const begin = () => (begun ??= this.#markAhead());
      this.#releaseHeld();
      dropRefusals(this.#state, this.#tools.surroundings.now());
      for (let round = 0; round < rounds; round++) {
        const next = plan(worldNow(tools, this.#local, this.#options.mark()));
        guards = next.guards;
        for (const nid of next.undone) total.undone.add(pathOf(this.#state.synced, nid));
        for (const { direction } of guards)
          keepDeleted(this.#state, direction, this.#tools.surroundings.now());
        rememberParted(this.#state, this.#local, next.parted);
        keepSpares(this.#state, next.spares, next.match);
        if (round === 0) this.#dropNotesBut(next.operations, this.#local);
        this.#tell(next.operations, this.#local);
        total.waiting = next.waiting + this.#local.settling + this.#local.vanished;
        this.#isIdle = isQuiet(next) && round === 0;
        if (this.#isIdle) dropRemembered(this.#state, this.#local, next.match);
        if (this.#isIdle && isSeenWhole(this.#local)) {
          dropUnanswered(tools);
          dropFulfilled(tools.state);
          dropSpares(this.#state, this.#local, next.match);
        }
        if (this.#isIdle) keepStill(tools, this.#local, next.match, this.#times);
        if (next.operations.length === 0) break;
        const due = dueOf(tools, next);
        const did = await execute(new Run(tools, this.#local, next.match, begin), due);
        total.done += did.done;
        total.failed += did.failed;
        total.waiting += did.waiting;
        if (did.done === 0 || did.failed > 0) break;
      }
    } catch (error) {
      if (!(error instanceof RemoteProblem)) throw error;
      const { code } = error;
      // Not every look would find it out again.
      if (code === 'went-back') this.#state.change().note('meta', 'went-back', true).commit();
      return { ...total, guards, state: states[code] ?? 'offline' };
    }
    const idle = total.done + total.failed + total.waiting === 0;
    return { ...total, guards, state: guards.length > 0 ? 'guarded' : idle ? 'in-step' : 'working' };
  }

  async #markAhead(): Promise<void> {
    this.#marked = await markAhead(this.#tools, this.#marked);
  }

  /** Whether the server was found to have an older state than it had. */
  get wentBack(): boolean {
    return this.#state.notes('meta').has('went-back');
  }

  /** Forgets what both sides shared: the next look unites what either has, as at a first meeting, and deletes nothing. */
  async unite(): Promise<void> {
    // The next look says so.
    if (!(await isSameFolder(this.#tools))) return;
    await recover(this.#tools);
    const rule = this.#state.notes('rule').get(String(rootNid));
    forgetBase(this.#state);
    this.#state.change().note('rule', String(rootNid), rule).commit();
    this.#times.toAudit.clear();
    this.#local = undefined;
  }

  /** Content here (`full`), or only a placeholder (`stub`): of files, and opening a folder's placeholder. */
  want(path: string, what: 'full' | 'stub'): boolean {
    const nid = nidAt(this.#state.synced, path);
    if (nid === undefined) return false;
    this.wantAll([nid], what);
    return true;
  }

  /**
   * The same of many nodes. What is here already is not wanted: a delete that comes later would be taken back.
   * @returns how many are wanted that are not so yet
   */
  wantAll(nids: Iterable<number>, what: 'full' | 'stub'): number {
    const { synced } = this.#state;
    const match = this.seen?.match;
    const draft = this.#state.change();
    let count = 0;
    for (const nid of nids) {
      const isHere = synced.get(nid)?.hydration === 'full' && match?.local(nid) !== undefined;
      const isSo = what === 'full' && isHere;
      if (!isSo) count++;
      draft.note('want', String(nid), isSo ? undefined : what);
    }
    draft.commit();
    return count;
  }

  /**
   * The folder looked at once more, the remote not asked; what was cut off in the middle is ended first. Undefined when
   * it is not the folder it was.
   */
  async look(): Promise<LocalTree | undefined> {
    if (!(await isSameFolder(this.#tools))) return undefined;
    await recover(this.#tools);
    this.#local = await observeLocal(this.#tools, this.#local, this.#ignored(), 0, false);
    return this.#local;
  }

  /** What the engine works with, for what is done beside its plans and not during a cycle. */
  get parts(): Parts {
    return this.#tools;
  }

  /** The folder as it was looked at last, and which of it is which node. */
  get seen(): { local: LocalTree; match: Matching } | undefined {
    return this.#local && { local: this.#local, match: matchLocal(this.#state, this.#local) };
  }

  setRule(path: string, rule: FolderRule | undefined): boolean {
    const nid = nidAt(this.#state.synced, path);
    if (nid === undefined) return false;
    const before = this.#state.notes('rule').get(String(nid));
    const isSame = before?.downloadUpTo === rule?.downloadUpTo && before?.andBelow === rule?.andBelow;
    if (!isSame) this.#state.change().note('rule', String(nid), rule).commit();
    return true;
  }

  /** Local deletes that have not been sent. */
  held(): { nid: number; path: string; since: number }[] {
    return [...this.#state.notes('held')].flatMap(([nid, { since, isUnseen }]) =>
      isUnseen ? [] : { nid: Number(nid), path: pathOf(this.#state.synced, Number(nid)), since },
    );
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
    for (const each of guard.approvals) draft.note('approved', each, true);
    forgetDeleted(this.#state, draft, guard.direction);
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

  /** A problem is one, and an approval is for something, for as long as that is still to be done. */
  #dropNotesBut(operations: readonly Operation[], local: LocalTree): void {
    const { synced, remote } = this.#state;
    const nameIn = {
      problem: subjectOf,
      approved: (each: Operation) => approvalOf({ synced, remote, local }, each),
    };
    const draft = this.#state.change();
    for (const kind of ['problem', 'approved'] as const) {
      const notes = this.#state.notes(kind);
      if (notes.size === 0) continue;
      const due = new Set(operations.map(nameIn[kind]));
      for (const key of notes.keys()) if (!due.has(key)) draft.note(kind, key);
    }
    draft.commit();
  }

  #tell(operations: readonly Operation[], local: LocalTree): void {
    const { activity } = this.#options;
    if (activity === undefined) return;
    const sizes = operations.flatMap((each) => {
      if (each.verb === 'upload') return [local.get(each.lid)?.size ?? 0];
      return each.verb === 'download' ? [this.#state.remote.get(each.key)?.size ?? 0] : [];
    });
    activity.planned(this.#tools.surroundings.now(), operations.length, sizes);
  }

  #releaseHeld(): void {
    // What cannot be read may be what seems deleted, under another name: then no time says that it was.
    if (this.#local !== undefined && this.#local.frozen > this.#local.settling) return;
    const draft = this.#state.change();
    const now = this.#tools.surroundings.now();
    for (const [nid, hold] of this.#state.notes('held')) {
      const after = hold.isUnseen ? unseenFor : this.#releaseAfter;
      if (after !== 'never' && hold.released === 'no' && now - hold.since >= after)
        draft.note('held', nid, { ...hold, released: 'time' });
    }
    draft.commit();
  }
}

const isQuiet = ({ operations, guards, waiting }: Plan): boolean =>
  operations.length + guards.length + waiting === 0;

const isSeenWhole = ({ frozen, settling, vanished }: LocalTree): boolean =>
  frozen + settling + vanished === 0;
