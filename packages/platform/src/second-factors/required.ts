import type { House } from '../house.ts';
import type { Method } from './methods.ts';
import { findResponsibility } from './required-store.ts';

/**
 * Whether the deployment asks this person for a second factor that this session has not shown. Asked live on every call,
 * so that it binds whoever becomes an admin from then on; and only where the policy is on and the session is by a
 * password alone.
 */
export async function lacksFactor(
  { settings, database }: Pick<House, 'settings' | 'database'>,
  { personId, methods }: { readonly personId: number; readonly methods: readonly Method[] },
): Promise<boolean> {
  const { secondFactor: policy } = settings;
  if (policy === 'offered' || methods.includes('mfa')) return false;
  if (policy === 'everybody') return true;
  const { operator, companyAdmin } = await database.read((tx) => findResponsibility(tx, personId));
  return operator || (policy === 'admins' && companyAdmin);
}
