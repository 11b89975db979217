import { deviations, type Endpoint } from './endpoint.test-support.ts';

/** What was made so far, by the names that paths and bodies of later steps use: `{folder}`. */
export type Known = Readonly<Record<string, string | number>>;

/** One call as a client sends it, and what the wire reference says of its answer. */
export interface Step {
  readonly call: string;
  readonly body?: unknown;
  /** A form with a file in it, as `file[name]` and the like. */
  readonly form?: Readonly<Record<string, string>>;
  /** Who sends it; an admin where nobody else is named. */
  readonly as?: 'reader' | 'nobody' | 'stranger';
  readonly status: number;
  readonly fields?: Endpoint['fields'];
  /** The whole shape of an error: a list of texts, or texts by field. */
  readonly errors?: 'texts' | readonly string[];
  /** Under which name later steps know the id of what this one made. */
  readonly makes?: string;
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
  { status, fields, errors }: Step,
  answer: { status: number; body: unknown },
): string[] {
  if (answer.status !== status) return [`status is ${answer.status}: ${JSON.stringify(answer.body)}`];
  if (fields !== undefined) return deviations({ path: '', fields }, answer.body);
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
