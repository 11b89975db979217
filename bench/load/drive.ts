import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { Connection } from './connection.ts';
import { cpuTime } from './cpu-time.ts';

/** One client's side of a conversation: what it asks next, and what it makes of the answer. */
export interface Talk {
  next(): Buffer;
  heard?(body: Buffer): void;
}

/** Whom to ask. */
export interface Target {
  readonly url: URL;
  readonly pid: number;
}

export interface Round {
  readonly answers: number;
  readonly perSecond: number;
  /** Microseconds of processor time that the server used; undefined where the machine does not tell. */
  readonly cpu: number | undefined;
  /** Nanoseconds from the first byte sent to the last byte received. */
  readonly latencies: RecordableHistogram;
}

/**
 * Lets every talk run for `seconds` over a connection of its own, each asking again as soon as it is answered.
 * @throws Error on the first answer that is not 2xx: a wrong answer is cheap, and must not count as a fast one.
 */
export async function drive({ url, pid }: Target, talks: readonly Talk[], seconds: number): Promise<Round> {
  const latencies = createHistogram({ lowest: 1, highest: 60_000_000_000, figures: 3 });
  const connections = await Promise.all(talks.map(() => Connection.open(url)));
  let answers = 0;
  const cpuBefore = cpuTime(pid);
  const began = performance.now();
  const end = began + seconds * 1000;

  async function walk(talk: Talk, connection: Connection): Promise<void> {
    for (let now = performance.now(); now < end; ) {
      const { status, body } = await connection.send(talk.next());
      const then = performance.now();
      if (status < 200 || status > 299) throw new Error(`${url.host} answered ${status}: ${body}`);
      latencies.record(Math.max(1, Math.round((then - now) * 1e6)));
      answers += 1;
      talk.heard?.(body);
      now = then;
    }
  }

  try {
    await Promise.all(connections.map((connection, place) => walk(talkAt(talks, place), connection)));
    const perSecond = (answers * 1000) / (performance.now() - began);
    const cpu = cpuBefore === undefined ? undefined : (cpuTime(pid) ?? 0) - cpuBefore;
    return { answers, perSecond, cpu, latencies };
  } finally {
    for (const connection of connections) connection.close();
  }
}

function talkAt(talks: readonly Talk[], place: number): Talk {
  const talk = talks[place];
  if (talk === undefined) throw new RangeError(`there are only ${talks.length} talks`);
  return talk;
}
