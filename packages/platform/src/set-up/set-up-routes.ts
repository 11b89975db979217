import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { errorPage } from '../pages/error-page.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import { setUpPage } from '../pages/set-up-page.ts';
import type { Route } from '../route.ts';
import { TooBusyError } from '../sign-in/password-pool.ts';
import { formTokenFor, formTokenHolds } from '../sign-in/visit.ts';
import { setUp } from './set-up.ts';
import { readSetUpForm } from './set-up-form.ts';
import { setUpLinkIsAlive } from './set-up-link.ts';

const nothingTyped = { company: '', firstName: '', lastName: '', email: '' };

/** How an empty deployment gets its first administrator: by the link printed where it runs. */
export function setUpRoutes(house: House): Route[] {
  async function show(request: FastifyRequest, reply: FastifyReply) {
    const { token } = request.query as Readonly<Record<string, unknown>>;
    if (typeof token !== 'string' || !(await setUpLinkIsAlive(house, token))) return dead(request, reply);
    const page = setUpPage({
      locale: localeOf(request),
      languageSwitch: languageSwitch(house, request),
      csrfToken: formTokenFor(house, request, reply),
      token,
      typed: nothingTyped,
      problems: [],
    });
    return sendPage(reply, 200, page);
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    if (!formTokenHolds(house, request, formField(request.body, 'csrf')))
      return sendErrorPage(request, reply, 403, 'forbidden');
    const token = formField(request.body, 'token');
    // Before anything dear is done: only who holds the link may make us hash.
    if (!(await setUpLinkIsAlive(house, token))) return dead(request, reply);
    const { form, problems } = readSetUpForm(request.body);
    if (problems.length > 0) {
      const csrfToken = formTokenFor(house, request, reply);
      const page = setUpPage({ locale: localeOf(request), csrfToken, token, typed: form, problems });
      return sendPage(reply, 422, page);
    }
    try {
      const outcome = await setUp(house, request, token, form);
      if (outcome.kind === 'dead') return dead(request, reply);
      return reply.header('set-cookie', outcome.cookies).redirect('/', 303);
    } catch (error) {
      if (!(error instanceof TooBusyError)) throw error;
      return sendErrorPage(request, reply.header('retry-after', 5), 503, 'unavailable');
    }
  }

  const because = 'The link itself is the right: it is random, printed to the operator only, and works once.';
  return [
    {
      method: 'GET',
      path: '/set-up',
      audience: 'browser',
      right: { kind: 'public', because },
      audit: [],
      summary: 'The page that makes the first administrator.',
      handler: show,
    },
    {
      method: 'POST',
      path: '/set-up',
      audience: 'browser',
      right: { kind: 'public', because },
      audit: [
        'deployment.set_up',
        'person.created',
        'company.created',
        'member.added',
        'level.changed',
        'person.signed_in',
      ],
      summary: 'Makes the first administrator and their company.',
      handler: submit,
    },
  ];
}

function dead(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const page = errorPage({
    locale: localeOf(request),
    titleKey: 'set_up.dead.title',
    bodyKey: 'set_up.dead.body',
    requestId: request.id,
  });
  return sendPage(reply, 410, page);
}
