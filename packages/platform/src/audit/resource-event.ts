import type { ChangeOfResource } from '../schema/tables.ts';
import type { Audited } from './audit.ts';
import type { AuditEvent } from './audit-events.ts';

/** A change of a thing that clients of the wire know by name. */
export interface ResourceEvent {
  readonly companyId: number;
  readonly projectId: number | null;
  readonly resource: string;
  readonly id: number;
  readonly type: ChangeOfResource;
}

/**
 * What an audited event is to a hook; null where it is nothing. Of one change of an item several may be told: its
 * receiver asks for what counts now.
 */
export function resourceEventOf({
  event,
  companyId,
  subject = '',
  details = {},
}: Audited): ResourceEvent | null {
  const id = Number(subject.split(':', 2)[1]);
  if (companyId === undefined || !Number.isSafeInteger(id)) return null;
  const item = itemChanges[event];
  if (item !== undefined) {
    const projectId = numberOr(details.projectId);
    const resource = `${projectId === null ? 'Company' : 'Project'} ${item.kind}`;
    return { companyId, projectId, resource, id, type: item.type };
  }
  if (event === 'project.created' || event === 'project.changed')
    return {
      companyId,
      projectId: id,
      resource: 'Projects',
      id,
      type: event === 'project.created' ? 'create' : 'update',
    };
  const ofProject = numberOr(details.project);
  const type = ofProject === null ? companyUsers[event] : projectUsers[event];
  if (type === undefined) return null;
  return {
    companyId,
    projectId: ofProject,
    resource: ofProject === null ? 'Company Users' : 'Project Users',
    id,
    type,
  };
}

type Changes<Value> = { readonly [Name in AuditEvent]?: Value };

const itemChanges: Changes<{ readonly kind: 'Folders' | 'Files'; readonly type: ChangeOfResource }> = {
  'folder.created': { kind: 'Folders', type: 'create' },
  'folder.restored': { kind: 'Folders', type: 'create' },
  'folder.updated': { kind: 'Folders', type: 'update' },
  'folder.access_changed': { kind: 'Folders', type: 'update' },
  'folder.deleted': { kind: 'Folders', type: 'delete' },
  'file.created': { kind: 'Files', type: 'create' },
  'file.restored': { kind: 'Files', type: 'create' },
  'file.updated': { kind: 'Files', type: 'update' },
  'file.version_created': { kind: 'Files', type: 'update' },
  'file.access_changed': { kind: 'Files', type: 'update' },
  'file.deleted': { kind: 'Files', type: 'delete' },
};

/** Nobody is taken out of a company for good: they are switched off, which in the field is an update. */
const companyUsers: Changes<ChangeOfResource> = {
  'member.added': 'create',
  'member.changed': 'update',
  'person.email_changed': 'update',
};

const projectUsers: Changes<ChangeOfResource> = { 'member.added': 'create', 'member.removed': 'delete' };

function numberOr(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
