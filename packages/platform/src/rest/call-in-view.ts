import type { FastifyRequest } from 'fastify';
import type { Reason } from '../access/decide.ts';
import type { Facts } from '../access/facts.ts';
import { levels } from '../access/levels.ts';
import { levelOn } from '../access/standing.ts';
import type { House } from '../house.ts';
import { noteRefusal } from '../request-log/note-refusal.ts';
import { type Right, toolOf } from '../route.ts';
import { callSeen } from '../usage/call-seen.ts';
import { noteCall } from '../usage/note-call.ts';
import type { Answer } from './answer.ts';
import type { TokenFault } from './authenticate.ts';
import type { CompleteDefinition } from './rest-route.ts';

/**
 * What became known of a call on its way, filled in step by step: a call that breaks halfway is counted by as much as
 * was known of it. A unit that runs twice fills in the same again.
 */
export interface CallInView {
  clientId?: string;
  facts?: Facts;
  reason?: Reason | TokenFault | 'for_people_only';
}

/** Answers a call, and keeps what its app's developers and the companies' admins may know of it afterwards. */
export async function inView(
  house: House,
  { method, path, right }: Pick<CompleteDefinition, 'method' | 'path' | 'right'>,
  request: Pick<FastifyRequest, 'id'>,
  answer: (view: CallInView) => Promise<Answer>,
): Promise<Answer> {
  const view: CallInView = {};
  const note = (status: number, body?: unknown) => {
    const { clientId, facts } = view;
    // Our own console is not an app, and a caller who is nobody's app counts for nobody.
    if (clientId === undefined) return;
    noteCall(house, callSeen(clientId, right, facts, status));
    if (status < 400) return;
    noteRefusal(house, {
      clientId,
      companyId: facts?.asked.companyId ?? null,
      endpoint: `${method} ${path}`,
      status,
      reason: reasonOf(view, status),
      ...comparison(view, right, body),
      requestId: request.id,
    });
  };
  try {
    const answered = await answer(view);
    note(answered.reply.status, answered.reply.body);
    return answered;
  } catch (error) {
    note(500);
    throw error;
  }
}

/** Why, in the words of the request log. What the answer hides from the app stays hidden from its developers. */
function reasonOf({ reason, facts }: CallInView, status: number): string {
  if (status >= 500) return 'failed';
  if (status === 404) return 'not_found';
  if (reason !== undefined) return reason;
  if (status === 429) return 'too_many_calls';
  if (status === 409) return 'conflict';
  return facts === undefined ? 'malformed_request' : 'refused_input';
}

/** What was held and what was needed, or the fields at fault, where that is what the refusal was about. */
function comparison({ reason, facts }: CallInView, right: Right, body: unknown) {
  if (reason === undefined) return { received: null, expected: fieldsAtFault(body) };
  const asked = toolOf(right);
  if (facts === undefined || asked === null) return { received: null, expected: null };
  const { at, tool, level } = asked;
  const held = levelOn(facts, { at, tool });
  if (held >= levels[level] || (reason !== 'level_too_low' && reason !== 'tool_none'))
    return { received: null, expected: null };
  return { received: `${tool}: ${levelNames.get(held)}`, expected: `${tool}: ${level}` };
}

const levelNames = new Map(Object.entries(levels).map(([name, level]) => [level, name]));

/** The names of the fields that an answer complains of: never what was in them. */
function fieldsAtFault(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('errors' in body)) return null;
  const { errors } = body;
  return typeof errors === 'object' && errors !== null && !Array.isArray(errors)
    ? Object.keys(errors).join(' ')
    : null;
}
