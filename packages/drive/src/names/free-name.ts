/** `name`, else `name (2)`, `name (3)` … before the ending: the first that is free. */
export function freeName(name: string, taken: (name: string) => boolean): string {
  if (!taken(name)) return name;
  const { stem, ending } = parts(name);
  for (let number = 2; ; number++) {
    const next = `${stem} (${number})${ending}`;
    if (!taken(next)) return next;
  }
}

/** Whether it is that name with a number. */
export function isNumbered(name: string, plain: string): boolean {
  const { stem, ending } = parts(plain);
  if (!name.startsWith(`${stem} (`) || !name.endsWith(`)${ending}`)) return false;
  return /^\d+$/.test(name.slice(stem.length + 2, name.length - ending.length - 1));
}

const conflictTags = /(?: \(conflicted copy [^()]*\)(?: \(\d+\))?)+$/;

/** The name that a conflicted copy had before it lost it; undefined for any other name. */
export function originalName(name: string): string | undefined {
  const { stem, ending } = parts(name);
  const plain = stem.replace(conflictTags, '');
  return plain === stem ? undefined : plain + ending;
}

/** Whether a conflicted copy is one of the file of that name, of whose name it may have only the beginning. */
export function isCopyOf(copy: string, name: string): boolean {
  const of = originalName(copy);
  if (of === undefined || of === name) return of !== undefined;
  const { stem, ending } = parts(of);
  const isShortened = Buffer.byteLength(copy) > longestCopy - longestCharacter;
  return isShortened && name.startsWith(stem) && name.endsWith(ending) && originalName(name) === undefined;
}

/** In bytes: a number and the suffix of a placeholder still fit into a name. */
const longestCopy = 240;
const longestCharacter = 4;

/** The name of a conflict's other side. A conflict of a conflict is not nested. */
export function conflictName(name: string, mark: string, taken: (name: string) => boolean): string {
  const { stem, ending } = parts(name);
  const plain = stem.replace(conflictTags, '');
  const tag = ` (conflicted copy ${mark})`;
  let short = plain;
  // The tag itself must fit into a name.
  while (Buffer.byteLength(short + tag + ending) > longestCopy) short = [...short].slice(0, -1).join('');
  return freeName(`${short}${tag}${ending}`, taken);
}

function parts(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? { stem: name.slice(0, dot), ending: name.slice(dot) } : { stem: name, ending: '' };
}
