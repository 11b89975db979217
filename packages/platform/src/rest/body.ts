import type { FastifyInstance } from 'fastify';
import { BareBody, bareType } from './bare-body.ts';
import { MultipartBody } from './multipart.ts';
import { type NestedResult, nest } from './nested.ts';

/** Text of a form, not yet read: its faults are answered like those of any other input. */
export class FormBody {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  fields(): NestedResult {
    return nest(new URLSearchParams(this.#text));
  }
}

/** How bodies arrive in the REST and management API: JSON, forms with bracketed names, multipart, bytes. Anything else is 415. */
export function acceptRestBodies(server: FastifyInstance): void {
  const json = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    // Clients in the field announce JSON on requests that have no body.
    (request, text, done) => (text === '' ? done(null, undefined) : json(request, text, done)),
  );
  server.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, text, done) => done(null, new FormBody(text)),
  );
  // Handed over unread: the right is proven before a byte of a file is taken.
  server.addContentTypeParser('multipart/form-data', (request, payload, done) =>
    done(null, new MultipartBody(payload, request.headers['content-type'] ?? '')),
  );
  server.addContentTypeParser(bareType, (_request, payload, done) => done(null, new BareBody(payload)));
}

/** Bytes as they come, of whatever type, handed over unread; forms too, for whoever reads them as one. */
export function acceptBareBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('multipart/form-data', (request, payload, done) =>
    done(null, new MultipartBody(payload, request.headers['content-type'] ?? '')),
  );
  server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}
