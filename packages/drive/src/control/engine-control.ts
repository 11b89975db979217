import type { Activity, ActivityView } from '../activity/activity.ts';
import { Failure } from '../commands/failure.ts';
import { refuseGuard } from '../conflicts/refuse-guard.ts';
import { type Keep, resolveConflict } from '../conflicts/resolve.ts';
import type { Cycle, Engine } from '../engine.ts';
import { findingsOf, unsent } from '../findings/find.ts';
import { counted, type Finding } from '../findings/finding.ts';
import type { Mount } from '../mounts/mount-list.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { expire } from '../recovery-trash/expire.ts';
import { type Kept, keptIn, purge, putBack } from '../recovery-trash/kept.ts';
import { type FolderRule, placeholders } from '../rules/folder-rule.ts';
import { nidAt, pathOf } from '../store/paths.ts';
import { isFolder } from '../trees/synced-tree.ts';
import { type Verified, verify } from '../verifying/verify.ts';
import {
  type Control,
  isSeen,
  type MountState,
  type NamedRule,
  type Outcome,
  type Standing,
  type SyncAsk,
} from './control.ts';
import { type LastLook, lastLook, rememberLook } from './last-look.ts';
import { standingOf } from './standing.ts';
import { closed, wish } from './wish.ts';

/** A mount whose engine is in this process. What changes anything waits for its turn; a look at how it stands does not. */
export class EngineControl implements Control {
  readonly #engine: Engine;
  readonly #mount: Mount;
  readonly #activity: Activity;
  #last: LastLook;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #gone = new AbortController();
  /** Aborted when nobody shall keep it any more. */
  readonly gone = this.#gone.signal;

  constructor(engine: Engine, mount: Mount, activity: Activity) {
    this.#engine = engine;
    this.#mount = mount;
    this.#activity = activity;
    this.#last = lastLook(engine.parts.state);
  }

  sync(ask: SyncAsk): Promise<Outcome> {
    return this.#inTurn(async () => {
      const { path, want } = ask;
      const isNamed = want !== undefined && path !== undefined;
      if (ask.unite === true) {
        if (!this.#engine.wentBack) throw new Failure(5, 'error.not-went-back');
        await this.#engine.unite();
      }
      // Both sides are looked at first: what a person names may have come a moment ago.
      const outcome = await this.#settle(!isNamed && (ask.approve ?? ask.refuse) === undefined);
      if (!isSeen(outcome)) return outcome;
      const named = ask.approve ?? ask.refuse;
      const guard = outcome.guards.find(({ id }) => id === named);
      if (guard !== undefined && ask.approve !== undefined) this.#engine.approve(guard);
      else if (guard !== undefined) await refuseGuard(this.#engine, guard);
      else if (named !== undefined) throw new Failure(5, 'error.no-guard', { id: named });
      if (!isNamed && guard === undefined) return outcome;
      const after = isNamed
        ? await this.#fulfil(outcome, { ...ask, path, want })
        : await this.#settleAfter(outcome);
      if (ask.close !== true) return after;
      await closed(this.#engine, path ?? '');
      return await this.#settleAfter(after);
    });
  }

  async standing(): Promise<Standing> {
    const { state } = this.#engine.parts;
    return standingOf(this.#mount, state, this.#last, this.#known(), await this.activity());
  }

  async activity(): Promise<ActivityView> {
    return this.#activity.view(this.#engine.parts.surroundings.now());
  }

  async known(): Promise<Finding[]> {
    return this.#known();
  }

  findings(): Promise<Finding[]> {
    return this.#inTurn(async () => {
      if ((await this.#engine.look()) === undefined) throw this.#otherFolder();
      return this.#known();
    });
  }

  trash(): Promise<{ held: string[]; kept: Kept[] }> {
    return this.#inTurn(async () => {
      await this.#settleIfPossible();
      return { held: this.#engine.held().map(({ path }) => path), kept: keptIn(this.#engine.parts) };
    });
  }

  release({ path }: { path: string }): Promise<Outcome> {
    return this.#inTurn(async () => {
      const outcome = await this.#settle();
      if (!isSeen(outcome)) return outcome;
      const due = this.#heldAt(path);
      if (path !== '' && due.length === 0) throw new Failure(5, 'error.not-held', { path });
      if (due.length === 0) return outcome;
      this.#engine.release(due.map(({ nid }) => nid));
      return await this.#settleAfter(outcome);
    });
  }

  restore({ path }: { path: string }): Promise<Outcome & { restored: string[] }> {
    return this.#inTurn(async () => {
      const before = await this.#settleIfPossible();
      if (before.state === 'other-folder') throw this.#otherFolder();
      const held = this.#heldAt(path);
      const kept = held.length > 0 ? [] : newestOfEach(keptIn(this.#engine.parts, path));
      if (held.length + kept.length === 0) throw new Failure(5, 'error.not-held', { path });
      // What was deleted here is at the server, and comes from there.
      if (held.length > 0 && !isSeen(before)) return { ...(await this.#settle()), restored: [] };
      const restored = held.map((each) => each.path);
      for (const { nid } of held) this.#engine.restore(nid);
      for (const each of kept) restored.push(await putBack(this.#engine.parts, each));
      return { ...(await this.#settleIfPossible()), restored };
    });
  }

  purge({ path }: { path: string }): Promise<{ purged: number }> {
    return this.#inTurn(async () => {
      const all = keptIn(this.#engine.parts, path);
      if (path !== '' && all.length === 0) throw new Failure(5, 'error.not-held', { path });
      for (const each of all) await purge(this.#engine.parts, each);
      return { purged: all.length };
    });
  }

  resolve({ path, keep }: { path: string; keep: Keep }): Promise<Outcome> {
    return this.#inTurn(async () => {
      const before = await this.#settle();
      if (!isSeen(before)) return before;
      const { synced } = this.#engine.parts.state;
      const bring = async (nids: number[]) => {
        this.#engine.wantAll(nids, 'full');
        await this.#settle();
        if (!nids.every((nid) => synced.get(nid)?.hydration === 'full')) throw new Failure(1, 'error.busy');
      };
      const deleted = await resolveConflict(this.#engine, path, keep, bring);
      const outcome = await this.#settleAfter(before);
      if (deleted === undefined) return outcome;
      this.#engine.release([deleted]);
      return await this.#settleAfter(outcome);
    });
  }

  verify({ repair }: { repair: boolean }): Promise<Verified & { outcome?: Outcome }> {
    return this.#inTurn(async () => {
      if ((await this.#engine.look()) === undefined) throw this.#otherFolder();
      const verified = await verify(this.#engine, this.#activity, repair).catch((error: unknown) => {
        const isHidden = error instanceof RemoteProblem && ['forbidden', 'missing'].includes(error.code);
        throw isHidden ? new Failure(5, 'error.no-access') : error;
      });
      if (!repair || verified.differences.length === 0) return verified;
      return { ...verified, outcome: await this.#settle() };
    });
  }

  async rules(): Promise<NamedRule[]> {
    const { state } = this.#engine.parts;
    return [...state.notes('rule')]
      .map(([nid, rule]) => ({ path: pathOf(state.synced, Number(nid)), ...rule }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  setRule({ path, rule }: { path: string; rule?: FolderRule }): Promise<NamedRule[]> {
    return this.#inTurn(async () => {
      // A mount that began with everything follows that until it is told otherwise.
      const { synced } = this.#engine.parts.state;
      const named = synced.get(nidAt(synced, path) ?? 0);
      if (named !== undefined && !isFolder(named)) throw new Failure(5, 'error.not-folder', { path });
      const own = path === '' && this.#mount.all ? (rule ?? placeholders) : rule;
      if (!this.#engine.setRule(path, own)) throw new Failure(5, 'error.not-synced', { path });
      return await this.rules();
    });
  }

  letGo(): Promise<{ folder: string }> {
    return this.#inTurn(async () => {
      this.#gone.abort();
      return { folder: this.#mount.folder };
    });
  }

  /** When it is let go of. */
  async rest(): Promise<void> {
    await this.#turn.catch(() => undefined);
    try {
      rememberLook(this.#engine.parts.state, this.#last);
    } catch {
      // On a full disk: then the next look says how it stands.
    }
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(work, work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #known(): Finding[] {
    const { state, disk } = this.#engine.parts;
    const here = this.#unsent() ?? [];
    const known = findingsOf(state, disk.profile);
    const told = new Set(known.flatMap((each) => (each.kind === 'problem' ? [each.path] : [])));
    return [...this.#guards(), ...known, ...here.filter(({ path }) => !told.has(path))];
  }

  /** Where nothing has changed since both sides were in step, the folder has nothing of its own. */
  #countedHere(state: MountState): Standing['waits'] {
    const found = this.#unsent();
    if (found === undefined) return state === 'in-step' ? {} : (this.#last.here ?? {});
    return counted(found);
  }

  /** What lies here alone, if the folder was looked at. */
  #unsent() {
    const { seen, parts } = this.#engine;
    return seen && unsent(parts.state, seen.local, seen.match, parts.surroundings.now());
  }

  #otherFolder(): Failure {
    return new Failure(5, 'error.other-folder', { path: this.#mount.folder });
  }

  #guards(): Finding[] {
    return this.#last.guards.map(({ id, direction, files, before, bytes }) => ({
      kind: 'guard',
      id,
      direction,
      files,
      before,
      bytes,
    }));
  }

  #heldAt(path: string) {
    return this.#engine
      .held()
      .filter((each) => path === '' || each.path === path || each.path.startsWith(`${path}/`));
  }

  /** Cycles for as long as they bring something about. */
  async #settle(isBrief = false): Promise<Outcome> {
    let done = 0;
    const undone = new Set<string>();
    try {
      for (;;) {
        const cycle = await this.#engine.cycle(isBrief);
        done += cycle.done;
        for (const path of cycle.undone) undone.add(path);
        if (cycle.state === 'working' && cycle.done > 0) continue;
        const outcome = this.#outcome(cycle.state, done, cycle.guards, [...undone]);
        // Whatever a verb would do next, it would do it to another folder.
        if (cycle.state === 'other-folder') throw this.#otherFolder();
        if (cycle.state !== 'offline') await expire(this.#engine.parts);
        return outcome;
      }
    } catch (error) {
      // The install itself was signed out, or its account has to be linked again.
      if (error instanceof Failure && error.exit === 3) this.#outcome('needs-sign-in', done, []);
      throw error;
    } finally {
      this.#activity.rested();
    }
  }

  /** What is on this machine can be told and used without the server. */
  async #settleIfPossible(): Promise<Outcome> {
    try {
      return await this.#settle();
    } catch (error) {
      if (!(error instanceof Failure) && !(error instanceof DiskProblem)) throw error;
      if (error instanceof DiskProblem) return this.#outcome('working', 0, []);
      const isTold = error.exit === 3 || error.key === 'error.other-folder';
      return this.#outcome(isTold ? this.#last.state : 'offline', 0, []);
    }
  }

  #outcome(state: MountState, done: number, guards: Cycle['guards'], undone: string[] = []): Outcome {
    const { state: known, surroundings } = this.#engine.parts;
    this.#last = { state, at: surroundings.now(), guards, here: this.#countedHere(state) };
    rememberLook(known, this.#last);
    const problems = [...this.#engine.problems().values()];
    const unsure =
      this.#unsent()?.filter((each) => each.kind === 'unsent' && each.why === 'unreadable') ?? [];
    return {
      folder: this.#mount.folder,
      state,
      done,
      held: this.#engine.held().length,
      problems: problems.map(({ path = '', code, text }) => ({ path, code, text })),
      unsure: unsure.map(({ path }) => path),
      guards,
      undone,
    };
  }

  async #settleAfter(before: Outcome): Promise<Outcome> {
    const after = await this.#settle();
    return { ...after, done: before.done + after.done, undone: [...before.undone, ...after.undone] };
  }

  /** A folder that was opened shows what there is to open below it. */
  async #fulfil(before: Outcome, ask: SyncAsk & { path: string; want: 'full' | 'stub' }): Promise<Outcome> {
    for (let outcome = before; ; ) {
      const wanted = await wish(this.#engine, ask.path, ask.want, ask);
      const after = await this.#settleAfter(outcome);
      const goesOn = ask.want === 'full' && ask.below === true && wanted > 0 && after.done > outcome.done;
      if (!goesOn) return after;
      outcome = after;
    }
  }
}

/** Of what was replaced several times, the last. */
function newestOfEach(kept: readonly Kept[]): Kept[] {
  return [...new Map(kept.toReversed().map((each) => [each.path, each])).values()];
}
