import { LEVEL_NUMBERS, Manifest, parse } from '@gatehouse/wire';
import Type, { type Static } from 'typebox';
import { difference } from '../apps/manifest.ts';

/** What a person was told about an app when they allowed it. Stored as JSON. */
export const ConsentShown = Type.Object({
  name: Type.String(),
  publisher: Type.String(),
  verified: Type.Boolean(),
  /** What the newest version asked for; null where the app had none. */
  components: Type.Union([Manifest.properties.components, Type.Null()]),
});
export type ConsentShown = Static<typeof ConsentShown>;

/** Undefined for what cannot be read: then it is asked again. */
export function storedShown(text: string): ConsentShown | undefined {
  const parsed = parse(ConsentShown, JSON.parse(text));
  return parsed.ok ? parsed.value : undefined;
}

/**
 * Whether an Allow of one would say too little about the other: another name or publisher, a mark of verification that
 * is gone, or more than was asked for then. Less is no reason to ask.
 */
export function showsMore(before: ConsentShown, now: ConsentShown): boolean {
  if (before.name !== now.name || before.publisher !== now.publisher) return true;
  if (before.verified && !now.verified) return true;
  if (now.components === null) return false;
  if (before.components === null || (now.components.user_level && !before.components.user_level)) return true;
  if (now.components.service_account !== null && before.components.service_account === null) return true;
  return difference({ components: before.components }, { components: now.components }).some(
    ({ from, to }) => LEVEL_NUMBERS[to] > LEVEL_NUMBERS[from],
  );
}
