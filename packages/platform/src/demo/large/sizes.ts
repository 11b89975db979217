import { parseArgs } from 'node:util';

/** How much a large company holds. */
export interface Sizes {
  readonly projects: number;
  readonly people: number;
  /** In all projects together. */
  readonly files: number;
}

export const fullSizes: Sizes = { projects: 1_000, people: 10_000, files: 1_000_000 };

/** Of `--projects 10 --people 100 --files 5000`; what is left out is of full size. Throws what to say instead. */
export function sizesOf(argv: readonly string[]): Sizes {
  const text = { type: 'string' } as const;
  const options = { projects: text, people: text, files: text };
  const { values } = parseArgs({ args: [...argv], options });
  const sizes = { ...fullSizes };
  for (const [name, value] of Object.entries(values) as [keyof Sizes, string][]) {
    if (!/^[1-9][0-9]{0,8}$/.test(value)) throw new Error(`--${name} must be a whole number from 1.`);
    sizes[name] = Number(value);
  }
  return sizes;
}

/** The files of one project: as many as in any other, with what does not come out even in the last. */
export function filesOf(sizes: Sizes, index: number): number {
  const each = Math.floor(sizes.files / sizes.projects);
  return index === sizes.projects - 1 ? sizes.files - each * (sizes.projects - 1) : each;
}
