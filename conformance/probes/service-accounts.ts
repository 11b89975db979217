import assert from 'node:assert/strict';
import { expectError } from '../expect.ts';
import { departure, notApplicable, probed, provenWithin, type Requirement } from '../requirement.ts';

export const serviceAccounts: readonly Requirement[] = [
  provenWithin(
    'SA-01',
    ['MUST', 'Rule S2', 'An account begins with no permission at all.'],
    'packages/platform/src/service-accounts/service-accounts.engine.test.ts',
    'begins with None everywhere',
  ),
  provenWithin(
    'SA-02',
    ['MUST', 'Rule S1', 'It works in its own company alone.'],
    'packages/platform/src/service-accounts/service-accounts.engine.test.ts',
    'may do what is written down',
  ),
  provenWithin(
    'SA-03',
    ['MUST', 'Rule S3', 'Its secret is shown once.'],
    'packages/platform/src/service-accounts/service-accounts.engine.test.ts',
    'begins with None everywhere',
  ),
  provenWithin(
    'SA-04',
    ['MUST', 'Rule S3', 'A new secret ends its tokens and takes its permissions.'],
    'packages/platform/src/service-accounts/service-accounts.engine.test.ts',
    'regenerated, has a new secret',
  ),
  provenWithin(
    'SA-05',
    ['SHOULD', 'Rule S3', 'A developer changes the secret of developer-managed accounts without a gap.'],
    'packages/platform/src/developer-portal/secrets.engine.test.ts',
    'two secrets work',
  ),
  provenWithin(
    'SA-06',
    ['MUST', 'Rule S2', 'Nobody signs in as an account.'],
    'packages/platform/src/sign-in/sign-in.engine.test.ts',
    'contacts of service accounts',
  ),
  provenWithin(
    'SA-07',
    ['MUST', 'Rule S4', 'An account whose contact is changed ceases to work, for good.'],
    'packages/platform/src/service-accounts/service-accounts.engine.test.ts',
    'ceases for good when its contact is put',
  ),
  probed('SA-08', ['MUST', 'RFC 6749 4.4', 'A public client does not act for itself.'], async (t) => {
    const answer = await t.post('/oauth/token', { grant_type: 'client_credentials', ...t.clients.native });
    expectError(answer, [400, 401], ['unauthorized_client', 'invalid_client']);
  }),
  notApplicable(
    'SA-09',
    'An account has no scopes: what it may do is what an admin gave it in the directory, and that is nothing at first.',
  ),
  probed('SA-10', ['MUST', 'RFC 9700 4.15', 'An API can tell a person from a machine.'], async (t) => {
    const { access } = await t.pair();
    const own = await t.post('/oauth/token', { grant_type: 'client_credentials', ...t.clients.machine });
    const [person, machine] = await Promise.all([
      t.introspect(t.clients.web, access),
      t.introspect(t.clients.machine, String(own.body.access_token)),
    ]);
    assert.notEqual(person.body.sub, machine.body.sub);
    assert.notEqual(String(person.body.sub).split(':')[0], String(machine.body.sub).split(':')[0]);
  }),
  departure(
    'SA-11',
    ['SHOULD', 'Rule S1', 'A developer-managed account names its company at the token endpoint.'],
    'On this wire one token serves every company where the app is installed, and no client names a company when it asks for one: a token endpoint that insisted would serve none of them. What the row is after is kept all the same: each call names its company, and where the app is not installed there it is refused with 403, from the next call on (design, rule S1; SA-13, SA-14).',
  ),
  provenWithin(
    'SA-12',
    ['MUST', 'Rule M4', 'A version that asks for more gets it when an admin says so.'],
    'packages/platform/src/installations/steps.engine.test.ts',
    'until an update is approved',
  ),
  provenWithin(
    'SA-13',
    ['MUST', 'Rule S6', 'A project that is no longer permitted is closed on the next call.'],
    'packages/platform/src/installations/steps.engine.test.ts',
    'an installed app works in the permitted projects only',
  ),
  provenWithin(
    'SA-14',
    [
      'MUST',
      'Rule M1',
      'What is uninstalled in one company is dead there, webhooks too, and lives on in others.',
    ],
    'packages/platform/src/installations/uninstalled-elsewhere.engine.test.ts',
    'loses tokens and webhooks there alone',
  ),
];
