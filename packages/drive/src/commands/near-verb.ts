/** What other programs call it. */
const elsewhere: Readonly<Record<string, string>> = {
  list: 'ls',
  dir: 'ls',
  delete: 'rm',
  remove: 'rm',
  rename: 'mv',
  move: 'mv',
  copy: 'cp',
  download: 'get',
  upload: 'put',
  signin: 'login',
  signout: 'logout',
  umount: 'unmount',
  history: 'versions',
};

/** The verb that was meant: cut short, too long, mistyped by a letter or two, or called as elsewhere. */
export function nearVerb(given: string, names: readonly string[]): string | undefined {
  if (given === '') return undefined;
  const name = given.toLowerCase();
  if (Object.hasOwn(elsewhere, name)) return elsewhere[name];
  const cut = names.find((each) => each.startsWith(name));
  if (cut !== undefined) return cut;
  // In two letters that are wrong of three, nothing is left of what was meant.
  const most = name.length < 4 ? 1 : 2;
  const [best] = names
    .map((each) => ({ each, steps: stepsBetween(name, each) }))
    .toSorted((a, b) => a.steps - b.steps);
  if (best !== undefined && best.steps <= most) return best.each;
  return names.find((each) => name.startsWith(each));
}

/** Letters that are missing, too many, others, or changed places with their neighbour. */
function stepsBetween(one: string, other: string): number {
  const row = (at: number) => Array.from({ length: other.length + 1 }, (_, column) => at + column);
  let [before, last] = [row(0), row(0)];
  for (let at = 1; at <= one.length; at += 1) {
    const now = row(at);
    for (let to = 1; to <= other.length; to += 1) {
      const same = one[at - 1] === other[to - 1] ? 0 : 1;
      let least = Math.min(step(last, to) + 1, step(now, to - 1) + 1, step(last, to - 1) + same);
      const swapped = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      if (swapped) least = Math.min(least, step(before, to - 2) + 1);
      now[to] = least;
    }
    [before, last] = [last, now];
  }
  return step(last, other.length);
}

const step = (row: readonly number[], at: number): number => row[at] ?? Number.POSITIVE_INFINITY;
