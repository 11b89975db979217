import { createHash } from 'node:crypto';
import type { FolderEntries, Stat } from '../ports/disk.ts';
import type { PassedOver } from './leftovers.ts';

const digestLength = 16;
const kinds = { file: 0n, folder: 1n, other: 2n } as const;

/** All that a look at the folder reads of it, in sixteen bytes a folder: whether the next one reads the same. */
export class Imprint {
  readonly #digests: Buffer[];
  readonly #isPassedOver: PassedOver;

  /** @param first what the look depends on beside the folder */
  constructor(first: string, isPassedOver: PassedOver) {
    this.#digests = [digestOf(first)];
    this.#isPassedOver = isPassedOver;
  }

  add(listing: FolderEntries): void {
    this.#digests.push(imprintOf(listing, this.#isPassedOver));
  }

  toString(): string {
    return Buffer.concat(this.#digests).toString('base64');
  }
}

/** Compares a look with a kept imprint while it goes on, and tells of the first folder that is otherwise. */
export class ImprintCheck {
  readonly #kept: Buffer;
  readonly #isPassedOver: PassedOver;
  #at = 0;
  isSame = true;

  constructor(kept: string, first: string, isPassedOver: PassedOver) {
    this.#kept = Buffer.from(kept, 'base64');
    this.#isPassedOver = isPassedOver;
    this.#compare(digestOf(first));
  }

  add(listing: FolderEntries): void {
    if (this.isSame) this.#compare(imprintOf(listing, this.#isPassedOver));
  }

  /** Whether nothing is missing at the end either. */
  isWhole(): boolean {
    return this.isSame && this.#at === this.#kept.length;
  }

  #compare(digest: Buffer): void {
    const end = this.#at + digestLength;
    this.isSame = digest.equals(this.#kept.subarray(this.#at, end));
    this.#at = end;
  }
}

const digestOf = (text: string): Buffer =>
  createHash('sha256').update(text).digest().subarray(0, digestLength);

/** Of a folder inside only which one it is: whatever changes in it changes its own imprint. */
function imprintOf(listing: FolderEntries, isPassedOver: PassedOver): Buffer {
  const hash = createHash('sha256');
  if (!('entries' in listing)) return hash.update(listing.failure).digest().subarray(0, digestLength);
  const entries = listing.entries.filter(({ name }) => !isPassedOver(name));
  const numbers = new BigInt64Array(entries.length * 6);
  let at = 0;
  for (const { stat } of entries) {
    for (const each of numbersOf(stat)) numbers[at++] = each;
  }
  // No name has a slash in it, so no two lists of names are the same text.
  hash.update(numbers).update(entries.map(({ name }) => name).join('/'));
  return hash.digest().subarray(0, digestLength);
}

function numbersOf(stat: Stat | undefined): readonly bigint[] {
  if (stat === undefined) return [-1n, 0n, 0n, 0n, 0n, 0n];
  const { kind, ino, birthtimeNs, size, mtimeNs, ctimeNs } = stat;
  // Without a time of birth that of the last change tells which one it is.
  if (kind !== 'file') return [kinds[kind], ino, birthtimeNs, 0n, birthtimeNs > 0n ? 0n : mtimeNs, 0n];
  return [kinds.file, ino, birthtimeNs, BigInt(size), mtimeNs, ctimeNs];
}
