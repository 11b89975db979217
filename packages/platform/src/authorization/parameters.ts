import type { Reason } from './oauth-error.ts';

/** What is wrong with one parameter, or with the whole request where there is no name. */
export type ParameterFault = Extract<
  Reason,
  'repeated_parameter' | 'invalid_parameter' | 'malformed_request' | 'too_large'
>;

/**
 * The parameters of a request. A parameter at fault has no value: nobody can use one of two by mistake
 * (RFC 6749 section 3.1: sent once at most, and a parameter without a value counts as omitted).
 */
export interface Parameters {
  readonly values: ReadonlyMap<string, string>;
  readonly faults: ReadonlyMap<string, ParameterFault>;
}

const most = 100;
/** RFC 8707 section 2: this one may be repeated. Its values are kept with a sign between that no value may hold. */
const repeatable = new Set(['resource']);
const between = '\n';

/** The values of one parameter, in the order they came. */
export function eachOf(value: string | undefined): readonly string[] {
  return value === undefined ? [] : value.split(between);
}

/** Collects pairs in the order they came. */
export function collect(pairs: Iterable<readonly [string, string]>): Parameters {
  const values = new Map<string, string>();
  const faults = new Map<string, ParameterFault>();
  const seen = new Set<string>();
  let count = 0;
  for (const [name, value] of pairs) {
    count += 1;
    if (count > most) return failed('too_large');
    // `state[]=a` means a list to some frameworks and a name to others; here it is refused.
    if (seen.has(name) && !repeatable.has(name)) faults.set(name, 'repeated_parameter');
    else if (!isText(name) || !isText(value) || name.includes('[')) faults.set(name, 'invalid_parameter');
    seen.add(name);
    const before = values.get(name);
    if (value !== '') values.set(name, before === undefined ? value : `${before}${between}${value}`);
  }
  for (const name of faults.keys()) values.delete(name);
  return { values, faults };
}

/** Parameters of a request that could not be read at all. */
export function failed(fault: ParameterFault): Parameters {
  return { values: new Map(), faults: new Map([['', fault]]) };
}

/** Reads `application/x-www-form-urlencoded` bytes (RFC 6749 appendix B), of a query or a body. */
export function readForm(bytes: Uint8Array): Parameters {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const pairs: [string, string][] = [];
  for (const part of text.split('&')) {
    if (part === '') continue;
    if (pairs.length > most) return failed('too_large');
    const equals = part.indexOf('=');
    const name = decode(equals === -1 ? part : part.slice(0, equals));
    const value = decode(equals === -1 ? '' : part.slice(equals + 1));
    if (name === undefined) return failed('malformed_request');
    // A value that cannot be read spoils its own parameter only; U+FFFD marks it, which no text may hold.
    pairs.push([name, value ?? '\uFFFD']);
  }
  return collect(pairs);
}

/** The query of a request target. Node hands the bytes of the request line on as Latin-1. */
export function readQuery(url: string): Parameters {
  const start = url.indexOf('?');
  return readForm(Buffer.from(start === -1 ? '' : url.slice(start + 1), 'latin1'));
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One form-encoded text, or undefined where it is broken: a lone `%`, or bytes that are no UTF-8. */
export function decode(encoded: string): string | undefined {
  if (!/[%+\x80-\uffff]/.test(encoded)) return encoded;
  if (/%(?![0-9A-Fa-f]{2})/.test(encoded)) return undefined;
  const bytes = encoded
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  try {
    return utf8.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return undefined;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unfit = /[\x00-\x1f\x7f\ufffd]/;

/** No control characters, which split headers and log lines, and no sign of bytes that were no UTF-8. */
export function isText(value: string): boolean {
  return !unfit.test(value) && value.isWellFormed();
}
