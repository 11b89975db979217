import type { FastifyInstance } from 'fastify';

/** Bodies of our own pages: plain forms, nothing else. A field sent twice is an array, which no page accepts. */
export function readForms(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 65_536 },
    (_request, text, done) => {
      // No prototype: a field called __proto__ is a field.
      const fields: Record<string, string | string[]> = Object.create(null);
      for (const [name, value] of new URLSearchParams(text)) {
        const known = fields[name];
        fields[name] = known === undefined ? value : [known, value].flat();
      }
      done(null, fields);
    },
  );
}
