import type { Translate } from '../messages/translate.ts';

export interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Where a verb speaks: results to standard output, everything about them to standard error. */
export interface Terminal {
  readonly out: Stream;
  readonly err: Stream;
  readonly json: boolean;
  readonly t: Translate;
}

/** One result: a JSON value for programs, lines for people. */
export function tell({ out, json }: Terminal, value: unknown, lines: readonly string[]): void {
  if (json) out.write(`${JSON.stringify(value)}\n`);
  else for (const line of lines) out.write(`${printable(line)}\n`);
}

/** Names come from others: nothing in them may move the cursor, or turn the line around (U+202E). */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}
