import { AppPath, PageQuery, Verification, VerificationDecision, VerificationRequest } from '@gatehouse/wire';
import Type from 'typebox';
import { listCollaborators } from '../apps/collaborator-store.ts';
import { verificationMachine, verificationState } from '../apps/verification-machine.ts';
import { findVerification, listWaitingVerifications, setVerification } from '../apps/verification-store.ts';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { notify } from '../notices/notify.ts';
import { illegalStep } from '../rest/illegal-step.ts';
import { pageRequest } from '../rest/pagination.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import { absent, appRoute, operatorRoute } from './app-route.ts';
import { verificationView } from './app-view.ts';

/** The badge beside a publisher's name: developers ask, operators decide. */
export function verificationRoutes(house: House): Route[] {
  return [
    appRoute(house, {
      method: 'POST',
      path: '/manage/v1/apps/:app_id/verification',
      summary: 'Asks the operators to verify the publisher.',
      needs: 'admin',
      audit: ['app.verification_requested'],
      params: AppPath,
      reply: Verification,
      async handle({ tx, origin }, app) {
        const stepped = verificationMachine.step(verificationState(app), 'ask');
        if (!stepped.ok) return illegalStep('The publisher of this app', 'ask', stepped);
        const requestedAt = house.clock.now();
        await setVerification(tx, app.id, { verifiedAt: null, requestedAt });
        await record(house, tx, origin, {
          event: 'app.verification_requested',
          subject: `app:${app.id}`,
          details: { publisher: app.publisher },
        });
        return {
          status: 200,
          body: verificationView({ ...app, verification_requested_at: requestedAt }),
        };
      },
    }),
    operatorRoute(house, {
      method: 'GET',
      path: '/manage/v1/operator/verifications',
      summary: 'The apps whose publishers wait to be verified, the longest waiting first.',
      audit: [],
      query: PageQuery,
      reply: Type.Array(VerificationRequest),
      async handle({ query, tx }) {
        const page = pageRequest(query);
        const { total, waiting } = await listWaitingVerifications(tx, page);
        const body = waiting.map(
          ({ id, name, description, publisher, ...asked }): VerificationRequest => ({
            app: { id, name, description, publisher },
            developer: { id: asked.developerId, name: asked.developerName, email: asked.developerEmail },
            requested_at: timestamp(asked.requestedAt),
          }),
        );
        return { status: 200, body, page: { ...page, total } };
      },
    }),
    operatorRoute(house, {
      method: 'POST',
      path: '/manage/v1/operator/apps/:app_id/verification',
      summary: 'Verifies the publisher of an app, declines to, or takes the badge back.',
      audit: ['app.verification_decided'],
      params: AppPath,
      body: VerificationDecision,
      reply: Verification,
      async handle({ params: { app_id: appId }, body: { verified }, tx, origin }) {
        const found = await findVerification(tx, appId);
        if (found === undefined) return absent;
        const step = verified ? 'verify' : 'decline';
        const stepped = verificationMachine.step(verificationState(found), step);
        if (!stepped.ok) return illegalStep('The publisher of this app', step, stepped);
        const verifiedAt = verified ? house.clock.now() : null;
        await setVerification(tx, appId, { verifiedAt, requestedAt: null });
        await record(house, tx, origin, {
          event: 'app.verification_decided',
          subject: `app:${appId}`,
          details: { publisher: found.publisher, verified },
        });
        const builders = (await listCollaborators(tx, appId)).map(({ personId }) => personId);
        const told = { app_id: appId, app_name: found.name, verified };
        await notify(house, tx, builders, 'verification.decided', told);
        const decided = { publisher_verified_at: verifiedAt, verification_requested_at: null };
        return { status: 200, body: verificationView({ ...found, ...decided }) };
      },
    }),
  ];
}
