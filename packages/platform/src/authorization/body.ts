import { Busboy } from '@fastify/busboy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OAuthError } from './oauth-error.ts';
import { collect, failed, type Parameters, readForm } from './parameters.ts';

/** Tokens and secrets are short; whoever sends more wants something else. */
const bodyLimit = 64 * 1024;

/** Makes bodies of this plugin `Parameters`: form, multipart and JSON alike (wire reference A.4). */
export function readOAuthBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const asBuffer = { parseAs: 'buffer', bodyLimit } as const;
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    asBuffer,
    async (_request: FastifyRequest, body: Buffer) => readForm(body),
  );
  server.addContentTypeParser('application/json', asBuffer, async (_request: FastifyRequest, body: Buffer) =>
    readJson(body),
  );
  server.addContentTypeParser('multipart/form-data', asBuffer, (request: FastifyRequest, body: Buffer) =>
    readMultipart(request.headers['content-type'], body),
  );
}

/** The body's parameters. @throws OAuthError for the first fault. The query is never read: it ends up in logs. */
export function parametersOf(request: FastifyRequest): ReadonlyMap<string, string> {
  const { values, faults } = (request.body as Parameters | undefined) ?? collect([]);
  for (const fault of faults.values()) throw new OAuthError(fault);
  return values;
}

/** One flat object of texts. Null counts as omitted; a list, an object or a number is no parameter. */
export function readJson(bytes: Uint8Array): Parameters {
  let text: string;
  let parsed: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    parsed = JSON.parse(text);
  } catch {
    return failed('malformed_request');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return failed('malformed_request');
  const members = Object.entries(parsed);
  if (members.some(([, value]) => typeof value !== 'string' && value !== null))
    return failed('invalid_parameter');
  // JSON.parse keeps the last of two members of one name. In a flat object every colon outside a text is a member.
  const colons = text.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/:/g)?.length ?? 0;
  if (colons !== members.length) return failed('repeated_parameter');
  return collect(members.map(([name, value]) => [name, value ?? '']));
}

/** The fields of `multipart/form-data` bytes (RFC 7578). Never throws, and always settles. */
export function readMultipart(contentType: string | undefined, bytes: Uint8Array): Promise<Parameters> {
  const { promise, resolve } = Promise.withResolvers<Parameters>();
  const fail = () => resolve(failed('malformed_request'));
  const pairs: [string, string][] = [];
  try {
    const parser = new Busboy({
      headers: { 'content-type': contentType ?? '' },
      limits: { fields: 100, files: 0, parts: 100, fieldSize: bodyLimit },
    });
    let spoilt = false;
    const spoil = () => {
      spoilt = true;
    };
    parser.on('field', (name, value, nameTruncated, valueTruncated) => {
      // A part need not have a name, whatever the library's types say; and what is thrown in here has no caller
      // but the process, which it would end.
      if (name === undefined || nameTruncated || valueTruncated) return spoil();
      pairs.push([name, value]);
    });
    // A file where a parameter should be: with `files: 0` it is announced as a limit.
    parser.on('filesLimit', spoil);
    parser.on('fieldsLimit', spoil);
    parser.on('partsLimit', spoil);
    parser.on('error', fail);
    parser.on('finish', () => (spoilt ? fail() : resolve(collect(pairs))));
    parser.end(bytes);
  } catch {
    fail();
  }
  return promise;
}
