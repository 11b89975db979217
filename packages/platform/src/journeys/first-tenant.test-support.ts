import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { type Reader, sql, toJson } from '@gatehouse/database';
import type { Manifest, ServiceAccountCredentials } from '@gatehouse/wire';
import { levels } from '../access/levels.ts';
import { askCollaborator } from '../apps/collaborator-store.ts';
import { claimStep, insertJob } from '../directory/bulk-jobs/bulk-job-store.ts';
import { findRootId } from '../documents/path-store.ts';
import { findOrCreateBin } from '../documents/recycle-bin/bin-store.ts';
import { recordAppEvent } from '../events/record-app-event.ts';
import { insertDomain } from '../identity-providers/identity-domain-store.ts';
import { insertProvider } from '../identity-providers/identity-provider-store.ts';
import { connectIdentity } from '../identity-providers/identity-store.ts';
import type { CompanyStage } from '../installations/company-stage.test-support.ts';
import { notify } from '../notices/notify.ts';
import { replaceWayOuts } from '../only-way-in/way-out-store.ts';
import { replaceMembers } from '../permissions/group-member-store.ts';
import { insertGroup } from '../permissions/group-store.ts';
import { insertTemplate } from '../permissions/template-store.ts';
import type { BulkRow, Tables } from '../schema/tables.ts';
import { addHook } from './stores/hook-rows.test-support.ts';
import { addTagAndConfiguration } from './stores/tag-rows.test-support.ts';
import { addUploads, uploadIds } from './stores/upload-rows.test-support.ts';

/** All that a company and a developer own, by the names under which routes ask for it. */
export const bulkJobId = '01JTIDEWATER0000000000BULK';

/** What stands in paths before the id of somebody. */
const ofPeople = ['users', 'people', 'inactive', 'project_memberships', 'permissions', 'members'];

export interface FirstTenant {
  readonly companyId: number;
  readonly projectId: number;
  readonly appId: number;
  readonly clientIds: readonly string[];
  readonly people: readonly number[];
  /** By the segment of a path that stands before an id; at company level and in a project where the two differ. */
  readonly ids: Readonly<Record<string, string | number>>;
  readonly itemsOfProject: Readonly<Record<string, number>>;
  /** Texts that no answer to anybody else may hold. */
  readonly marks: readonly string[];
}

const asksForAccount: Manifest = {
  components: { user_level: true, service_account: { company: {}, project: { documents: 'Read Only' } } },
  instructions: '',
  post_installation_notes: '',
};

/** Fills the first company and the first developer's app with one of everything. */
export async function fillFirstTenant(stage: CompanyStage): Promise<FirstTenant> {
  const { admin, developer, companyId, platform } = stage;
  const projectId = stage.projectId('Harbor Tower');
  const app = await stage.publish('Tidewater Tracker', asksForAccount);
  const installation = await stage.install(app, [projectId]);
  // Somebody who is in no other company: to allow an app may install it in each that one is in.
  await stage.allow(app, 'Lucía Ramírez');
  const wanted = await stage.publish('Tidewater Planner', asksForAccount);
  const jim = await stage.visitor('Jim Carter');
  const lucia = await stage.visitor('Lucía Ramírez');
  const account = await admin.call<ServiceAccountCredentials>('POST', `${stage.base}/service_accounts`, {
    name: 'Tidewater export',
  });
  const subscription = await developer.call<{ id: number }>('POST', `${app.path}/event_subscriptions`, {
    environment: 'production',
    url: 'https://events.tidewater.example/hook',
  });
  const sessions = await lucia.call<{ id: string }[]>('GET', '/manage/v1/sessions');
  assert.equal(subscription.status, 201, JSON.stringify(subscription.body));
  const { publicKey } = generateKeyPairSync('ed25519');
  const clientKey = await developer.call<{ kid: string }>('POST', `${app.path}/clients/production/keys`, {
    jwk: publicKey.export({ format: 'jwk' }),
  });
  assert.equal(clientKey.status, 201, JSON.stringify(clientKey.body));
  const rows = await platform.house.database.write(async (tx) => {
    const at = platform.clock.now();
    // The demo lays the same documents out in every company: the first one's are to be known by their names.
    await tx
      .updateTable('documents')
      .set((it) => ({ name: sql<string>`${it.ref('name')} || ' of Tidewater'` }))
      .where('company_id', '=', companyId)
      .where('parent_id', 'is not', null)
      .execute();
    await notify(platform.house, tx, [admin.personId], 'app.disconnected', {
      company_id: companyId,
      company_name: 'Tidewater',
      app_id: app.id,
      app_name: 'Tidewater Tracker',
    });
    await insertJob(tx, {
      id: bulkJobId,
      company_id: companyId,
      kind: 'bulk_add',
      bearer: toJson<unknown>(null),
      origin: toJson<unknown>(null),
      rows: toJson<BulkRow[]>([]),
      created_at: at,
    });
    await claimStep(tx, { company_id: companyId, id: bulkJobId, done: 0 }, { done: 0, finished_at: at });
    await addUploads(tx, { companyId, projectId: null, personId: admin.personId }, at);
    const made = { by: admin.personId, at };
    const says = new Map([['documents', { level: levels.Standard, actions: [] }]] as const);
    const held = { name: 'Tidewater crew', type: 'company_tools', project_id: null, says } as const;
    const template = await insertTemplate(tx, companyId, held, made);
    const provider = await insertProvider(tx, companyId, {
      issuer: 'https://accounts.tidewater.example',
      client_id: 'tidewater-client',
      client_secret_sealed: 'tidewater-sealed',
      created_by: admin.personId,
      created_at: at,
    });
    await insertDomain(tx, companyId, { provider_id: provider, domain: 'tidewater.example', created_at: at });
    await replaceWayOuts(tx, companyId, { providerId: provider, hashes: ['tidewater-way-out'], now: at });
    const known = { provider_id: provider, subject: 'tidewater-lucia', person_id: lucia.personId };
    await connectIdentity(tx, { ...known, connected_at: at });
    const domain = await tx
      .selectFrom('identity_domains')
      .select('id')
      .where('provider_id', '=', provider)
      .executeTakeFirstOrThrow();
    const hooked = await addHook(tx, companyId, made);
    const place = { companyId, projectId };
    const tagged = await addTagAndConfiguration(tx, place, installation.id, made);
    const group = await insertGroup(tx, companyId, 'Tidewater crew', made);
    await replaceMembers(tx, companyId, group, { personIds: [lucia.personId], at });
    const notice = await tx
      .selectFrom('notices')
      .select('id')
      .where('person_id', '=', admin.personId)
      .executeTakeFirstOrThrow();
    await tx
      .updateTable('company_members')
      .set({ origin_id: 'tidewater-1' })
      .where('company_id', '=', companyId)
      .where('person_id', '=', lucia.personId)
      .execute();
    await askCollaborator(tx, app.id, { personId: lucia.personId, role: 'developer', now: at });
    await tx
      .insertInto('invitations')
      .values({
        company_id: companyId,
        person_id: lucia.personId,
        token_hash: 'tidewater',
        created_by: admin.personId,
        created_at: at,
        expires_at: at + 86_400_000,
        accepted_at: null,
        revoked_at: null,
      })
      .execute();
    await tx
      .updateTable('projects')
      .set({ origin_id: 'tidewater-project' })
      .where('id', '=', projectId)
      .execute();
    const request = await tx
      .insertInto('installation_requests')
      .values({
        company_id: companyId,
        app_id: wanted.id,
        person_id: jim.personId,
        status: 'pending',
        reason: 'Tidewater reasons',
        created_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await recordAppEvent(platform.house, tx, {
      appId: app.id,
      companyId,
      event: 'projects_changed',
      data: { permitted_project_ids: [projectId] },
    });
    const delivery = await tx
      .selectFrom('event_deliveries')
      .select('id')
      .where('subscription_id', '=', subscription.body.id)
      .executeTakeFirstOrThrow();
    const secret = await tx
      .selectFrom('client_secrets')
      .select('id')
      .where('client_id', '=', app.clientId)
      .executeTakeFirstOrThrow();
    const grant = await tx
      .selectFrom('grants')
      .select('id')
      .where('client_id', '=', app.clientId)
      .executeTakeFirstOrThrow();
    const clients = await tx
      .selectFrom('clients')
      .select('client_id')
      .where('app_id', 'in', [app.id, wanted.id])
      .execute();
    const found = { request, notice, delivery, secret, grant, clients };
    return { ...found, template, group, provider, domain, ...hooked, ...tagged };
  });
  const item = async (kind: 'folder' | 'file', project: number | null) => {
    const row = await platform.house.database.read((tx) =>
      tx
        .selectFrom('documents')
        .select('id')
        .where('company_id', '=', companyId)
        .where((it) => (project === null ? it('project_id', 'is', null) : it('project_id', '=', project)))
        .where('kind', '=', kind)
        .where('parent_id', 'is not', null)
        .orderBy('id')
        .executeTakeFirstOrThrow(),
    );
    return row.id;
  };
  const deleted = (project: number | null) =>
    platform.house.database.write(async (tx) => {
      const place = { companyId, projectId: project, personId: admin.personId };
      const { id } = await tx
        .insertInto('documents')
        .values({
          company_id: companyId,
          project_id: project,
          kind: 'folder',
          parent_id: await findOrCreateBin(platform.house, tx, place),
          name: 'Tidewater of old',
          name_key: 'TIDEWATER OF OLD',
          namesake: 0,
          description: null,
          private_at: null,
          creator_reads_since: null,
          tracked_at: null,
          created_by: admin.personId,
          created_at: 0,
          updated_at: 0,
          deleted_at: 1,
          deleted_from: await findRootId(tx, place),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
  const versionOf = async (file: number) => {
    const row = await platform.house.database.read((tx) =>
      tx.selectFrom('file_versions').select('id').where('document_id', '=', file).executeTakeFirstOrThrow(),
    );
    return row.id;
  };
  const [file, fileOfProject] = [await item('file', null), await item('file', projectId)];
  return {
    companyId,
    projectId,
    appId: app.id,
    clientIds: rows.clients.map(({ client_id }) => client_id),
    people: [
      admin.personId,
      developer.personId,
      jim.personId,
      lucia.personId,
      account.body.service_account.contact.id,
    ],
    ids: {
      companies: companyId,
      projects: projectId,
      ...Object.fromEntries(ofPeople.map((segment) => [segment, lucia.personId])),
      bulk_status: bulkJobId,
      permission_templates: rows.template,
      groups: rows.group,
      identity_providers: rows.provider,
      identity_domains: rows.domain.id,
      domains: rows.domain.id,
      installations: installation.id,
      app_installations: installation.id,
      installation_requests: rows.request.id,
      service_accounts: account.body.service_account.id,
      versions: app.version.id,
      secrets: rows.secret.id,
      keys: clientKey.body.kid,
      collaborators: developer.personId,
      event_subscriptions: subscription.body.id,
      deliveries: rows.delivery.id,
      notices: rows.notice.id,
      hooks: rows.hook,
      triggers: rows.trigger,
      document_custom_tags: rows.tag,
      app_configurations: rows.configuration,
      connected_apps: rows.grant.id,
      sessions: sessions.body[0]?.id ?? '',
      folders: await item('folder', null),
      files: file,
      documents: file,
      file_versions: await versionOf(file),
      uploads: uploadIds.uploadId,
      parts: 1,
      local_files: uploadIds.finishedUploadId,
      recycle_bin: await deleted(null),
    },
    itemsOfProject: {
      folders: await item('folder', projectId),
      files: fileOfProject,
      documents: fileOfProject,
      file_versions: await versionOf(fileOfProject),
      recycle_bin: await deleted(projectId),
    },
    marks: [
      'Tidewater',
      'tidewater',
      'Ridgeline',
      'Harbor Tower',
      admin.email,
      developer.email,
      app.clientId,
      app.version.sandbox_key,
      app.version.production_key ?? 'a key',
    ],
  };
}

const tables = [
  'people',
  'companies',
  'projects',
  'company_members',
  'project_members',
  'company_levels',
  'project_levels',
  'disabled_tools',
  'project_tool_positions',
  'permission_templates',
  'permission_template_levels',
  'project_actions',
  'permission_groups',
  'identity_providers',
  'identity_domains',
  'identities',
  'way_out_codes',
  'permission_group_members',
  'apps',
  'clients',
  'client_secrets',
  'client_keys',
  'redirect_uris',
  'app_versions',
  'app_collaborators',
  'asked_collaborators',
  'app_listings',
  'installations',
  'permitted_projects',
  'installation_requests',
  'app_policies',
  'app_policy_entries',
  'service_accounts',
  'grants',
  'documents',
  'document_readers',
  'document_settings',
  'document_trackers',
  'document_group_readers',
  'file_versions',
  'uploads',
  'upload_parts',
  'notices',
  'invitations',
  'event_subscriptions',
  'webhook_hooks',
  'webhook_triggers',
  'custom_tags',
  'custom_tag_items',
  'app_configurations',
  'app_configuration_projects',
] as const satisfies readonly (keyof Tables)[];

/** Every stored row that is the first tenant's, in a form that can be compared. */
export async function rowsOf({ platform }: CompanyStage, tenant: FirstTenant): Promise<readonly string[]> {
  return await platform.house.database.read((tx) => rowsIn(tx, tenant));
}

/** The same, as a unit of work sees it. */
export async function rowsIn(tx: Reader<Tables>, tenant: FirstTenant): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of tables) {
    const rows = (await tx.selectFrom(table).selectAll().execute()) as Record<string, unknown>[];
    for (const row of rows)
      if (isOf(tenant, table, row)) found.push(`${table} ${JSON.stringify(row, lasting)}`);
  }
  return found.sort();
}

/** Without what changes by itself: last uses, and how deliveries in the background went. */
function lasting(name: string, value: unknown): unknown {
  return /^(last_used_|failures$|paused_until$)/.test(name) ? undefined : value;
}

function isOf(tenant: FirstTenant, table: (typeof tables)[number], row: Record<string, unknown>): boolean {
  if (table === 'companies') return row.id === tenant.companyId;
  if (table === 'people') return tenant.people.some((id) => id === row.id);
  if (table === 'apps') return row.id === tenant.appId;
  return (
    row.company_id === tenant.companyId ||
    row.app_id === tenant.appId ||
    tenant.clientIds.some((id) => id === row.client_id) ||
    (table === 'notices' && tenant.people.some((id) => id === row.person_id))
  );
}
