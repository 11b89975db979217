type Parts = readonly [major: number, minor: number, patch: number];

/** X.Y.Z of Semantic Versioning 2.0.0 section 2: no leading zeros; pre-releases have no place here. */
const form = /^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})$/;

/**
 * What is wrong with the number of a new version, or undefined. Each is higher than all before it, so that "newer"
 * means one thing, however versions are looked at.
 */
export function semverFault(text: string, newest: string | undefined): string | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return 'must be three numbers like 1.0.0, without leading zeros';
  const before = newest === undefined ? undefined : partsOf(newest);
  if (before === undefined || isHigher(parts, before)) return undefined;
  const [major, minor, patch] = before;
  const next = [`${major}.${minor}.${patch + 1}`, `${major}.${minor + 1}.0`, `${major + 1}.0.0`];
  return `must be higher than ${newest}: send ${next.join(', ')} or another`;
}

function partsOf(text: string): Parts | undefined {
  const [, major, minor, patch] = form.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

function isHigher(a: Parts, b: Parts): boolean {
  const [major, minor, patch] = b;
  if (a[0] !== major) return a[0] > major;
  return a[1] === minor ? a[2] > patch : a[1] > minor;
}
