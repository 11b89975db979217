import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { formField } from '../pages/form-field.ts';
import { sendErrorPage } from '../pages/send-page.ts';
import { signInLocationFor } from '../sign-in/return-to.ts';
import { csrfHolds } from '../sign-in/session.ts';
import { type Visitor, visitorOf } from '../sign-in/visitor.ts';
import { proofLocation } from './prove-location.ts';
import { isProven } from './proven.ts';

/**
 * Who looks at a page on which dangerous things are done: signed in, and proven a moment ago. Everybody else is answered
 * by a page that helps them, from which they come back to `path`; then there is nobody to go on with.
 */
export async function provenVisitor(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  find = visitorOf,
): Promise<Visitor | undefined> {
  const here = await find(house, request);
  if (here === undefined) {
    reply.redirect(signInLocationFor(house, path), 303);
    return undefined;
  }
  if (request.method !== 'GET' && !csrfHolds(house, here.session, request, formField(request.body, 'csrf'))) {
    sendErrorPage(request, reply, 403, 'forbidden');
    return undefined;
  }
  if (isProven(house, here.session)) return here;
  reply.redirect(proofLocation(house, path), 303);
  return undefined;
}
