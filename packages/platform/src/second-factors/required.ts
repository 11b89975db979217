import type { House } from '../house.ts';
import type { Method } from './methods.ts';
import { findResponsibility } from './required-store.ts';

/**
 * Whether the deployment, or a company of theirs, asks this person for a second factor that this session has not shown.
 * Asked live on every call, so that it binds whoever becomes an admin or a member from then on; and only where the
 * session is by a password alone.
 */
export async function lacksFactor(
  { settings, database }: Pick<House, 'settings' | 'database'>,
  { personId, methods }: { readonly personId: number; readonly methods: readonly Method[] },
): Promise<boolean> {
  const { secondFactor: policy } = settings;
  if (methods.includes('mfa')) return false;
  if (policy === 'everybody') return true;
  const { operator, companyAdmin, companyAsks } = await database.read((tx) =>
    findResponsibility(tx, personId),
  );
  if (companyAsks) return true;
  return policy !== 'offered' && (operator || (policy === 'admins' && companyAdmin));
}
