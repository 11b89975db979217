import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import type { CompanyChoice } from './company-choice.ts';
import { companiesAskedAbout, storeCompanyChoice } from './grant-company-store.ts';

/**
 * Lets the app of a grant into some of its person's companies, and keeps it out of the others: binding on its next
 * call there. Each company that sees a change has it in its own audit trail.
 */
export async function chooseCompanies(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  { grantId, clientId, choice }: { grantId: string; clientId: string; choice: CompanyChoice },
): Promise<void> {
  const before = await companiesAskedAbout(tx, grantId);
  await storeCompanyChoice(tx, grantId, choice, house.clock.now());
  for (const companyId of choice.shown) {
    const reached = choice.chosen.has(companyId);
    if ((before.get(companyId) ?? true) === reached) continue;
    await record(house, tx, origin, {
      event: reached ? 'authorization.company_let_in' : 'authorization.company_left_out',
      companyId,
      subject: `grant:${grantId}`,
      details: { client_id: clientId },
    });
  }
}
