import type { Writer } from '@gatehouse/database';
import { levels } from '../access/levels.ts';
import { addSecret } from '../apps/client-secret-store.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { retireContact, stripContact } from '../installations/own-account/account-contact.ts';
import { takeAwayPermissions } from '../permissions/take-away.ts';
import type { Tables } from '../schema/tables.ts';
import type { WantedPermissions } from './permissions.ts';
import { deletedReason } from './service-account-machine.ts';
import type { StoredAccount } from './service-account-store.ts';

type Means = Pick<House, 'clock' | 'random' | 'keys'>;

/** Gives an account exactly these permissions. The projects must be the company's: ask `strangeProjects` first. */
export async function configure(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  { id, companyId, contact }: StoredAccount,
  { company, projects }: WantedPermissions,
): Promise<void> {
  const now = house.clock.now();
  const who = { company_id: companyId, person_id: contact.id };
  await takeAwayPermissions(tx, companyId, contact.id);
  for (const [tool, level] of company)
    await tx
      .insertInto('company_levels')
      .values({ ...who, tool, level: levels[level] })
      .execute();
  for (const { projectId, tools } of projects) {
    const there = { ...who, project_id: projectId };
    await tx
      .insertInto('project_members')
      .values({ ...there, created_at: now })
      .execute();
    for (const [tool, level] of tools)
      await tx
        .insertInto('project_levels')
        .values({ ...there, tool, level: levels[level] })
        .execute();
  }
  await permissionsChanged(tx, companyId, id, now);
  await record(house, tx, origin, {
    event: 'service_account.permissions_changed',
    companyId,
    subject: `service_account:${id}`,
    details: {
      company: spoken(company),
      projects: projects.map(({ projectId, tools }) => `${projectId} (${spoken(tools)})`).join('; '),
    },
  });
}

/**
 * A new secret, and nothing of what the old one could do (rule S3): permissions None, out of every project, and the
 * epoch raised, so that each token bought with the old secret is dead on its next call. Answers the secret.
 */
export async function regenerate(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  { id, companyId, clientId, contact }: StoredAccount,
): Promise<string> {
  await tx.deleteFrom('client_secrets').where('client_id', '=', clientId).execute();
  await tx
    .updateTable('clients')
    .set((it) => ({ epoch: it('epoch', '+', 1) }))
    .where('client_id', '=', clientId)
    .execute();
  await stripContact(tx, companyId, contact.id);
  await permissionsChanged(tx, companyId, id, house.clock.now());
  const { text } = await addSecret(house, tx, clientId);
  await record(house, tx, origin, {
    event: 'service_account.secret_regenerated',
    companyId,
    subject: `service_account:${id}`,
  });
  return text;
}

/** Ends an account for good: no secret, no token, no permission, and out of the directory. */
export async function remove(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  { id, companyId, clientId, contact }: StoredAccount,
): Promise<void> {
  const now = house.clock.now();
  await tx.deleteFrom('client_secrets').where('client_id', '=', clientId).execute();
  await tx.updateTable('clients').set({ disabled_at: now }).where('client_id', '=', clientId).execute();
  await retireContact(house, tx, companyId, contact.id);
  await tx
    .updateTable('service_accounts')
    .set({ ceased_at: now, ceased_reason: deletedReason })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
  await record(house, tx, origin, {
    event: 'service_account.deleted',
    companyId,
    subject: `service_account:${id}`,
  });
}

/** Sets the end of an account; one that is nearer already stays. */
export async function expireAt(
  tx: Writer<Tables>,
  { id, companyId, expiresAt }: StoredAccount,
  deadline: number,
): Promise<void> {
  await tx
    .updateTable('service_accounts')
    .set({ expires_at: expiresAt === null ? deadline : Math.min(expiresAt, deadline) })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
}

async function permissionsChanged(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  now: number,
): Promise<void> {
  await tx
    .updateTable('service_accounts')
    .set({ permissions_changed_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
}

function spoken(asked: readonly (readonly [string, string])[]): string {
  return asked.length === 0 ? 'None' : asked.map(([tool, level]) => `${tool}: ${level}`).join(', ');
}
