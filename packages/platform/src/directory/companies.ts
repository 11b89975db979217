import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import { createRootFolder } from '../documents/root-folder.ts';
import type { House } from '../house.ts';
import { createDefaultTemplates } from '../permissions/default-templates.ts';
import type { Environment, Tables } from '../schema/tables.ts';

type Means = Pick<House, 'clock' | 'random'>;

export interface NewCompany {
  readonly name: string;
  /** Sandbox credentials reach sandbox companies only, production credentials the others. */
  readonly environment: Environment;
  /** *Allow User Installs*, on unless said otherwise. */
  readonly userInstalls?: boolean;
  /** Stands as the creator of the company's root folder. */
  readonly createdBy: number;
}

/** Adds a company with its Documents tool and nobody in it; answers the id. */
export async function createCompany(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  company: NewCompany,
): Promise<number> {
  const now = house.clock.now();
  const { id } = await tx
    .insertInto('companies')
    .values({
      name: company.name,
      environment: company.environment,
      user_installs_blocked_at: company.userInstalls === false ? now : null,
      deactivated_at: null,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await createRootFolder(tx, id, null, company.createdBy, now);
  await createDefaultTemplates(tx, id, { by: company.createdBy, at: now });
  await record(house, tx, origin, {
    event: 'company.created',
    companyId: id,
    subject: `company:${id}`,
    details: { name: company.name, environment: company.environment },
  });
  return id;
}

export interface NewProject {
  readonly name: string;
  readonly projectNumber?: string | null;
  readonly createdBy: number;
}

/** Adds a project with its Documents tool and nobody in it; answers the id. */
export async function createProject(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  project: NewProject,
): Promise<number> {
  const now = house.clock.now();
  const { id } = await tx
    .insertInto('projects')
    .values({
      company_id: companyId,
      name: project.name,
      project_number: project.projectNumber ?? null,
      archived_at: null,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await createRootFolder(tx, companyId, id, project.createdBy, now);
  await record(house, tx, origin, {
    event: 'project.created',
    companyId,
    subject: `project:${id}`,
    details: { name: project.name },
  });
  return id;
}
