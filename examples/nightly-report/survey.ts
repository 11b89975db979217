import { ApiError, type DocumentsScope, type GatehouseApi, NotConnected } from '@gatehouse/client';

export interface CompanySurvey {
  readonly company: string;
  /** `disconnected` when an admin ended it between the list of companies and this one's turn. */
  readonly projects: readonly ProjectSurvey[] | 'disconnected';
}

export interface ProjectSurvey {
  readonly project: string;
  /** `refused` with the server's words: the version that was approved may ask for less than this job reads. */
  readonly documents: readonly Document[] | { readonly refused: string };
}

export interface Document {
  /** From the root of the Documents tool: `Drawings/A-101 Ground floor.txt`. */
  readonly path: string;
  readonly size: number;
  readonly updatedAt: Date;
}

/**
 * Every company where the app is installed, and in each the projects that an admin has permitted. The job keeps no
 * list of either: Gatehouse answers with what holds now.
 */
export async function surveyCompanies(api: GatehouseApi): Promise<CompanySurvey[]> {
  const surveys: CompanySurvey[] = [];
  for await (const { id, name } of api.companies.list()) {
    surveys.push({ company: name, projects: await surveyProjects(api, id) });
  }
  return surveys;
}

async function surveyProjects(api: GatehouseApi, companyId: number): Promise<CompanySurvey['projects']> {
  try {
    const surveys: ProjectSurvey[] = [];
    for await (const { id, name } of api.projects.list(companyId)) {
      surveys.push({ project: name, documents: await surveyDocuments(api, { companyId, projectId: id }) });
    }
    return surveys;
  } catch (error) {
    if (error instanceof NotConnected) return 'disconnected';
    throw error;
  }
}

async function surveyDocuments(
  api: GatehouseApi,
  scope: DocumentsScope,
): Promise<ProjectSurvey['documents']> {
  try {
    return await documentsBelow(api, scope, undefined, '');
  } catch (error) {
    if (error instanceof NotConnected || !(error instanceof ApiError) || error.status !== 403) throw error;
    return { refused: error.errors.join(' ') };
  }
}

async function documentsBelow(
  api: GatehouseApi,
  scope: DocumentsScope,
  folderId: number | undefined,
  path: string,
): Promise<Document[]> {
  const folder = await (folderId === undefined ? api.folders.root(scope) : api.folders.show(scope, folderId));
  const documents = folder.files.map(({ name, size, updated_at }) => ({
    path: path + name,
    size,
    updatedAt: new Date(updated_at),
  }));
  for (const { id, name } of folder.folders)
    documents.push(...(await documentsBelow(api, scope, id, `${path}${name}/`)));
  return documents;
}
