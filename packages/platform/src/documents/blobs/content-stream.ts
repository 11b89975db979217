import { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** Where bytes come from, in order. */
export interface Source {
  /** Fills some of the room, and says how much; nothing only at the end. */
  read(room: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/** Fewer, larger reads: with 64 KiB a large download takes nearly twice the CPU. */
const readSize = 1024 * 1024;

/**
 * Bytes of a source; it is closed when they have been read, or are not wanted. Piped into a response they come through
 * two pieces of memory that are used over and over: made anew for every read, memory is most of what a large download
 * costs. Whoever else reads gets pieces of their own, since nobody but a response says when it is done with one.
 */
export class ContentStream extends Readable {
  readonly #source: Source;
  #left: number;

  constructor(source: Source, length: number) {
    super({ highWaterMark: readSize });
    this.#source = source;
    this.#left = length;
  }

  override _read(): void {
    this.#fill(this.#room()).then(
      (bytes) => this.push(bytes.length === 0 ? null : bytes),
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#source.close().then(
      () => callback(error),
      (failure: Error) => callback(error ?? failure),
    );
  }

  override pipe<Destination extends NodeJS.WritableStream>(
    destination: Destination,
    options?: { end?: boolean },
  ): Destination {
    if (!(destination instanceof ServerResponse)) return super.pipe(destination, options);
    this.#sendTo(destination).catch((error: Error) => {
      // Whoever asked has gone: that is no failure of the source.
      this.destroy(destination.destroyed ? undefined : error);
    });
    return destination;
  }

  async #sendTo(response: ServerResponse): Promise<void> {
    let [reading, sending] = [this.#room(), this.#room()];
    let sent = Promise.resolve();
    for (;;) {
      const bytes = await this.#fill(reading);
      // The other piece is free again only when all of it has left.
      await sent;
      if (this.destroyed) return;
      if (bytes.length === 0) break;
      sent = written(response, bytes);
      sent.catch(() => undefined);
      [reading, sending] = [sending, reading];
    }
    response.end();
    this.push(null);
    this.resume();
  }

  #room(): Buffer {
    return Buffer.allocUnsafeSlow(Math.min(this.#left, readSize));
  }

  async #fill(room: Buffer): Promise<Buffer> {
    const wanted = room.subarray(0, Math.min(this.#left, room.length));
    const read = wanted.length === 0 ? 0 : await this.#source.read(wanted);
    this.#left -= read;
    return wanted.subarray(0, read);
  }
}

function written(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    response.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
