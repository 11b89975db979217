import { finished, type Readable, type Writable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import { type NestedResult, nest } from './nested.ts';
import type { FilePart } from './rest-call.ts';
import { UnreadBody } from './unread-body.ts';

const limits = { files: 1, fields: 200, parts: 201, fieldSize: 65_536, headerPairs: 32, headerSize: 16_384 };

/** Says what to do with the rest of the body once the file part has been dealt with. */
export type AfterFile = 'go_on' | 'stop';

export type MultipartResult =
  | { readonly ok: true; readonly fields: NestedResult }
  | { readonly ok: false; readonly stopped: boolean; readonly fix: string };

/** A multipart/form-data body (RFC 7578) that has not been read yet. */
export class MultipartBody extends UnreadBody {
  readonly #contentType: string;

  constructor(payload: Readable, contentType: string) {
    super(payload);
    this.#contentType = contentType;
  }

  /**
   * Reads the body once, in constant memory. `onFile` gets the file part as a stream, and the fields that came
   * before it; the body stands still while nobody reads that stream. Throws only what `onFile` throws.
   */
  async read(onFile: (file: FilePart, fields: NestedResult) => Promise<AfterFile>): Promise<MultipartResult> {
    const busboy = this.#parser();
    if (busboy === undefined) return broken('send multipart/form-data with a boundary');
    const fields: [string, string][] = [];
    const stop = new AbortController();
    let fault: string | undefined;
    let file: (Readable & { destroy(error?: Error): unknown }) | undefined;
    let work: Promise<AfterFile> | undefined;
    let failure: { readonly error: unknown } | undefined;
    const refuse = (fix: string) => {
      fault ??= fix;
      stop.abort();
    };

    busboy.on('field', (name, value, nameTruncated, valueTruncated) => {
      if (name === undefined || nameTruncated) return refuse('give every field a name');
      if (valueTruncated) return refuse(`send at most ${limits.fieldSize} bytes in a field`);
      fields.push([name, value]);
    });
    busboy.on('file', (field, stream, filename, _encoding, contentType) => {
      file = stream;
      // What goes wrong in the stream reaches whoever reads it; unread, it must not end the process.
      stream.on('error', () => undefined);
      work = onFile({ field: field ?? '', filename, contentType, stream }, nest(fields)).then(
        (after) => {
          if (after === 'stop') stop.abort();
          else stream.resume();
          return after;
        },
        (error: unknown) => {
          // A reader that fails because the body broke off is not what went wrong.
          if (fault === undefined) failure = { error };
          stop.abort();
          return 'stop';
        },
      );
      // The part is there though it has no text: `file[data]` alone is a body with a `file` in it.
      if (field?.includes('[')) fields.push([field, '']);
    });
    // Told before whoever reads the file learns of it, so that a broken body is not taken for a full disk.
    busboy.on('error', () => {
      if (!stop.signal.aborted) fault ??= incomplete;
    });
    busboy.on('filesLimit', () => refuse('send one file'));
    busboy.on('fieldsLimit', () => refuse(`send at most ${limits.fields} fields`));
    busboy.on('partsLimit', () => refuse(`send at most ${limits.parts} parts`));

    try {
      await this.#piped(busboy, stop.signal);
    } catch {
      if (!stop.signal.aborted) fault ??= incomplete;
      file?.destroy(new Error('the body ended before the file did'));
    } finally {
      this.drop();
    }
    const after = await work;
    if (failure !== undefined) throw failure.error;
    if (fault !== undefined) return broken(fault);
    if (after === 'stop') return { ok: false, stopped: true, fix: '' };
    return { ok: true, fields: nest(fields) };
  }

  /** Not `pipeline`: that destroys the request when the parser stops, and with it the answer. */
  async #piped(parser: Writable, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    parser.once('finish', resolve);
    parser.once('error', reject);
    signal.addEventListener('abort', () => reject(signal.reason));
    const stopWatching = finished(this.payload, { writable: false }, (error) => {
      if (error) reject(error);
    });
    this.payload.pipe(parser);
    try {
      await promise;
    } finally {
      stopWatching();
    }
  }

  #parser(): InstanceType<typeof Busboy> | undefined {
    try {
      return new Busboy({ headers: { 'content-type': this.#contentType }, limits });
    } catch {
      return undefined;
    }
  }
}

const incomplete = 'send the whole body, up to its last boundary';

function broken(fix: string): MultipartResult {
  return { ok: false, stopped: false, fix };
}
