import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { openReturnTo } from '../pages/return-path.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import { type SignUpPageModel, signUpPage } from '../pages/sign-up-page.ts';
import type { Route } from '../route.ts';
import { readPersonForm } from '../set-up/person-form.ts';
import { currentSession } from '../sign-in/session.ts';
import { signUpIsOffered } from '../sign-in/sign-up-offer.ts';
import { createThrottle } from '../sign-in/throttle.ts';
import { formTokenFor, formTokenHolds } from '../sign-in/visit.ts';
import { signUp } from './sign-up.ts';

const busySeconds = 5;
const nothingTyped = { firstName: '', lastName: '', email: '' };

/** How somebody who belongs to no company begins to build (rule P1). */
export function signUpRoutes(house: House): Route[] {
  const throttle = createThrottle(house.clock);

  async function show(request: FastifyRequest, reply: FastifyReply) {
    if (!(await signUpIsOffered(house))) return sendErrorPage(request, reply, 404, 'not_found');
    if ((await currentSession(house, request)) !== undefined) return reply.redirect('/', 303);
    const { return_to } = request.query as Readonly<Record<string, unknown>>;
    const returnTo = ownReturnTo(return_to);
    return sendPage(reply, 200, pageFor(request, reply, { returnTo, typed: nothingTyped, problems: [] }));
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    if (!(await signUpIsOffered(house))) return sendErrorPage(request, reply, 404, 'not_found');
    const returnTo = ownReturnTo(formField(request.body, 'return_to'));
    const { form, problems } = readPersonForm(request.body);
    const again = (status: number, change: Pick<SignUpPageModel, 'refused'> = {}) =>
      sendPage(reply, status, pageFor(request, reply, { returnTo, typed: form, problems: [], ...change }));

    if (!formTokenHolds(house, request, formField(request.body, 'csrf')))
      return again(403, { refused: { kind: 'stale' } });
    if (problems.length > 0)
      return sendPage(reply, 422, pageFor(request, reply, { returnTo, typed: form, problems }));
    const outcome = await signUp(house, throttle, request, form);
    switch (outcome.kind) {
      case 'done':
        return reply.redirect(pathTo('/sign-in', returnTo, { signed_up: '1' }), 303);
      case 'slow_down':
        reply.header('retry-after', outcome.seconds);
        return again(429, { refused: outcome });
      case 'busy':
        reply.header('retry-after', busySeconds);
        return again(503, { refused: { kind: 'busy' } });
    }
  }

  function pageFor(
    request: FastifyRequest,
    reply: FastifyReply,
    model: Pick<SignUpPageModel, 'returnTo' | 'typed' | 'problems' | 'refused'>,
  ): string {
    return signUpPage({
      ...model,
      locale: localeOf(request),
      // A form's answer cannot be asked for again, but its empty form can.
      languageSwitch: languageSwitch(house, { method: 'GET', url: pathTo('/sign-up', model.returnTo) }),
      csrfToken: formTokenFor(house, request, reply),
    });
  }

  /** What signing in can still use; a text that we did not seal goes no further. */
  function ownReturnTo(sealed: unknown): string {
    return typeof sealed === 'string' && openReturnTo(house, sealed) !== undefined ? sealed : '';
  }

  const because = 'Signing up is how a developer comes to have rights, where the deployment allows it.';
  return [
    {
      method: 'GET',
      path: '/sign-up',
      audience: 'browser',
      right: { kind: 'public', because },
      audit: [],
      summary: 'The page on which developers make an account.',
      handler: show,
    },
    {
      method: 'POST',
      path: '/sign-up',
      audience: 'browser',
      right: { kind: 'public', because },
      audit: ['person.created', 'person.sign_up_refused'],
      summary: 'Makes an account, unless the address has one; the answer is the same.',
      handler: submit,
    },
  ];
}

function pathTo(page: string, returnTo: string, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(returnTo === '' ? {} : { return_to: returnTo }), ...more });
  return query.size === 0 ? page : `${page}?${query}`;
}
