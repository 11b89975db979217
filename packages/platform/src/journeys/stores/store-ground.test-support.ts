import assert from 'node:assert/strict';
import { toJson } from '@gatehouse/database';
import { levels } from '../../access/levels.ts';
import { putListing } from '../../apps/listing-store.ts';
import type { Origin } from '../../audit/audit.ts';
import type { Visitor } from '../../developer-portal/portal-stage.test-support.ts';
import { registered } from '../../developer-portal/portal-stage.test-support.ts';
import { addCompanyMember } from '../../directory/members.ts';
import { setCompanyLevel } from '../../directory/tool-levels.ts';
import { findOrCreateBin } from '../../documents/recycle-bin/bin-store.ts';
import { addTrackers } from '../../documents/tracking/tracker-store.ts';
import { insertSubscription } from '../../events/subscription-store.ts';
import type { CompanyStage } from '../../installations/company-stage.test-support.ts';
import { replaceEntries, storePolicy } from '../../installations/policy/policy-store.ts';
import type { FirstTenant } from '../first-tenant.test-support.ts';
import { addChange } from './hook-rows.test-support.ts';
import type { Target, Tenant } from './store-entry.test-support.ts';
import { uploadIds } from './upload-rows.test-support.ts';

const system: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };
const never = Number.MAX_SAFE_INTEGER;

/** The admin of the stage's other company, who is a developer with an app too. */
export async function secondTenant(stage: CompanyStage, mallory: Visitor): Promise<Tenant> {
  const { house } = stage.platform;
  const { personId } = mallory;
  const companyId = stage.otherCompanyId;
  await house.database.write(async (tx) => {
    await addCompanyMember(house, tx, system, companyId, { personId });
    for (const tool of ['admin', 'directory', 'documents'] as const)
      await setCompanyLevel(house, tx, system, companyId, { personId, tool, level: 'Admin' });
  });
  const { app, credentials } = await registered(mallory, 'Her own app');
  return {
    companyId,
    place: { companyId, projectId: null, personId },
    adminId: personId,
    developerId: personId,
    memberId: personId,
    appId: app.id,
    clientId: credentials.client_id,
  };
}

/** The first tenant as one who asks, and what of it is asked for; with a row in each table that a store reads. */
export async function firstTenant(
  stage: CompanyStage,
  { companyId, projectId, appId, ids, people }: FirstTenant,
): Promise<{ readonly who: Tenant; readonly target: Target }> {
  const { platform, admin, developer } = stage;
  const { house } = platform;
  const now = platform.clock.now();
  return await house.database.write(async (tx) => {
    const installation = Number(ids.installations);
    const grant = await tx
      .selectFrom('grants')
      .innerJoin('clients', 'clients.client_id', 'grants.client_id')
      .select(['grants.id', 'grants.person_id', 'clients.client_id'])
      .where('clients.app_id', '=', appId)
      .executeTakeFirstOrThrow();
    const request = await tx
      .selectFrom('installation_requests')
      .select('app_id')
      .where('id', '=', Number(ids.installation_requests))
      .executeTakeFirstOrThrow();
    const file = await tx
      .selectFrom('documents')
      .select('parent_id')
      .where('id', '=', Number(ids.files))
      .executeTakeFirstOrThrow();
    const root = await tx
      .selectFrom('documents')
      .select('id')
      .where('company_id', '=', companyId)
      .where('project_id', 'is', null)
      .where('parent_id', 'is', null)
      .executeTakeFirstOrThrow();
    const hidden = await tx
      .selectFrom('documents')
      .select('id')
      .where('company_id', '=', companyId)
      .where('project_id', 'is', null)
      .where('private_at', 'is not', null)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('document_changes')
      .values({
        company_id: companyId,
        project_id: 0,
        seq: 1_000_000,
        document_id: hidden.id,
        kind: 'folder',
        gates_before: toJson([hidden.id]),
        readers_before: toJson({ people: [admin.personId], groups: [], creator: null }),
        at: now,
      })
      .execute();
    const group = await tx
      .insertInto('permission_groups')
      .values({
        company_id: companyId,
        name: 'Tidewater board',
        name_key: 'TIDEWATER BOARD',
        created_by: admin.personId,
        created_at: now,
        updated_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('permission_group_members')
      .values({ company_id: companyId, group_id: group.id, person_id: admin.personId })
      .execute();
    const contact = await tx
      .selectFrom('service_accounts')
      .select('person_id')
      .where('company_id', '=', companyId)
      .where('client_id', '=', grant.client_id)
      .executeTakeFirstOrThrow();
    const adminId = admin.personId;
    const policy = { userInstallsBlockedAt: null, mode: 'any', verifiedOnlySince: null } as const;
    await storePolicy(tx, companyId, { ...policy, highestLevel: levels.Standard, personId: adminId, now });
    await replaceEntries(tx, companyId, { allowed: [appId], blocked: [] }, { personId: adminId, now });
    const usage = { company_id: companyId, app_id: appId, project_id: projectId, day: 20_000 };
    await tx
      .insertInto('app_usage')
      .values({ ...usage, calls: 3, refused: 2, failed: 1 })
      .execute();
    await tx
      .insertInto('app_users')
      .values({
        company_id: companyId,
        app_id: appId,
        person_id: adminId,
        first_used_at: now,
        last_used_at: now,
      })
      .execute();
    await tx
      .insertInto('permission_uses')
      .values({
        company_id: companyId,
        person_id: contact.person_id,
        project_id: projectId,
        tool: 'documents',
        level: 3,
        used_at: now,
      })
      .execute();
    await tx
      .insertInto('request_log')
      .values({
        id: 'refused-once',
        at: now,
        app_id: appId,
        client_id: grant.client_id,
        company_id: companyId,
        endpoint: 'GET /rest/v1.0/me',
        status: 403,
        reason: 'level_too_low',
        received: null,
        expected: null,
        request_id: 'test',
      })
      .execute();
    const subscriptionId = await insertSubscription(tx, {
      app_id: appId,
      environment: 'production',
      url: 'https://quiet.tidewater.example/hook',
      secret_sealed: 'sealed',
      documents_since: null,
      created_by: developer.personId,
      created_at: now,
    });
    await tx
      .updateTable('event_subscriptions')
      .set({ paused_until: never })
      .where('id', '=', subscriptionId)
      .execute();
    const event = await tx
      .selectFrom('app_events')
      .select('id')
      .where('app_id', '=', appId)
      .where('company_id', '=', companyId)
      .executeTakeFirstOrThrow();
    const deliveryId = 'quiet-delivery';
    await tx
      .insertInto('event_deliveries')
      .values({
        id: deliveryId,
        event_id: event.id,
        subscription_id: subscriptionId,
        queued_at: now - 1,
        attempts: 1,
        next_attempt_at: never,
        delivered_at: null,
        discarded_at: null,
        last_status: null,
        last_error: null,
      })
      .execute();
    await tx
      .insertInto('totp_secrets')
      .values({ person_id: adminId, secret_sealed: 'sealed', last_step: 1, created_at: now })
      .execute();
    await tx
      .insertInto('recovery_codes')
      .values({ person_id: adminId, code_hash: 'of the first tenant', created_at: now, used_at: null })
      .execute();
    const { id: passkeyId } = await tx
      .insertInto('passkeys')
      .values({
        person_id: adminId,
        credential_id: 'of the first tenant',
        public_key: 'public',
        counter: 0,
        transports: '',
        kind: 'synced',
        name: 'Tidewater key',
        created_at: now,
        last_used_at: null,
        regressed_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { hookId, triggerId, untold } = await addChange(tx, {
      companyId,
      hookId: Number(ids.hooks),
      triggerId: Number(ids.triggers),
      now,
    });
    const listing = { tagline: 'Tidewater walks', about: 'Tidewater', support_email: null, website: null };
    const unsent = { status: 'draft', submitted_at: null, decided_at: null, review_note: null } as const;
    await putListing(tx, appId, { ...listing, ...unsent });
    assert.ok(people.includes(adminId));
    const binId = await findOrCreateBin(house, tx, { companyId, projectId: null, personId: adminId });
    await addTrackers(tx, companyId, Number(ids.folders), [adminId], now);
    const who: Tenant = {
      companyId,
      place: { companyId, projectId: null, personId: adminId },
      adminId,
      developerId: developer.personId,
      memberId: grant.person_id,
      appId,
      clientId: grant.client_id,
    };
    const target: Target = {
      house,
      origin: system,
      now,
      projectId,
      appId,
      wantedAppId: request.app_id,
      clientId: grant.client_id,
      adminId,
      developerId: developer.personId,
      contactId: contact.person_id,
      invitedId: Number(ids.people),
      installationId: installation,
      requestId: Number(ids.installation_requests),
      accountId: Number(ids.service_accounts),
      versionId: Number(ids.versions),
      secretId: String(ids.secrets),
      keyId: String(ids.keys),
      grantId: grant.id,
      noticeId: String(ids.notices),
      templateId: Number(ids.permission_templates),
      groupId: Number(ids.groups),
      providerId: Number(ids.identity_providers),
      domainId: Number(ids.identity_domains),
      subscriptionId,
      deliveryId,
      rootFolderId: root.id,
      binId,
      folderId: Number(ids.folders),
      fileId: Number(ids.files),
      folderOfFileId: file.parent_id ?? root.id,
      fileVersionId: Number(ids.file_versions),
      ...uploadIds,
      privateId: hidden.id,
      passkeyId,
      hookId,
      triggerId,
      untold,
      tagId: Number(ids.document_custom_tags),
      configurationId: Number(ids.app_configurations),
    };
    return { who, target };
  });
}
