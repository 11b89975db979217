import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JournalEvent } from './journal/journal.ts';

/** Who calls: a browser with pages, or an install with its key. */
export type Audience = 'page' | 'install';

/** What must be shown before anything else happens. `key`: a proof of a key that is not an install's yet. */
export type Right = 'public' | 'session' | 'key' | 'install';

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
