import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { type ProofProblem, proofPage, provenPage } from '../pages/proof-page.ts';
import { openReturnTo } from '../pages/return-path.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import { askForPasskey } from '../passkeys/passkey-options.ts';
import { listPasskeys } from '../passkeys/passkey-store.ts';
import type { Route } from '../route.ts';
import { readCode } from '../second-factors/check-code.ts';
import { findFactors } from '../second-factors/factor-store.ts';
import { hasFactor } from '../second-factors/factors.ts';
import { signInLocation, signInLocationFor } from '../sign-in/return-to.ts';
import { csrfHolds, csrfTokenFor } from '../sign-in/session.ts';
import { createThrottle } from '../sign-in/throttle.ts';
import { unfinishedVisitorOf, type Visitor } from '../sign-in/visitor.ts';
import { proveByPassword } from './prove.ts';
import { proofPlace, proveByPasskey } from './prove-by-passkey.ts';
import { proofLocation, proofPath } from './prove-location.ts';
import { provesElsewhere } from './proves-elsewhere.ts';

/**
 * The page that asks somebody who is signed in who they are, before something dangerous. Where no way back is named it
 * was opened beside a page of the console, which goes on by itself.
 */
export function proveRoutes(house: House): Route[] {
  const throttle = createThrottle(house.clock);

  async function show(request: FastifyRequest, reply: FastifyReply) {
    const here = await unfinishedVisitorOf(house, request);
    if (here === undefined) return reply.redirect(signInLocation(house, request), 303);
    const { return_to: returnTo, done } = request.query as Readonly<Record<string, unknown>>;
    if (done === '1') return sendPage(reply, 200, provenPage({ locale: localeOf(request, here.person) }));
    return await page(request, reply, 200, here, typeof returnTo === 'string' ? returnTo : '');
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    const returnTo = formField(request.body, 'return_to');
    const target = openReturnTo(house, returnTo);
    const here = await unfinishedVisitorOf(house, request);
    if (here === undefined) return reply.redirect(signInLocationFor(house, target ?? proofPath), 303);
    if (!csrfHolds(house, here.session, request, formField(request.body, 'csrf')))
      return sendErrorPage(request, reply, 403, 'forbidden');
    const again = (status: number, problem: ProofProblem) =>
      page(request, reply, status, here, returnTo, problem);
    const outcome = await proveByPassword(house, throttle, request, here, {
      password: formField(request.body, 'password'),
      code: readCode(formField(request.body, 'code')),
    });
    switch (outcome.kind) {
      case 'proven':
        return reply.redirect(target ?? `${proofPath}?done=1`, 303);
      case 'over':
        return reply.redirect(signInLocationFor(house, target ?? proofPath), 303);
      case 'slow_down':
        reply.header('retry-after', outcome.seconds);
        return await again(429, outcome);
      case 'busy':
        reply.header('retry-after', 5);
        return await again(503, { kind: 'busy' });
      default:
        return await again(422, { kind: outcome.kind });
    }
  }

  async function submitPasskey(request: FastifyRequest, reply: FastifyReply) {
    const returnTo = formField(request.body, 'return_to');
    const target = openReturnTo(house, returnTo);
    const here = await unfinishedVisitorOf(house, request);
    if (here === undefined) return reply.redirect(signInLocationFor(house, target ?? proofPath), 303);
    if (!csrfHolds(house, here.session, request, formField(request.body, 'csrf')))
      return sendErrorPage(request, reply, 403, 'forbidden');
    const outcome = await proveByPasskey(house, request, here, {
      ceremony: formField(request.body, 'ceremony'),
      response: formField(request.body, 'response'),
    });
    if (outcome !== 'proven') return await page(request, reply, 422, here, returnTo, { kind: outcome });
    return reply.redirect(target ?? `${proofPath}?done=1`, 303);
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    { session, person }: Visitor,
    sealed: string,
    problem?: ProofProblem,
  ) {
    const { factors, passkeys, companyOnly } = await house.database.read(async (tx) => ({
      companyOnly: await provesElsewhere(house, tx, { session, person }),
      factors: await findFactors(tx, person.id),
      passkeys: await listPasskeys(tx, person.id),
    }));
    const target = openReturnTo(house, sealed);
    return sendPage(
      reply,
      status,
      proofPage({
        locale: localeOf(request, person),
        languageSwitch: languageSwitch(house, { method: 'GET', url: proofLocation(house, target) }),
        csrfToken: csrfTokenFor(house, session),
        returnTo: target === undefined ? '' : sealed,
        email: person.email,
        asksCode: hasFactor(factors),
        companyOnly,
        companySignIn: house.settings.identityProviders !== 'off',
        passkey: passkeys.length === 0 ? undefined : askForPasskey(house, proofPlace(session), passkeys),
        problem,
      }),
    );
  }

  const line = { path: proofPath, audience: 'browser', right: { kind: 'session' } } as const;
  return [
    { ...line, method: 'GET', audit: [], summary: 'Asks who is signed in to prove it again.', handler: show },
    {
      ...line,
      method: 'POST',
      audit: [
        'person.proved',
        'person.sign_in_failed',
        'person.second_factor_failed',
        'person.recovery_code_used',
      ],
      summary: 'Takes the proof, for the next minutes.',
      handler: submit,
    },
    {
      ...line,
      method: 'POST',
      path: `${proofPath}/passkey`,
      audit: ['person.proved', 'person.sign_in_failed', 'person.passkey_regressed'],
      summary: 'Takes a passkey as the proof, for the next minutes.',
      handler: submitPasskey,
    },
  ];
}
