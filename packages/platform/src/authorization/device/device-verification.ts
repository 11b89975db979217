import { DEVICE_CODE_GRANT } from '@gatehouse/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findRegisteredClient, mayUse } from '../../apps/client-store.ts';
import { record } from '../../audit/audit.ts';
import { originOf } from '../../audit/origin.ts';
import type { House } from '../../house.ts';
import { failureThrottle } from '../../limits/failure-throttle.ts';
import { type DeviceProblem, deviceCodePage, deviceConfirmPage } from '../../pages/device-pages.ts';
import { formField } from '../../pages/form-field.ts';
import { languageSwitch } from '../../pages/language-switch.ts';
import { localeOf } from '../../pages/locale.ts';
import { sendErrorPage, sendPage } from '../../pages/send-page.ts';
import { findPerson } from '../../sign-in/person-store.ts';
import { signInLocation } from '../../sign-in/return-to.ts';
import { csrfHolds, csrfTokenFor, currentSession, type Session } from '../../sign-in/session.ts';
import { newFor } from '../authorize-endpoint.ts';
import { companiesToChoose } from '../companies-to-choose.ts';
import { readQuery } from '../parameters.ts';
import { apisOf, includesOwnApi } from '../resource.ts';
import { hashesOfUserCode, readUserCode, shownUserCode } from './device-codes.ts';
import { findWaitingRequest } from './device-request-store.ts';
import { sealDevice } from './sealed-device.ts';

/**
 * Codes a minute, right or wrong, of one person and from one address: with five, somebody who guesses for a whole
 * minute finds one waiting request with a chance below 2^-32 (RFC 8628 section 5.1).
 */
const triesOfPerson = 5;
const triesOfAddress = 30;

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** GET and POST /device: the person types the code, is told what it would allow, and is warned (RFC 8628 5.4). */
export function deviceVerification(house: House): {
  readonly askForCode: Handler;
  readonly takeCode: Handler;
} {
  const throttle = failureThrottle(house.clock);

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    session: Session,
    typed: string,
    problem?: DeviceProblem,
  ): Promise<FastifyReply> {
    const person = await house.database.read((tx) => findPerson(tx, session.personId));
    const status = problem === undefined ? 200 : problem.kind === 'slow_down' ? 429 : 400;
    if (problem?.kind === 'slow_down') reply.header('retry-after', String(problem.seconds));
    const page = deviceCodePage({
      locale: localeOf(request, person),
      languageSwitch: languageSwitch(house, request),
      csrfToken: csrfTokenFor(house, session),
      typed: typed.slice(0, 20),
      problem,
    });
    return sendPage(reply, status, page);
  }

  return {
    async askForCode(request, reply) {
      if (!house.settings.deviceGrant) return sendErrorPage(request, reply, 404, 'not_found');
      const session = await currentSession(house, request);
      if (session === undefined) return reply.redirect(signInLocation(house, request), 303);
      // A link may fill the field in; only a click takes what is in it, so that no link can spend somebody's tries.
      return await show(
        request,
        reply,
        session,
        readQuery(request.raw.url ?? '').values.get('user_code') ?? '',
      );
    },

    async takeCode(request, reply) {
      if (!house.settings.deviceGrant) return sendErrorPage(request, reply, 404, 'not_found');
      const session = await currentSession(house, request);
      if (session === undefined) return reply.redirect(signInLocation(house, request), 303);
      if (!csrfHolds(house, session, request, formField(request.body, 'csrf')))
        return sendErrorPage(request, reply, 403, 'forbidden');
      const typed = formField(request.body, 'user_code');
      if (typed.trim() === '') return await show(request, reply, session, '', { kind: 'code_missing' });
      const { personId } = session;
      const seconds = Math.max(
        throttle.fail(`person ${personId}`, triesOfPerson) ?? 0,
        throttle.failFrom(request.ip, triesOfAddress) ?? 0,
      );
      if (seconds > 0) return await show(request, reply, session, typed, { kind: 'slow_down', seconds });

      const code = readUserCode(typed);
      const found = code === undefined ? undefined : await waiting(house, personId, code);
      if (code === undefined || found === undefined) {
        const origin = originOf(request, { kind: 'person', id: personId });
        await house.database.write((tx) => record(house, tx, origin, { event: 'device.code_wrong' }));
        return await show(request, reply, session, typed, { kind: 'code_unknown' });
      }
      const { device, app, person, companies } = found;
      const page = deviceConfirmPage({
        locale: localeOf(request, person),
        csrfToken: csrfTokenFor(house, session),
        requestToken: sealDevice(house, session.idHash, {
          id: device.id,
          companies: companies.map(({ companyId }) => companyId),
        }),
        userCode: shownUserCode(code),
        app: { ...app, isNew: house.clock.now() - app.createdAt < newFor },
        device: { address: device.address, program: device.user_agent },
        person,
        apis: apisOf(device.resource),
        abilities: ['act_as_you', 'read_profile', 'list_companies', 'use_documents'],
        companies,
      });
      return sendPage(reply, 200, page);
    },
  };
}

async function waiting(house: House, personId: number, code: string) {
  const now = house.clock.now();
  return await house.database.read(async (tx) => {
    const device = await findWaitingRequest(tx, hashesOfUserCode(house.keys, code), now);
    if (device === undefined) return undefined;
    const client = await findRegisteredClient(tx, device.client_id);
    const person = await findPerson(tx, personId);
    if (client === undefined || client.app === null || person === undefined) return undefined;
    if (!mayUse(client, DEVICE_CODE_GRANT)) return undefined;
    // An outside API knows nothing of our companies.
    const companies = includesOwnApi(device.resource)
      ? await companiesToChoose(tx, personId, client, client.app.id)
      : [];
    return { device, app: client.app, person, companies };
  });
}
