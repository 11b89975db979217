import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { openReturnTo } from '../pages/return-path.ts';
import { sendPage } from '../pages/send-page.ts';
import { type SignInPageModel, type SignInProblem, signInPage } from '../pages/sign-in-page.ts';
import { askForPasskey } from '../passkeys/passkey-options.ts';
import type { Route } from '../route.ts';
import { lacksFactor } from '../second-factors/required.ts';
import { secondStepLocation, signInLocationFor } from './return-to.ts';
import { unfinishedSession } from './session.ts';
import { signIn } from './sign-in.ts';
import { firstPlace, signInByPasskey } from './sign-in-by-passkey.ts';
import { signUpIsOffered } from './sign-up-offer.ts';
import { createThrottle } from './throttle.ts';
import { formTokenFor, formTokenHolds } from './visit.ts';
import { keepWayOn } from './way-on.ts';

const busySeconds = 5;

/** The page on which passwords are typed, and nowhere else (rule A11). */
export function signInRoutes(house: House): Route[] {
  const throttle = createThrottle(house.clock);

  async function show(request: FastifyRequest, reply: FastifyReply) {
    const query = request.query as Readonly<Record<string, unknown>>;
    const returnTo = typeof query.return_to === 'string' ? query.return_to : '';
    const target = openReturnTo(house, returnTo);
    // An app may ask for a fresh sign-in (OpenID Connect, prompt=login); the new one replaces the old.
    if (query.again !== '1') {
      const session = await unfinishedSession(house, request);
      // Their password was right, and the deployment or their company asks for more than that.
      if (session !== undefined && (await lacksFactor(house, session))) {
        if (target !== undefined) keepWayOn(house, reply, target);
        return reply.redirect('/second-factor?done=needed', 303);
      }
      if (session !== undefined) return reply.redirect(target ?? '/', 303);
    }
    return sendPage(
      reply,
      200,
      await pageFor(request, reply, {
        languageSwitch: languageSwitch(house, request),
        returnTo: target === undefined ? '' : returnTo,
        email: typeof query.login_hint === 'string' ? query.login_hint.slice(0, 254) : '',
        signedOut: query.signed_out === '1',
        passwordSet: query.password_set === '1',
        again: query.again === '1',
      }),
    );
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    const email = formField(request.body, 'email');
    const password = formField(request.body, 'password');
    const returnTo = formField(request.body, 'return_to');
    const target = openReturnTo(house, returnTo);
    const again = async (status: number, problem: SignInProblem) =>
      sendPage(
        reply,
        status,
        await pageFor(request, reply, {
          // A form's answer cannot be asked for again, but its empty form can.
          languageSwitch: languageSwitch(house, {
            method: 'GET',
            url: signInLocationFor(house, target ?? ''),
          }),
          returnTo: target === undefined ? '' : returnTo,
          email,
          problem,
        }),
      );

    if (!formTokenHolds(house, request, formField(request.body, 'csrf')))
      return again(403, { kind: 'stale' });
    if (email.trim() === '') return again(422, { kind: 'email_missing' });
    if (password === '') return again(422, { kind: 'password_missing' });
    const outcome = await signIn(house, throttle, request, {
      email,
      password,
      wayOut: formField(request.body, 'way_out').slice(0, 100),
    });
    switch (outcome.kind) {
      case 'signed_in':
        for (const cookie of outcome.cookies) reply.header('set-cookie', cookie);
        return reply.redirect(target ?? '/', 303);
      case 'second_step':
        for (const cookie of outcome.cookies) reply.header('set-cookie', cookie);
        return reply.redirect(secondStepLocation(target === undefined ? '' : returnTo), 303);
      case 'wrong':
      case 'company':
        return again(422, { kind: outcome.kind });
      case 'slow_down':
        reply.header('retry-after', outcome.seconds);
        return again(429, outcome);
      case 'busy':
        reply.header('retry-after', busySeconds);
        return again(503, { kind: 'busy' });
    }
  }

  async function submitPasskey(request: FastifyRequest, reply: FastifyReply) {
    const returnTo = formField(request.body, 'return_to');
    const target = openReturnTo(house, returnTo);
    const holds = formTokenHolds(house, request, formField(request.body, 'csrf'));
    const cookies = holds
      ? await signInByPasskey(house, request, {
          ceremony: formField(request.body, 'ceremony'),
          response: formField(request.body, 'response'),
        })
      : undefined;
    if (cookies === undefined || cookies === 'company') {
      const page = await pageFor(request, reply, {
        languageSwitch: languageSwitch(house, { method: 'GET', url: signInLocationFor(house, target ?? '') }),
        returnTo: target === undefined ? '' : returnTo,
        problem: { kind: cookies ?? (holds ? 'passkey_wrong' : 'stale') },
      });
      return sendPage(reply, holds ? 422 : 403, page);
    }
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    return reply.redirect(target ?? '/', 303);
  }

  async function pageFor(
    request: FastifyRequest,
    reply: FastifyReply,
    model: Pick<
      SignInPageModel,
      'languageSwitch' | 'returnTo' | 'signedOut' | 'passwordSet' | 'again' | 'problem'
    > & {
      email?: string;
    },
  ): Promise<string> {
    const offersSignUp = await signUpIsOffered(house);
    const csrfToken = formTokenFor(house, request, reply);
    const passkey = askForPasskey(house, firstPlace);
    const companySignIn = house.settings.identityProviders !== 'off';
    return signInPage({
      locale: localeOf(request),
      csrfToken,
      email: '',
      offersSignUp,
      companySignIn,
      passkey,
      ...model,
    });
  }

  const because = 'Signing in is how a person comes to have rights.';
  return [
    {
      method: 'GET',
      path: '/sign-in',
      audience: 'browser',
      right: { kind: 'public', because },
      audit: [],
      summary: 'The sign-in page.',
      handler: show,
    },
    {
      method: 'POST',
      path: '/sign-in',
      audience: 'browser',
      right: { kind: 'public', because },
      audit: [
        'person.signed_in',
        'person.sign_in_failed',
        'person.signed_out',
        'person.second_factor_asked',
        'identity_provider.way_out_used',
      ],
      summary: 'Signs in by email and password.',
      handler: submit,
    },
    {
      method: 'POST',
      path: '/sign-in/passkey',
      audience: 'browser',
      right: { kind: 'public', because },
      audit: ['person.signed_in', 'person.sign_in_failed', 'person.signed_out', 'person.passkey_regressed'],
      summary: 'Signs in by a passkey.',
      handler: submitPasskey,
    },
  ];
}
