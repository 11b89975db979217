import type { Reader } from '@gatehouse/database';
import type { House } from '../house.ts';
import { fieldErrors, type RestReply } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';

/**
 * Whether somebody has as many apps as one developer may, so that a stranger's account cannot fill the deployment with
 * sandbox companies: those they own and those they made, for what is given away stays. Asked in the unit that makes the
 * app, or its owner: of many at once, no more get through than there is room for.
 */
async function hasEnough(
  house: Pick<House, 'settings'>,
  tx: Reader<Tables>,
  personId: number,
): Promise<boolean> {
  const { count } = await tx
    .selectFrom('apps')
    .leftJoin('app_collaborators as own', (join) =>
      join
        .onRef('own.app_id', '=', 'apps.id')
        .on('own.person_id', '=', personId)
        .on('own.role', '=', 'owner'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where((where) =>
      where.or([where('apps.developer_id', '=', personId), where('own.person_id', 'is not', null)]),
    )
    .executeTakeFirstOrThrow();
  return Number(count) >= house.settings.appsPerDeveloper;
}

/** The refusal of one app too many. */
export async function quotaRefusal(
  house: Pick<House, 'settings'>,
  tx: Reader<Tables>,
  personId: number,
): Promise<RestReply | undefined> {
  if (!(await hasEnough(house, tx, personId))) return undefined;
  const most = house.settings.appsPerDeveloper;
  const sentence = `You made or own ${most === 1 ? 'one app' : `${most} apps`}, as many as one developer may here. Ask whoever runs this deployment for more.`;
  return { status: 403, body: { errors: [sentence] } };
}

/** Why a collaborator is not made an owner: they have enough apps of their own. */
export async function ownerRefusal(
  house: Pick<House, 'settings'>,
  tx: Reader<Tables>,
  personId: number,
): Promise<RestReply | undefined> {
  return (await hasEnough(house, tx, personId))
    ? fieldErrors({ role: ['cannot be owner: they have as many apps as one developer may here'] })
    : undefined;
}
