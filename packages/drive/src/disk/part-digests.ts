import { type BigIntStats, fstatSync } from 'node:fs';
import { hashRange } from '@gatehouse/service/hashing';
import { partSizeOf } from '../ports/remote.ts';
import type { Opened } from './bytes.ts';

/** Digests that nobody asks for are those of files that were not sent after all. */
const most = 10_000;

/** The digests of the parts of large files, made in another thread. */
export class PartDigests {
  readonly #known = new Map<string, string>();

  /** Those that will be asked for when the file is sent, each of them once. */
  async prepare(file: Opened): Promise<void> {
    const stat = fstatSync(file, { bigint: true });
    const size = Number(stat.size);
    const step = partSizeOf(size);
    for (let from = 0; from < size; from += step) {
      const to = Math.min(size, from + step);
      this.#known.set(keyOf(stat, from, to), await hashRange(file, from, to));
    }
    for (const key of this.#known.keys()) {
      if (this.#known.size <= most) return;
      this.#known.delete(key);
    }
  }

  async take(file: Opened, from: number, to: number): Promise<string> {
    const key = keyOf(fstatSync(file, { bigint: true }), from, to);
    const known = this.#known.get(key);
    // Whoever asks again was told that the bytes are others: a program may write without a new time.
    this.#known.delete(key);
    return known ?? (await hashRange(file, from, to));
  }
}

function keyOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats, from: number, to: number): string {
  return [dev, ino, size, mtimeNs, ctimeNs, from, to].join(':');
}
