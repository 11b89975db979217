const longest = { line: 100, paragraph: 1_000, long: 20_000 } as const;

/** Control characters, and those that turn the direction of text around: with them a name can pose as another. */
const unseen = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
const unseenInProse = /(?![\n\r\t])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/**
 * What is wrong with a text people will read, or undefined. A `line` must say something; the others may be empty.
 * Half of a surrogate pair cannot be stored by every engine.
 */
export function textFault(text: string, kind: keyof typeof longest): string | undefined {
  const most = longest[kind];
  if (kind === 'line' && text.trim() === '') return `is missing: send 1 to ${most} characters`;
  if (text.length > most) return `is too long: send at most ${most} characters`;
  const hidden = kind === 'line' ? unseen : unseenInProse;
  if (!text.isWellFormed() || hidden.test(text)) return 'must not hold characters that cannot be seen';
  return undefined;
}
