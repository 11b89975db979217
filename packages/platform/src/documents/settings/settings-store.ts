import { type Given, type Reader, statement, type Writer } from '@gatehouse/database';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';

type Where = Pick<Place, 'companyId' | 'projectId'>;

/** Whether what is made in a place is private from its first moment. */
export async function isPrivateByDefault(
  tx: Reader<Tables>,
  { companyId, projectId }: Where,
): Promise<boolean> {
  const [row] = await settingsOf(tx, { companyId, projectId: projectId ?? 0 });
  return row !== undefined && row.private_by_default_since !== null;
}

const settingsOf = statement((tx: Reader<Tables>, given: Given<{ companyId: number; projectId: number }>) =>
  tx
    .selectFrom('document_settings')
    .select('private_by_default_since')
    .where('company_id', '=', given.companyId)
    .where('project_id', '=', given.projectId),
);

export async function setPrivateByDefault(
  tx: Writer<Tables>,
  { companyId, projectId }: Where,
  since: number | null,
): Promise<void> {
  await tx
    .insertInto('document_settings')
    .values({ company_id: companyId, project_id: projectId ?? 0, private_by_default_since: since })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'project_id']).doUpdateSet({ private_by_default_since: since }),
    )
    .execute();
}
