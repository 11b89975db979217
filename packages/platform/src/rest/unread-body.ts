import type { Readable } from 'node:stream';

/** Bytes of a refused body that are still let in. */
const mostDropped = 64 * 1024 * 1024;

/** A body that was handed over as it arrives: the right is proven before a byte of a file is taken. */
export class UnreadBody {
  protected readonly payload: Readable;
  #dropped = false;

  constructor(payload: Readable) {
    this.payload = payload;
  }

  /**
   * Lets what has not been read flow by unseen. A client that is still sending would lose the answer with the
   * connection, so that one stays open, for as much as a patient server takes.
   */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    const { payload } = this;
    let left = mostDropped;
    payload.unpipe();
    payload.on('error', () => undefined);
    payload.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) payload.destroy();
    });
    payload.resume();
  }
}
