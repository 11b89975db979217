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
  if (json) out.write(`${jsonOf(value)}\n`);
  else for (const line of lines) out.write(`${printable(line)}\n`);
}

const moving = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const hexOf = (character: string) => character.charCodeAt(0).toString(16);

/** Names come from others: nothing in them may move the cursor, or turn the line around (U+202E). */
export function printable(text: string): string {
  return text.replace(moving, (character) => `\\u{${hexOf(character)}}`);
}

/** The same for programs, whose output people look at too: JSON itself escapes only what is below U+0020. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value).replace(moving, (character) => `\\u${hexOf(character).padStart(4, '0')}`);
}
