import type { FastifyReply, FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { failureThrottle } from '../limits/failure-throttle.ts';
import { emailKey } from '../naming/email-key.ts';
import { mailDomainOf } from '../naming/mail-domain.ts';
import {
  type CompanySignInProblem,
  companyLeavePage,
  companySignInPage,
} from '../pages/company-sign-in-page.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { openReturnTo } from '../pages/return-path.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import type { Route } from '../route.ts';
import { secondStepLocation } from '../sign-in/return-to.ts';
import { formTokenFor, formTokenHolds } from '../sign-in/visit.ts';
import { providerLocation, redeemAnswer } from './ask-provider.ts';
import { finishFlow } from './finish.ts';
import { findProvider, findProviderOfDomain } from './identity-provider-store.ts';
import { clearedFlow, flowOf, keepReturnTo, newFlow, rememberFlow } from './provider-flow.ts';

/** Each asks a server of somebody else's for its metadata: so many a minute from one address. */
const triesOfAddress = 30;

/** Signing in at one's own company: an address leads to its provider, and the provider's answer comes back. */
export function companySignInRoutes(house: House): Route[] {
  const throttle = failureThrottle(house.clock);
  const isOff = () => house.settings.identityProviders === 'off';

  function show(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    model: { returnTo: string; again: boolean; email: string; problem?: CompanySignInProblem },
  ) {
    const page = companySignInPage({
      locale: localeOf(request),
      languageSwitch: languageSwitch(house, { method: 'GET', url: '/sign-in/company' }),
      csrfToken: formTokenFor(house, request, reply),
      ...model,
      returnTo: openReturnTo(house, model.returnTo) === undefined ? '' : model.returnTo,
    });
    return sendPage(reply, status, page);
  }

  async function ask(request: FastifyRequest, reply: FastifyReply) {
    if (isOff()) return sendErrorPage(request, reply, 404, 'not_found');
    const query = request.query as Readonly<Record<string, unknown>>;
    const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
    const email = text('login_hint').slice(0, 254);
    return show(request, reply, 200, { returnTo: text('return_to'), again: text('again') === '1', email });
  }

  async function start(request: FastifyRequest, reply: FastifyReply) {
    if (isOff()) return sendErrorPage(request, reply, 404, 'not_found');
    const email = emailKey(formField(request.body, 'email').slice(0, 254));
    const returnTo = formField(request.body, 'return_to');
    const again = formField(request.body, 'again') === '1';
    const model = { returnTo, again, email };
    if (!formTokenHolds(house, request, formField(request.body, 'csrf')))
      return show(request, reply, 403, { ...model, problem: { kind: 'stale' } });
    const seconds = throttle.failFrom(request.ip, triesOfAddress);
    if (seconds !== undefined) {
      reply.header('retry-after', String(seconds));
      return show(request, reply, 429, { ...model, problem: { kind: 'slow_down', seconds } });
    }
    // The domain alone decides: whether the address is anybody's is told to nobody.
    const domain = mailDomainOf(email);
    const provider =
      domain === undefined ? undefined : await house.database.read((tx) => findProviderOfDomain(tx, domain));
    if (provider === undefined) return show(request, reply, 422, { ...model, problem: { kind: 'not_here' } });
    const flow = newFlow(house, provider.id);
    try {
      const location = await providerLocation(house, provider, flow, { email, again });
      const origin = originOf(request, { kind: 'anonymous' });
      await house.database.write(async (tx) => {
        await keepReturnTo(house, tx, flow, openReturnTo(house, returnTo) === undefined ? '' : returnTo);
        await record(house, tx, origin, {
          event: 'person.sent_to_provider',
          companyId: provider.company_id,
          subject: `identity_provider:${provider.id}`,
        });
      });
      reply.header('set-cookie', rememberFlow(house, flow));
      return sendPage(reply, 200, companyLeavePage({ locale: localeOf(request), location }));
    } catch (error) {
      request.log.warn(
        { err: error, identity_provider_id: provider.id },
        'an identity provider was not there',
      );
      return show(request, reply, 502, { ...model, problem: { kind: 'unreachable' } });
    }
  }

  async function comeBack(request: FastifyRequest, reply: FastifyReply) {
    if (isOff()) return sendErrorPage(request, reply, 404, 'not_found');
    const flow = flowOf(house, request);
    const { id } = request.params as { readonly id: string };
    if (flow === undefined || String(flow.providerId) !== id)
      return sendErrorPage(request, reply, 400, 'company_sign_in');
    const { search, searchParams } = new URL(request.raw.url ?? '', house.issuer);
    // Judged before anything is asked or forgotten: a link from elsewhere must not end a flow that goes on.
    if (searchParams.get('state') !== flow.state)
      return sendErrorPage(request, reply, 400, 'company_sign_in');
    reply.header('set-cookie', clearedFlow(house));
    const provider = await house.database.read((tx) => findProvider(tx, flow.providerId));
    if (provider === undefined) return sendErrorPage(request, reply, 400, 'company_sign_in');
    const told = await redeemAnswer(house, provider, search, flow).catch((error: unknown) => {
      request.log.warn(
        { err: error, identity_provider_id: provider.id },
        'an identity provider’s answer was refused',
      );
      return undefined;
    });
    if (told === undefined) return sendErrorPage(request, reply, 400, 'company_sign_in');
    const finished = await finishFlow(house, request, provider, flow, told);
    switch (finished.kind) {
      case 'used':
        return sendErrorPage(request, reply, 400, 'company_sign_in');
      case 'stranger':
        return sendErrorPage(request, reply, 403, 'company_stranger');
      case 'second_step':
        for (const cookie of finished.cookies) reply.header('set-cookie', cookie);
        return reply.redirect(secondStepLocation(finished.returnTo), 303);
      case 'signed_in':
        for (const cookie of finished.cookies) reply.header('set-cookie', cookie);
        return reply.redirect(openReturnTo(house, finished.returnTo) ?? '/', 303);
    }
  }

  const right = { kind: 'public', because: 'Signing in is how a person comes to have rights.' } as const;
  return [
    {
      method: 'GET',
      path: '/sign-in/company',
      audience: 'browser',
      right,
      audit: [],
      summary: 'Asks for the address by which somebody’s company is known.',
      handler: ask,
    },
    {
      method: 'POST',
      path: '/sign-in/company',
      audience: 'browser',
      right,
      audit: ['person.sent_to_provider'],
      summary: 'Shows the way to the company’s own sign-in.',
      handler: start,
    },
    {
      method: 'GET',
      path: '/sign-in/providers/:id/callback',
      audience: 'browser',
      right,
      audit: [
        'person.signed_in',
        'person.signed_out',
        'person.sign_in_failed',
        'person.identity_connected',
        'person.created',
        'member.added',
      ],
      summary: 'Takes the answer of a company’s own sign-in.',
      handler: comeBack,
    },
  ];
}
