import * as appClients from '../../apps/app-client-store.ts';
import * as apps from '../../apps/app-store.ts';
import * as policies from '../../apps/client-policy-store.ts';
import * as secrets from '../../apps/client-secret-store.ts';
import type * as clients from '../../apps/client-store.ts';
import * as collaborators from '../../apps/collaborator-store.ts';
import * as listings from '../../apps/listing-store.ts';
import * as verification from '../../apps/verification-store.ts';
import * as versions from '../../apps/version-store.ts';
import type * as documented from '../../client-documents/documented-client-store.ts';
import * as metrics from '../../developer-portal/metrics-store.ts';
import type * as operators from '../../developer-portal/operator-store.ts';
import * as requestLog from '../../request-log/request-log-store.ts';
import { type Entries, nothing, open, own } from './store-entry.test-support.ts';

const page = { offset: 0, perPage: 100 };
const operatorsOnly = 'Operators alone are served by it, and they review what every developer sends in.';

/** What belongs to a developer: the app's id, or the collaborator's, comes first. */
export const ofDevelopers = {
  'apps/client-policy-store.ts': {
    changeClientPolicy: nothing((tx, who, { house, origin }) =>
      policies.changeClientPolicy(house, tx, origin, who.appId, 'production', {
        dpop_bound_access_tokens: true,
      }),
    ),
    // What it finds may all be off; that it finds something is the point.
    findClientPolicy: nothing(
      async (tx, who) => (await policies.findClientPolicy(tx, who.appId, 'production')) !== undefined,
    ),
    findPostLogoutRedirectUris: open(
      'It tells where a browser may be sent, which whoever sends it there names in its address.',
    ),
  } satisfies Entries<typeof policies>,
  'apps/app-client-store.ts': {
    findAppClient: nothing((tx, who) => appClients.findAppClient(tx, who.appId, 'production')),
    isClientOf: nothing((tx, who, { clientId }) => appClients.isClientOf(tx, who.appId, clientId)),
    listClients: own((tx, who) => appClients.listClients(tx, who.appId)),
    listRedirectUris: nothing((tx, who, { clientId }) =>
      appClients.listRedirectUris(tx, who.appId, clientId),
    ),
    replaceRedirectUris: nothing((tx, who, { house, origin, clientId }) =>
      appClients.replaceRedirectUris(house, tx, origin, who.appId, clientId, []),
    ),
  } satisfies Entries<typeof appClients>,
  'apps/app-store.ts': {
    findApp: nothing((tx, who, { appId }) => apps.findApp(tx, who.developerId, appId)),
    listApps: own((tx, who) => apps.listApps(tx, who.developerId, page)),
  } satisfies Entries<typeof apps>,
  'apps/client-secret-store.ts': {
    addSecret: open(
      'Its callers give it a client that they have just made, or found as their company’s own.',
    ),
    listActiveSecrets: nothing((tx, who, { clientId, now }) =>
      secrets.listActiveSecrets(tx, who.appId, clientId, now),
    ),
    removeSecret: nothing((tx, who, { house, origin, clientId, secretId }) =>
      secrets.removeSecret(house, tx, origin, who.appId, clientId, secretId),
    ),
    rotateSecret: nothing((tx, who, { house, origin, clientId, now }) =>
      secrets.rotateSecret(house, tx, origin, who.appId, clientId, now),
    ),
  } satisfies Entries<typeof secrets>,
  'apps/client-store.ts': {
    findClient: open('It finds whom a client claims to be, before its secret proves that.'),
    findRegisteredClient: open(
      'Anybody may send anybody to the consent page of an app, which names the app.',
    ),
    mayUse: open('It reads a client that was found already, and asks no database.'),
  } satisfies Entries<typeof clients>,
  'client-documents/documented-client-store.ts': {
    findDocumentedClient: open(
      'As for registered clients: the consent page names whoever sends people to it.',
    ),
    clientBy: open('It completes what a public document says, for the consent page.'),
    keepDocumentedClient: open('It keeps what a public document says, once a person allowed its client.'),
  } satisfies Entries<typeof documented>,
  'apps/collaborator-store.ts': {
    askCollaborator: own((tx, who, { adminId: personId, now }) =>
      collaborators.askCollaborator(tx, who.appId, { personId, role: 'owner', now }),
    ),
    becomeCollaborators: open(
      'It is about the apps whose sandbox somebody has just joined by a mailed link.',
    ),
    listAskedCollaborators: nothing((tx, who) => collaborators.listAskedCollaborators(tx, who.appId)),
    unaskCollaborator: nothing((tx, who, { invitedId }) =>
      collaborators.unaskCollaborator(tx, who.appId, invitedId),
    ),
    listCollaborators: own((tx, who) => collaborators.listCollaborators(tx, who.appId)),
    putCollaborator: own((tx, who, { adminId: personId, now }) =>
      collaborators.putCollaborator(tx, who.appId, { personId, role: 'owner', now }),
    ),
    removeCollaborator: nothing((tx, who, { developerId }) =>
      collaborators.removeCollaborator(tx, who.appId, developerId),
    ),
  } satisfies Entries<typeof collaborators>,
  'apps/listing-store.ts': {
    findListing: own((tx, who) => listings.findListing(tx, who.appId)),
    listReviews: open(operatorsOnly),
    putListing: nothing((tx, who) =>
      listings.putListing(tx, who.appId, { ...listings.emptyListing, tagline: 'Better than any' }),
    ),
  } satisfies Entries<typeof listings>,
  'apps/verification-store.ts': {
    findVerification: own((tx, who) => verification.findVerification(tx, who.appId)),
    listWaitingVerifications: open(operatorsOnly),
    setVerification: nothing((tx, who, { now }) =>
      verification.setVerification(tx, who.appId, { verifiedAt: now, requestedAt: now }),
    ),
  } satisfies Entries<typeof verification>,
  'apps/version-store.ts': {
    findVersion: nothing((tx, who, { versionId }) => versions.findVersion(tx, who.appId, versionId)),
    findVersionByKey: open('A version key is a secret, and whoever was given it may see what it installs.'),
    latestVersion: nothing((tx, who) => versions.latestVersion(tx, 'production', who.appId)),
    listVersions: nothing((tx, who) => versions.listVersions(tx, who.appId, page)),
  } satisfies Entries<typeof versions>,
  'developer-portal/metrics-store.ts': {
    callsByDay: nothing((tx, { appId }) => metrics.callsByDay(tx, asked(appId))),
    countInstallations: nothing((tx, { appId }) => metrics.countInstallations(tx, asked(appId))),
    countUsers: nothing((tx, { appId }) => metrics.countUsers(tx, asked(appId))),
  } satisfies Entries<typeof metrics>,
  'developer-portal/operator-store.ts': {
    isOperator: open('It says of the person who is signed in whether that one runs the deployment.'),
  } satisfies Entries<typeof operators>,
  'request-log/request-log-store.ts': {
    listRefusals: nothing((tx, who) => requestLog.listRefusals(tx, who.appId, page)),
    sweepRequestLog: open('It removes what is too old, whoever’s it was, and answers a count to a timer.'),
  } satisfies Entries<typeof requestLog>,
};

function asked(appId: number) {
  return { appId, sinceDay: 0, environment: undefined };
}
