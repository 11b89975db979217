import type { Reader } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { fieldErrors, type RestReply } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { precondition } from '../changing/target.ts';

type Item = { readonly revision: number; readonly id: number };
type Asked = { readonly request: Pick<FastifyRequest, 'headers'> };

/**
 * RFC 9110 sections 13.1.1 and 13.1.2, of what lies at the name: null is nothing that the sender can see. A file is
 * known by its revision, or by its latest version: who sends content over the content they know need not care what
 * else was done to the file.
 */
export async function conditionFails(
  tx: Reader<Tables>,
  asked: Asked & { readonly place: { readonly companyId: number } },
  item: Item | null,
): Promise<RestReply | null> {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = asked.request.headers;
  if (item === null) return ifMatch === undefined ? null : failed('No file of this name lies there', null);
  const unwanted = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (unwanted.includes('*') || unwanted.includes(`"${item.revision}"`))
    return failed('A file of this name lies there already', String(item.revision));
  const versions = [...(ifMatch ?? '').matchAll(/"version-([0-9]{1,15})"/g)].map(([, id]) => Number(id));
  if (versions.length > 0 && versions.includes(await latestVersion(tx, asked.place.companyId, item.id)))
    return null;
  return precondition({ request: asked.request as FastifyRequest }, item);
}

async function latestVersion(tx: Reader<Tables>, companyId: number, id: number): Promise<number> {
  const latest = await tx
    .selectFrom('file_versions')
    .select('id')
    .where('company_id', '=', companyId)
    .where('document_id', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest?.id ?? 0;
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

export const wrongDigest = fieldErrors({
  sha256: ['is not that of the bytes that arrived: nothing was stored'],
});
