import Type, { type TSchema } from 'typebox';
import { Clean, Clone, DecodeUnsafe, HasCodec } from 'typebox/value';

type Step = (value: unknown) => unknown;

/** What a schema does to a value, beside checking it. */
export interface Reading {
  /** A copy without what the schema does not list. What the schema will refuse passes as it is. */
  readonly clean: Step;
  /** What the schema's codecs make of a clean and checked value, which may be changed in place. */
  readonly decode: Step;
}

/**
 * The reading of a schema, to be made once for each. TypeBox's own functions build the schema anew at every call,
 * which costs more than what is done with the value; they stay in use for the shapes that are rare in inputs.
 */
export function readingOf(schema: TSchema): Reading {
  if (isScalar(schema))
    return Type.IsCodec(schema) ? { clean: same, decode: schema['~codec'].decode } : asItIs;
  if (Type.IsCodec(schema)) return byTypeBox(schema);
  if (Type.IsObject(schema) && !('additionalProperties' in schema)) return ofObject(schema.properties);
  return Type.IsArray(schema) ? ofArray(schema.items) : byTypeBox(schema);
}

const same: Step = (value) => value;
const asItIs: Reading = { clean: same, decode: same };

/** One value without parts, of which there is nothing to drop. */
function isScalar(schema: TSchema): boolean {
  if (Type.IsUnion(schema))
    return schema.anyOf.every((variant) => isScalar(variant) && !Type.IsCodec(variant));
  return scalars.some((is) => is(schema));
}

const scalars = [
  Type.IsString,
  Type.IsInteger,
  Type.IsNumber,
  Type.IsBoolean,
  Type.IsLiteral,
  Type.IsEnum,
  Type.IsNull,
];

function ofObject(properties: Readonly<Record<string, TSchema>>): Reading {
  const steps = Object.entries(properties).map(([name, schema]) => ({ name, ...readingOf(schema) }));
  const decoding = steps.filter(({ decode }) => decode !== same);
  return {
    clean(value) {
      if (!isRecord(value)) return value;
      const kept: Record<string, unknown> = {};
      for (const { name, clean } of steps) if (Object.hasOwn(value, name)) kept[name] = clean(value[name]);
      return kept;
    },
    decode:
      decoding.length === 0
        ? same
        : (value) => {
            if (!isRecord(value)) return value;
            for (const { name, decode } of decoding)
              if (value[name] !== undefined) value[name] = decode(value[name]);
            return value;
          },
  };
}

function ofArray(items: TSchema): Reading {
  const { clean, decode } = readingOf(items);
  const each =
    (step: Step): Step =>
    (value) =>
      Array.isArray(value) ? value.map(step) : value;
  return { clean: each(clean), decode: decode === same ? same : each(decode) };
}

function byTypeBox(schema: TSchema): Reading {
  return {
    clean: (value) => Clean(schema, Clone(value)),
    decode: HasCodec(schema) ? (value) => DecodeUnsafe({}, schema, value) : same,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
