// npm run bench:size: what the same calls cost in a small company and in one of a million files, in one run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../figures.ts';
import { Connection } from '../load/connection.ts';
import { drive, type Round } from '../load/drive.ts';
import { startChild } from '../systems/child.ts';
import { type SizedCompany, startSizedCompany } from './company.ts';
import { questions } from './questions.ts';

const usage = `npm run bench:size -- [options]

  --large <folder>  where npm run demo:large has put its data (data-large)
  --seconds <n>     length of a round (2)
  --rounds <n>      rounds of each measurement (5)
`;

const { values } = parseArgs({
  options: {
    large: { type: 'string', default: 'data-large' },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '5' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else await compare(resolve(values.large), Number(values.seconds), Number(values.rounds));

async function compare(largeDir: string, seconds: number, rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-size-'));
  const started: SizedCompany[] = [];
  try {
    await makeSmall(folder);
    const small = await startSizedCompany(folder);
    started.push(small);
    const large = await startSizedCompany(largeDir);
    started.push(large);
    console.log(`${rounds} rounds of ${seconds} s of each by turns, one call at a time.\n`);
    for (const [title, ask] of Object.entries(questions)) {
      const [inSmall, inLarge] = [ask(small), ask(large)];
      const costs = { small: [] as Round[], large: [] as Round[] };
      // The first round of each warms it up and does not count.
      for (let round = 0; round <= rounds; round += 1) {
        const [one, other] = [await drive(small, [inSmall], seconds), await drive(large, [inLarge], seconds)];
        if (round === 0) continue;
        costs.small.push(one);
        costs.large.push(other);
      }
      for (const [company, { undo }] of [
        [small, inSmall],
        [large, inLarge],
      ] as const)
        if (undo !== undefined) await sendOnce(company, undo);
      console.log(lineOf(title, costs.small, costs.large));
    }
  } finally {
    for (const company of started) await company.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function sendOnce({ url }: SizedCompany, request: Buffer): Promise<void> {
  const connection = await Connection.open(url);
  try {
    const { status, body } = await connection.send(request);
    if (status < 200 || status > 299) throw new Error(`${url.host} answered ${status}: ${body}`);
  } finally {
    connection.close();
  }
}

/** The first project of the large company, by itself: the same folder of a thousand, the same team. */
async function makeSmall(folder: string): Promise<void> {
  const program = new URL('../../packages/platform/src/demo/large.ts', import.meta.url);
  const sizes = ['--projects', '1', '--people', '25', '--files', '1000'];
  const child = startChild(program, sizes, { GATEHOUSE_DATA_DIR: folder });
  await child.line(/Done in \d+ s/);
  await child.stop();
}

/** Milliseconds and processor time of a call in the small company, and in the large one as multiples of it. */
function lineOf(title: string, small: readonly Round[], large: readonly Round[]): string {
  const [slow, slower] = [millisecondsOf(small), millisecondsOf(large)];
  const [work, more] = [cpuOf(small), cpuOf(large)];
  const time = `time ${slow.toFixed(2)} ms, ${(slower / slow).toFixed(2)} × in the large one`;
  return `${title}\n  ${time}\n  CPU ${work.toFixed(0)} µs, ${(more / work).toFixed(2)} × in the large one\n`;
}

function millisecondsOf(rounds: readonly Round[]): number {
  return 1_000 / median(rounds.map(({ perSecond }) => perSecond));
}

/** Not a number where the machine does not tell. */
function cpuOf(rounds: readonly Round[]): number {
  return median(rounds.map(({ cpu = Number.NaN, answers }) => cpu / answers));
}
