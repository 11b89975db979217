import type { Reader } from '@gatehouse/database';
import { NOT_FOUND } from '../../access/refusal.ts';
import { illegalStep } from '../../rest/illegal-step.ts';
import { fieldErrors, type RestReply } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { environmentOf } from '../standing-in-company.ts';
import { refusedStep } from '../step-outcome.ts';
import type { AnswerOutcome } from './answer-request.ts';
import type { WishOutcome } from './ask.ts';
import { findRequest } from './request-store.ts';
import { requestView } from './request-view.ts';

/** The request as it stands now. */
export async function shownRequest(
  tx: Reader<Tables>,
  companyId: number,
  requestId: number,
  status: 200 | 201 = 200,
): Promise<RestReply> {
  const stored = await findRequest(tx, companyId, requestId);
  if (stored === undefined) return notFound;
  return { status, body: await requestView(tx, await environmentOf(tx, companyId), stored) };
}

export async function answeredReply(
  tx: Reader<Tables>,
  companyId: number,
  requestId: number,
  outcome: AnswerOutcome,
): Promise<RestReply> {
  switch (outcome.kind) {
    case 'absent':
      return notFound;
    case 'illegal':
      return illegalStep('The request', outcome.step, outcome.stepped);
    case 'not_installed':
      return refusedStep(outcome.because);
    case 'done':
      return await shownRequest(tx, companyId, requestId);
  }
}

/** Why a wish was not taken; `field` is what the caller named the app by. */
export function refusedWish(
  outcome: Exclude<WishOutcome, { readonly kind: 'asked' }>,
  field: 'app_id' | 'developer_app_id',
): RestReply {
  switch (outcome.kind) {
    case 'absent':
      return fieldErrors({ [field]: ['is no app that you can ask for here: take one of the marketplace'] });
    case 'blocked':
      return fieldErrors({ [field]: ['is blocked by this company'] });
    case 'pending':
      return fieldErrors({ [field]: ['was asked for already: your request waits for an answer'] }, 409);
    case 'there':
      return fieldErrors({ [field]: [there[outcome.standing]] }, 409);
  }
}

const there = {
  connected: 'is installed already',
  disconnected: 'is installed, and disconnected by an admin: ask them to reconnect it',
} as const;

const notFound: RestReply = { status: NOT_FOUND.status, body: { errors: NOT_FOUND.errors } };
