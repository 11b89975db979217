import { cropped, welch } from './welch.ts';

/** One step of a server with two kinds of wrong input, of which nobody may tell one from the other by the clock. */
export interface Case {
  readonly name: string;
  /** What the two kinds are. */
  readonly near: string;
  readonly far: string;
  readonly samples: number;
  /** Makes one run of the step ready, with the next input of a kind; only the run itself is timed. */
  readonly prepare: (kind: 'near' | 'far', at: number) => () => unknown;
}

export interface Kinds<Input> {
  readonly near: readonly Input[];
  readonly far: readonly Input[];
}

/** A case whose inputs lie ready. */
export function caseOf<Input>({
  inputs,
  run,
  ...more
}: Omit<Case, 'prepare'> & {
  readonly inputs: Kinds<Input>;
  readonly run: (input: Input) => unknown;
}): Case {
  return {
    ...more,
    prepare(kind, at) {
      const input = inputs[kind][at % inputs[kind].length];
      if (input === undefined) throw new Error(`${more.name} has no inputs.`);
      return () => run(input);
    },
  };
}

export interface Compared {
  readonly name: string;
  readonly samples: number;
  /** Nanoseconds, of what is left after cropping. */
  readonly near: number;
  readonly far: number;
  readonly t: number;
}

/** Runs both kinds in an order that is drawn, so that nothing that drifts falls on one of them. */
export async function compare({ name, samples, prepare }: Case, random: () => boolean): Promise<Compared> {
  const times = { near: [] as number[], far: [] as number[] };
  for (let warm = 0; warm < samples / 20; warm += 1) await prepare(warm % 2 === 0 ? 'near' : 'far', warm)();
  while (Math.min(times.near.length, times.far.length) < samples / 2) {
    const kind = random() ? 'near' : 'far';
    const run = prepare(kind, times[kind].length);
    const from = process.hrtime.bigint();
    const result = run();
    if (result instanceof Promise) await result;
    times[kind].push(Number(process.hrtime.bigint() - from));
  }
  const [near, far] = cropped(times.near, times.far);
  return { name, samples, near: mean(near), far: mean(far), t: welch(near, far) };
}

function mean(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}
