import assert from 'node:assert/strict';
import { deviations, type Endpoint } from './endpoint.test-support.ts';

/** The id of nothing. */
export const nowhere = 987_654_321;

/** What was made so far, by the names that paths and bodies of later steps use: `{folder}`. */
export type Known = Readonly<Record<string, unknown>>;

/** One call as a client sends it, and what the wire reference says of its answer. */
export interface Step {
  readonly call: string;
  readonly body?: unknown;
  /** A form with a file in it, as `file[name]` and the like. */
  readonly form?: Readonly<Record<string, string>>;
  /** The bytes alone, or a form of fields that were given, to a place that takes no token. */
  readonly bytes?: string;
  readonly given?: string;
  /** Who sends it; an admin where nobody else is named. */
  readonly as?: 'reader' | 'nobody' | 'stranger';
  readonly status: number;
  readonly fields?: Endpoint['fields'];
  /** What is answered, where that is no JSON. */
  readonly text?: string;
  /** Headers by name, and what each says. */
  readonly headers?: Readonly<Record<string, RegExp>>;
  /** The whole shape of an error: a list of texts, or texts by field. */
  readonly errors?: 'texts' | readonly string[];
  /** Under which name later steps know the id of what this one made. */
  readonly makes?: string;
  /** The same of anything else of the answer, by its path: `segments.0.url`, or `header etag`. */
  readonly keeps?: Readonly<Record<string, string>>;
}

export interface Sent {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** Fills names in, wherever they stand. */
export function filled<Value>(value: Value, known: Known): Value {
  const of = (name: string) => {
    const found = known[name];
    if (found === undefined) throw new Error(`no step before made ${name}`);
    return found;
  };
  const text = JSON.stringify(value)
    .replaceAll(/"\{(\w+)\}"/g, (_, name: string) => JSON.stringify(of(name)))
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => String(of(name)));
  return JSON.parse(text) as Value;
}

/** What of an answer is not as the reference has it. */
export function faultsOf(
  { status, fields, text, headers = {}, errors }: Step,
  answer: Pick<Sent, 'status' | 'body'> & Partial<Sent>,
): string[] {
  if (answer.status !== status) return [`status is ${answer.status}: ${JSON.stringify(answer.body)}`];
  for (const [name, says] of Object.entries(headers)) {
    const found = answer.headers?.get(name) ?? 'nothing';
    if (!says.test(found)) return [`${name} says ${found}, not ${says}`];
  }
  if (text !== undefined) return answer.body === text ? [] : [`body is ${JSON.stringify(answer.body)}`];
  if (fields !== undefined) return deviations({ fields }, answer.body);
  if (errors === undefined) return [];
  const said = (answer.body as { errors?: unknown } | null)?.errors;
  if (errors === 'texts')
    return isTexts(said) ? [] : [`errors are no list of texts: ${JSON.stringify(said)}`];
  const isByField = typeof said === 'object' && said !== null && Object.values(said).every(isTexts);
  const named = Object.keys((said ?? {}) as object).sort();
  if (isByField && JSON.stringify(named) === JSON.stringify([...errors].sort())) return [];
  return [`errors are not of ${errors.join(', ')}: ${JSON.stringify(said)}`];
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
}

/** What later steps know of an answer. */
export function keptOf({ makes, keeps = {} }: Step, answer: Sent): Known {
  const kept = { ...(makes === undefined ? {} : { [makes]: 'id' }), ...keeps };
  return Object.fromEntries(
    Object.entries(kept).map(([name, path]) => {
      const found = path.startsWith('header ')
        ? answer.headers.get(path.slice(7))
        : path
            .split('.')
            .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], answer.body);
      assert.notEqual(found ?? null, null, `the answer has no ${path}: ${JSON.stringify(answer.body)}`);
      return [name, found];
    }),
  );
}
