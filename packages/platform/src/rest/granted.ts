import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { type Standing, seesAs } from '../access/actions.ts';
import { decide } from '../access/decide.ts';
import type { Facts, Need } from '../access/facts.ts';
import { type Level, type LevelName, levels } from '../access/levels.ts';
import { standingOn } from '../access/standing.ts';
import type { Actor, Origin } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { Asked } from './company-header.ts';
import { type Caller, type Method, type Place, type Refused, type RestCall, refuse } from './rest-call.ts';
import type { CompleteDefinition, Unit } from './rest-route.ts';
import type { Step } from './steps.ts';

/** A request whose sender, path and query are known. */
export interface Request {
  readonly raw: FastifyRequest;
  readonly caller: Caller;
  readonly asked: Asked;
  readonly at: 'account' | 'company' | 'project';
  readonly params: unknown;
  readonly query: unknown;
}

/** A request that its facts allow, at the moment they were loaded. */
export interface Granted {
  readonly request: Request;
  readonly facts: Facts;
  readonly place: Place | null;
  readonly level: Level;
  readonly standing: Standing;
  readonly sight: Level;
  has(level: LevelName): boolean;
  call(inside: { tx: Unit; body: unknown; received: unknown; step: Step }): AnyCall;
}

export type AnyCall = RestCall<Method, TSchema, TSchema, TSchema, Place | null, unknown>;

export function decideCall(
  definition: CompleteDefinition,
  request: Request,
  facts: Facts,
): Granted | Refused {
  const need = needOf(definition, request);
  const decision = decide(facts, need);
  if (!decision.allowed) return refuse(decision.reason);
  const standing = standingOn(facts, need);
  const { level } = standing;
  const place = placeOf(request, facts);
  const has = (wanted: LevelName) => level >= levels[wanted];
  const granted = { request, facts, place, level, standing, sight: seesAs(standing), has };
  return {
    ...granted,
    call: ({ tx, body, received, step }) => ({
      ...granted,
      request: request.raw,
      caller: request.caller,
      params: request.params as never,
      query: request.query as never,
      body: body as never,
      received,
      step,
      origin: originOfCall(request, facts),
      tx: tx as AnyCall['tx'],
      decideItem: (item) => decide(facts, 'tool' in need ? { ...need, on: 'single', item } : need),
    }),
  };
}

function needOf(definition: CompleteDefinition, { at }: Request): Need {
  const { method, right, on = 'collection', changesArchived = false } = definition;
  const changes = method !== 'GET' && !changesArchived;
  if (right.kind === 'tool')
    return { at: right.at, tool: right.tool, level: levels[right.level], on, changes };
  if (right.kind === 'action') return { at: right.at, tool: 'documents', action: right.action, on, changes };
  return { at, changes };
}

/** Complete wherever the formula asked for a company: it refuses a call without company or principal. */
function placeOf({ asked }: Request, { principal }: Facts): Place | null {
  if (asked.companyId === null || principal === null) return null;
  return { companyId: asked.companyId, projectId: asked.projectId, personId: principal.personId };
}

function originOfCall({ raw, caller }: Request, { principal }: Facts): Origin {
  const clientId = caller.kind === 'app' ? caller.claims.clientId : null;
  return originOf(raw, actorOf(principal, clientId), clientId);
}

function actorOf(principal: Facts['principal'], clientId: string | null): Actor {
  if (principal !== null) {
    const kind = principal.kind === 'service_account' ? 'service_account' : 'person';
    return { kind, id: principal.personId };
  }
  return clientId === null ? { kind: 'anonymous' } : { kind: 'client', id: clientId };
}
