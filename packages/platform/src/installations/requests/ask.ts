import type { Writer } from '@gatehouse/database';
import { installersOf } from '../../access/installers-store.ts';
import { policyFault } from '../../access/policy-fault.ts';
import { type Origin, record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import { notify } from '../../notices/notify.ts';
import type { Tables } from '../../schema/tables.ts';
import { mayName } from '../known-apps-store.ts';
import { loadPolicyFacts } from '../policy/policy-store.ts';
import { standingIn } from '../standing-in-company.ts';
import { namesOf } from '../tell-people.ts';
import { insertRequest, pendingRequests } from './request-store.ts';

type Means = Pick<House, 'clock' | 'random'>;

export interface Wish {
  readonly appId: number;
  readonly personId: number;
  readonly reason: string;
  /** It comes from authorizing the app, not from asking for it (wire: `implicit`). */
  readonly implicit: boolean;
}

export type WishOutcome =
  | { readonly kind: 'asked'; readonly requestId: number }
  | { readonly kind: 'absent' | 'blocked' | 'pending' }
  | { readonly kind: 'there'; readonly standing: 'connected' | 'disconnected' };

/** A member asks the admins of a company for an app (rule M2); they are told at once. */
export async function askFor(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { appId, personId, reason, implicit }: Wish,
): Promise<WishOutcome> {
  if (!(await mayName(tx, companyId, personId, appId))) return { kind: 'absent' };
  const { standing } = await standingIn(tx, companyId, appId);
  if (standing === 'connected' || standing === 'disconnected') return { kind: 'there', standing };
  // Who is on the block-list was decided already; asking again would only fill the inbox.
  if (policyFault(await loadPolicyFacts(tx, companyId, appId)) === 'app_blocked') return { kind: 'blocked' };
  if ((await pendingRequests(tx, companyId, appId, personId)).length > 0) return { kind: 'pending' };

  const now = house.clock.now();
  const requestId = await insertRequest(tx, companyId, {
    app_id: appId,
    person_id: personId,
    implicit_since: implicit ? now : null,
    reason,
    created_at: now,
  });
  await record(house, tx, origin, {
    event: 'installation_request.created',
    companyId,
    subject: `installation_request:${requestId}`,
    details: { app_id: appId, implicit },
  });
  const person = await tx
    .selectFrom('people')
    .select('name')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  await notify(house, tx, await installersOf(tx, companyId), 'installation_request.received', {
    ...(await namesOf(tx, companyId, appId)),
    request_id: requestId,
    person_name: person.name,
  });
  return { kind: 'asked', requestId };
}
