import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { localeOf } from '../pages/locale.ts';
import { recoveryCodesPage } from '../pages/recovery-codes-page.ts';
import { sendPage } from '../pages/send-page.ts';
import type { Visitor } from '../sign-in/visitor.ts';
import { takeWayOn } from '../sign-in/way-on.ts';
import { factorsPath } from './factor-routes.ts';

/** After a factor was added: the recovery codes where there are new ones, and on to where the person was going. */
export function factorAdded(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  { person }: Visitor,
  codes: readonly string[],
): FastifyReply {
  const next = takeWayOn(house, request, reply);
  if (codes.length === 0) return reply.redirect(next ?? `${factorsPath}?done=added`, 303);
  return sendPage(
    reply,
    200,
    recoveryCodesPage({ locale: localeOf(request, person), codes, added: true, next }),
  );
}
