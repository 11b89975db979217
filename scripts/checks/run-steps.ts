import { availableParallelism } from 'node:os';
import { styleText } from 'node:util';

export interface Outcome {
  /** What is wrong, a line or more each; none: the step holds. */
  objections: string[];
  /** Worth knowing although nothing is wrong. */
  note?: string;
}

export interface Step {
  name: string;
  /** Needs the machine for itself, after all others. */
  alone?: boolean;
  run(): Promise<Outcome>;
}

/** Runs the steps, as many together as there are cores; prints a line for each and returns the names of the failed. */
export async function runSteps(steps: readonly Step[], print = console.log): Promise<string[]> {
  const failed: string[] = [];
  const one = async (step: Step) => {
    const began = performance.now();
    const { objections, note } = await step.run().catch((error: unknown) => ({
      objections: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      note: undefined,
    }));
    const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
    const mark = objections.length === 0 ? styleText('green', '✓') : styleText('red', '✗');
    print(`${mark} ${step.name.padEnd(34)}${seconds} s${note ? `   ${note}` : ''}`);
    for (const objection of objections) print(`    ${objection.trimEnd().replaceAll('\n', '\n    ')}`);
    if (objections.length > 0) failed.push(step.name);
  };
  const waiting = steps.filter((step) => step.alone !== true);
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await one(step);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  for (const step of steps.filter(({ alone }) => alone === true)) await one(step);
  return failed;
}
