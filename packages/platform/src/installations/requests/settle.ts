import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import { notify } from '../../notices/notify.ts';
import type { Tables } from '../../schema/tables.ts';
import { namesOf } from '../tell-people.ts';
import { requestMachine } from './request-machine.ts';
import { decideRequest, pendingRequests } from './request-store.ts';

type Means = Pick<House, 'clock' | 'random'>;

export interface Settlement {
  readonly appId: number;
  readonly requestId: number;
  /** Who asked, and is told. */
  readonly askerId: number;
  readonly step: 'approve' | 'deny';
  readonly personId: number;
  readonly answer: string | null;
}

/** Answers a pending request: the row, the audit event, and word to the member who asked. */
export async function settle(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { appId, requestId, askerId, step, personId, answer }: Settlement,
): Promise<void> {
  const stepped = requestMachine.step('pending', step);
  if (!stepped.ok) throw new Error('A pending request can be answered.');
  const decision = { status: stepped.next, decided_at: house.clock.now(), decided_by: personId, answer };
  await decideRequest(tx, companyId, requestId, decision);
  const event = step === 'approve' ? 'installation_request.approved' : 'installation_request.denied';
  await record(house, tx, origin, {
    event,
    companyId,
    subject: `installation_request:${requestId}`,
    details: { app_id: appId },
  });
  const names = await namesOf(tx, companyId, appId);
  await notify(house, tx, [askerId], event, { ...names, request_id: requestId, answer });
}

/** An admin's words to one of those who asked; the others are told without words. */
export interface Answered {
  readonly requestId: number;
  readonly answer: string | null;
}

/** An app that is there has answered all who asked for it, by whichever way it came. */
export async function settlePending(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { appId, personId, answered }: { appId: number; personId: number; answered?: Answered | undefined },
): Promise<void> {
  for (const { id, person_id: askerId } of await pendingRequests(tx, companyId, appId)) {
    const answer = id === answered?.requestId ? answered.answer : null;
    const settlement = { appId, requestId: id, askerId, step: 'approve', personId, answer } as const;
    await settle(house, tx, origin, companyId, settlement);
  }
}
