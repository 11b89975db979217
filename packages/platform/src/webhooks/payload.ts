import type { ChangeOfResource } from '../schema/tables.ts';

/** A change, as hooks are told of it. */
export interface Told {
  readonly id: number;
  readonly ulid: string;
  readonly companyId: number;
  readonly projectId: number | null;
  readonly resource: string;
  readonly resourceId: number;
  readonly type: ChangeOfResource;
  readonly personId: number | null;
  readonly clientId: string | null;
  readonly at: number;
}

/**
 * The body of a delivery in the version that the hook was made for; the text of the version comes back as its maker
 * wrote it. It says that something changed and never what: whoever is told asks the API, which decides anew.
 */
export function payloadOf(told: Told, apiVersion: string): Readonly<Record<string, unknown>> {
  const { companyId, projectId, personId, clientId, resource, resourceId, type } = told;
  // Receivers of the field read microseconds.
  const timestamp = new Date(told.at).toISOString().replace('Z', '000Z');
  if (generationOf(apiVersion) >= 4)
    return {
      payload_version: apiVersion,
      id: told.ulid,
      timestamp,
      reason: type,
      company_id: String(companyId),
      project_id: projectId === null ? '' : String(projectId),
      user_id: personId === null ? '' : String(personId),
      resource_type: resource,
      resource_id: String(resourceId),
    };
  return {
    id: told.id,
    ulid: told.ulid,
    timestamp,
    metadata: {
      source_user_id: personId,
      source_project_id: projectId,
      source_operation_id: null,
      source_company_id: companyId,
      source_application_id: clientId,
    },
    user_id: personId,
    company_id: companyId,
    project_id: projectId,
    api_version: apiVersion,
    event_type: type,
    resource_name: resource,
    resource_id: resourceId,
    ...(generationOf(apiVersion) === 3 ? { related_resources: [] } : {}),
  };
}

/** `v2`, `v2.0` and `2` are the same generation. */
function generationOf(apiVersion: string): number {
  return Number(/\d+/.exec(apiVersion)?.[0] ?? 2);
}
