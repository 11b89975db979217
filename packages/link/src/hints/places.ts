import type { HintRow } from '../schema/tables.ts';

/** A company's own documents, or a project's; 0 is the company itself. */
export interface Place {
  readonly companyId: number;
  readonly projectId: number;
}

/** `42:7,42`, as the wire has it. */
export function readPlaces(text: string | undefined): readonly Place[] {
  if (text === undefined) return [];
  return text.split(',').map((each) => {
    const [companyId = 0, projectId = 0] = each.split(':').map(Number);
    return { companyId, projectId };
  });
}

/** Whether a hint is about this place: of documents by itself; what befell the app, in all of the company. */
export function isAbout(
  { company_id, project_id, event }: HintRow,
  { companyId, projectId }: Place,
): boolean {
  return company_id === companyId && (event === 'documents_changed' ? project_id === projectId : true);
}
