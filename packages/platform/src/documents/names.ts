export type CheckedName =
  | { readonly ok: true; readonly name: string; readonly key: string }
  /** `message` completes "name …", as field errors do on the wire. */
  | { readonly ok: false; readonly message: string };

/** What every common file system can hold in one name. */
export const maxNameBytes = 255;

/**
 * The name as it is stored: without space around it and composed (NFC), since one system sends an accented letter
 * as one character and another as two. A name becomes part of a path on machines that sync: nothing in it may
 * leave the folder it is in.
 */
export function checkName(given: string): CheckedName {
  if (!given.isWellFormed()) return refused('is not well-formed text');
  const name = given.normalize('NFC').trim();
  if (name === '') return refused("can't be blank");
  if (name.includes('/')) return refused('must not contain "/"');
  if (/\p{Cc}/u.test(name)) return refused('must not contain control characters');
  if (name === '.' || name === '..') return refused('must not be "." or ".."');
  if (Buffer.byteLength(name) > maxNameBytes)
    return refused(`is too long (maximum is ${maxNameBytes} bytes)`);
  return { ok: true, name, key: nameKey(name) };
}

function refused(message: string): CheckedName {
  return { ok: false, message };
}

/**
 * Names with one key are the same name. Lowering before raising folds what only one direction knows, such as
 * the two small sigmas and the sharp s; the raised form does not depend on a letter's neighbours.
 */
export function nameKey(name: string): string {
  return name.normalize('NFD').toLowerCase().toUpperCase().normalize('NFC');
}

/** `Plan.pdf` → `Plan (2).pdf`; the stem is cut, by whole characters, where the result would be too long. */
export function numberedName(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= 32 ? name.slice(dot) : '';
  const suffix = ` (${number})${extension}`;
  const room = maxNameBytes - Buffer.byteLength(suffix);
  let stem = '';
  for (const character of extension === '' ? name : name.slice(0, dot)) {
    if (Buffer.byteLength(stem + character) > room) break;
    stem += character;
  }
  return stem.trimEnd() + suffix;
}
