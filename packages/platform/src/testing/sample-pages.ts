import { type AskLinkProblem, askLinkPage } from '../pages/ask-link-page.ts';
import { changePasswordPage } from '../pages/change-password-page.ts';
import { codePage } from '../pages/code-page.ts';
import {
  type CompanySignInProblem,
  companyLeavePage,
  companySignInPage,
} from '../pages/company-sign-in-page.ts';
import { consentPage } from '../pages/consent-page.ts';
import { consoleMissingPage } from '../pages/console-missing-page.ts';
import {
  type DeviceProblem,
  deviceAnsweredPage,
  deviceCodePage,
  deviceConfirmPage,
} from '../pages/device-pages.ts';
import { enrolPage } from '../pages/enrol-page.ts';
import { type ErrorName, errorKeys, errorPage } from '../pages/error-page.ts';
import { factorsPage } from '../pages/factors-page.ts';
import type { PageModel } from '../pages/layout.ts';
import { mailSentPage } from '../pages/mail-sent-page.ts';
import { en } from '../pages/messages/en.ts';
import { newPasskeyPage } from '../pages/new-passkey-page.ts';
import { newPasswordPage } from '../pages/new-password-page.ts';
import { confirmEmailPage, ownEmailPage } from '../pages/own-email-pages.ts';
import type { PersonProblem } from '../pages/person-fields.ts';
import { type ProofProblem, proofPage, provenPage } from '../pages/proof-page.ts';
import { recoveryCodesPage } from '../pages/recovery-codes-page.ts';
import { type SecondStepProblem, secondStepPage } from '../pages/second-step-page.ts';
import { type SetUpProblem, setUpPage } from '../pages/set-up-page.ts';
import { type SignInProblem, signInPage } from '../pages/sign-in-page.ts';
import { signOutPage } from '../pages/sign-out-page.ts';
import { signUpPage } from '../pages/sign-up-page.ts';

/** Every page in every state, filled with `datum`, by a name: what tests of all pages go through. */
export function everyPage(model: PageModel, datum = '123'): [name: string, page: string][] {
  return [
    ['sign-in', signInPage({ ...model, csrfToken: '1', returnTo: '', email: '', signedOut: true })],
    ...[true, false].map((passwordSet): [string, string] => [
      `sign-in ${passwordSet ? 'after a new password' : 'or sign-up'}`,
      signInPage({ ...model, csrfToken: '1', returnTo: '2', email: '', passwordSet, offersSignUp: true }),
    ]),
    ...signInProblems.map((problem): [string, string] => [
      `sign-in ${problem.kind}`,
      signInPage({ ...model, csrfToken: '1', returnTo: '2', email: datum, passkey, problem }),
    ]),
    ...(['sign_up', 'new_password'] as const).flatMap((asked): [string, string][] => [
      ...[undefined, ...askLinkProblems].map((problem): [string, string] => [
        `link for ${asked} ${problem?.kind ?? ''}`,
        askLinkPage({ ...model, asked, csrfToken: '1', returnTo: '2', email: datum, problem }),
      ]),
      [`mail sent for ${asked}`, mailSentPage({ ...model, asked, showsMail: true })],
    ]),
    [
      'sign-up',
      signUpPage({
        ...model,
        csrfToken: '1',
        action: '/sign-up/2',
        typed: { firstName: datum, lastName: datum, email: datum },
        problems: personProblems,
      }),
    ],
    [
      'new password',
      newPasswordPage({
        ...model,
        csrfToken: '1',
        action: '/new-password/2',
        email: datum,
        problems: personProblems.slice(-2),
      }),
    ],
    ...(
      [
        undefined,
        { kind: 'wrong' },
        { kind: 'busy' },
        { kind: 'slow_down', seconds: 4 },
        { field: 'password', kind: 'password_short' },
      ] as const
    ).map((problem): [string, string] => [
      `change password ${problem?.kind ?? 'done'}`,
      changePasswordPage({
        ...model,
        csrfToken: '1',
        email: datum,
        problem,
        done: problem === undefined,
      }),
    ]),
    ...[undefined, ...secondStepProblems].map((problem): [string, string] => [
      `second step ${problem?.kind ?? ''}`,
      secondStepPage({ ...model, csrfToken: '1', returnTo: '2', email: datum, passkey, problem }),
    ]),
    ...[undefined, ...proofProblems].map((problem): [string, string] => [
      `proof ${problem?.kind ?? ''}`,
      proofPage({
        ...model,
        csrfToken: '1',
        returnTo: '2',
        email: datum,
        asksCode: true,
        companySignIn: true,
        companyOnly: problem?.kind === 'company',
        passkey,
        problem,
      }),
    ]),
    ['proven', provenPage(model)],
    ...(['added', 'removed', 'needed', undefined] as const).map((done): [string, string] => [
      `factors ${done ?? ''}`,
      factorsPage({
        ...model,
        csrfToken: '1',
        factors: { totp: done === 'added', passkeys: 0, recoveryCodes: 10 },
        passkeys: done === 'added' ? [] : [{ id: 1, name: datum, created_at: 1, last_used_at: 1 }],
        done,
      }),
    ]),
    ...([undefined, 'name_missing', 'wrong'] as const).map((problem): [string, string] => [
      `new passkey ${problem ?? ''}`,
      newPasskeyPage({
        ...model,
        csrfToken: '1',
        form: { options: '{}', ceremony: '2' },
        name: datum,
        problem,
      }),
    ]),
    ...([undefined, 'malformed', 'wrong'] as const).map((problem): [string, string] => [
      `enrol ${problem ?? ''}`,
      enrolPage({ ...model, csrfToken: '1', enrolment: '2', uri: datum, secret: '234 567', problem }),
    ]),
    ['recovery codes', recoveryCodesPage({ ...model, codes: ['1234 5678 9012'], added: true })],
    ...(
      [
        {},
        { done: 'sent' },
        { done: 'changed' },
        { problem: { kind: 'email_wrong' } },
        { problem: { kind: 'slow_down', seconds: 4 } },
      ] as const
    ).map((state, place): [string, string] => [
      `own email ${place}`,
      ownEmailPage({ ...model, csrfToken: '1', email: datum, typed: datum, showsMail: true, ...state }),
    ]),
    [
      'confirm email',
      confirmEmailPage({ ...model, csrfToken: '1', action: '/email/2', email: datum, newEmail: datum }),
    ],
    ...[undefined, ...companySignInProblems].map((problem): [string, string] => [
      `company sign-in ${problem?.kind ?? ''}`,
      companySignInPage({
        ...model,
        csrfToken: '1',
        returnTo: '2',
        again: problem === undefined,
        email: datum,
        ...(problem === undefined ? {} : { problem }),
      }),
    ]),
    ['company leave', companyLeavePage({ ...model, location: 'https://0.0.0.123/authorize' })],
    ['sign-out', signOutPage({ ...model, csrfToken: '1', person: { name: datum } })],
    ...[true, false].map((trusted): [string, string] => [
      `consent ${trusted ? 'verified' : 'new and unverified'}`,
      consentPage({
        ...model,
        csrfToken: '1',
        requestToken: '2',
        app: {
          name: datum,
          publisher: datum,
          verified: trusted,
          isNew: !trusted,
          address: trusted ? null : datum,
        },
        redirectHost: trusted ? '127.0.0.1:8080' : null,
        apis: trusted ? [null] : [null, datum],
        person: { name: datum, email: datum },
        abilities: ['act_as_you', 'read_profile', 'list_companies', 'use_documents'],
        companies: (
          ['connected', 'will_install', 'not_installed', 'asked', 'blocked', 'disconnected'] as const
        ).map((state, companyId) => ({
          companyId,
          name: datum,
          state,
          chosen: companyId > 0,
        })),
      }),
    ]),
    ['code', codePage({ ...model, code: '123', appName: datum })],
    ...[undefined, ...deviceProblems].map((problem): [string, string] => [
      `device ${problem?.kind ?? 'code'}`,
      deviceCodePage({ ...model, csrfToken: '1', typed: datum, problem }),
    ]),
    [
      'device confirm',
      deviceConfirmPage({
        ...model,
        csrfToken: '1',
        requestToken: '2',
        userCode: '123',
        app: { name: datum, publisher: datum, verified: false, isNew: true },
        device: { address: datum, program: datum },
        person: { name: datum, email: datum },
        apis: [datum],
        abilities: ['act_as_you'],
        companies: [{ companyId: 1, name: datum, state: 'connected', chosen: true }],
      }),
    ],
    ...(['allowed', 'denied'] as const).map((answer): [string, string] => [
      `device ${answer}`,
      deviceAnsweredPage({ ...model, answer }),
    ]),
    ...errorNames.map((name): [string, string] => [
      `error ${name}`,
      errorPage({ ...model, ...errorKeys(name), requestId: '123' }),
    ]),
    [
      'set-up',
      setUpPage({
        ...model,
        csrfToken: '1',
        token: '2',
        typed: { company: datum, firstName: datum, lastName: datum, email: datum },
        problems: setUpProblems,
      }),
    ],
    ['console missing', consoleMissingPage(model)],
  ];
}

const signInProblems: SignInProblem[] = [
  { kind: 'email_missing' },
  { kind: 'password_missing' },
  { kind: 'wrong' },
  { kind: 'stale' },
  { kind: 'busy' },
  { kind: 'passkey_wrong' },
  { kind: 'slow_down', seconds: 4 },
];

const passkey = { options: '{"challenge":"1"}', ceremony: '2' };
const companySignInProblems: CompanySignInProblem[] = [
  { kind: 'stale' },
  { kind: 'not_here' },
  { kind: 'unreachable' },
  { kind: 'slow_down', seconds: 4 },
];

const deviceProblems: DeviceProblem[] = [
  { kind: 'code_missing' },
  { kind: 'code_unknown' },
  { kind: 'slow_down', seconds: 4 },
];

const secondStepProblems: SecondStepProblem[] = [
  { kind: 'malformed' },
  { kind: 'wrong' },
  { kind: 'stale' },
  { kind: 'passkey_wrong' },
  { kind: 'slow_down', seconds: 4 },
];

const proofProblems: ProofProblem[] = [
  { kind: 'password_wrong' },
  { kind: 'code_malformed' },
  { kind: 'wrong' },
  { kind: 'busy' },
  { kind: 'passkey_wrong' },
  { kind: 'slow_down', seconds: 4 },
];

const askLinkProblems: AskLinkProblem[] = [
  { kind: 'email_wrong' },
  { kind: 'stale' },
  { kind: 'slow_down', seconds: 4 },
];

const personProblems: PersonProblem[] = [
  { field: 'first_name', kind: 'first_name_missing' },
  { field: 'last_name', kind: 'last_name_missing' },
  { field: 'email', kind: 'email_wrong' },
  { field: 'password', kind: 'password_short' },
  { field: 'password_again', kind: 'password_differs' },
];

const setUpProblems: SetUpProblem[] = [{ field: 'company', kind: 'company_missing' }, ...personProblems];

const errorNames = Object.keys(en)
  .map((key) => /^error\.(\w+)\.title$/.exec(key)?.[1])
  .filter((name): name is ErrorName => name !== undefined);
