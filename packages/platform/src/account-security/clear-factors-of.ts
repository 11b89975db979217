import type { House } from '../house.ts';
import { emailKey } from '../naming/email-key.ts';
import { clearFactors } from '../second-factors/clear-factors.ts';
import { tellOfFactor } from '../second-factors/tell.ts';
import { findAccount } from '../sign-in/person-store.ts';
import { endSessionsOf } from '../sign-in/session-store.ts';

/**
 * For an operator whom somebody has asked who lost phone and codes. It is a command on the machine and not a page: no
 * session, stolen or left open, can take the factors of others away. The password stays, and is asked for as ever.
 */
export async function clearFactorsOf(
  house: Pick<House, 'database' | 'clock' | 'random' | 'keys' | 'issuer'>,
  email: string,
): Promise<'cleared' | 'none' | 'unknown'> {
  const origin = { requestId: 'command', address: '', actor: { kind: 'system' }, clientId: null } as const;
  return await house.database.write(async (tx) => {
    const account = await findAccount(tx, emailKey(email));
    if (account === undefined) return 'unknown';
    const { personId } = account;
    if ((await clearFactors(house, tx, origin, personId, 'operator')) === 0) return 'none';
    await endSessionsOf(tx, personId, house.clock.now());
    await tellOfFactor(house, tx, personId, 'factor.cleared', {});
    return 'cleared';
  });
}
