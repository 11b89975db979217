import { DEVICE_CODE_GRANT } from '@gatehouse/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findRegisteredClient, mayUse } from '../../apps/client-store.ts';
import { record } from '../../audit/audit.ts';
import { originOf } from '../../audit/origin.ts';
import type { House } from '../../house.ts';
import { deviceAnsweredPage } from '../../pages/device-pages.ts';
import { formField } from '../../pages/form-field.ts';
import { localeOf } from '../../pages/locale.ts';
import { sendErrorPage, sendPage } from '../../pages/send-page.ts';
import { findPerson } from '../../sign-in/person-store.ts';
import { signInLocation } from '../../sign-in/return-to.ts';
import { csrfHolds, currentSession } from '../../sign-in/session.ts';
import { grantTo } from '../allow.ts';
import { readCompanyChoice } from '../company-choice.ts';
import { decideDeviceRequest, findDeviceRequest } from './device-request-store.ts';
import { openDevice } from './sealed-device.ts';

/** POST /device/decision: a person's Allow or Deny, about the device whose code this very session typed. */
export async function decideDevice(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!house.settings.deviceGrant) return sendErrorPage(request, reply, 404, 'not_found');
  const session = await currentSession(house, request);
  if (session === undefined) return reply.redirect(signInLocation(house, request), 303);
  if (!csrfHolds(house, session, request, formField(request.body, 'csrf')))
    return sendErrorPage(request, reply, 403, 'forbidden');
  const shown = openDevice(house, session.idHash, formField(request.body, 'request'));
  const choice = shown && readCompanyChoice(request.body, shown.companies);
  const decision = formField(request.body, 'decision');
  if (shown === undefined || choice === undefined || (decision !== 'allow' && decision !== 'deny'))
    return sendErrorPage(request, reply, 400, 'bad_request');
  const { id } = shown;

  const { personId, signedInAt, methods } = session;
  const outcome = await house.database.write(async (tx) => {
    const now = house.clock.now();
    const device = await findDeviceRequest(tx, id);
    if (device === undefined || device.decided_at !== null || device.expires_at <= now) return 'expired';
    const client = await findRegisteredClient(tx, device.client_id);
    if (client === undefined || !mayUse(client, DEVICE_CODE_GRANT)) return 'app_disabled';
    const origin = originOf(request, { kind: 'person', id: personId }, client.clientId);
    if (decision === 'deny') {
      await decideDeviceRequest(tx, id, { grantId: null, signedInAt, methods, now });
      await record(house, tx, origin, {
        event: 'authorization.denied',
        subject: `client:${client.clientId}`,
      });
      return 'denied';
    }
    const { resource } = device;
    const grantId = await grantTo(house, tx, origin, { personId, client, resource, choice });
    await decideDeviceRequest(tx, id, { grantId, signedInAt, methods, now });
    return 'allowed';
  });
  if (outcome === 'expired' || outcome === 'app_disabled') return sendErrorPage(request, reply, 400, outcome);
  const person = await house.database.read((tx) => findPerson(tx, personId));
  return sendPage(reply, 200, deviceAnsweredPage({ locale: localeOf(request, person), answer: outcome }));
}
