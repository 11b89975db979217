import { notApplicable, provenWithin, type Requirement } from '../requirement.ts';

const room = 'packages/platform/src';
const strangers = `${room}/developer-portal/strangers.engine.test.ts`;

export const companiesAndApps: readonly Requirement[] = [
  notApplicable('RG-01', 'Clients do not register themselves.'),
  notApplicable('RG-02', 'Clients do not register themselves.'),
  provenWithin(
    'RG-03',
    ['MUST', 'RFC 9700 4.15', 'Ids of clients are given, not chosen.'],
    'packages/platform/src/developer-portal/apps.engine.test.ts',
    'a newcomer registers an app',
  ),
  provenWithin(
    'RG-04',
    ['MUST', 'RFC 7591 5', 'Links that strangers will see lead to https, and nothing is fetched from them.'],
    `${room}/developer-portal/listings.engine.test.ts`,
    'links that strangers will see',
  ),
  provenWithin(
    'RG-05',
    ['MUST', 'OAuth 2.1 7', 'Names are bounded, hide no characters, and are written as text.'],
    'packages/platform/src/apps/text-rules.test.ts',
    'refuses what would turn a name around',
  ),
  notApplicable('RG-06', 'There are no registration access tokens.'),
  provenWithin(
    'RG-08',
    [
      'MUST',
      'Rule P2',
      'A version that was promoted does not change: what an app asks for grows by another one. Redirect URIs belong to its credentials and change at once.',
    ],
    `${room}/developer-portal/versions.engine.test.ts`,
    'illegal steps are refused',
  ),
  provenWithin(
    'RG-09',
    ['MUST', 'ASVS 8.2.2', 'A developer does not see the app of another.'],
    strangers,
    'to a stranger no route',
  ),
  provenWithin(
    'RG-10',
    ['MUST', 'Rule P2', 'Whoever leaves an app is a stranger to it.'],
    `${room}/developer-portal/collaborators.engine.test.ts`,
    'a collaborator who joins is an admin',
  ),
  provenWithin(
    'RG-11',
    ['MUST', 'Rule P3', 'Sandbox credentials reach no production company, nor the other way round.'],
    'packages/platform/src/developer-portal/sandbox-journey.engine.test.ts',
    'an app is tried in its sandbox first',
  ),
  provenWithin(
    'MX-01',
    ['MUST', 'RFC 9700 4.5', 'A code of another session does not pass: the verifier is of this one.'],
    'packages/client/src/oauth/callback.test.ts',
    'a whole sign-in',
  ),
  provenWithin(
    'MX-02',
    ['MUST', 'RFC 9207 2.4', 'Our client refuses an answer of another issuer.'],
    'packages/client/src/oauth/callback.test.ts',
    'a wrong ',
  ),
  provenWithin(
    'MX-03',
    ['MUST', 'RFC 9700 4.7', 'Link takes no answer that it did not ask for, of another session, or twice.'],
    'packages/link/src/journeys/callback.engine.test.ts',
    'nobody is made to link somebody else’s account',
  ),
  provenWithin(
    'MX-04',
    ['MUST', 'RFC 9700 4.6', 'It takes no token from the front channel.'],
    'packages/client/src/oauth/callback.test.ts',
    'a callback with ',
  ),
  provenWithin(
    'MX-05',
    [
      'MUST',
      'ASVS 10.5.3',
      'A provider is what it says at its own issuer, and its endpoints lead to no address inside.',
    ],
    'packages/platform/src/identity-providers/provider-metadata.engine.test.ts',
    'leads to no address inside',
  ),
  provenWithin(
    'MX-06',
    ['MUST', 'ASVS 8.4.1', 'An admin of one company changes nothing in another.'],
    'packages/platform/src/journeys/tenant-isolation.engine.test.ts',
    'gets nothing by any route',
  ),
  provenWithin(
    'MX-07',
    ['MUST', 'Rule M2', 'Where members may not install, they can ask.'],
    'packages/platform/src/installations/app-management.browser.test.ts',
    'a member asks for an app',
  ),
  provenWithin(
    'MX-08',
    ['MUST', 'Rule M3', 'A disconnection binds here, and only here.'],
    'packages/platform/src/installations/disconnect-under-load.engine.test.ts',
    'under load from two nodes',
  ),
  provenWithin(
    'MX-09',
    [
      'SHOULD',
      'Rule M1',
      'What an admin took out comes back when an admin approves it anew, and by no Allow, old or new; what people allowed holds again then, for it was theirs to take back.',
    ],
    'packages/platform/src/installations/uninstalled-elsewhere.engine.test.ts',
    'comes back by an admin alone',
  ),
  provenWithin(
    'MX-10',
    ['MUST', 'Rule S6', 'An account reaches the permitted projects, and lists no other.'],
    'packages/platform/src/installations/steps.engine.test.ts',
    'an installed app works in the permitted projects only',
  ),
  provenWithin(
    'MX-11',
    ['MUST', 'Rule M4', 'An admin approves exactly the version that was shown.'],
    'packages/platform/src/installations/steps.engine.test.ts',
    'approving version 2 once version 3',
  ),
  provenWithin(
    'MX-12',
    ['MUST', 'Rule M5', 'A policy that changes binds on the next call.'],
    'packages/platform/src/installations/app-management.browser.test.ts',
    'a rule saved in the console binds',
  ),
  provenWithin(
    'MX-13',
    ['MUST', 'ASVS 16.2', 'Every change leaves one event, of whom, where and what, in the same transaction.'],
    'packages/platform/src/installations/one-event-each.engine.test.ts',
    'leaves one event',
  ),
];
