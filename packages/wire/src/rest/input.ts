import Type, { type StaticDecode } from 'typebox';

/** Ids stay far below 2^53, where JavaScript clients would begin to confuse them. Fifteen digits always fit. */
export const MAX_ID = 999_999_999_999_999;

/** An id as clients send it: an integer, or its digits as text in JSON, form, query and path alike. Decodes to a number. */
export const IdInput = Type.Codec(
  Type.Union([Type.Integer({ minimum: 0, maximum: MAX_ID }), Type.String({ pattern: '^[0-9]{1,15}$' })]),
)
  .Decode((value) => Number(value))
  .Encode((value) => value);

/** A boolean as clients send it: a JSON boolean, or true and false as text in any case (`True`). */
export const BooleanInput = Type.Codec(
  Type.Union([Type.Boolean(), Type.String({ pattern: '^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$' })]),
)
  .Decode((value) => (typeof value === 'boolean' ? value : value.toLowerCase() === 'true'))
  .Encode((value) => value);

/** Ids as clients send lists of them: `a[]=1&a[]=2`, `a=1&a=2`, `a=1` or `a=1,2`. Decodes to numbers. */
export const IdListInput = Type.Codec(
  Type.Union([
    Type.Integer({ minimum: 0, maximum: MAX_ID }),
    Type.String({ pattern: '^[0-9]{1,15}(,[0-9]{1,15})*$' }),
    Type.Array(IdInput),
  ]),
)
  .Decode((value) => (typeof value === 'string' ? value.split(',').map(Number) : [value].flat()))
  .Encode((value) => value);

/** One text or several, however repeated. Decodes to a list. */
export const TextListInput = Type.Codec(Type.Union([Type.String(), Type.Array(Type.String())]))
  .Decode((value) => [value].flat())
  .Encode((value) => value);

export type IdInput = StaticDecode<typeof IdInput>;
