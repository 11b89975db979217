import type { Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import type { Account, Client, Company, Consent, Item, Person, Project, World } from './oracle.ts';
import { storeApp, storePolicy, storeVersion } from './store-app.test-support.ts';
import {
  number,
  storeGroups,
  storeReaders,
  storeTeam,
  storeTemplates,
} from './store-permissions.test-support.ts';
import { idOf, type StoredWorld } from './stored-world.test-support.ts';

export const storedEpoch = 3;
const then = 1_000;
const later = 9_000_000_000_000;

/** Writes the world row by row, as it would be after years of use. `mark` keeps worlds of one database apart. */
export async function storeWorld(tx: Writer<Tables>, world: World, mark: string): Promise<StoredWorld> {
  const stored: StoredWorld = {
    ids: new Map(),
    texts: new Map(),
    sessions: new Map(),
    revokedToken: `token ${mark}`,
  };
  const revoked = { token_id: stored.revokedToken, revoked_at: then, expires_at: later };
  await tx.insertInto('revoked_tokens').values(revoked).execute();
  for (const person of world.people) await storePerson(tx, stored, person, mark);
  for (const client of world.clients) await storeClient(tx, stored, world, client, mark);
  for (const company of world.companies) await storeCompany(tx, stored, world, company);
  for (const account of world.accounts) await storeAccount(tx, stored, world, account);
  for (const [index, consent] of world.consents.entries()) {
    await storeConsent(tx, stored, consent, `${mark}-${index}`);
  }
  return stored;
}

async function storePerson(
  tx: Writer<Tables>,
  stored: StoredWorld,
  person: Person,
  mark: string,
): Promise<void> {
  const { id } = await tx
    .insertInto('people')
    .values({
      kind: person.machine ? 'service_account' : 'user',
      name: person.name,
      first_name: null,
      last_name: person.name,
      email: `${person.name.replace(' ', '-')}@${mark}.example`,
      password_hash: null,
      locale: null,
      operator_since: null,
      created_at: then,
      deactivated_at: person.deactivated ? then : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  stored.ids.set(person, id);
  const session = {
    person_id: id,
    created_at: then,
    seen_at: then,
    expires_at: later,
    user_agent: null,
    address: '::1',
  };
  const hashes = { alive: `${mark} ${id} alive`, ended: `${mark} ${id} ended` };
  await tx
    .insertInto('sessions')
    .values([
      { ...session, id_hash: hashes.alive, ended_at: null },
      { ...session, id_hash: hashes.ended, ended_at: then },
    ])
    .execute();
  stored.sessions.set(person, hashes);
}

async function storeClient(
  tx: Writer<Tables>,
  stored: StoredWorld,
  world: World,
  client: Client,
  mark: string,
): Promise<void> {
  const { app } = client;
  if (app !== null && !stored.ids.has(app))
    stored.ids.set(app, await storeApp(tx, app, developerOf(stored, world)));
  const clientId = `${client.name} ${mark}`;
  await tx
    .insertInto('clients')
    .values({
      client_id: clientId,
      app_id: app === null ? null : idOf(stored, app),
      environment: client.sandbox ? 'sandbox' : 'production',
      confidential_since: then,
      grant_types: '[]',
      refresh_grace: null,
      epoch: storedEpoch,
      created_at: then,
      disabled_at: client.disabled ? then : null,
    })
    .execute();
  stored.texts.set(client, clientId);
}

async function storeCompany(
  tx: Writer<Tables>,
  stored: StoredWorld,
  world: World,
  company: Company,
): Promise<void> {
  const { id: companyId } = await tx
    .insertInto('companies')
    .values({
      name: company.name,
      environment: company.sandbox ? 'sandbox' : 'production',
      user_installs_blocked_at: null,
      deactivated_at: company.closed ? then : null,
      created_at: then,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  stored.ids.set(company, companyId);
  await storeTemplates(tx, stored, company, developerOf(stored, world));
  await storeGroups(tx, stored, company, developerOf(stored, world));
  for (const [person, entry] of company.directory) {
    const key = { company_id: companyId, person_id: idOf(stored, person) };
    await tx
      .insertInto('company_members')
      .values({
        ...key,
        employee_since: null,
        job_title: null,
        permission_template_id: entry.template && idOf(stored, entry.template),
        created_at: then,
        removed_at: entry.left ? then : null,
      })
      .execute();
    for (const [tool, level] of [
      ['admin', entry.admin],
      ['documents', entry.documents],
    ] as const)
      if (level !== null)
        await tx
          .insertInto('company_levels')
          .values({ ...key, tool, level: number(level) })
          .execute();
  }
  await storePolicy(tx, companyId, company.policy, {
    by: developerOf(stored, world),
    idOf: (app) => idOf(stored, app),
  });
  for (const [app, { state, version }] of company.apps) {
    await tx
      .insertInto('installations')
      .values({
        company_id: companyId,
        app_id: idOf(stored, app),
        installed_by: developerOf(stored, world),
        installed_at: then,
        origin: 'admin',
        app_version_id:
          version === null
            ? null
            : await storeVersion(tx, idOf(stored, app), version, developerOf(stored, world)),
        disconnected_at: state === 'disconnected' ? then : null,
        uninstalled_at: state === 'uninstalled' ? then : null,
      })
      .execute();
  }
  await storeItems(tx, stored, { companyId, projectId: null }, company.items);
  for (const project of company.projects) await storeProject(tx, stored, company, project);
}

async function storeProject(
  tx: Writer<Tables>,
  stored: StoredWorld,
  company: Company,
  project: Project,
): Promise<void> {
  const companyId = idOf(stored, company);
  const { id: projectId } = await tx
    .insertInto('projects')
    .values({
      company_id: companyId,
      name: project.name,
      project_number: null,
      archived_at: project.archived ? then : null,
      created_at: then,
      updated_at: then,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  stored.ids.set(project, projectId);
  const key = { company_id: companyId, project_id: projectId };
  await storeTeam(tx, stored, company, project);
  const permits = [...project.permits].map((app) => ({ ...key, app_id: idOf(stored, app) }));
  if (permits.length > 0) await tx.insertInto('permitted_projects').values(permits).execute();
  if (project.documentsOff) {
    await tx
      .insertInto('disabled_tools')
      .values({ ...key, tool: 'documents', disabled_at: then })
      .execute();
  }
  await storeItems(tx, stored, { companyId, projectId }, project.items);
}

async function storeItems(
  tx: Writer<Tables>,
  stored: StoredWorld,
  { companyId, projectId }: { companyId: number; projectId: number | null },
  items: readonly Item[],
): Promise<void> {
  for (const item of items) {
    const { id } = await tx
      .insertInto('documents')
      .values({
        company_id: companyId,
        project_id: projectId,
        kind: 'folder',
        parent_id: item.folder === null ? null : idOf(stored, item.folder),
        name: item.name,
        name_key: item.name,
        namesake: 0,
        description: null,
        private_at: item.private ? then : null,
        tracked_at: null,
        creator_reads_since: item.kept ? then : null,
        created_by: idOf(stored, item.maker),
        created_at: then,
        updated_at: then,
        deleted_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    stored.ids.set(item, id);
    await storeReaders(tx, stored, companyId, item);
  }
}

async function storeAccount(
  tx: Writer<Tables>,
  stored: StoredWorld,
  world: World,
  account: Account,
): Promise<void> {
  await tx
    .insertInto('service_accounts')
    .values({
      company_id: idOf(stored, account.company),
      person_id: idOf(stored, account.contact),
      client_id: stored.texts.get(account.client) ?? '',
      kind: account.client.app === null ? 'traditional' : 'developer_managed',
      name: account.client.name,
      created_by: developerOf(stored, world),
      created_at: then,
      expires_at: account.expired ? then : later,
      ceased_at: account.ceased ? then : null,
      ceased_reason: account.ceased ? 'drawn' : null,
    })
    .execute();
}

async function storeConsent(
  tx: Writer<Tables>,
  stored: StoredWorld,
  consent: Consent,
  key: string,
): Promise<void> {
  const clientId = stored.texts.get(consent.client) ?? '';
  await tx
    .insertInto('grants')
    .values({
      id: `grant ${key}`,
      person_id: idOf(stored, consent.person),
      client_id: clientId,
      created_at: then,
      last_used_at: null,
      last_used_from: null,
      revoked_at: consent.revoked ? then : null,
      revoked_reason: null,
    })
    .execute();
  await tx
    .insertInto('token_families')
    .values({
      id: `family ${key}`,
      grant_id: `grant ${key}`,
      client_id: clientId,
      generation: 1,
      refresh_hash: '',
      previous_hash: null,
      rotated_at: then,
      successor_sealed: null,
      created_at: then,
      revoked_at: consent.chainDead ? then : null,
      revoked_reason: null,
    })
    .execute();
  for (const company of consent.leftOut) await storeLeftOut(tx, `grant ${key}`, idOf(stored, company), then);
  stored.texts.set(consent, `family ${key}`);
}

/** What a person says of one company about the app of a grant: `leftOutAt` null lets it in. */
export async function storeLeftOut(
  tx: Writer<Tables>,
  grantId: string,
  companyId: number,
  leftOutAt: number | null,
): Promise<void> {
  await tx
    .insertInto('grant_companies')
    .values({ grant_id: grantId, company_id: companyId, asked_at: then, left_out_at: leftOutAt })
    .onConflict((on) =>
      on.columns(['grant_id', 'company_id']).doUpdateSet({ asked_at: then, left_out_at: leftOutAt }),
    )
    .execute();
}

/** Somebody must have made everything; it does not matter who. */
function developerOf(stored: StoredWorld, { people: [first] }: World): number {
  return idOf(stored, first as Person);
}
