/** One environment variable: what it means, what it may hold, and what holds when it is absent. */
export interface Setting<T> {
  /** The variable, `GATEHOUSE_PORT`. */
  readonly name: string;
  /** One sentence for the operator. */
  readonly about: string;
  /** Holds when the variable is absent or empty. */
  readonly fallback: T;
  /** The fallback as the operator would write it; empty when there is none. */
  readonly fallbackText: string;
  /** Completes "… must be …": `a whole number from 0 to 65535`. */
  readonly allowed: string;
  /** The value never appears in messages. */
  readonly secret?: true;
  /** The value, or undefined for a text that is not allowed. */
  parse(text: string): T | undefined;
}

/** What every constructor takes. Without a fallback the setting may stay undefined. */
interface Described<F> {
  readonly about: string;
  readonly fallback?: F;
}

type Absent = undefined;

function integer<F extends number | Absent = Absent>(
  name: string,
  options: Described<F> & { readonly from: number; readonly to: number },
): Setting<number | F> {
  return define(name, options, {
    allowed: `a whole number from ${options.from} to ${options.to}`,
    parse: (text) => {
      const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= options.from && value <= options.to ? value : undefined;
    },
  });
}

function text<F extends string | Absent = Absent>(
  name: string,
  options: Described<F> & { readonly pattern?: RegExp; readonly allowed?: string; readonly secret?: true },
): Setting<string | F> {
  return define(name, options, {
    allowed: options.allowed ?? 'a text',
    parse: (given) => (options.pattern?.test(given) === false ? undefined : given),
  });
}

function choice<const C extends string, F extends NoInfer<C> | Absent = Absent>(
  name: string,
  options: Described<F> & { readonly of: readonly C[] },
): Setting<C | F> {
  return define(name, options, {
    allowed: oneOf(options.of),
    parse: (given) => options.of.find((option) => option === given),
  });
}

const flags: Readonly<Record<string, boolean>> = { on: true, true: true, off: false, false: false };

function flag<F extends boolean | Absent = Absent>(
  name: string,
  options: Described<F>,
): Setting<boolean | F> {
  return define(name, options, {
    allowed: 'on or off',
    parse: (given) => (Object.hasOwn(flags, given) ? flags[given] : undefined),
    show: (value) => (value ? 'on' : 'off'),
  });
}

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** In milliseconds. A bare number means seconds, as in every OAuth lifetime (RFC 6749 §5.1). */
function duration<F extends number | Absent = Absent>(
  name: string,
  options: Described<F> & { readonly from?: number; readonly to?: number },
): Setting<number | F> {
  const from = options.from ?? 0;
  const to = options.to ?? 36_525 * units.d;
  return define(name, options, {
    allowed: `a duration from ${showDuration(from)} to ${showDuration(to)}, like 500ms, 90s, 30m, 2h or 7d`,
    parse: (given) => {
      const [, digits, unit = 's'] = /^(\d{1,12})(ms|s|m|h|d)?$/.exec(given) ?? [];
      const value = digits === undefined ? Number.NaN : Number(digits) * units[unit as keyof typeof units];
      return value >= from && value <= to ? value : undefined;
    },
    show: showDuration,
  });
}

function url<F extends URL | Absent = Absent>(
  name: string,
  options: Described<F> & { readonly schemes?: readonly string[]; readonly secret?: true },
): Setting<URL | F> {
  const schemes = options.schemes ?? ['https', 'http'];
  return define(name, options, {
    allowed: `an absolute URL that starts with ${oneOf(schemes.map((scheme) => `${scheme}://`))}`,
    parse: (given) => {
      const parsed = URL.canParse(given) ? new URL(given) : undefined;
      return parsed !== undefined && schemes.includes(parsed.protocol.slice(0, -1)) ? parsed : undefined;
    },
    show: (value) => value.href,
  });
}

/** A calendar day, as the milliseconds at which it begins in UTC. */
function date<F extends number | Absent = Absent>(name: string, options: Described<F>): Setting<number | F> {
  return define(name, options, {
    allowed: 'a date like 2027-03-31',
    parse: (given) => {
      // Date.parse would take 31 April for 1 May, and a date for one of its many other forms.
      const day = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Date.parse(given) : Number.NaN;
      return showDate(day) === given ? day : undefined;
    },
    show: showDate,
  });
}

/** A file or folder; a relative one is read from the working directory. */
function path<F extends string | Absent = Absent>(name: string, options: Described<F>): Setting<string | F> {
  return define(name, options, {
    allowed: 'the path of a file or folder',
    parse: (given) => (given.includes('\0') ? undefined : given),
  });
}

function list<F extends readonly string[] | Absent = Absent>(
  name: string,
  options: Described<F> & { readonly each?: (item: string) => boolean; readonly allowed?: string },
): Setting<readonly string[] | F> {
  return define<readonly string[], F>(name, options, {
    allowed: options.allowed ?? 'a list of texts, divided by commas',
    parse: (given) => {
      const items = given.split(',').map((item) => item.trim());
      return items.every((item) => item !== '' && options.each?.(item) !== false) ? items : undefined;
    },
    show: (value) => value.join(','),
  });
}

/** The kinds of settings. */
export const setting = { integer, text, choice, flag, duration, date, url, path, list };

function define<T, F extends T | Absent>(
  name: string,
  options: Described<F> & { readonly secret?: true },
  kind: { allowed: string; parse(text: string): T | undefined; show?(value: T): string },
): Setting<T | F> {
  const { fallback } = options;
  return {
    name,
    about: options.about,
    // Absent means "may be undefined", which is what F then says.
    fallback: fallback as F,
    fallbackText: fallback === undefined ? '' : (kind.show ?? String)(fallback as T & F),
    allowed: kind.allowed,
    parse: kind.parse,
    ...(options.secret === undefined ? {} : { secret: options.secret }),
  };
}

function oneOf(options: readonly string[]): string {
  const last = options.at(-1) ?? '';
  return options.length < 2 ? last : `${options.slice(0, -1).join(', ')} or ${last}`;
}

function showDuration(milliseconds: number): string {
  const largest = (['d', 'h', 'm', 's'] as const).find((unit) => milliseconds % units[unit] === 0) ?? 'ms';
  return milliseconds === 0 ? '0s' : `${milliseconds / units[largest]}${largest}`;
}

function showDate(milliseconds: number): string {
  return Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString().slice(0, 10);
}
