import { parse } from '@gatehouse/wire';
import type { StaticDecode, TSchema } from 'typebox';
import { faultMessages } from '../rest/input-faults.ts';

type Row = Readonly<Record<string, unknown>>;
type Errors = Readonly<Record<string, readonly string[]>>;

export interface Synced {
  readonly entities: readonly unknown[];
  readonly errors: readonly Row[];
}

/** What the rules of a sync ask about one kind of thing. */
export interface Syncing<Schema extends TSchema> {
  readonly schema: Schema;
  findByOrigin(originId: string): Promise<number | undefined>;
  create(input: StaticDecode<Schema>): Promise<Written>;
  /** `absent` for an id that nothing of the company has. */
  update(id: number, input: StaticDecode<Schema>): Promise<Written | 'absent'>;
}

export type Written = { readonly entity: unknown } | { readonly errors: Errors };

const notFound = { id: ['Entity with this ID not found'] };

/**
 * Row by row, whatever became of the one before: an id decides which thing is meant, and is the only way to change an
 * `origin_id`; else the `origin_id` does, and makes what is not there; a row with neither makes something new.
 */
export async function sync<Schema extends TSchema>(
  rows: readonly Row[],
  { schema, findByOrigin, create, update }: Syncing<Schema>,
): Promise<Synced> {
  const entities: unknown[] = [];
  const errors: Row[] = [];
  for (const row of rows) {
    const outcome = await one(row);
    if ('errors' in outcome) errors.push({ ...row, errors: outcome.errors });
    else entities.push(outcome.entity);
  }
  return { entities, errors };

  async function one(row: Row): Promise<Written> {
    const parsed = parse(schema, row);
    if (!parsed.ok) return { errors: faultMessages(schema, parsed.faults, 'body') };
    const named = parsed.value as { id?: number | null; origin_id?: string | null };
    const id =
      named.id ??
      (named.origin_id === undefined || named.origin_id === null
        ? undefined
        : await findByOrigin(named.origin_id));
    if (id === undefined) return await create(parsed.value);
    const updated = await update(id, parsed.value);
    return updated === 'absent' ? { errors: notFound } : updated;
  }
}
