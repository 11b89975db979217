import type { Writer } from '@gatehouse/database';
import { latestVersion } from '../../apps/version-store.ts';
import { type Origin, record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import type { Stepped } from '../../lifecycle.ts';
import type { Tables } from '../../schema/tables.ts';
import { environmentOf, standingIn } from '../standing-in-company.ts';
import { done, type StepOutcome } from '../step-outcome.ts';
import { installApp, takeStep } from '../take-step.ts';
import { type RequestStatus, type RequestStep, requestMachine } from './request-machine.ts';
import { decideRequest, findRequest, type StoredRequest } from './request-store.ts';
import { settle, settlePending } from './settle.ts';

export type Answer = { readonly personId: number } & (
  | {
      readonly step: 'approve';
      readonly answer: string | null;
      /** The version that was seen; null takes the one on offer. */
      readonly versionId: number | null;
      readonly permittedProjectIds: readonly number[];
    }
  | { readonly step: 'deny'; readonly answer: string | null }
  | { readonly step: 'withdraw' }
);

export type AnswerOutcome =
  | { readonly kind: 'done' | 'absent' }
  | {
      readonly kind: 'illegal';
      readonly step: RequestStep;
      readonly stepped: Extract<Stepped<RequestStatus, RequestStep>, { readonly ok: false }>;
    }
  /** The request was fine; installing the app was not. */
  | { readonly kind: 'not_installed'; readonly because: Exclude<StepOutcome, { readonly kind: 'done' }> };

/** Answers a request, or takes it back. Approving installs the app in the same unit: both happen, or neither. */
export async function answerRequest(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  requestId: number,
  answer: Answer,
): Promise<AnswerOutcome> {
  const request = await findRequest(tx, companyId, requestId);
  if (request === undefined) return { kind: 'absent' };
  // Only who asked takes it back; to everybody else that step does not exist.
  if (answer.step === 'withdraw' && request.person.id !== answer.personId) return { kind: 'absent' };
  const stepped = requestMachine.step(request.status, answer.step);
  if (!stepped.ok) return { kind: 'illegal', step: answer.step, stepped };
  const { personId } = answer;
  const appId = request.app.id;
  switch (answer.step) {
    case 'withdraw':
      await withdraw(house, tx, origin, request, stepped.next);
      return { kind: 'done' };
    case 'deny': {
      const settlement = { appId, requestId, askerId: request.person.id, personId, answer: answer.answer };
      await settle(house, tx, origin, companyId, { ...settlement, step: 'deny' });
      return { kind: 'done' };
    }
    case 'approve': {
      const outcome = await bringIn(house, tx, origin, request, answer);
      return outcome.kind === 'done' ? { kind: 'done' } : { kind: 'not_installed', because: outcome };
    }
  }
}

async function withdraw(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  { id, companyId, app, person }: StoredRequest,
  next: RequestStatus,
): Promise<void> {
  const decision = { status: next, decided_at: house.clock.now(), decided_by: person.id, answer: null };
  await decideRequest(tx, companyId, id, decision);
  await record(house, tx, origin, {
    event: 'installation_request.withdrawn',
    companyId,
    subject: `installation_request:${id}`,
    details: { app_id: app.id },
  });
}

/** By the step that brings the app in from where it stands; that step answers the request, and all others for it. */
async function bringIn(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  { id, companyId, app }: StoredRequest,
  { personId, answer, versionId, permittedProjectIds }: Extract<Answer, { readonly step: 'approve' }>,
): Promise<StepOutcome> {
  const answered = { requestId: id, answer };
  const { standing, installationId } = await standingIn(tx, companyId, app.id);
  const latest = (await latestVersion(tx, await environmentOf(tx, companyId), app.id)) ?? null;
  if (versionId !== null && versionId !== latest?.id) return { kind: 'not_latest', versionId, latest };
  if (installationId === null) {
    const installation = { appId: app.id, version: latest, permittedProjectIds, personId, answered };
    return await installApp(house, tx, origin, companyId, installation);
  }
  if (standing === 'connected') {
    await settlePending(house, tx, origin, companyId, { appId: app.id, personId, answered });
    return done(installationId);
  }
  return await takeStep(house, tx, origin, companyId, installationId, {
    step: 'reinstall',
    versionId: latest?.id ?? null,
    projectIds: permittedProjectIds,
    personId,
    answered,
  });
}
