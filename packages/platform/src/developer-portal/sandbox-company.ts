import type { Writer } from '@gatehouse/database';
import type { Tool } from '../access/levels.ts';
import type { Origin } from '../audit/audit.ts';
import { createCompany, createProject } from '../directory/companies.ts';
import { addCompanyMember, addProjectMember } from '../directory/members.ts';
import { setCompanyLevel, setProjectLevel } from '../directory/tool-levels.ts';
import { type KeptTexts, layOut } from '../documents/lay-out.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { companySamples, projectSamples } from './sample-documents.ts';

type Maker = Pick<House, 'blobs' | 'clock' | 'random'>;

/** The projects of every sandbox, named as developers of the public platform know them. */
const projects = [
  { name: 'Sandbox Test Project', projectNumber: 'S-1' },
  { name: 'Standard Project Template', projectNumber: 'S-2' },
] as const;

const companyTools: readonly Tool[] = ['admin', 'directory', 'documents'];

/** A company to try an app in: nobody's work is in it, and production credentials do not reach it (rule P3). */
export async function createSandboxCompany(
  house: Maker,
  tx: Writer<Tables>,
  origin: Origin,
  sandbox: { readonly name: string; readonly developerId: number; readonly texts: KeptTexts },
): Promise<number> {
  const { name, developerId: personId, texts } = sandbox;
  const companyId = await createCompany(house, tx, origin, {
    name,
    environment: 'sandbox',
    createdBy: personId,
  });
  const stage = { house, tx, origin, texts };
  await layOut(stage, { companyId, projectId: null, personId }, companySamples);
  for (const project of projects) {
    const projectId = await createProject(house, tx, origin, companyId, { ...project, createdBy: personId });
    await layOut(stage, { companyId, projectId, personId }, projectSamples);
  }
  await joinSandbox(house, tx, origin, companyId, personId, 'joined');
  return companyId;
}

/**
 * Whoever builds the app is an admin of its sandbox, where it is to be installed and tried: its maker at once, whom
 * others name once they say so.
 */
export async function joinSandbox(
  house: Maker,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  personId: number,
  standing: 'joined' | 'pending',
): Promise<void> {
  await addCompanyMember(house, tx, origin, companyId, { personId, employee: true, standing });
  for (const tool of companyTools)
    await setCompanyLevel(house, tx, origin, companyId, { personId, tool, level: 'Admin' });
  const sandboxProjects = await tx
    .selectFrom('projects')
    .select('id')
    .where('company_id', '=', companyId)
    .orderBy('id')
    .execute();
  for (const { id: projectId } of sandboxProjects) {
    await addProjectMember(house, tx, origin, companyId, { projectId, personId });
    const level = { projectId, personId, tool: 'documents', level: 'Admin' } as const;
    await setProjectLevel(house, tx, origin, companyId, level);
  }
}
