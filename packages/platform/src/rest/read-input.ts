import { parse } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { invalidRequest, NOT_FOUND } from '../access/refusal.ts';
import { rawQuery, tokenInBody } from './authenticate.ts';
import { FormBody } from './body.ts';
import { faultMessages } from './input-faults.ts';
import { type NestedResult, nest } from './nested.ts';
import { fieldErrors, type RestReply } from './rest-call.ts';
import { unfit } from './unfit.ts';

export type Input =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reply: RestReply };

/** An id in the path that cannot be one names nothing: 404, as for any id that is not there. */
export function readParams(schema: TSchema, { params }: FastifyRequest): Input {
  const parsed = unfit(params) === undefined ? parse(schema, params) : { ok: false as const };
  if (parsed.ok) return parsed;
  return { ok: false, reply: { status: NOT_FOUND.status, body: { errors: NOT_FOUND.errors } } };
}

/** Parameters of the query with bracketed and repeated names; unknown ones are ignored. */
export function readQuery(schema: TSchema, request: FastifyRequest): Input {
  return readFields(schema, nest(new URLSearchParams(rawQuery(request))), 'query');
}

/** JSON or a form; a request without a body counts as an empty object. */
export function readBody(schema: TSchema | null, body: unknown): Input {
  if (schema === null) return { ok: true, value: undefined };
  if (body instanceof FormBody) return readFields(schema, body.fields(), 'body');
  return readObject(schema, body ?? {}, 'body');
}

/** The fields of a form, once their names have been read. */
export function readFields(schema: TSchema, nested: NestedResult, where: 'query' | 'body'): Input {
  if (!nested.ok) return { ok: false, reply: fieldErrors({ [nested.field]: [nested.fix] }, 400) };
  return readObject(schema, nested.value, where);
}

function readObject(schema: TSchema, value: unknown, where: 'query' | 'body'): Input {
  const fault = unfit(value);
  if (fault !== undefined) return { ok: false, reply: fieldErrors({ [fault.field]: [fault.fix] }, 400) };
  if (where === 'body' && tokenInBody(value)) {
    const {
      status,
      errors,
      headers = {},
    } = invalidRequest('Send the access token in the Authorization header, never in the body');
    return { ok: false, reply: { status, body: { errors }, headers } };
  }
  const parsed = parse(schema, value);
  if (parsed.ok) return parsed;
  return { ok: false, reply: fieldErrors(faultMessages(schema, parsed.faults, where), 400) };
}
