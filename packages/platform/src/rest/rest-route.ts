import type { Reader, Writer } from '@gatehouse/database';
import Type, { type StaticDecode, type TSchema } from 'typebox';
import type { Tool } from '../access/levels.ts';
import type { House } from '../house.ts';
import type { Right, Route } from '../route.ts';
import type { Tables } from '../schema/tables.ts';
import { answer } from './answer.ts';
import { nextBeat } from './beat.ts';
import { inView } from './call-in-view.ts';
import type { FilePart, Method, Named, Place, Receipt, Refused, RestCall, RestReply } from './rest-call.ts';
import { send } from './send.ts';
import type { Steps } from './steps.ts';

/** A line of the REST API: what it takes, what it needs, and what it does once that is given. */
export interface RestDefinition<
  M extends Method = Method,
  Params extends TSchema = TSchema,
  Query extends TSchema = TSchema,
  Body extends TSchema = TSchema,
  Where extends Place | null = Place | null,
  Received = unknown,
> {
  readonly method: M;
  /** Fastify's form: `/rest/v1.0/folders/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly audience?: 'rest' | 'manage';
  readonly right: Right;
  readonly audit: Route['audit'];
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** The schema of a successful body; null where it is not JSON, or there is none. */
  readonly reply: TSchema | null;
  /** `single`: the route is about one thing, which for a caller at level None does not exist (404, not 403). */
  readonly on?: 'collection' | 'single';
  /** The company and project that path and query name, apart from the header. */
  names(input: { params: StaticDecode<Params>; query: StaticDecode<Query> }): Named;
  /** A tool whose level decides how much is shown, where the right is about no tool. */
  readonly shownBy?: Tool;
  /** `company_id` of the body names the company too, where path and query do not. */
  readonly namesCompanyInBody?: true;
  /** Writes to an archived project are refused, but for the one that brings it back. */
  readonly changesArchived?: true;
  /** A session has to have proven lately who holds it (RFC 9470): one that was left open, or stolen, does not suffice. */
  readonly needsProof?: true;
  readonly upload?: Upload<StaticDecode<Params>, StaticDecode<Query>, Received>;
  /**
   * For what must wait for more than the database: called before the write unit, once the right has been proven. What
   * it brings about it writes in units of its own; what it answers, if anything, is the answer to the call.
   */
  readonly before?: (
    call: BeforeCall<StaticDecode<Params>, StaticDecode<Query>, StaticDecode<Body>>,
  ) => Promise<RestReply | undefined>;
  /** For a body of many rows: done in units of some of them, of which `step` says which. */
  readonly steps?: Steps<StaticDecode<Body>>;
  /** May run twice in a write (see Database.write): nothing but `tx` may be changed in it. */
  handle(call: RestCall<M, Params, Query, Body, Where, Received>): Promise<RestReply | Refused>;
}

/** For routes that take a file: how its bytes are received before the write unit, in which nothing may wait for a network. */
export interface Upload<Params, Query, Received> {
  /** `bytes`: the body is the file itself. A form, with the file as its last part, unless said otherwise. */
  readonly takes?: 'bytes';
  /**
   * Called once the right has been proven and the file part begins; `fields` are those that came before it. Bytes
   * flow only as `file.stream` is read.
   */
  receive(file: FilePart, call: UploadCall<Params, Query>): Promise<Receipt<Received>>;
  /** Called when all is over, however it went: gives back what was not kept. */
  discard(received: Received): Promise<void>;
}

export interface UploadCall<Params, Query>
  extends Pick<
    RestCall<'GET', TSchema, TSchema, TSchema, Place, never>,
    'request' | 'facts' | 'place' | 'level' | 'standing' | 'sight' | 'has'
  > {
  readonly params: Params;
  readonly query: Query;
  /** The nested fields that came before the file, not yet checked by the body's schema. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface BeforeCall<Params, Query, Body>
  extends Pick<RestCall<'GET', TSchema, TSchema, TSchema, Place, never>, 'place' | 'origin'> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

export interface RestRoute extends Route {
  readonly needsProof: boolean;
  readonly schemas: {
    readonly params: TSchema;
    readonly query: TSchema;
    readonly body: TSchema | null;
    readonly reply: TSchema | null;
  };
}

const nothing = Type.Object({});

/**
 * Makes a route of a call that is about one company: authenticate, parse, load the facts, decide, then handle.
 * Nothing reaches `handle` that the formula did not allow.
 */
export function restRoute<
  const M extends Method,
  Params extends TSchema = typeof nothing,
  Query extends TSchema = typeof nothing,
  Body extends TSchema = typeof nothing,
  Received = never,
>(house: House, definition: RestDefinition<M, Params, Query, Body, Place, Received>): RestRoute {
  return routeOf(house, definition as unknown as RestDefinition, 'company');
}

/** The same for a call that needs no company, as GET /me: `place` is null where the request names none. */
export function accountRoute<
  const M extends Method,
  Params extends TSchema = typeof nothing,
  Query extends TSchema = typeof nothing,
  Body extends TSchema = typeof nothing,
>(house: House, definition: RestDefinition<M, Params, Query, Body, Place | null, never>): RestRoute {
  return routeOf(house, definition as unknown as RestDefinition, 'account');
}

function routeOf(house: House, definition: RestDefinition, scope: 'company' | 'account'): RestRoute {
  const schemas = {
    params: definition.params ?? nothing,
    query: definition.query ?? nothing,
    body: definition.method === 'GET' ? null : (definition.body ?? nothing),
    reply: definition.reply,
  };
  const complete: CompleteDefinition = { ...definition, scope, schemas };
  return {
    method: definition.method,
    path: definition.path,
    audience: definition.audience ?? 'rest',
    right: definition.right,
    audit: definition.audit,
    summary: definition.summary,
    needsProof: definition.needsProof === true,
    schemas,
    handler: async (request, reply) => {
      const came = performance.now();
      const given = await inView(house, complete, request, (view) => answer(house, complete, request, view));
      if (given.reply.onBeat === true) await nextBeat(came);
      return send(house, request, reply, given);
    },
  };
}

/** A definition with its defaults filled in, as the pipeline reads it. */
export interface CompleteDefinition extends RestDefinition {
  readonly scope: 'company' | 'account';
  readonly schemas: RestRoute['schemas'];
}

export type Unit = Reader<Tables> | Writer<Tables>;
