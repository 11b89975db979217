// npm run bench -- drive: Drive and Gatehouse beside tools that keep folders the same, on one machine in one run.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../figures.ts';
import { writeBetween } from '../readme.ts';
import { bareCopy } from './bare-copy.ts';
import type { Contestant, Sent } from './contestant.ts';
import { gatehouseDrive } from './gatehouse-drive.ts';
import { transferLarge } from './large-transfers.ts';
import { haveMemoryAtHand } from './memory-at-hand.ts';
import type { SyncOptions } from './options.ts';
import { rclone, unison } from './peers.ts';
import { type Row, tableOf } from './table.ts';
import { assertHasAll, makeLargeFile, makeSmallFiles } from './tree.ts';

const network = [gatehouseDrive, rclone('webdav', 4), rclone('sftp', 16), rclone('sftp', 16, true)];
const large = [...network, rclone('webdav', 4, true)];

/** Runs what was asked for, says it, and answers all of it as one table for the README. */
export async function benchSync(options: SyncOptions, machine: string): Promise<void> {
  const room = await mkdtemp(join(tmpdir(), 'gatehouse-bench-sync-'));
  const rows: Row[] = [];
  const say = (more: readonly Row[]) => {
    rows.push(...more);
    console.log(tableOf(more));
  };
  const began = loadavg()[0] ?? 0;
  try {
    if (options.only.includes('first')) {
      const source = join(room, 'small');
      await makeSmallFiles(source, options.files);
      say(
        await compare(options, room, source, `${options.files} small files`, [...network, unison, bareCopy]),
      );
    }
    if (options.only.includes('large')) {
      const source = join(room, 'large');
      await makeLargeFile(source, options.large);
      say(await compare(options, room, source, `one file of ${mebibytes(options.large)}`, large));
    }
    if (options.only.includes('still')) {
      const source = join(room, 'still');
      await makeSmallFiles(source, options.still, 1024);
      say(await still(options, room, source));
    }
    if (options.only.includes('post')) say(await post(options, room));
    const load = `load ${began.toFixed(1)} at the beginning and ${(loadavg()[0] ?? 0).toFixed(1)} at the end`;
    if (options.readme) await writeBetween('drive', `${machine}; ${load}.\n\n${tableOf(rows)}`);
    console.log(load);
  } finally {
    await rm(room, { recursive: true, force: true });
  }
}

/** Each contestant in turn, and again, each round beginning with another one. */
async function inTurn(
  { rounds }: SyncOptions,
  contestants: readonly Contestant[],
  run: (contestant: Contestant) => Promise<void>,
): Promise<void> {
  const present = contestants.filter((contestant) => {
    const missing = contestant.missing();
    if (missing !== undefined) console.log(`${contestant.name} is left out: ${missing}`);
    return missing === undefined;
  });
  for (let round = 0; round < rounds; round += 1) {
    const from = round % present.length;
    for (const contestant of [...present.slice(from), ...present.slice(0, from)]) await run(contestant);
  }
}

async function compare(
  options: SyncOptions,
  room: string,
  source: string,
  what: string,
  contestants: readonly Contestant[],
): Promise<Row[]> {
  const seen = new Map<string, Sent[]>();
  const note = (step: string, { name }: Contestant, sent: Sent) => {
    const key = JSON.stringify([step, name]);
    seen.set(key, [...(seen.get(key) ?? []), sent]);
  };
  await inTurn(options, contestants, (contestant) =>
    withCourse(contestant, source, room, async (course) => {
      await haveMemoryAtHand(room, options.large);
      note(`${what}, up`, contestant, await course.up());
      if (course.down === undefined) return;
      await haveMemoryAtHand(room, options.large);
      const sent = await course.down();
      await assertHasAll(sent.folder, source);
      note(`${what}, down`, contestant, sent);
    }),
  );
  return rowsOf(seen);
}

/** The first sync is not measured here. */
async function still(options: SyncOptions, room: string, source: string): Promise<Row[]> {
  const seen = new Map<string, Sent[]>();
  await inTurn(options, [gatehouseDrive, unison], (contestant) =>
    withCourse(contestant, source, room, async (course) => {
      await course.up();
      await course.again();
      const times = [await course.again(), await course.again(), await course.again()];
      const key = JSON.stringify([`${options.still} files, nothing changed`, contestant.name]);
      seen.set(key, [...(seen.get(key) ?? []), ...times]);
    }),
  );
  return rowsOf(seen);
}

async function post({ post, rounds }: SyncOptions, room: string): Promise<Row[]> {
  const source = join(room, 'post');
  await makeLargeFile(source, post);
  const copies = join(room, 'copies');
  await mkdir(copies);
  const all = await transferLarge(join(source, 'Large.bin'), copies, rounds);
  const kinds = Map.groupBy(all, ({ step, name }) => JSON.stringify([step, name]));
  return [...kinds.values()].map((mine): Row => {
    const [{ step, name } = { step: '', name: '' }] = mine;
    const cpu = mine.flatMap((one) => (one.cpu === undefined ? [] : [one.cpu]));
    return {
      step: `${step}, ${mebibytes(post)}; CPU and memory are those of the server`,
      name,
      seconds: median(mine.map(({ seconds }) => seconds)),
      cpu: cpu.length === 0 ? undefined : median(cpu),
      memory: Math.max(...mine.map(({ growth = 0 }) => growth)),
      requests: undefined,
    };
  });
}

async function withCourse(
  contestant: Contestant,
  source: string,
  room: string,
  run: (course: Awaited<ReturnType<Contestant['open']>>) => Promise<void>,
): Promise<void> {
  const own = join(room, 'contestant');
  await mkdir(own);
  try {
    const course = await contestant.open(source, own);
    await run(course).finally(() => course.close());
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

function rowsOf(seen: ReadonlyMap<string, readonly Sent[]>): Row[] {
  const rows = [...seen].map(([key, all]): Row => {
    const [step = '', name = ''] = JSON.parse(key) as string[];
    const cpu = all.flatMap((one) => (one.cpu === undefined ? [] : [one.cpu]));
    return {
      step,
      name,
      seconds: median(all.map(({ seconds }) => seconds)),
      cpu: cpu.length === 0 ? undefined : median(cpu),
      memory: Math.max(...all.map(({ memory = 0 }) => memory)) || undefined,
      requests: all[0]?.requests,
    };
  });
  return rows.sort((a, b) => (a.step < b.step ? 1 : a.step > b.step ? -1 : 0));
}

const mebibytes = (bytes: number) => `${bytes / 2 ** 20} MiB`;
