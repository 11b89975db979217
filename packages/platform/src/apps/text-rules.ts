const longest = { line: 100, paragraph: 1_000, long: 20_000 } as const;

/**
 * Control characters, those that turn the direction of text around, and those that take no room at all: with them a
 * name can pose as another. The joiners U+200C and U+200D stay, which scripts and emoji are written with.
 */
const unseen =
  /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u2800\u3164\ufeff\uffa0]/u;
/** Space, and what an engine may leave undrawn: a consent page must not name an app by nothing. */
const blank = /^[\p{Z}\p{Default_Ignorable_Code_Point}]*$/u;
const unseenInProse = /(?![\n\r\t])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/**
 * What is wrong with a text people will read, or undefined. A `line` must say something; the others may be empty.
 * Half of a surrogate pair cannot be stored by every engine.
 */
export function textFault(text: string, kind: keyof typeof longest): string | undefined {
  const most = longest[kind];
  if (kind === 'line' && blank.test(text)) return `is missing: send 1 to ${most} characters`;
  if (text.length > most) return `is too long: send at most ${most} characters`;
  const hidden = kind === 'line' ? unseen : unseenInProse;
  if (!text.isWellFormed() || hidden.test(text)) return 'must not hold characters that cannot be seen';
  return undefined;
}
