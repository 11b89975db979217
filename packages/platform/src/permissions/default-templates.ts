import type { Writer } from '@gatehouse/database';
import type { GranularAction } from '../access/actions.ts';
import { type LevelName, levels, type Tool } from '../access/levels.ts';
import type { Tables } from '../schema/tables.ts';
import type { Said, Template } from './template.ts';
import { insertTemplates } from './template-store.ts';

interface Role {
  readonly name: string;
  readonly type: Template['type'];
  readonly levels: Readonly<Partial<Record<Tool, LevelName>>>;
  readonly documents?: readonly GranularAction[];
}

const admin = { admin: 'Admin', directory: 'Admin', documents: 'Admin' } as const;

/** By role: what a company begins with, to be changed or deleted like its own. */
const roles: readonly Role[] = [
  { name: 'Company admin', type: 'company_tools', levels: admin },
  { name: 'Directory admin', type: 'company_tools', levels: { directory: 'Admin', documents: 'Read Only' } },
  { name: 'Employee', type: 'company_tools', levels: { directory: 'Read Only', documents: 'Read Only' } },
  { name: 'Project admin', type: 'global', levels: admin },
  {
    name: 'Document manager',
    type: 'global',
    levels: { directory: 'Read Only', documents: 'Standard' },
    documents: ['set_permissions', 'destroy_files_and_folders', 'move_and_copy_files_and_folders'],
  },
  {
    name: 'Standard contributor',
    type: 'global',
    levels: { directory: 'Read Only', documents: 'Standard' },
  },
  { name: 'Read only', type: 'global', levels: { directory: 'Read Only', documents: 'Read Only' } },
];

export async function createDefaultTemplates(
  tx: Writer<Tables>,
  companyId: number,
  made: { readonly by: number; readonly at: number },
): Promise<void> {
  const templates = roles.map(({ name, type, levels: given, documents = [] }) => ({
    name,
    type,
    project_id: null,
    says: new Map<Tool, Said>(
      (Object.entries(given) as [Tool, LevelName][]).map(([tool, level]) => [
        tool,
        { level: levels[level], actions: tool === 'documents' ? documents : [] },
      ]),
    ),
  }));
  await insertTemplates(tx, companyId, templates, made);
}
