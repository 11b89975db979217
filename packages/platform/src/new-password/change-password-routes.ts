import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { type ChangePasswordPageModel, changePasswordPage } from '../pages/change-password-page.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import type { Route } from '../route.ts';
import { signInLocation } from '../sign-in/return-to.ts';
import { csrfHolds, csrfTokenFor } from '../sign-in/session.ts';
import { createThrottle } from '../sign-in/throttle.ts';
import { type Visitor, visitorOf } from '../sign-in/visitor.ts';
import { changePassword } from './change-password.ts';
import { passwordProblem } from './password-problem.ts';

const path = '/password';

/** The page on which somebody who knows their password chooses another, without script (rule A11). */
export function changePasswordRoutes(house: House): Route[] {
  const throttle = createThrottle(house.clock);

  async function show(request: FastifyRequest, reply: FastifyReply) {
    const here = await visitorOf(house, request);
    if (here === undefined) return reply.redirect(signInLocation(house, request), 303);
    const { done } = request.query as Readonly<Record<string, unknown>>;
    return sendPage(reply, 200, pageFor(request, here, { done: done === '1' }));
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    const here = await visitorOf(house, request);
    if (here === undefined) return reply.redirect(signInLocation(house, { method: 'GET', url: path }), 303);
    if (!csrfHolds(house, here.session, request, formField(request.body, 'csrf')))
      return sendErrorPage(request, reply, 403, 'forbidden');
    const again = (status: number, problem: ChangePasswordPageModel['problem']) =>
      sendPage(reply, status, pageFor(request, here, { problem }));
    const problem = passwordProblem(request.body, [here.person.name, here.person.email]);
    if (problem !== undefined) return again(422, problem);
    const outcome = await changePassword(house, throttle, request, here, {
      current: formField(request.body, 'current_password'),
      password: formField(request.body, 'password'),
    });
    switch (outcome.kind) {
      case 'changed':
        return reply.header('set-cookie', outcome.cookie).redirect(`${path}?done=1`, 303);
      case 'wrong':
        return again(422, { kind: 'wrong' });
      case 'slow_down':
        reply.header('retry-after', outcome.seconds);
        return again(429, outcome);
      case 'busy':
        reply.header('retry-after', 5);
        return again(503, { kind: 'busy' });
    }
  }

  function pageFor(
    request: FastifyRequest,
    { session, person }: Visitor,
    state: Pick<ChangePasswordPageModel, 'problem' | 'done'>,
  ): string {
    return changePasswordPage({
      locale: localeOf(request, person),
      languageSwitch: languageSwitch(house, { method: 'GET', url: path }),
      csrfToken: csrfTokenFor(house, session),
      email: person.email,
      ...state,
    });
  }

  const line = { path, audience: 'browser', right: { kind: 'session' } } as const;
  return [
    {
      ...line,
      method: 'GET',
      audit: [],
      summary: 'The page on which somebody who knows their password chooses another.',
      handler: show,
    },
    {
      ...line,
      method: 'POST',
      audit: ['person.password_changed', 'person.signed_in', 'person.sign_in_failed'],
      summary: 'Replaces the password, ends every session, and begins a new one here.',
      handler: submit,
    },
  ];
}
