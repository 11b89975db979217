import type { Writer } from '@gatehouse/database';
import { insertTag } from '../../documents/custom-tags/tag-store.ts';
import { insertConfiguration } from '../../installations/configurations/configuration-store.ts';
import type { Tables } from '../../schema/tables.ts';

export const configuration = {
  title: 'Tidewater sites',
  content: { color: 'tidewater' },
  ofCompany: false,
  ofAllProjects: true,
  projectIds: [],
} as const;

/** A custom tag of a project, and how an app is set up in all of them. */
export async function addTagAndConfiguration(
  tx: Writer<Tables>,
  { companyId, projectId }: { readonly companyId: number; readonly projectId: number },
  installationId: number,
  made: { readonly by: number; readonly at: number },
): Promise<{ readonly tag: number; readonly configuration: number }> {
  const tag = await insertTag(tx, companyId, projectId, { name: 'Tidewater as built', ...made });
  const id = await insertConfiguration(tx, companyId, installationId, configuration, made);
  return { tag: tag?.id ?? 0, configuration: id };
}
