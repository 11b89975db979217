import { levels } from '../../access/levels.ts';
import type * as credentials from '../../installations/credential-store.ts';
import * as installations from '../../installations/installation-store.ts';
import * as known from '../../installations/known-apps-store.ts';
import type * as marketplace from '../../installations/marketplace-store.ts';
import * as reach from '../../installations/oversight/reach-store.ts';
import * as usage from '../../installations/oversight/usage-store.ts';
import * as permitted from '../../installations/permitted-projects-store.ts';
import * as policy from '../../installations/policy/policy-store.ts';
import * as requests from '../../installations/requests/request-store.ts';
import * as wire from '../../installations/wire/app-installation-store.ts';
import * as uses from '../../service-accounts/permission-uses-store.ts';
import * as permissions from '../../service-accounts/permissions-store.ts';
import * as accounts from '../../service-accounts/service-account-store.ts';
import { type Entries, nothing, open, own, type Target, type Tenant } from './store-entry.test-support.ts';

const page = { offset: 0, perPage: 100 };

/** What a company decides about apps and their accounts: its id comes first. */
export const ofCompanies = {
  'installations/credential-store.ts': {
    credentialOf: open('A client id is public, and the company that installs an app must know the app’s.'),
  } satisfies Entries<typeof credentials>,
  'installations/installation-store.ts': {
    changeInstallation: nothing((tx, who, { installationId, now }) =>
      installations.changeInstallation(tx, who.companyId, installationId, { disconnected_at: now }),
    ),
    findInstallation: nothing((tx, who, { installationId }) =>
      installations.findInstallation(tx, who.companyId, installationId),
    ),
    findInstallationOfApp: nothing((tx, who, { appId }) =>
      installations.findInstallationOfApp(tx, who.companyId, appId),
    ),
    insertInstallation: own((tx, who, { wantedAppId, now }) =>
      installations.insertInstallation(tx, who.companyId, {
        app_id: wantedAppId,
        installed_by: who.adminId,
        installed_at: now,
        origin: 'admin',
      }),
    ),
    listInstallations: nothing((tx, who, { appId }) =>
      installations.listInstallations(tx, who.companyId, page, new Set([appId])),
    ),
  } satisfies Entries<typeof installations>,
  'installations/known-apps-store.ts': {
    findApp: open('It names an app to a company that has met it, or was given a key of it.'),
    listedApps: open('What is in the marketplace is there for everybody.'),
    mayName: nothing((tx, who, { appId }) => known.mayName(tx, who.companyId, who.adminId, appId)),
    metApps: nothing((tx, who, { appId }) => known.metApps(tx, who.companyId, [appId])),
    strangeApps: nothing(async (tx, who, { appId }) => {
      const strange = await known.strangeApps(tx, who.companyId, [appId]);
      return !strange.includes(appId);
    }),
  } satisfies Entries<typeof known>,
  'installations/marketplace-store.ts': {
    listMarketplace: open('What is in the marketplace is there for everybody.'),
  } satisfies Entries<typeof marketplace>,
  'installations/oversight/reach-store.ts': {
    accountOf: nothing((tx, who, { clientId }) => reach.accountOf(tx, who.companyId, clientId)),
    bearerOf: open('It puts together a question for the access decision, and asks no database.'),
    loadProjects: nothing(async (tx, who, { appId, contactId }) => {
      const { permitted, members, levels } = await reach.loadProjects(tx, who.companyId, appId, [contactId]);
      return { permitted, members, levels };
    }),
    membersWhoAllow: nothing((tx, who, { clientId }) =>
      reach.membersWhoAllow(tx, who.companyId, clientId, page),
    ),
  } satisfies Entries<typeof reach>,
  'installations/oversight/usage-store.ts': {
    usageByDay: nothing((tx, who, target) => usage.usageByDay(tx, asked(who, target))),
    usageByProject: nothing((tx, who, target) => usage.usageByProject(tx, asked(who, target))),
    usersOf: nothing((tx, who, target) => usage.usersOf(tx, asked(who, target))),
  } satisfies Entries<typeof usage>,
  'installations/permitted-projects-store.ts': {
    permittedProjects: nothing((tx, who, { appId }) => permitted.permittedProjects(tx, who.companyId, appId)),
  } satisfies Entries<typeof permitted>,
  'installations/policy/policy-store.ts': {
    loadPolicy: own((tx, who) => policy.loadPolicy(tx, who.companyId)),
    loadPolicyFacts: own((tx, who, { appId }) => policy.loadPolicyFacts(tx, who.companyId, appId)),
    policyEntries: nothing((tx, who) => policy.policyEntries(tx, who.companyId)),
    replaceEntries: nothing((tx, who, { now }) =>
      policy.replaceEntries(tx, who.companyId, { allowed: [], blocked: [] }, { personId: who.adminId, now }),
    ),
    storePolicy: nothing((tx, who, { now }) =>
      policy.storePolicy(tx, who.companyId, {
        userInstallsBlockedAt: now,
        mode: 'allow_list',
        verifiedOnlySince: now,
        highestLevel: levels.None,
        personId: who.adminId,
        now,
      }),
    ),
  } satisfies Entries<typeof policy>,
  'installations/requests/request-store.ts': {
    decideRequest: nothing((tx, who, { requestId, now }) =>
      requests.decideRequest(tx, who.companyId, requestId, {
        status: 'denied',
        decided_at: now,
        decided_by: who.adminId,
        answer: null,
      }),
    ),
    findRequest: nothing((tx, who, { requestId }) => requests.findRequest(tx, who.companyId, requestId)),
    insertRequest: own((tx, who, { now }) =>
      requests.insertRequest(tx, who.companyId, {
        app_id: who.appId,
        person_id: who.adminId,
        implicit_since: null,
        reason: 'Because',
        created_at: now,
      }),
    ),
    listRequests: nothing((tx, who, { wantedAppId: appId }) =>
      requests.listRequests(tx, who.companyId, { appId }, page),
    ),
    pendingRequests: nothing((tx, who, { wantedAppId }) =>
      requests.pendingRequests(tx, who.companyId, wantedAppId),
    ),
  } satisfies Entries<typeof requests>,
  'installations/wire/app-installation-store.ts': {
    appIdOf: open('A client id is public; whether the company may name its app is asked next.'),
    appsInProject: nothing(async (tx, who, { projectId, appId }) =>
      (await wire.appsInProject(tx, who.companyId, projectId)).has(appId),
    ),
    findAppOnTheWire: open('It is given an installation, which was found in the company that asks.'),
    findPersonOnTheWire: nothing((tx, who, { adminId }) =>
      wire.findPersonOnTheWire(tx, who.companyId, adminId),
    ),
  } satisfies Entries<typeof wire>,
  'service-accounts/permission-uses-store.ts': {
    loadUses: nothing((tx, who, { contactId }) => uses.loadUses(tx, who.companyId, [contactId], 0)),
  } satisfies Entries<typeof uses>,
  'service-accounts/permissions-store.ts': {
    loadPermissions: nothing((tx, who, { contactId }) =>
      permissions.loadPermissions(tx, who.companyId, [contactId]),
    ),
    named: open('It words permissions that were loaded already, and asks no database.'),
  } satisfies Entries<typeof permissions>,
  'service-accounts/service-account-store.ts': {
    findAccount: nothing((tx, who, { accountId }) => accounts.findAccount(tx, who.companyId, accountId)),
    listAccounts: own((tx, who) => accounts.listAccounts(tx, who.companyId, page)),
  } satisfies Entries<typeof accounts>,
};

function asked({ companyId }: Tenant, { appId }: Target) {
  return { companyId, appId, sinceDay: 0 };
}
