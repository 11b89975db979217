import type { Origin } from '../audit/audit.ts';
import type { RestStage } from '../rest/rest-stage.test-support.ts';
import { addCompanyMember, addProjectMember } from './members.ts';
import { createPerson } from './people.ts';

const origin: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };

/** What installing an app with a service account leaves behind: a contact, its projects, and those permitted. */
export async function createServiceContact(
  stage: RestStage,
  wanted: { clientId: string; companyId: number; projects: readonly number[]; permitted: readonly number[] },
): Promise<number> {
  const { house } = stage.platform;
  const { clientId, companyId } = wanted;
  return await stage.change(async (tx) => {
    const personId = await createPerson(house, tx, origin, {
      kind: 'service_account',
      lastName: 'Nightly Report',
      email: 'nightly-report@accounts.example',
    });
    await addCompanyMember(house, tx, origin, companyId, { personId });
    for (const projectId of wanted.projects)
      await addProjectMember(house, tx, origin, companyId, { projectId, personId });
    await tx
      .insertInto('service_accounts')
      .values({
        company_id: companyId,
        person_id: personId,
        client_id: clientId,
        kind: 'developer_managed',
        name: 'Nightly Report',
        created_by: personId,
        created_at: 1,
        ceased_at: null,
        ceased_reason: null,
      })
      .execute();
    const { app_id } = await tx
      .selectFrom('clients')
      .select('app_id')
      .where('client_id', '=', clientId)
      .executeTakeFirstOrThrow();
    for (const projectId of wanted.permitted) {
      await tx
        .insertInto('permitted_projects')
        .values({ company_id: companyId, app_id: app_id ?? 0, project_id: projectId })
        .execute();
    }
    return personId;
  });
}
