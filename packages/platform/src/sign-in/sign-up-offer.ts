import type { Reader } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';

/**
 * Whether people may make accounts of their own. Not before somebody runs this deployment: the first to come must be
 * who holds the set-up link, which a stranger's account would make useless.
 */
export async function signUpIsOffered(house: House): Promise<boolean> {
  return house.settings.signUp === 'developers' && (await house.database.read(anybodyIsHere));
}

/** Whether this deployment has a first person. */
export async function anybodyIsHere(tx: Reader<Tables>): Promise<boolean> {
  return (await tx.selectFrom('people').select('id').limit(1).executeTakeFirst()) !== undefined;
}
