import { createHash, generateKeyPairSync } from 'node:crypto';
import type { RestRoute } from '../rest/rest-route.ts';
import type { FirstTenant } from './first-tenant.test-support.ts';

/** Whose company and project a request names; everything else it names is always the first tenant's. */
export interface Named {
  readonly companyId: number;
  readonly projectId: number;
}

export interface Filled {
  readonly path: string;
  readonly body: NonNullable<RequestInit['body']> | undefined;
  readonly contentType: string | undefined;
  /** Whether it names anything of the first tenant. */
  readonly namesTenant: boolean;
  /** Whether its path names one single thing of the first tenant, apart from company and project. */
  readonly namesThing: boolean;
}

/** Parameters of a query that name something; the others only say how much of it is shown. */
const queried = new Set([
  'company_id',
  'project_id',
  'key',
  'version_key',
  'developer_app_id',
  'implicit',
  'path',
  'file_id',
  'document_id',
]);

type Properties = Readonly<Record<string, unknown>>;

/** A request for a route that would succeed if the first tenant's own people sent it. */
export function fill(route: RestRoute, tenant: FirstTenant, named: Named): Filled {
  const atCompany = route.path.includes('/companies/:company_id');
  const inProject = !atCompany || route.path.includes('/projects/:project_id/');
  let namesTenant = false;
  let namesThing = false;
  const path = route.path.replaceAll(/([a-z_]+)\/:([a-z_]+)/g, (_, before: string, parameter: string) => {
    const place = { company_id: named.companyId, environment: 'production' }[parameter];
    if (place !== undefined) {
      namesTenant ||= place === tenant.companyId;
      return `${before}/${place}`;
    }
    namesTenant = true;
    if (before === 'companies') return `${before}/${tenant.companyId}`;
    namesThing = true;
    if (before === 'apps') return `${before}/${tenant.appId}`;
    if (before === 'content') return `${before}/taken-over.txt`;
    const id = (inProject ? tenant.itemsOfProject[before] : undefined) ?? tenant.ids[before];
    if (id === undefined)
      throw new Error(`Teach this test what the first tenant has as ${before}: ${route.path}`);
    return `${before}/${id}`;
  });
  const values = valuesFor(tenant, named);
  const query = new URLSearchParams();
  for (const name of Object.keys(propertiesOf(route.schemas.query)).filter((each) => queried.has(each))) {
    // One way to say where: the path before the query, and a project before its company.
    if (name === 'project_id' && atCompany) continue;
    if (name === 'company_id' && (atCompany || path.endsWith('/download'))) continue;
    if (
      name === 'project_id' &&
      'company_id' in propertiesOf(route.schemas.query) &&
      !path.endsWith('/download')
    )
      continue;
    query.set(name, String(values[name]));
    namesTenant ||= name === 'company_id' ? named.companyId === tenant.companyId : name === 'project_id';
  }
  if (path.endsWith('/file_versions/contents')) query.set('ids', String(tenant.ids.file_versions));
  const body = bodyOf(route, values, tenant);
  namesTenant ||= body !== undefined && bodyNamesTenant(route) && named.companyId === tenant.companyId;
  return {
    path: query.size === 0 ? path : `${path}?${query}`,
    ...encoded(route, body),
    namesTenant,
    namesThing,
  };
}

function bodyNamesTenant(route: RestRoute): boolean {
  return 'company_id' in propertiesOf(route.schemas.body);
}

function valuesFor(tenant: FirstTenant, { companyId, projectId }: Named): Properties {
  return {
    company_id: companyId,
    project_id: projectId,
    app_id: tenant.appId,
    developer_app_id: String(tenant.appId),
    app_uid: tenant.clientIds[0],
    version_id: tenant.ids.versions,
    permitted_project_ids: [tenant.projectId],
    project_ids: [tenant.projectId],
    allowed: [tenant.appId],
    blocked: [tenant.appId],
    owner_id: null,
    name: 'Taken over',
    description: 'Taken over',
    publisher: 'Taken over',
    tagline: 'Taken over',
    about: 'Taken over',
    release_notes: 'Taken over',
    reason: 'Taken over',
    note: 'Taken over',
    notes: 'Taken over',
    answer: 'Taken over',
    semver: '9.9.9',
    issuer: 'https://accounts.newcomers.example',
    client_id: 'taken-over',
    client_secret: 'taken-over',
    domains: ['newcomers.example'],
    domain: 'newcomers.example',
    trusts_mfa: true,
    compulsory: false,
    keeps_people: true,
    template_id: null,
    admits: true,
    connects: true,
    manifest: { components: { user_level: true, service_account: null } },
    redirect_uris: ['https://evil.example/callback'],
    jwk: generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }),
    email: 'mallory@newcomers.example',
    role: 'admin',
    verified: true,
    decision: 'approve',
    environment: 'production',
    url: 'https://evil.example/hook',
    // Whoever knows a key may see its version: a stranger does not know it.
    key: '00000000-0000-4000-8000-000000000000',
    version_key: '00000000-0000-4000-8000-000000000000',
    locale: 'en',
    path: 'Nowhere/taken-over.txt',
    file_id: tenant.ids.files,
    document_id: tenant.itemsOfProject.files,
    access: { private: false, person_ids: [] },
    trackers: { tracking: true },
    settings: { private_by_default: true },
    copy: { parent_id: tenant.ids.folders },
    bulk: { action: 'delete', ids: [tenant.ids.files] },
    restore: {},
    file_version: { notes: 'Taken over' },
    implicit: false,
    second_factor: 'offered',
    app_installation: { status: 'uninstalled' },
    company: { documents: 'Admin' },
    projects: {},
    folder: { name: 'Taken over' },
    file: { name: 'taken-over.txt' },
    files: batchOf(tenant),
    file_name: 'taken-over.txt',
    file_size: 10,
    content_type: 'text/plain',
    segments: [{ size: 10, sha256: 'a'.repeat(64), etag: 'any' }],
    part_etags: ['any'],
    user: { last_name: 'Taken over', email_address: 'taken.over@newcomers.example' },
    person: { last_name: 'Taken over' },
    project: { name: 'Taken over' },
    updates: [],
    permissions: { levels: { documents: 'Admin' } },
    permission_template: { name: 'Taken over' },
    permission_template_assignments: {
      user_id: tenant.ids.users,
      permission_template_id: tenant.ids.permission_templates,
    },
    group: { name: 'Taken over' },
    person_ids: [],
    tools: [{ id: 3, is_active: false }],
    import: { csv: 'last_name\nTaken over' },
    ids: [tenant.ids.users],
    distribution_ids: [tenant.ids.users],
    users: [{ user_id: tenant.ids.users, project_id: projectId }],
    app_installation_id: tenant.ids.installations,
    title: 'Taken over',
    instance_configuration: {},
    hook: { api_version: 'v2', destination_url: 'https://evil.example/hook' },
    payload_version: 'v2.0',
    destination_url: 'https://evil.example/hook',
    trigger: { resource_name: 'Projects', event_type: 'update' },
    triggers: [{ resource_name: 'Projects', event_type: 'update' }],
    project_membership: { user_id: tenant.ids.users },
  };
}

/** A file for a folder of the first tenant. */
function batchOf({ ids: { folders = 0 } }: FirstTenant): string {
  const sha256 = createHash('sha256').update('taken over').digest('hex');
  return JSON.stringify([{ parent_id: folders, name: 'taken-over.txt', size: 10, sha256 }]);
}

function bodyOf(
  { method, path, schemas }: RestRoute,
  values: Properties,
  tenant: FirstTenant,
): Properties | readonly unknown[] | undefined {
  if (method === 'GET' || (method === 'DELETE' && !path.endsWith('/bulk'))) return undefined;
  if (path.endsWith('/triggers/bulk')) {
    const listed = method === 'POST' ? values.triggers : [tenant.ids.triggers];
    return path.includes('/v2.0/') ? (listed as readonly unknown[]) : { triggers: listed };
  }
  const { required = [] } = (schemas.body ?? {}) as { required?: readonly string[] };
  const known = Object.keys(propertiesOf(schemas.body)).filter((name) => name in values);
  const missing = required.filter((name) => !known.includes(name));
  if (missing.length > 0) throw new Error(`Teach this test a value for ${missing.join(', ')}: ${path}`);
  // One way to say which app, where a body knows several.
  const names = known.filter((name) => !(name === 'version_key' && known.includes('app_id')));
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function encoded(
  { path }: RestRoute,
  body: Properties | readonly unknown[] | undefined,
): Pick<Filled, 'body' | 'contentType'> {
  if (body === undefined) return { body: undefined, contentType: undefined };
  if (path.endsWith('/content/:name'))
    return { body: new Blob(['taken over']), contentType: 'application/octet-stream' };
  if (path.endsWith('/files/batch')) {
    const form = new FormData();
    form.set('files', 'files' in body ? String(body.files) : '');
    form.set('data', new Blob(['taken over']));
    return { body: form, contentType: undefined };
  }
  if (!path.endsWith('/files')) return { body: JSON.stringify(body), contentType: 'application/json' };
  const form = new FormData();
  form.set('file[name]', 'taken-over.txt');
  form.set('file[data]', new Blob(['taken over']), 'taken-over.txt');
  return { body: form, contentType: undefined };
}

function propertiesOf(schema: unknown): Properties {
  return (schema as { properties?: Properties } | null)?.properties ?? {};
}
