import { ApiError, type GatehouseApi, NotConnected } from '@gatehouse/client';

/** The sheets that every site must have, by the names of their files. */
export const sheets = {
  emergency_plan: 'Emergency plan',
  fall_protection: 'Fall protection',
  incident_report: 'Incident report',
} as const;

export type Sheet = keyof typeof sheets;
export const sheetNames = Object.keys(sheets) as Sheet[];

export interface CompanyCheck {
  readonly id: number;
  readonly name: string;
  /** `not_connected` where the company has not installed the app, or has disconnected it. */
  readonly projects: readonly ProjectCheck[] | 'not_connected';
}

export interface ProjectCheck {
  readonly id: number;
  readonly name: string;
  /** `closed` where the person may not see the documents. */
  readonly missing: ReadonlySet<Sheet> | 'closed';
}

/** Which sheets are missing where, as far as this person can see. */
export async function checkSheets(api: GatehouseApi): Promise<CompanyCheck[]> {
  const checks: CompanyCheck[] = [];
  for await (const { id, name } of api.companies.list()) {
    checks.push({ id, name, projects: await checkProjects(api, id) });
  }
  return checks;
}

async function checkProjects(api: GatehouseApi, companyId: number): Promise<CompanyCheck['projects']> {
  try {
    const checks: ProjectCheck[] = [];
    for await (const { id, name } of api.projects.list(companyId)) {
      checks.push({ id, name, missing: await missingIn(api, companyId, id) });
    }
    return checks;
  } catch (error) {
    if (error instanceof NotConnected) return 'not_connected';
    throw error;
  }
}

async function missingIn(
  api: GatehouseApi,
  companyId: number,
  projectId: number,
): Promise<ProjectCheck['missing']> {
  try {
    const files = await api.files.list({ companyId, projectId });
    const present = files.map(({ name }) => name.toLowerCase());
    const isMissing = (sheet: Sheet) => !present.some((name) => name.startsWith(sheets[sheet].toLowerCase()));
    return new Set(sheetNames.filter(isMissing));
  } catch (error) {
    if (error instanceof NotConnected || !(error instanceof ApiError) || error.status !== 403) throw error;
    return 'closed';
  }
}

/** Puts an empty sheet into a project, in the person's name: where they may not, neither may the app. */
export async function addSheet(
  api: GatehouseApi,
  companyId: number,
  projectId: number,
  sheet: Sheet,
): Promise<void> {
  const name = `${sheets[sheet]}.txt`;
  const content = new Blob([`${sheets[sheet]}\n\nTo be filled in on site.\n`], { type: 'text/plain' });
  await api.files.upload({ companyId, projectId }, { name, content });
}
