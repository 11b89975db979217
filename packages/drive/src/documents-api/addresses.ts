import type { FileVersion } from '@gatehouse/wire';

/** As many as a large mount has files; each is used once. */
const most = 100_000;

/**
 * Where the bytes of versions are, as listings told it, so that a download need not ask again. An address opens
 * nothing by itself and is good for a day; one that has expired is asked for anew.
 */
export class Addresses {
  readonly #known = new Map<number, { readonly version: string; readonly url: string }>();

  seen(fileId: number, head: Pick<FileVersion, 'id' | 'url'> | undefined): void {
    if (head === undefined || (this.#known.size >= most && !this.#known.has(fileId))) return;
    this.#known.set(fileId, { version: String(head.id), url: head.url });
  }

  take(fileId: number, version: string): string | undefined {
    const known = this.#known.get(fileId);
    this.#known.delete(fileId);
    return known?.version === version ? known.url : undefined;
  }
}
