import { codePage } from '../pages/code-page.ts';
import { consentPage } from '../pages/consent-page.ts';
import { consoleMissingPage } from '../pages/console-missing-page.ts';
import { type ErrorName, errorKeys, errorPage } from '../pages/error-page.ts';
import type { PageModel } from '../pages/layout.ts';
import { en } from '../pages/messages/en.ts';
import type { PersonProblem } from '../pages/person-fields.ts';
import { type SetUpProblem, setUpPage } from '../pages/set-up-page.ts';
import { type SignInProblem, signInPage } from '../pages/sign-in-page.ts';
import { signOutPage } from '../pages/sign-out-page.ts';
import { type SignUpRefusal, signUpPage } from '../pages/sign-up-page.ts';

/** Every page in every state, filled with `datum`, by a name: what tests of all pages go through. */
export function everyPage(model: PageModel, datum = '123'): [name: string, page: string][] {
  return [
    ['sign-in', signInPage({ ...model, csrfToken: '1', returnTo: '', email: '', signedOut: true })],
    ...[true, false].map((signedUp): [string, string] => [
      `sign-in ${signedUp ? 'after' : 'or'} sign-up`,
      signInPage({ ...model, csrfToken: '1', returnTo: '2', email: '', signedUp, offersSignUp: true }),
    ]),
    ...signInProblems.map((problem): [string, string] => [
      `sign-in ${problem.kind}`,
      signInPage({ ...model, csrfToken: '1', returnTo: '2', email: datum, problem }),
    ]),
    ...[undefined, ...signUpRefusals].map((refused): [string, string] => [
      `sign-up ${refused?.kind ?? 'with faults'}`,
      signUpPage({
        ...model,
        csrfToken: '1',
        returnTo: '2',
        typed: { firstName: datum, lastName: datum, email: datum },
        problems: refused === undefined ? personProblems : [],
        refused,
      }),
    ]),
    ['sign-out', signOutPage({ ...model, csrfToken: '1', person: { name: datum } })],
    ...[true, false].map((trusted): [string, string] => [
      `consent ${trusted ? 'verified' : 'new and unverified'}`,
      consentPage({
        ...model,
        csrfToken: '1',
        requestToken: '2',
        app: { name: datum, publisher: datum, verified: trusted, isNew: !trusted },
        redirectHost: trusted ? '127.0.0.1:8080' : null,
        person: { name: datum, email: datum },
        abilities: ['act_as_you', 'read_profile', 'list_companies', 'use_documents', 'stay_connected'],
        companies: (['connected', 'will_install', 'not_installed', 'disconnected'] as const).map((state) => ({
          name: datum,
          state,
        })),
      }),
    ]),
    ['code', codePage({ ...model, code: '123', appName: datum })],
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
  { kind: 'slow_down', seconds: 4 },
];

const signUpRefusals: SignUpRefusal[] = [
  { kind: 'stale' },
  { kind: 'busy' },
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
