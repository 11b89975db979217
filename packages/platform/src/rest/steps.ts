import type { Refused, RestReply } from './rest-call.ts';

/** The rows of a body that one unit is for: from the first up to, and without, the last. */
export interface Step {
  readonly from: number;
  readonly to: number;
}

/** How a body is done row by row. */
export interface Steps<Body> {
  rows(body: Body): number;
  /** Rows in one unit; each is decided anew, and is done for good when it is over. */
  size(body: Body): number;
}

export const wholeBody: Step = { from: 0, to: Number.POSITIVE_INFINITY };

/**
 * Does the rows of a body in as many units as it takes, so that none is so long that the database gives it up. Who
 * loses the right on the way is told so: what was done before stays done, as it would have in calls of their own.
 */
export async function inSteps<Body>(
  steps: Steps<Body> | undefined,
  body: Body,
  run: (step: Step) => Promise<RestReply | Refused>,
): Promise<RestReply | Refused> {
  if (steps === undefined) return await run(wholeBody);
  const rows = steps.rows(body);
  const size = steps.size(body);
  let answer = await run({ from: 0, to: size });
  for (let from = size; from < rows; from += size) {
    if ('refused' in answer || answer.status >= 400) return answer;
    const next = await run({ from, to: from + size });
    answer = 'refused' in next || next.status >= 400 ? next : joined(answer, next);
  }
  return answer;
}

/** Of two answers about different rows one about all: lists follow each other, counts add up. 207 outdoes 200. */
function joined(one: RestReply, next: RestReply): RestReply {
  return { status: Math.max(one.status, next.status), body: sum(one.body, next.body) };
}

function sum(one: unknown, next: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(next)) return [...one, ...next];
  if (typeof one === 'number' && typeof next === 'number') return one + next;
  if (!isObject(one) || !isObject(next)) throw new Error('answers of two steps are not alike');
  return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, sum(value, next[name])]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
