import type { Readable } from 'node:stream';
import { parse } from '@gatehouse/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { House } from '../../house.ts';
import { MultipartBody } from '../../rest/multipart.ts';
import { fieldErrors, type RestReply } from '../../rest/rest-call.ts';
import type { Route } from '../../route.ts';
import { storeForm, storePart } from './store-part.ts';

/**
 * Where bytes go on a deployment that keeps files itself. The address is the permission, as it is at an object store:
 * signed, for one part of one upload and for an hour. A token sent along is refused, lest clients get used to giving
 * it to whoever stores their files.
 */
export function storageRoutes(house: House): Route[] {
  const because = 'the signature of the address is the permission, for one part and for an hour';
  const table = { audience: 'storage', right: { kind: 'public', because } } as const;
  return [
    {
      ...table,
      method: 'PUT',
      path: '/uploads/:id/parts/:number',
      audit: ['upload.part_received'],
      summary: 'The bytes of one part of an upload, at the address that was given for it.',
      handler: async (request, reply) => send(request, reply, await putPart(house, request)),
    },
    {
      ...table,
      method: 'POST',
      path: '/uploads/:id/form',
      audit: ['upload.completed'],
      summary: 'The bytes of an upload as a form: the fields that were given for it, and the file last.',
      handler: async (request, reply) => send(request, reply, await postForm(house, request)),
    },
  ];
}

const Digits = Type.String({ pattern: '^[0-9]{1,12}$' });
const PartParams = Type.Object({ id: Type.String({ maxLength: 64 }), number: Digits });
const PartQuery = Type.Object({ company_id: Digits, expires: Digits, sig: Type.String({ maxLength: 128 }) });
const FormParams = Type.Object({ id: Type.String({ maxLength: 64 }) });
const FormFields = Type.Object({
  policy: Type.String({ maxLength: 1024 }),
  'x-amz-signature': Type.String(),
});
const Policy = Type.Object({ company: Type.Integer(), expires: Type.Integer() });

async function putPart(house: House, request: FastifyRequest): Promise<RestReply> {
  if (request.headers.authorization !== undefined) return noToken;
  const params = parse(PartParams, request.params);
  const query = parse(PartQuery, request.query);
  if (!params.ok || !query.ok) return badAddress;
  const errand = {
    companyId: Number(query.value.company_id),
    uploadId: params.value.id,
    part: Number(params.value.number),
  };
  const { body } = request;
  if (body instanceof MultipartBody) return fieldErrors({ base: ['is a form: send the bytes alone'] }, 400);
  const proof = { expires: Number(query.value.expires), sig: query.value.sig };
  return await storePart(house, request, errand, proof, bytesOf(body));
}

async function postForm(house: House, request: FastifyRequest): Promise<RestReply> {
  if (request.headers.authorization !== undefined) return noToken;
  const params = parse(FormParams, request.params);
  const { body } = request;
  if (!params.ok || !(body instanceof MultipartBody)) return badAddress;
  let answer: RestReply | undefined;
  const read = await body.read(async (file, fields) => {
    answer = await storeOne(house, request, params.value.id, file, fields.ok ? fields.value : {});
    return answer.status < 300 ? 'go_on' : 'stop';
  });
  if (!read.ok && !read.stopped) return fieldErrors({ base: [read.fix] }, 400);
  return answer ?? fieldErrors({ file: ['is missing: send it last'] }, 400);
}

async function storeOne(
  house: House,
  request: FastifyRequest,
  uploadId: string,
  file: { readonly field: string; readonly stream: AsyncIterable<Buffer> },
  fields: unknown,
): Promise<RestReply> {
  if (file.field !== 'file')
    return fieldErrors({ [file.field]: ['is not taken: send the content as file'] }, 400);
  const parsed = parse(FormFields, fields);
  const policy = parsed.ok ? policyOf(parsed.value.policy) : null;
  if (!parsed.ok || policy === null) return badAddress;
  const errand = { companyId: policy.company, uploadId, part: 0 };
  const proof = { expires: policy.expires, sig: parsed.value['x-amz-signature'] };
  return await storeForm(house, request, errand, proof, file.stream);
}

function policyOf(text: string) {
  try {
    const parsed = parse(Policy, JSON.parse(Buffer.from(text, 'base64').toString('utf8')));
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}

/** No body at all is a part without bytes. */
function bytesOf(body: unknown): AsyncIterable<Uint8Array> {
  return (body as Readable | undefined) ?? (async function* nothing() {})();
}

const noToken: RestReply = {
  status: 400,
  body: { errors: ['Send no Authorization header here: the address itself is the permission.'] },
};
const badAddress: RestReply = {
  status: 403,
  body: { errors: ['This address has expired or was changed: read the upload again for a new one.'] },
};

function send(request: FastifyRequest, reply: FastifyReply, answer: RestReply): FastifyReply {
  if (request.body instanceof MultipartBody) request.body.drop();
  reply.code(answer.status).header('cache-control', 'no-store');
  if (answer.headers !== undefined) reply.headers(answer.headers);
  return reply.send(answer.body);
}
