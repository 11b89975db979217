// npm run bench: how much Gatehouse answers in a second, beside its peers, on one machine in one run.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { dirname } from 'node:path';
import { type Figures, figuresOf } from './figures.ts';
import { benchLink, usage as linkUsage } from './link/link.ts';
import { drive, type Round, type Talk } from './load/drive.ts';
import { type Options, readOptions, usage } from './options.ts';
import { writeReadme } from './readme.ts';
import { type ScenarioName, scenarioTitles, talksOf } from './scenarios.ts';
import { readSyncOptions, usage as syncUsage } from './sync/options.ts';
import { benchSync } from './sync/sync.ts';
import { startBareHttp } from './systems/bare-http.ts';
import { startEarlier } from './systems/earlier.ts';
import { startGatehouse } from './systems/gatehouse.ts';
import { startPeer } from './systems/peer.ts';
import type { System } from './systems/system.ts';
import { tableOf } from './table.ts';

process.exitCode = await main(process.argv.slice(2));

async function main([first, ...rest]: readonly string[]): Promise<number> {
  if (first === 'drive') return await mainOfSync(rest);
  if (first === 'link') return await mainOfLink(rest);
  const args = first === undefined ? [] : [first, ...rest];
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 2;
  }
  if (options === 'help') {
    console.log(usage);
    return 0;
  }
  const systems: System[] = [];
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop(systems).finally(() => process.exit(130)));
  try {
    await start(options, systems);
    const figures = await measure(options, systems);
    if (options.json !== undefined) await keep(options, figures, options.json);
    if (options.readme) await writeReadme(figures, `${machine()}; ${manner(options)}.`);
    return 0;
  } finally {
    await stop(systems);
  }
}

async function mainOfSync(args: readonly string[]): Promise<number> {
  let options: ReturnType<typeof readSyncOptions>;
  try {
    options = readSyncOptions(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${syncUsage}`);
    return 2;
  }
  if (options === 'help') console.log(syncUsage);
  else await benchSync(options, machine());
  return 0;
}

async function mainOfLink(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) console.log(linkUsage);
  else await benchLink(args, machine());
  return 0;
}

/** Starts what was asked for into `systems`, so that what runs is known even if a later one does not start. */
async function start(options: Options, systems: System[]): Promise<void> {
  const { systems: names, connections, commits, against } = options;
  const chains = Math.max(...connections) + 1;
  for (const name of names) {
    if (name === 'gatehouse') systems.push(await startGatehouse(chains));
    else if (name !== 'bare-http') systems.push(await startPeer(name, chains, commits));
    else {
      const [imitated] = systems;
      if (imitated === undefined) throw new Error('bare-http answers as another system does: name one more.');
      systems.push(await startBareHttp(imitated));
    }
  }
  if (against !== undefined) systems.push(await startEarlier(against, chains));
}

async function stop(systems: System[]): Promise<void> {
  for (const system of systems.splice(0)) await system.stop();
}

async function measure(options: Options, systems: readonly System[]): Promise<readonly Figures[]> {
  console.log(`${machine()}\n${manner(options)}\n`);
  const all: Figures[] = [];
  for (const scenario of options.scenarios) {
    const talks = new Map(systems.map((system) => [system, talksOf(scenario, system)]));
    for (const connections of options.connections) {
      const figures = await interleave(options, scenario, connections, talks);
      console.log(`${scenarioTitles[scenario]}, ${connections} at a time\n\n${tableOf(figures)}`);
      all.push(...figures);
    }
  }
  return all;
}

/** A round of each system in turn, and again: what disturbs the machine for a while disturbs all of them. */
async function interleave(
  { seconds, rounds }: Options,
  scenario: ScenarioName,
  connections: number,
  talks: ReadonlyMap<System, readonly Talk[]>,
): Promise<readonly Figures[]> {
  const order = [...talks].map(([system, all]) => ({
    system,
    target: { url: new URL(system.url), pid: system.pid },
    talks: all.slice(0, connections),
    rounds: [] as Round[],
  }));
  for (const one of order) await drive(one.target, one.talks, seconds);
  for (let round = 0; round < rounds; round += 1) {
    // Each round begins with another system, for the first and the last of a round are not quite alike.
    const from = round % order.length;
    for (const one of [...order.slice(from), ...order.slice(0, from)])
      one.rounds.push(await drive(one.target, one.talks, seconds));
  }
  return order.map((one) => figuresOf({ scenario, connections, system: one.system.name }, one.rounds));
}

async function keep(options: Options, figures: readonly Figures[], file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const text = JSON.stringify({ machine: machine(), options, figures }, null, 2);
  await writeFile(file, `${text}\n`);
}

function machine(): string {
  const [cpu] = cpus();
  return `Node ${process.versions.node}, ${availableParallelism()} x ${cpu?.model.trim() ?? process.arch}`;
}

function manner({ rounds, seconds, commits }: Options): string {
  return `${rounds} rounds of ${seconds} s; the peers commit by ${commits}`;
}
