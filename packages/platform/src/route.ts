import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentAction, ruleOf } from './access/actions.ts';
import type { LevelName, Tool } from './access/levels.ts';
import type { AuditEvent } from './audit/audit-events.ts';

/** Who calls a route; decides how its body is read and how its errors are written. */
export type Audience = 'browser' | 'oauth' | 'rest' | 'manage' | 'storage';

/** What a caller must show before anything else happens. */
export type Right =
  | { readonly kind: 'public'; readonly because: string }
  | { readonly kind: 'client' }
  | { readonly kind: 'session' }
  | { readonly kind: 'bearer' }
  | {
      readonly kind: 'tool';
      readonly tool: Tool;
      readonly at: 'company' | 'project';
      readonly level: LevelName;
    }
  /** One action of the Documents tool: what it takes is in the table of `access/actions.ts`. */
  | { readonly kind: 'action'; readonly at: 'company' | 'project'; readonly action: DocumentAction };

/** What a right asks of a tool: the level that is always enough for it. Null where it is about no tool. */
export function toolOf(
  right: Right,
): { readonly tool: Tool; readonly at: 'company' | 'project'; readonly level: LevelName } | null {
  if (right.kind === 'tool') return right;
  if (right.kind !== 'action') return null;
  return { tool: 'documents', at: right.at, level: ruleOf(right.at, right.action).level };
}

/**
 * One line of the route table. The table is data: a test walks it, compares it with what the server really
 * serves, and fails on a route without a right, or one that changes state without an audit event.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'OPTIONS';
  readonly path: string;
  readonly audience: Audience;
  readonly right: Right;
  /** The events this route may write; empty only where it changes nothing. */
  readonly audit: readonly AuditEvent[];
  readonly summary: string;
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}
