import { lifecycle } from '../lifecycle.ts';

/** `deleted` stands for gone: by a delete, or because the app was uninstalled. */
export type AccountStanding = 'active' | 'expired' | 'ceased' | 'deleted';

export type TraditionalStep = 'configure' | 'regenerate' | 'migrate' | 'expire' | 'cease' | 'delete';

/**
 * The life of a traditional account (rules S3 to S5). From `ceased` nothing leads back: a contact whose address
 * somebody else may have read is never trusted again.
 */
export const traditionalAccountMachine = lifecycle<AccountStanding, TraditionalStep>({
  active: {
    configure: 'active',
    regenerate: 'active',
    migrate: 'active',
    expire: 'expired',
    cease: 'ceased',
    delete: 'deleted',
  },
  expired: { cease: 'ceased', delete: 'deleted' },
  ceased: { delete: 'deleted' },
  deleted: {},
});

export type ManagedStanding = Exclude<AccountStanding, 'expired'>;
export type ManagedStep = 'approve' | 'permit_projects' | 'cease' | 'uninstall';

/**
 * The life of an app's own account in a company (rule S6): it follows the installation. After it ceased, approving
 * the app anew makes another contact; the old one stays dead.
 */
export const managedAccountMachine = lifecycle<ManagedStanding, ManagedStep>({
  active: { approve: 'active', permit_projects: 'active', cease: 'ceased', uninstall: 'deleted' },
  ceased: { approve: 'active', uninstall: 'deleted' },
  deleted: { approve: 'active' },
});

/** Why a traditional account is over, as stored; the others are reasons of S4. */
export const deletedReason = 'deleted';

export interface StoredStanding {
  readonly ceasedAt: number | null;
  readonly ceasedReason: string | null;
  readonly expiresAt: number | null;
}

/** Where a traditional account stands. What ceased counts before what expired: it will not come back. */
export function traditionalStanding(
  { ceasedAt, ceasedReason, expiresAt }: StoredStanding,
  now: number,
): AccountStanding {
  if (ceasedAt !== null) return ceasedReason === deletedReason ? 'deleted' : 'ceased';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}

/** Where an app's own account stands. Uninstalled outweighs ceased. */
export function managedStanding(
  { ceasedAt }: Pick<StoredStanding, 'ceasedAt'>,
  installed: boolean,
): ManagedStanding {
  if (!installed) return 'deleted';
  return ceasedAt === null ? 'active' : 'ceased';
}
