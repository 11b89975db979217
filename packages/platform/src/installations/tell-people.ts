import type { Reader, Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import { notify } from '../notices/notify.ts';
import type { Tables } from '../schema/tables.ts';
import type { StoredInstallation } from './installation-store.ts';

/** Those who use the app in this company learn why it stopped working here. */
export async function tellPeopleOfDisconnect(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  installation: StoredInstallation,
): Promise<void> {
  const { companyId, app } = installation;
  const people = await peopleWhoAllow(tx, installation);
  await notify(house, tx, people, 'app.disconnected', await namesOf(tx, companyId, app.id));
}

/** What a notice calls a company and an app. */
export async function namesOf(tx: Reader<Tables>, companyId: number, appId: number) {
  const company = await tx
    .selectFrom('companies')
    .select('name')
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
  const app = await tx.selectFrom('apps').select('name').where('id', '=', appId).executeTakeFirstOrThrow();
  return { company_id: companyId, company_name: company.name, app_id: appId, app_name: app.name };
}

/** The members of a company who have allowed an app, by its client of that company's environment. */
async function peopleWhoAllow(
  tx: Reader<Tables>,
  { companyId, environment, app }: Pick<StoredInstallation, 'companyId' | 'environment' | 'app'>,
): Promise<readonly number[]> {
  const rows = await tx
    .selectFrom('grants')
    .innerJoin('clients', 'clients.client_id', 'grants.client_id')
    .innerJoin('company_members', 'company_members.person_id', 'grants.person_id')
    .leftJoin('grant_companies', (join) =>
      join
        .onRef('grant_companies.grant_id', '=', 'grants.id')
        .onRef('grant_companies.company_id', '=', 'company_members.company_id'),
    )
    .select('grants.person_id')
    .distinct()
    .where('clients.app_id', '=', app.id)
    .where('clients.environment', '=', environment)
    .where('grants.revoked_at', 'is', null)
    .where('company_members.company_id', '=', companyId)
    .where('company_members.removed_at', 'is', null)
    .where('company_members.pending_since', 'is', null)
    .where('grant_companies.left_out_at', 'is', null)
    .orderBy('grants.person_id')
    .execute();
  return rows.map(({ person_id }) => person_id);
}
