import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { inspect, styleText } from 'node:util';
import { root } from '../source-files.ts';
import type { FileResult } from './verdict.ts';

type Ended = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

/** Turns the events of a run into lines: the file, its claims beneath, and a failure in full where it happens. */
export class Report {
  readonly #results = new Map<string, FileResult>();
  readonly #print: (line: string) => void;
  /** What each file wrote, kept back until a failure makes it worth reading. */
  readonly #written = new Map<string, string>();
  /** The tests begun and not ended, outermost first; those that turned out to hold others are printed as headings. */
  #open: { name: string; printed: boolean }[] = [];
  #file = '';

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  get results(): FileResult[] {
    return [...this.#results.values()];
  }

  take(event: TestEvent): void {
    switch (event.type) {
      case 'test:stdout':
      case 'test:stderr': {
        const file = fileOf(event.data);
        this.#written.set(file, (this.#written.get(file) ?? '') + event.data.message);
        return;
      }
      case 'test:start':
        this.#open.length = event.data.nesting;
        this.#open.push({ name: event.data.name, printed: false });
        return;
      case 'test:pass':
      case 'test:fail':
        this.#enterFile(fileOf(event.data));
        this.#count(event);
    }
  }

  #enterFile(file: string): void {
    if (file !== this.#file) this.#print(`\n${styleText('bold', file)}`);
    this.#file = file;
  }

  #count(event: Ended): void {
    const { name, nesting, details, skip, todo } = event.data;
    const line = new Line(name, nesting);
    for (const [depth, outer] of this.#open.slice(0, nesting).entries()) {
      if (!outer.printed) this.#print(new Line(outer.name, depth).plain());
      outer.printed = true;
    }
    const isHeading = this.#open[nesting]?.printed === true;
    const error = event.type === 'test:fail' ? event.data.details.error : undefined;
    const ofItsOwn = error !== undefined && !(isHeading && failureType(error) === 'subtestsFailed');

    // A suite claims nothing by itself, but its own hooks can fail, and skipped with all that is in it it hides claims.
    if (details.type === 'suite' && !ofItsOwn && skip === undefined) return;
    const { counts, failures } = this.#resultOf(this.#file);
    if (error !== undefined) {
      counts.failed += 1;
      this.#print(line.failed());
      const outer = this.#open.slice(0, nesting).map((each) => each.name);
      const claim = [this.#file, ...outer, name].join(' › ');
      failures.push(ofItsOwn ? `${claim}\n${this.#explain(line, error)}` : claim);
    } else if (skip !== undefined || todo !== undefined) {
      counts.skipped += 1;
      this.#print(line.skipped(skip ?? todo));
    } else {
      counts.passed += 1;
      if (!isHeading) this.#print(line.passed(details.duration_ms));
    }
  }

  #resultOf(file: string): FileResult {
    const known = this.#results.get(file);
    if (known) return known;
    const result = { file, counts: { passed: 0, failed: 0, skipped: 0 }, failures: [] };
    this.#results.set(file, result);
    return result;
  }

  /** Answers what it printed, without what the file wrote. */
  #explain(line: Line, error: Error): string {
    const cause = error.cause ?? error;
    const told = (cause instanceof Error ? inspect(cause) : String(cause))
      .replace(/^\s+at .*\(node:internal.*\n/gm, '')
      .replace(/\n\s+at .*node:internal.*/g, '');
    this.#print(line.beneath(told));
    const written = this.#written.get(this.#file)?.trim();
    if (written) this.#print(line.beneath(`The file wrote:\n${written}`));
    this.#written.delete(this.#file);
    return told;
  }
}

/** How one claim looks. */
class Line {
  readonly #name: string;
  readonly #indent: string;

  constructor(name: string, nesting: number) {
    this.#name = name;
    this.#indent = '  '.repeat(nesting + 1);
  }

  plain(): string {
    return `${this.#indent}${this.#name}`;
  }

  passed(milliseconds: number): string {
    const slow = milliseconds >= 500 ? styleText('dim', ` ${(milliseconds / 1000).toFixed(1)} s`) : '';
    return `${this.#indent}${styleText('green', '✓')} ${this.#name}${slow}`;
  }

  failed(): string {
    return `${this.#indent}${styleText('red', '✗')} ${this.#name}`;
  }

  /** With the reason, where one was given. */
  skipped(why: unknown): string {
    const reason = typeof why === 'string' ? `: ${why}` : '';
    return `${this.#indent}${styleText('yellow', '–')} ${this.#name} (skipped${reason})`;
  }

  beneath(text: string): string {
    return `${this.#indent}  ${text.replaceAll('\n', `\n${this.#indent}  `)}`;
  }
}

function failureType(error: Error): unknown {
  return 'failureType' in error ? error.failureType : undefined;
}

/** The file that was run, which for a shared suite is not the one that defines the test. */
function fileOf({ entryFile, file }: { entryFile?: string; file?: string }): string {
  const path = entryFile ?? file;
  return path === undefined ? '' : relative(fileURLToPath(root), path);
}
