import type { Reader, Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import type { CompanyChoice } from './company-choice.ts';

/** Of every company that the person of a grant was asked about: whether the app may reach it. */
export async function companiesAskedAbout(
  tx: Reader<Tables>,
  grantId: string,
): Promise<ReadonlyMap<number, boolean>> {
  const rows = await tx
    .selectFrom('grant_companies')
    .select(['company_id', 'left_out_at'])
    .where('grant_id', '=', grantId)
    .execute();
  return new Map(rows.map((row) => [row.company_id, row.left_out_at === null]));
}

/** Stores an answer about each company that was shown; one that was not shown keeps what was said before. */
export async function storeCompanyChoice(
  tx: Writer<Tables>,
  grantId: string,
  { shown, chosen }: CompanyChoice,
  now: number,
): Promise<void> {
  if (shown.length === 0) return;
  await tx
    .insertInto('grant_companies')
    .values(
      shown.map((companyId) => ({
        grant_id: grantId,
        company_id: companyId,
        asked_at: now,
        left_out_at: chosen.has(companyId) ? null : now,
      })),
    )
    .onConflict((on) =>
      on.columns(['grant_id', 'company_id']).doUpdateSet((eb) => ({
        asked_at: eb.ref('excluded.asked_at'),
        left_out_at: eb.ref('excluded.left_out_at'),
      })),
    )
    .execute();
}
