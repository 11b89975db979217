import type { StaticDecode, TProperties, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { type Reading, readingOf } from './reading.ts';

/** One thing wrong with an input, at a JSON pointer into it (`/folder/name`). Empty text counts as missing. */
export type Fault = { pointer: string; reason: 'missing' | 'invalid' };

export type Parsed<Value> = { ok: true; value: Value } | { ok: false; faults: readonly Fault[] };

/**
 * Reads an input by its schema: what is unlisted is dropped, what is written as text where the schema allows it
 * becomes its value, anything else is a fault. The input is left as it is.
 *
 * Stands in for TypeBox's own `Decode`, which first converts by guess: there a missing id becomes 0 and a null
 * name the text "null". Here only the spellings named in a schema are accepted.
 */
export function parse<Schema extends TSchema>(schema: Schema, input: unknown): Parsed<StaticDecode<Schema>> {
  const { validator, clean, decode } = planOf(schema);
  const value = clean(input);
  if (!validator.Check(value)) return { ok: false, faults: faultsOf(validator.Errors(value)) };
  return { ok: true, value: decode(value) as StaticDecode<Schema> };
}

/** What is worked out of a schema when it is first used. */
interface Plan extends Reading {
  readonly validator: Validator<TProperties, TSchema>;
}

const plans = new WeakMap<TSchema, Plan>();

function planOf(schema: TSchema): Plan {
  const known = plans.get(schema);
  if (known) return known;
  const plan: Plan = { validator: Compile(schema), ...readingOf(schema) };
  plans.set(schema, plan);
  return plan;
}

function faultsOf(errors: readonly TLocalizedValidationError[]): Fault[] {
  const faults = new Map<string, Fault>();
  for (const error of errors) {
    for (const fault of faultsIn(error)) {
      // A union reports every spelling it tried; one fault for one place says enough.
      if (!faults.has(fault.pointer)) faults.set(fault.pointer, fault);
    }
  }
  return [...faults.values()];
}

function faultsIn(error: TLocalizedValidationError): Fault[] {
  if (error.keyword === 'required') {
    return error.params.requiredProperties.map((name) => ({
      pointer: `${error.instancePath}/${name}`,
      reason: 'missing',
    }));
  }
  const reason = error.keyword === 'minLength' ? 'missing' : 'invalid';
  return [{ pointer: error.instancePath, reason }];
}
