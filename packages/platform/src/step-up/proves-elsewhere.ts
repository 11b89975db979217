import type { Reader } from '@gatehouse/database';
import type { House } from '../house.ts';
import { bindingOf } from '../only-way-in/binding.ts';
import type { Tables } from '../schema/tables.ts';
import type { Visitor } from '../sign-in/visitor.ts';

/** Whose company signs them in elsewhere proves it there, unless this session came by a way out of that. */
export async function provesElsewhere(
  house: House,
  tx: Reader<Tables>,
  { session, person }: Visitor,
): Promise<boolean> {
  return session.methods.includes('fed') && (await bindingOf(house, tx, person.id)) !== undefined;
}
