import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JournalEvent } from './journal/journal.ts';

/** Who calls: a browser with pages, an install with its key, or Gatehouse itself. */
export type Audience = 'page' | 'install' | 'gatehouse';

/** What must be shown before anything else happens. `key`: a proof of a key that is not an install's yet; `signature`: of Gatehouse. */
export type Right = 'public' | 'session' | 'key' | 'install' | 'signature';

/** One line of the route table; a test walks it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly audience: Audience;
  readonly right: Right;
  /** What it may write into the journal; empty only where nothing of a person changes. */
  readonly journal: readonly JournalEvent[];
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}
