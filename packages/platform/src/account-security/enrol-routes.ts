import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { type EnrolProblem, enrolPage } from '../pages/enrol-page.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { sendPage } from '../pages/send-page.ts';
import type { Route } from '../route.ts';
import { readCode } from '../second-factors/check-code.ts';
import { totpText, totpUri } from '../second-factors/totp.ts';
import { findTotp } from '../second-factors/totp-store.ts';
import { rememberDevice } from '../sign-in/known-device.ts';
import { csrfTokenFor } from '../sign-in/session.ts';
import { unfinishedVisitorOf, type Visitor } from '../sign-in/visitor.ts';
import { provenVisitor } from '../step-up/proven-visitor.ts';
import { addApp } from './add-app.ts';
import { beginEnrolment, openEnrolment } from './enrolment.ts';
import { factorAdded } from './factor-added.ts';
import { factorsPath } from './factor-routes.ts';

const path = `${factorsPath}/app`;

/** Adding an authenticator app: its secret is shown, and a code of it has to come back. */
export function enrolRoutes(house: House): Route[] {
  async function show(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, path, unfinishedVisitorOf);
    if (here === undefined) return reply;
    // There is one at a time; a second is added by whoever removes the first.
    if ((await house.database.read((tx) => findTotp(tx, here.person.id))) !== undefined)
      return reply.redirect(factorsPath, 303);
    return page(request, reply, 200, here, beginEnrolment(house, here.session.idHash));
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, path, unfinishedVisitorOf);
    if (here === undefined) return reply;
    const sealed = formField(request.body, 'enrolment');
    const secret = openEnrolment(house, here.session.idHash, sealed);
    if (secret === undefined) return reply.redirect(path, 303);
    const again = (kind: EnrolProblem) => page(request, reply, 422, here, { secret, sealed }, kind);
    const code = readCode(formField(request.body, 'code'));
    if (code === undefined) return again('malformed');
    const outcome = await addApp(house, request, here, secret, code);
    if (outcome.kind === 'wrong') return again('wrong');
    if (outcome.kind === 'over') return reply.redirect(factorsPath, 303);
    // This browser has shown the factor; those of before have not (see checkCode).
    reply.header('set-cookie', rememberDevice(house, request, here.person.id));
    return factorAdded(house, request, reply, here, outcome.recoveryCodes);
  }

  function page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    { session, person }: Visitor,
    { secret, sealed }: ReturnType<typeof beginEnrolment>,
    problem?: EnrolProblem,
  ) {
    return sendPage(
      reply,
      status,
      enrolPage({
        locale: localeOf(request, person),
        languageSwitch: languageSwitch(house, { method: 'GET', url: path }),
        csrfToken: csrfTokenFor(house, session),
        enrolment: sealed,
        uri: totpUri(secret, 'Gatehouse', person.email),
        secret: totpText(secret),
        problem,
      }),
    );
  }

  const line = { path, audience: 'browser', right: { kind: 'session' } } as const;
  return [
    {
      ...line,
      method: 'GET',
      audit: [],
      summary: 'Shows the secret for an authenticator app.',
      handler: show,
    },
    {
      ...line,
      method: 'POST',
      audit: ['person.factor_added'],
      summary: 'Adds the authenticator app, once a code of it has come back.',
      handler: submit,
    },
  ];
}
