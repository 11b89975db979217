/** Which lines of a list are chosen, and which one the keyboard stands on. Ids in the order of the list are `order`. */
export interface Selection {
  readonly active: number | undefined;
  /** Where a range begins. */
  readonly anchor: number | undefined;
  readonly chosen: ReadonlySet<number>;
}

export const nothing: Selection = { active: undefined, anchor: undefined, chosen: new Set() };

/** One line alone. */
export function only(id: number): Selection {
  return { active: id, anchor: id, chosen: new Set([id]) };
}

/** One more, or one less. */
export function toggled({ chosen }: Selection, id: number): Selection {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return { active: id, anchor: id, chosen: next };
}

/** From where the range began to this line; what was chosen elsewhere is not any more. */
export function upTo(selection: Selection, order: readonly number[], id: number): Selection {
  const from = order.indexOf(selection.anchor ?? selection.active ?? id);
  const to = order.indexOf(id);
  const start = from === -1 ? to : from;
  const range = order.slice(Math.min(start, to), Math.max(start, to) + 1);
  return { active: id, anchor: order[start], chosen: new Set(range) };
}

export function all(selection: Selection, order: readonly number[]): Selection {
  return { ...selection, active: selection.active ?? order[0], chosen: new Set(order) };
}

/** The keyboard goes so many lines; with `extend` the range goes with it. */
export function moved(
  selection: Selection,
  order: readonly number[],
  by: number,
  extend: boolean,
): Selection {
  const at = selection.active === undefined ? -1 : order.indexOf(selection.active);
  const next = order[at === -1 ? 0 : Math.min(Math.max(at + by, 0), order.length - 1)];
  if (next === undefined) return nothing;
  if (extend) return upTo(selection, order, next);
  return { active: next, anchor: next, chosen: selection.chosen };
}

/** What is left of it in a list that has changed meanwhile. */
export function within(selection: Selection, order: readonly number[]): Selection {
  const there = new Set(order);
  const chosen = [...selection.chosen].filter((id) => there.has(id));
  const kept = (id: number | undefined) => (id !== undefined && there.has(id) ? id : undefined);
  const same = chosen.length === selection.chosen.size;
  if (same && kept(selection.active) === selection.active && kept(selection.anchor) === selection.anchor) {
    return selection;
  }
  return {
    active: kept(selection.active),
    anchor: kept(selection.anchor),
    chosen: same ? selection.chosen : new Set(chosen),
  };
}
