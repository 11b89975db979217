import type { FastifyRequest } from 'fastify';
import { fieldErrors, type RestReply } from '../../rest/rest-call.ts';
import { precondition } from '../changing/target.ts';

type Asked = { readonly request: Pick<FastifyRequest, 'headers'> };

/** RFC 9110 sections 13.1.1 and 13.1.2, of what lies at the name: null is nothing that the sender can see. */
export function conditionFails(asked: Asked, item: { readonly revision: number } | null): RestReply | null {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = asked.request.headers;
  if (item === null) return ifMatch === undefined ? null : failed('No file of this name lies there', null);
  const unwanted = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (unwanted.includes('*') || unwanted.includes(`"${item.revision}"`))
    return failed('A file of this name lies there already', String(item.revision));
  return precondition({ request: asked.request as FastifyRequest }, item);
}

function failed(message: string, revision: string | null): RestReply {
  return { status: 412, body: { errors: { base: [message] }, revision } };
}

/** The digest the sender made of its bytes, in lower-case hex; undefined where it sent none. */
export function announcedDigest(asked: Asked): { digest: string | undefined } | { reply: RestReply } {
  const header = asked.request.headers['x-content-sha256'];
  if (header === undefined) return { digest: undefined };
  if (typeof header === 'string' && /^[0-9a-f]{64}$/i.test(header)) return { digest: header.toLowerCase() };
  return { reply: fieldErrors({ 'X-Content-SHA256': ['must be 64 hex digits'] }, 400) };
}
