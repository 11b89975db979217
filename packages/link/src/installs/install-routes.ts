import { networkOf } from '@gatehouse/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { LinkRefusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { attemptLimit } from './attempt-limit.ts';
import { authenticateInstall } from './authenticate-install.ts';
import { beginEnrolment, beginning } from './begin-enrolment.ts';
import { enrolByKey } from './enrol-by-key.ts';
import { finishEnrolment } from './finish-enrolment.ts';
import { installView } from './install-view.ts';
import { signOutInstall } from './sign-out-install.ts';

/** The life of an install, as the install sees it. */
export function installRoutes(house: House): Route[] {
  const beginnings = attemptLimit(house.clock, beginning);
  const slowDown = (request: FastifyRequest) => {
    const retryAfter = beginnings.wait(networkOf(request.ip));
    if (retryAfter !== undefined) throw new LinkRefusal('too_many_requests', { retryAfter });
  };
  const begin = async (request: FastifyRequest) => {
    slowDown(request);
    return await beginEnrolment(house, request);
  };
  const byKey = async (request: FastifyRequest, reply: FastifyReply) => {
    slowDown(request);
    return reply.code(201).send(await enrolByKey(house, request));
  };
  const finish = async (request: FastifyRequest, reply: FastifyReply) =>
    reply.code(201).send(await finishEnrolment(house, request));
  const leave = async (request: FastifyRequest, reply: FastifyReply) => {
    const { personId, id } = await authenticateInstall(house, request);
    await signOutInstall(house, personId, id);
    return reply.code(204).send();
  };
  const base = { audience: 'install' } as const;
  return [
    {
      ...base,
      method: 'POST',
      path: '/v1/installs/begin',
      right: 'key',
      journal: [],
      handler: begin,
    },
    {
      ...base,
      method: 'POST',
      path: '/v1/installs/finish',
      right: 'key',
      journal: ['install_enrolled'],
      handler: finish,
    },
    {
      ...base,
      method: 'POST',
      path: '/v1/installs/enrol',
      right: 'key',
      journal: ['install_enrolled'],
      handler: byKey,
    },
    {
      ...base,
      method: 'GET',
      path: '/v1/installs/me',
      right: 'install',
      journal: [],
      handler: async (request) => installView(await authenticateInstall(house, request)),
    },
    {
      ...base,
      method: 'DELETE',
      path: '/v1/installs/me',
      right: 'install',
      journal: ['install_signed_out'],
      handler: leave,
    },
  ];
}
