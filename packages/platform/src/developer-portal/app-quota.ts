import type { Reader } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { RestReply } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';

/**
 * The refusal of one app too many, so that a stranger's account cannot fill the deployment with sandbox companies.
 * Asked in the unit that makes the app: of many at once, no more get through than there is room for.
 */
export async function quotaRefusal(
  house: Pick<House, 'settings'>,
  tx: Reader<Tables>,
  personId: number,
): Promise<RestReply | undefined> {
  const most = house.settings.appsPerDeveloper;
  const { owned } = await tx
    .selectFrom('app_collaborators')
    .select(({ fn }) => fn.countAll<number>().as('owned'))
    .where('person_id', '=', personId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow();
  if (Number(owned) < most) return undefined;
  const sentence = `You own ${most === 1 ? 'one app' : `${most} apps`}, as many as one developer may here. Ask whoever runs this deployment for more.`;
  return { status: 403, body: { errors: [sentence] } };
}
