/** Markup that is safe to send: made by `html` alone, which escapes everything that is put in. */
export class Html {
  readonly #markup: string;

  /** Only for text that is markup already; everything else goes through `html`. */
  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What may stand in a template. Absent and false leave nothing, so that a part can be conditional. */
export type Part = Html | string | number | false | null | undefined | readonly Part[];

/**
 * A template whose values are escaped for element content and for quoted attributes alike (check UI-18).
 * Attributes are always quoted; values never stand in tag names, in unquoted attributes or in scripts.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((markup, text, place) => markup + markupOf(parts[place - 1]) + text));
}

function markupOf(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'object') return part.map(markupOf).join('');
  return String(part).replace(/[&<>"'`]/g, (character) => entities[character] ?? '');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};
