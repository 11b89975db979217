import assert from 'node:assert/strict';
import { type Cycle, Engine } from '../engine.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { rootNid } from '../trees/synced-tree.ts';
import { Chance } from './chance.test-support.ts';
import { type Crosses, crossedDisk, crossedRemote } from './crossing.test-support.ts';
import { Deletes } from './deletes.test-support.ts';
import { isStoodFor } from './destroyed.test-support.ts';
import { diskPort, SimulatedDisk } from './disk.test-support.ts';
import { lockedDisk } from './locked-disk.test-support.ts';
import { type MemoryKeeper, memoryKeeper } from './memory-keeper.test-support.ts';
import { onlyWholeThingsAreSeen } from './moments.test-support.ts';
import { OutOfSight } from './out-of-sight.test-support.ts';
import { Permission } from './permission.test-support.ts';
import { remotePort } from './remote-port.test-support.ts';
import type { Secrets } from './secrets.test-support.ts';
import type { SimulatedServer } from './server.test-support.ts';
import { Crash, Steps } from './steps.test-support.ts';

export interface Install {
  name: string;
  disk: SimulatedDisk;
  keeper: MemoryKeeper;
  engine: Engine | undefined;
  steps: Steps;
  hydrated: boolean;
  /** At which step it ends when it is started the next time. */
  endsAt: number | undefined;
  /** Before it starts the next time. */
  losesDatabase: boolean;
  /** A copy of its database, and whether that is put in its place before it starts the next time. */
  yesterday?: () => void;
  isPutBack?: boolean;
  /** What its person asks of Drive before the next look. */
  asks: ((engine: Engine) => void | Promise<void>)[];
}

export interface Faults {
  remote: number;
  disk: number;
  crash: number;
  power: number;
  meanwhile: number;
}

export const noFaults: Faults = { remote: 0, disk: 0, crash: 0, power: 0, meanwhile: 0 };

/** One server, a few installs, and people who change things on all of them. Everything follows from the seed. */
export class SimulatedWorld {
  readonly chance: Chance;
  readonly server: SimulatedServer;
  readonly installs: Install[] = [];
  faults: Faults = noFaults;
  now = 1_800_000_000_000;
  /** Content people saved and have not written over or deleted themselves: it must be somewhere. */
  readonly owed = new Map<string, { durable: boolean }>();
  readonly removedByPeople = new Set<string>();
  /** What people moved here: with something new in its old place it is two files. */
  readonly movedByPeople = new Set<string>();
  /** What people saved over placeholders, and over which. */
  readonly overStubs = new Map<string, string>();
  /** For which conflicted copies, by their items, their people gave up which files. */
  readonly givenUp = new Map<number, string>();
  /** What people kept of conflicts as theirs, and where. */
  readonly keptAsMine = new Map<string, Set<Install>>();
  /** Files that an engine removed for good, though nothing here stands for what was in them. */
  readonly destroyed: string[] = [];
  /** What files had after a loss of power instead of what was saved last. */
  readonly leftByPower = new Set<string>();
  /** Every content a person saved; and what a loss of power made of one that was not durable. */
  readonly written = new Set<string>();
  /** Whether all that people save is told in `written`. */
  isWatched = false;
  hasMovedHere = false;
  /** Deleted, or moved elsewhere. */
  hasTakenFolders = false;
  /** Where some things are private. */
  secrets: Secrets | undefined;
  writes = 0;
  calls = 0;
  bothCases = false;
  settleFor = 0;
  /** How often what is sent, or told of, comes two times. */
  comesTwice = 0;
  hasLostPower = false;
  /** Something could not be read for a while. */
  hasLocked = false;
  /** People copy placeholders. */
  hasCopies = false;
  /** What becomes of a content on its way here. */
  arrives: (text: string) => string = (text) => text;
  /** Where people do something to the very thing that a step is about to touch. */
  crosses: Crosses | undefined;
  /** Whether a step on the disk is refused. */
  isDenied: () => boolean = () => false;
  /** Nothing happens any more, and a person approves what is asked. */
  isHealed = false;
  trace: string[] = [];
  readonly outOfSight: OutOfSight;
  readonly deletes: Deletes;
  readonly permission = new Permission(() => this.now);
  act: () => void = () => {};
  #ids = 0;

  constructor(
    seed: number,
    server: SimulatedServer,
    installs: { hydrated: boolean; links: boolean; caseSensitive?: boolean }[],
  ) {
    this.chance = new Chance(seed);
    this.server = server;
    this.outOfSight = new OutOfSight(server);
    this.deletes = new Deletes(server);
    for (const [at, { hydrated, links, caseSensitive = true }] of installs.entries()) {
      const disk = new SimulatedDisk(() => this.now, links, caseSensitive);
      const steps = new Steps(() => {});
      this.installs.push({
        name: `install${at + 1}`,
        disk,
        keeper: memoryKeeper(),
        engine: undefined,
        steps,
        hydrated,
        losesDatabase: false,
        asks: [],
        endsAt: undefined,
      });
    }
  }

  async start(install: Install): Promise<Engine | undefined> {
    install.steps = new Steps(() => {
      this.now += 1 + this.chance.below(40);
      onlyWholeThingsAreSeen(this, install);
      if (this.faults.meanwhile > 0 && this.chance.once(this.faults.meanwhile)) this.act();
    });
    if (this.faults.crash > 0 && this.chance.once(this.faults.crash))
      install.steps.crashAt = 1 + this.chance.below(120);
    if (install.endsAt !== undefined) install.steps.crashAt = install.endsAt;
    install.endsAt = undefined;
    const { steps, disk, name } = install;
    const { crosses } = this;
    const ownDisk = diskPort(
      disk,
      steps,
      { ...profile, caseSensitive: disk.caseSensitive },
      () => {
        if (this.faults.disk > 0 && this.chance.once(this.faults.disk))
          throw new DiskProblem(this.chance.once(0.5) ? 'full' : 'failed');
        if (this.isDenied()) throw new DiskProblem('denied');
      },
      (path) => {
        if (!isStoodFor(this.server, install, path))
          this.destroyed.push(`${name} removed "${disk.need(path).content}"`);
      },
    );
    const remote = remotePort(
      this.server,
      steps,
      () => {
        if (this.faults.remote === 0 || !this.chance.once(this.faults.remote)) return 'none';
        if (this.chance.once(0.5)) throw new RemoteProblem('busy');
        return 'lost';
      },
      () => this.writes++,
      () => this.calls++,
      (text) => this.arrives(text),
      () => this.comesTwice > 0 && this.chance.once(this.comesTwice),
    );
    const engine = await Engine.open({
      disk: lockedDisk(
        disk,
        crosses === undefined
          ? ownDisk
          : crossedDisk(ownDisk, (path, isGoing) => crosses.here(install, path, isGoing)),
      ),
      remote: this.permission.watched(
        install,
        crosses === undefined ? remote : crossedRemote(remote, crosses),
      ),
      keeper: install.keeper(steps),
      surroundings: { now: () => this.now, randomId: () => `id${++this.#ids}` },
      mark: () => `${name} 2026-11-27`,
      releaseAfter: 60_000,
      settleFor: this.settleFor,
    });
    assert.ok(engine !== undefined || !this.isHealed, `${name} does not find its mount`);
    install.engine = engine;
    return engine;
  }

  /** One cycle, or as much of it as there is before a crash. */
  async cycle(install: Install): Promise<Cycle | undefined> {
    if (install.losesDatabase || install.isPutBack === true) {
      if (install.losesDatabase) install.keeper.lose();
      else install.yesterday?.();
      install.keeper.wasLost = true;
      install.isPutBack = false;
      this.secrets?.forgotten();
      this.outOfSight.forgotten(install);
      this.permission.forgets(install);
      this.deletes.isTold = false;
      install.engine = undefined;
      install.losesDatabase = false;
    }
    this.permission.begins();
    try {
      const engine = install.engine ?? (await this.start(install));
      if (engine === undefined) return undefined;
      const hasRule = engine.parts.state.notes('rule').has(String(rootNid));
      if (install.hydrated && !hasRule)
        engine.setRule('', { downloadUpTo: Number.POSITIVE_INFINITY, andBelow: true });
      for (const ask of install.asks.splice(0)) await ask(engine);
      return await this.look(install, engine, true);
    } catch (error) {
      if (error instanceof DiskProblem || error instanceof RemoteProblem) {
        this.trace.push(`${install.name} stopped: ${error.code}`);
        install.engine = undefined;
        this.permission.forgets(install);
        return undefined;
      }
      if (!(error instanceof Crash)) throw error;
      this.permission.forgets(install);
      install.steps.crashAt = 0;
      install.engine = undefined;
      if (this.faults.power > 0 && this.chance.once(this.faults.power)) {
        this.trace.push(`${install.name} lost power`);
        this.losePower(install);
      } else this.trace.push(`${install.name} was killed`);
      return undefined;
    } finally {
      this.outOfSight.looking.delete(install);
      this.outOfSight.check(this.installs);
      onlyWholeThingsAreSeen(this, install);
    }
  }

  async look(install: Install, engine: Engine, isBrief: boolean): Promise<Cycle> {
    const since = this.outOfSight.time;
    this.outOfSight.looking.add(install);
    this.#goFor();
    const cycle = await engine.cycle(isBrief);
    this.#goFor();
    if (this.isHealed) for (const guard of cycle.guards) engine.approve(guard);
    if (cycle.state === 'in-step' && engine.seen?.local.frozen === 0) this.outOfSight.looked(install, since);
    return cycle;
  }

  /** What is private, or out of sight, becomes no version of what was given up for it: that goes. */
  #goFor(): void {
    for (const [id, stub] of this.givenUp)
      if (this.server.alive(id) && (this.server.need(id).isPrivate || this.server.seen(id) === undefined))
        this.removedByPeople.add(stub);
  }

  losePower(install: Install): void {
    this.hasLostPower = true;
    for (const { was, left } of install.disk.losePower(this.chance)) {
      this.written.add(left);
      this.leftByPower.add(left);
      const stub = this.overStubs.get(was);
      if (stub !== undefined) this.overStubs.set(left, stub);
    }
    install.keeper.losePower(this.chance);
    this.#forgive();
    this.outOfSight.disturbed(install);
    this.deletes.powerLost(install);
  }

  /** What a person had not made durable may go with the power, unless the remote had it. */
  #forgive(): void {
    for (const [content, { durable }] of this.owed)
      if (!durable && !this.isKept(content)) this.owed.delete(content);
  }

  isKept(content: string): boolean {
    for (const item of this.server.items.values()) if (item.versions.includes(content)) return true;
    for (const { disk } of this.installs)
      for (const inode of disk.names.values()) if (inode.content === content) return true;
    return false;
  }
}

export const profile = {
  caseSensitive: true,
  portableNames: false,
  longestName: 255,
  lengthUnit: 'bytes',
} as const;
