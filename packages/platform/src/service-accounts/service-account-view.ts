import type { Reader } from '@gatehouse/database';
import type { ServiceAccount } from '@gatehouse/wire';
import { momentOf, traditionalAccountsEnded } from '../access/moment.ts';
import type { House } from '../house.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Tables } from '../schema/tables.ts';
import { hintsFor, type UsedLevel, unusedAfter } from './hints.ts';
import { loadUses } from './permission-uses-store.ts';
import { type HeldPermissions, loadPermissions, named } from './permissions-store.ts';
import { type AccountStanding, managedStanding, traditionalStanding } from './service-account-machine.ts';
import type { StoredAccount } from './service-account-store.ts';

type Means = Pick<House, 'clock' | 'settings'>;

/** Accounts of one company as admins see them. */
export async function accountViews(
  house: Means,
  tx: Reader<Tables>,
  companyId: number,
  accounts: readonly StoredAccount[],
): Promise<ServiceAccount[]> {
  const people = accounts.map(({ contact }) => contact.id);
  const held = await loadPermissions(tx, companyId, people);
  const used = await loadUses(tx, companyId, people, house.clock.now() - unusedAfter);
  return accounts.map((account) =>
    view(house, account, held.get(account.contact.id) ?? nothing, used.get(account.contact.id) ?? []),
  );
}

/** Where an account stands at this moment. */
export function standingOfAccount(house: Pick<House, 'clock'>, account: StoredAccount): AccountStanding {
  const { kind, installation } = account;
  if (kind === 'traditional') return traditionalStanding(account, house.clock.now());
  return managedStanding(account, installation?.uninstalled === false);
}

const nothing: HeldPermissions = { company: new Map(), projects: [] };

function view(
  house: Means,
  account: StoredAccount,
  held: HeldPermissions,
  used: readonly UsedLevel[],
): ServiceAccount {
  const moment = momentOf(house);
  const { now, traditionalAccountsUntil } = moment;
  const standing = standingOfAccount(house, account);
  const traditional = account.kind === 'traditional';
  const ended = traditional && standing === 'active' && traditionalAccountsEnded(moment);
  const works = standing === 'active' && !ended;
  const endsAt = traditional ? (traditionalAccountsUntil ?? null) : null;
  return {
    id: account.id,
    kind: account.kind,
    name: account.name,
    client_id: account.clientId,
    contact: account.contact,
    app: account.app,
    owner: account.owner,
    state: ended ? 'expired' : standing,
    reason: ended ? 'traditional_accounts_ended' : reasonOf(account, standing),
    expires_at: account.expiresAt === null ? null : timestamp(account.expiresAt),
    last_used_at: account.lastUsedAt === null ? null : timestamp(account.lastUsedAt),
    permissions: {
      company: named(held.company),
      projects: held.projects.map(({ id, name, tools }) => ({ id, name, tools: named(tools) })),
    },
    hints: works ? hintsFor({ ...account, held, used, endsAt }, now) : [],
    created_at: timestamp(account.createdAt),
  };
}

/** Why it does not work, as a word that the console puts into a sentence. */
function reasonOf(
  { ceasedReason, installation, kind }: StoredAccount,
  standing: AccountStanding,
): string | null {
  switch (standing) {
    case 'active':
      return installation?.disconnected === true ? 'app_disconnected' : null;
    case 'expired':
      return 'expired';
    case 'ceased':
      return ceasedReason;
    case 'deleted':
      return kind === 'traditional' ? 'deleted' : 'app_uninstalled';
  }
}
