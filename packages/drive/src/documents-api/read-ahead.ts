import { ApiError } from '@gatehouse/client';
import { type ItemName, together } from '../ports/remote.ts';

export type Expected = ItemName & { readonly version: string; readonly size: number };

/** Reads several versions in one request, by their ids; what is not bytes has to be asked for alone. */
type Read = (versionIds: number[]) => Promise<ReadonlyMap<number, Uint8Array | Error>>;

/** What one request asks for, in files and in bytes. */
const most = 100;
const mostBytes = 2 * 2 ** 20;

/** What says that the server knows of no such request. */
const unknown = [400, 404, 405];

/** With fewer than this left to be taken the next are asked for. */
const few = 60;

/**
 * Small files that are to be downloaded, brought together before they are asked for one by one. Nothing depends on it:
 * what does not come so is asked for alone.
 */
export class ReadAhead {
  readonly #read: Read;
  #expected: Expected[] = [];
  /** Numbers of files, and where in the list they stand. */
  #places = new Map<number, number>();
  /** Those before it have been asked for. */
  #next = 0;
  readonly #coming = new Map<
    number,
    { readonly version: string; readonly bytes: Promise<Uint8Array | undefined> }
  >();
  #refused = false;

  constructor(read: Read) {
    this.#read = read;
  }

  expect(items: readonly Expected[]): void {
    this.#coming.clear();
    this.#next = 0;
    const isSmall = ({ size, version }: Expected) =>
      size <= together && Number.isSafeInteger(Number(version));
    this.#expected = items.filter((item) => item.kind === 'file' && isSmall(item));
    this.#places = new Map(this.#expected.map(({ id }, place) => [id, place]));
  }

  /** The whole version, where it comes with others. It is had once. */
  async take({ id, version }: ItemName & { readonly version: string }): Promise<Uint8Array | undefined> {
    const place = this.#places.get(id);
    if (this.#refused || place === undefined || this.#expected[place]?.version !== version) return undefined;
    this.#places.delete(id);
    if (place >= this.#next) {
      this.#next = place;
      this.#askForMore();
    }
    const coming = this.#coming.get(id);
    this.#coming.delete(id);
    if (this.#coming.size < few) this.#askForMore();
    return await coming?.bytes;
  }

  #askForMore(): void {
    const some: Expected[] = [];
    let bytes = 0;
    for (let item = this.#expected[this.#next]; item !== undefined; item = this.#expected[this.#next]) {
      if (some.length >= most || bytes + item.size > mostBytes) break;
      some.push(item);
      bytes += item.size;
      this.#next += 1;
    }
    // One by itself is a request of its own either way.
    if (some.length < 2) return;
    const answer = this.#read(some.map(({ version }) => Number(version))).catch((error: unknown) => {
      this.#refused ||= error instanceof ApiError && unknown.includes(error.status);
      return undefined;
    });
    for (const { id, version } of some) {
      const bytes = answer.then((all) => {
        const one = all?.get(Number(version));
        return one instanceof Uint8Array ? one : undefined;
      });
      this.#coming.set(id, { version, bytes });
    }
  }
}
