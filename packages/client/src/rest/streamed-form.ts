import { piecesOf } from './in-pieces.ts';

/**
 * A form (RFC 7578) whose one binary part, the last, is sent out of the memory that its pieces are in. FormData would copy
 * them twice, to where no garbage collector counts them.
 */
export class StreamedForm {
  readonly #fields: Readonly<Record<string, string>>;
  readonly #binary: string;
  readonly #pieces: readonly Uint8Array[];

  constructor(fields: Readonly<Record<string, string>>, binary: string, pieces: readonly Uint8Array[]) {
    this.#fields = fields;
    this.#binary = binary;
    this.#pieces = pieces;
  }

  /** @param boundary what nobody who made a piece could foresee, and none therefore holds */
  stream(boundary: string): ReadableStream<Uint8Array> {
    const parts = Object.entries(this.#fields).map(([name, value]) => `${nameOf(name)}\r\n\r\n${value}\r\n`);
    parts.push(
      `${nameOf(this.#binary)}; filename="${this.#binary}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    );
    const head = parts.map((part) => `--${boundary}\r\n${part}`).join('');
    const text = new TextEncoder();
    const all = [text.encode(head), ...this.#pieces, text.encode(`\r\n--${boundary}--\r\n`)]
      .values()
      .flatMap(piecesOf);
    return new ReadableStream({
      pull(controller) {
        const { done, value } = all.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
    });
  }
}

const nameOf = (field: string) => `content-disposition: form-data; name="${field}"`;
