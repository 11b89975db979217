import { isDeepStrictEqual, styleText } from 'node:util';

export interface Narrator {
  /** Opens a chapter of the story. */
  chapter(title: string): void;
  /** Says what happens next. */
  step(title: string): void;
  sent(line: string): void;
  received(status: number, line: string): void;
  /** Does what was told before: its requests are counted, and one line stands for them. */
  briefly<T>(line: string, work: () => Promise<T>): Promise<T>;
  /** Shows that a rule holds, or that it does not. */
  check(rule: string, claim: string, seen: unknown, expected?: unknown): void;
  /** A chapter that could not be told to its end breaks the rules that it was to show. */
  failed(error: unknown): void;
  /** The last line; whether every rule held. */
  end(): boolean;
}

export interface NarratorOptions {
  print(line: string): void;
  readonly color: boolean;
}

const widest = 120;

function clip(line: string): string {
  return line.length > widest ? `${line.slice(0, widest - 1)}…` : line.trimEnd();
}

function many(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** Tells the tour, and keeps count. */
export function createNarrator({ print, color }: NarratorOptions): Narrator {
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(format, text, { validateStream: false }) : text;
  const rules = new Set<string>();
  let brief = false;
  const counts = { chapters: 0, steps: 0, requests: 0, held: 0, broken: 0 };

  return {
    chapter(title) {
      counts.chapters += 1;
      print('');
      print(style('bold', `${counts.chapters}. ${title}`));
    },
    step(title) {
      counts.steps += 1;
      print('');
      print(`   ${style('bold', title)}`);
    },
    sent(line) {
      counts.requests += 1;
      if (!brief) print(style('dim', clip(`     → ${line}`)));
    },
    received(status, line) {
      if (!brief) print(style('dim', clip(`     ← ${status}  ${line}`)));
    },
    async briefly(line, work) {
      const before = counts.requests;
      brief = true;
      try {
        return await work();
      } finally {
        brief = false;
        print(style('dim', `     · ${line} (${many(counts.requests - before, 'request')})`));
      }
    },
    check(rule, claim, seen, expected = true) {
      rules.add(rule);
      if (isDeepStrictEqual(seen, expected)) {
        counts.held += 1;
        print(`     ${style('green', '✓')} ${style('cyan', rule.padEnd(3))} ${claim}`);
        return;
      }
      counts.broken += 1;
      print(`     ${style('red', `✗ ${rule.padEnd(3)} ${claim}`)}`);
      print(style('red', `           expected ${JSON.stringify(expected)}, saw ${JSON.stringify(seen)}`));
    },
    failed(error) {
      counts.broken += 1;
      const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      print(`     ${style('red', `✗ the chapter ends here: ${why}`)}`);
    },
    end() {
      const { chapters, steps, requests, held, broken } = counts;
      const told = `${many(rules.size, 'rule')} in ${many(chapters, 'chapter')}, ${many(steps, 'step')} and ${many(requests, 'request')}`;
      print('');
      print(
        broken === 0
          ? style('green', `${told}: all ${held} checks hold.`)
          : style('red', `${told}: ${broken} of ${held + broken} checks broken.`),
      );
      return broken === 0;
    },
  };
}
