import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { openReturnTo } from '../pages/return-path.ts';
import { type SecondStepProblem, secondStepPage } from '../pages/second-step-page.ts';
import { sendPage } from '../pages/send-page.ts';
import { askForPasskey } from '../passkeys/passkey-options.ts';
import { listPasskeys } from '../passkeys/passkey-store.ts';
import type { Route } from '../route.ts';
import { readCode } from '../second-factors/check-code.ts';
import { firstStepOf } from './first-step.ts';
import { findPerson } from './person-store.ts';
import { secondStepLocation, signInLocationFor } from './return-to.ts';
import { finishByCode } from './second-step.ts';
import { secondPlace, signInByPasskey } from './sign-in-by-passkey.ts';
import { formTokenFor, formTokenHolds } from './visit.ts';

/** The page after the password, for whoever has a second factor. */
export function secondStepRoutes(house: House): Route[] {
  async function show(request: FastifyRequest, reply: FastifyReply) {
    const { return_to: returnTo } = request.query as Readonly<Record<string, unknown>>;
    return await page(request, reply, 200, typeof returnTo === 'string' ? returnTo : '');
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    const returnTo = formField(request.body, 'return_to');
    const first = firstStepOf(house, request);
    if (first === undefined) return again(reply, returnTo);
    if (!formTokenHolds(house, request, formField(request.body, 'csrf')))
      return await page(request, reply, 403, returnTo, { kind: 'stale' });
    const code = readCode(formField(request.body, 'code'));
    if (code === undefined) return await page(request, reply, 422, returnTo, { kind: 'malformed' });
    const outcome = await finishByCode(house, request, first, code);
    switch (outcome.kind) {
      case 'signed_in':
        for (const cookie of outcome.cookies) reply.header('set-cookie', cookie);
        return reply.redirect(openReturnTo(house, returnTo) ?? '/', 303);
      case 'over':
        return again(reply, returnTo);
      case 'wrong':
        return await page(request, reply, 422, returnTo, { kind: 'wrong' });
      case 'slow_down':
        reply.header('retry-after', outcome.seconds);
        return await page(request, reply, 429, returnTo, outcome);
    }
  }

  async function submitPasskey(request: FastifyRequest, reply: FastifyReply) {
    const returnTo = formField(request.body, 'return_to');
    const first = firstStepOf(house, request);
    if (first === undefined) return again(reply, returnTo);
    if (!formTokenHolds(house, request, formField(request.body, 'csrf')))
      return await page(request, reply, 403, returnTo, { kind: 'stale' });
    const answer = {
      ceremony: formField(request.body, 'ceremony'),
      response: formField(request.body, 'response'),
    };
    const cookies = await signInByPasskey(house, request, answer, first);
    if (cookies === undefined || cookies === 'company')
      return await page(request, reply, 422, returnTo, { kind: 'passkey_wrong' });
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    return reply.redirect(openReturnTo(house, returnTo) ?? '/', 303);
  }

  /** The first step was never taken here, or is too long ago. */
  function again(reply: FastifyReply, returnTo: string) {
    return reply.redirect(signInLocationFor(house, openReturnTo(house, returnTo) ?? ''), 303);
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    sealed: string,
    problem?: SecondStepProblem,
  ) {
    const first = firstStepOf(house, request);
    const person = first && (await house.database.read((tx) => findPerson(tx, first.personId)));
    if (first === undefined || person === undefined) return again(reply, sealed);
    const passkeys = await house.database.read((tx) => listPasskeys(tx, person.id));
    const returnTo = openReturnTo(house, sealed) === undefined ? '' : sealed;
    const url = secondStepLocation(returnTo);
    return sendPage(
      reply,
      status,
      secondStepPage({
        locale: localeOf(request, person),
        languageSwitch: languageSwitch(house, { method: 'GET', url }),
        csrfToken: formTokenFor(house, request, reply),
        returnTo,
        email: person.email,
        passkey: passkeys.length === 0 ? undefined : askForPasskey(house, secondPlace(first), passkeys),
        problem,
      }),
    );
  }

  const path = '/sign-in/second-step';
  const because = 'Only who has just typed the right password sees more than the way to sign in.';
  const line = { path, audience: 'browser', right: { kind: 'public', because } } as const;
  return [
    { ...line, method: 'GET', audit: [], summary: 'Asks for the second factor.', handler: show },
    {
      ...line,
      method: 'POST',
      audit: [
        'person.signed_in',
        'person.signed_out',
        'person.second_factor_failed',
        'person.recovery_code_used',
      ],
      summary: 'Signs in by the code of an authenticator app, or a recovery code.',
      handler: submit,
    },
    {
      ...line,
      method: 'POST',
      path: `${path}/passkey`,
      audit: ['person.signed_in', 'person.sign_in_failed', 'person.signed_out', 'person.passkey_regressed'],
      summary: 'Signs in by a passkey, after the password.',
      handler: submitPasskey,
    },
  ];
}
