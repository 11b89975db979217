import Type, { type Static, type TSchema } from 'typebox';

/** `YYYY-MM-DDTHH:MM:SSZ`, always UTC, never with fractions. */
export const Timestamp = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$',
  examples: ['2026-01-31T12:00:00Z'],
});

/** `YYYY-MM-DD`. */
export const CalendarDate = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  examples: ['2026-01-31'],
});

/** A field that is always sent, as null when there is nothing to say. */
export function Nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

/** The short form in which one object names another. */
export const NamedReference = Type.Object({ id: Type.Integer(), name: Type.String() });

const personOf = <Id extends TSchema>(id: Id) =>
  Type.Object({ id, login: Type.String(), name: Nullable(Type.String()) });

/** The short form in which an object names a person. */
export const PersonReference = personOf(Type.Integer());
export type PersonReference = Static<typeof PersonReference>;

/** The same in v2, where ids are text. */
export const PersonReferenceV2 = personOf(Type.String());
