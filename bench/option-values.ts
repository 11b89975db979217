/** @throws Error with a sentence for the person. */
export function positive(option: string, value: string): number {
  const number = Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`--${option} ${value}: it takes a number above 0.`);
}

/** @throws Error with a sentence for the person. */
export function whole(option: string, value: string): number {
  const number = positive(option, value);
  if (Number.isInteger(number)) return number;
  throw new Error(`--${option} ${value}: it takes a whole number.`);
}

/** @throws Error with a sentence for the person. */
export function chosen<Name extends string>(
  option: string,
  value: string,
  known: readonly Name[],
): readonly Name[] {
  const asked = value.split(',');
  const unknown = asked.find((name) => !known.some((one) => one === name));
  if (unknown !== undefined) throw new Error(`--${option} ${unknown}: there are ${known.join(', ')}.`);
  return known.filter((name) => asked.includes(name));
}
