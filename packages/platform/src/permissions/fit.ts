import type { Template } from './template.ts';

/** Whether a template can be held in a project, or (null) on the company's own tools. */
export function fits({ type, project_id }: Template, projectId: number | null): boolean {
  if (projectId === null) return type === 'company_tools';
  return type === 'global' || (type === 'project_specific' && project_id === projectId);
}

export const DOES_NOT_FIT = 'is not a template that can be held here';
