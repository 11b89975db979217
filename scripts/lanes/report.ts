import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { inspect, styleText } from 'node:util';
import { root } from '../source-files.ts';
import type { Counts } from './verdict.ts';

type Ended = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

/** Turns the events of a run into lines: the file, its claims beneath, and a failure in full where it happens. */
export class Report {
  readonly counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  readonly #print: (line: string) => void;
  /** What each file wrote, kept back until a failure makes it worth reading. */
  readonly #written = new Map<string, string>();
  /** The tests begun and not ended, outermost first; those that turned out to hold others are printed as headings. */
  #open: { name: string; printed: boolean }[] = [];
  #file = '';

  constructor(print: (line: string) => void) {
    this.#print = print;
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

    // A suite claims nothing by itself, but its own hooks can fail.
    if (details.type === 'suite' && !ofItsOwn) return;
    if (error !== undefined) {
      this.counts.failed += 1;
      this.#print(line.failed());
      if (ofItsOwn) this.#explain(line, error);
    } else if (skip !== undefined || todo !== undefined) {
      this.counts.skipped += 1;
      this.#print(line.skipped());
    } else {
      this.counts.passed += 1;
      if (!isHeading) this.#print(line.passed(details.duration_ms));
    }
  }

  #explain(line: Line, error: Error): void {
    const cause = error.cause ?? error;
    const told = cause instanceof Error ? inspect(cause) : String(cause);
    this.#print(
      line.beneath(
        told.replace(/^\s+at .*\(node:internal.*\n/gm, '').replace(/\n\s+at .*node:internal.*/g, ''),
      ),
    );
    const written = this.#written.get(this.#file)?.trim();
    if (written) this.#print(line.beneath(`The file wrote:\n${written}`));
    this.#written.delete(this.#file);
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

  skipped(): string {
    return `${this.#indent}${styleText('yellow', '–')} ${this.#name} (skipped)`;
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
