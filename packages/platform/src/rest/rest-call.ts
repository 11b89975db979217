import type { Reader, Writer } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import type { StaticDecode, TSchema } from 'typebox';
import type { AccessTokenClaims } from '../access/access-token.ts';
import type { Standing } from '../access/actions.ts';
import type { Decision, Reason } from '../access/decide.ts';
import type { Facts, ItemFacts } from '../access/facts.ts';
import type { Level, LevelName } from '../access/levels.ts';
import type { Origin } from '../audit/audit.ts';
import type { Tables } from '../schema/tables.ts';
import type { Session } from '../sign-in/session.ts';
import type { Step } from './steps.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Who sent the request, as proven by what it carried; whether that still counts is a question to the facts. */
export type Caller =
  | { readonly kind: 'app'; readonly claims: AccessTokenClaims }
  | { readonly kind: 'session'; readonly session: Session };

/** The company and project a call is about, and the person whose permissions it has there. */
export interface Place {
  readonly companyId: number;
  /** Null at company level. */
  readonly projectId: number | null;
  readonly personId: number;
}

/** The request, read by the route's schemas. */
export interface RestInput<Params extends TSchema, Query extends TSchema, Body extends TSchema> {
  readonly request: FastifyRequest;
  readonly params: StaticDecode<Params>;
  readonly query: StaticDecode<Query>;
  readonly body: StaticDecode<Body>;
}

/** What `names` may look at. A body counts as naming the company; a header alone is no name. */
export interface Named {
  readonly companyId?: number | null | undefined;
  readonly projectId?: number | null | undefined;
}

/** A call that was allowed, inside the unit whose facts allowed it. */
export interface RestCall<
  M extends Method,
  Params extends TSchema,
  Query extends TSchema,
  Body extends TSchema,
  Where extends Place | null,
  Received,
> extends RestInput<Params, Query, Body> {
  readonly caller: Caller;
  readonly facts: Facts;
  /** Null only in routes that need no company. */
  readonly place: Where;
  /** The principal's level on the route's tool; None where the route is about no tool. */
  readonly level: Level;
  /** What `mayDo` asks: the principal's level and granular permissions on the route's tool, where it is used. */
  readonly standing: Standing;
  /** The level as which the principal sees documents here. */
  readonly sight: Level;
  /** What `receive` made of the file part; undefined without one. */
  readonly received: Received | undefined;
  readonly origin: Origin;
  /** The rows of the body to do in this unit, where the route says that it is done in steps; all of it elsewhere. */
  readonly step: Step;
  /** Reads one snapshot in a GET; a write unit in everything else. */
  readonly tx: M extends 'GET' ? Reader<Tables> : Writer<Tables>;
  /** Whether the route's right holds for one item as well; `null` is an item that is not there. */
  decideItem(item: ItemFacts | null): Decision;
  /** Whether the principal has at least this level on the route's tool. */
  has(level: LevelName): boolean;
}

export interface RestReply {
  readonly status: number;
  /** JSON, or a stream of bytes whose type is in `headers`; undefined for 204. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes the reply a page of a collection: Link, Total and Per-Page. */
  readonly page?: PageOf;
  /** Sent on a beat (rest/beat.ts): what was gone through and is not shown must not be told by the time it took. */
  readonly onBeat?: boolean;
}

export interface PageOf {
  readonly page: number;
  readonly perPage: number;
  /** Items the caller may see on all pages. */
  readonly total: number;
}

/** A No with its reason; what the wire says to it is decided in one place (access/refusal.ts). */
export interface Refused {
  readonly refused: Reason;
}

export function refuse(reason: Reason): Refused {
  return { refused: reason };
}

/** A fault of the input: messages by field, `base` for the whole. 422 for a rule, 400 for a form. */
export function fieldErrors(
  errors: Readonly<Record<string, readonly string[]>>,
  status: 400 | 409 | 422 = 422,
): RestReply {
  return { status, body: { errors } };
}

/** One file of a multipart body. `stream` must be read to its end or destroyed. */
export interface FilePart {
  /** The whole field name, as `file[data]`. */
  readonly field: string;
  readonly filename: string | undefined;
  readonly contentType: string;
  readonly stream: NodeJS.ReadableStream & AsyncIterable<Buffer>;
}

/** What a file part became, or the reply that says why it was not taken. */
export type Receipt<Received> =
  | { readonly kept: Received }
  | { readonly reply: RestReply }
  | { readonly refused: Reason };
