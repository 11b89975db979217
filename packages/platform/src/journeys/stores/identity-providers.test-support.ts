import type * as flows from '../../identity-providers/flow-store.ts';
import * as domains from '../../identity-providers/identity-domain-store.ts';
import * as providers from '../../identity-providers/identity-provider-store.ts';
import * as identities from '../../identity-providers/identity-store.ts';
import type * as bindings from '../../only-way-in/binding-store.ts';
import * as ways from '../../only-way-in/way-out-store.ts';
import { type Entries, nothing, open, own } from './store-entry.test-support.ts';

const code = (providerId: number) => ({ providerId, hashes: ['tidewater-way-out'], now: 1 });

/** Where the people of a company sign in: its id comes first, but for operators and for who is on their way in. */
export const ofIdentityProviders = {
  'identity-providers/identity-provider-store.ts': {
    changeProvider: nothing((tx, who, { providerId }) =>
      providers.changeProvider(tx, who.companyId, providerId, { client_id: 'another' }),
    ),
    findProvider: open(
      'The id is part of an address that the provider answers to, bound to one browser’s flow.',
    ),
    findProviderOf: nothing((tx, who, { providerId }) =>
      providers.findProviderOf(tx, who.companyId, providerId),
    ),
    findProviderOfDomain: open(
      'Whoever types an address is sent to the provider that speaks for its domain.',
    ),
    insertProvider: own((tx, who, { now }) =>
      providers.insertProvider(tx, who.companyId, {
        issuer: 'https://another.example',
        client_id: 'another',
        client_secret_sealed: '',
        created_by: who.adminId,
        created_at: now,
      }),
    ),
    listCompulsory: open('Operators look, and belong to no company here.'),
    listProviders: nothing((tx, who) => providers.listProviders(tx, who.companyId)),
    releaseProvider: open('Operators release, and belong to no company here.'),
    removeProvider: nothing((tx, who, { providerId, now }) =>
      providers.removeProvider(tx, who.companyId, providerId, now),
    ),
  } satisfies Entries<typeof providers>,
  'identity-providers/flow-store.ts': {
    insertFlow: open(
      'A browser that was sent away keeps its own way back, under a state that it alone knows.',
    ),
    takeFlow: open('The state comes out of the sealed cookie of the browser that was sent away.'),
    sweepFlows: open('It removes what is over, whoever it belonged to.'),
  } satisfies Entries<typeof flows>,
  'identity-providers/identity-store.ts': {
    connectIdentity: open('It stores what a provider has just vouched for, of people found for its company.'),
    countConnected: nothing(async (tx, who) => (await identities.countConnected(tx, who.companyId)).size),
    disconnectAll: nothing((tx, who, { providerId }) =>
      identities.disconnectAll(tx, who.companyId, providerId),
    ),
    findByAddress: open('It finds whom a provider speaks of, and tells whether they are in its company.'),
    findConnected: open('The subject comes signed by the provider whose row was found for this flow.'),
    findHolder: open('An address is one person’s in the whole deployment.'),
    freeAddress: open('It takes from a service account an address that somebody else has just proven.'),
    ownHolder: open('It changes whoever turned out to be the reader of a proven address.'),
    isSubjectTaken: open('The subject comes signed by the provider whose row was found for this flow.'),
  } satisfies Entries<typeof identities>,
  'identity-providers/identity-domain-store.ts': {
    approveDomain: open(
      'Operators approve, and belong to no company here; a company’s own was found before.',
    ),
    insertDomain: nothing((tx, who, { providerId, now }) =>
      domains.insertDomain(tx, who.companyId, {
        provider_id: providerId,
        domain: 'another.example',
        created_at: now,
      }),
    ),
    listDomains: nothing((tx, who) => domains.listDomains(tx, who.companyId)),
    listWaitingDomains: open('Operators approve, and belong to no company here.'),
    rejectDomain: open('Operators reject, and belong to no company here.'),
    removeDomain: nothing((tx, who, { providerId, domainId }) =>
      domains.removeDomain(tx, who.companyId, { providerId, id: domainId }),
    ),
    wasRejected: open('It looks among the domains that listDomains gives of one company.'),
  } satisfies Entries<typeof domains>,
  'only-way-in/binding-store.ts': {
    findBound: open(
      'It asks of one person whether any company of theirs binds them, before they are let in.',
    ),
    findCompulsory: open('Whoever types an address is told that its domain has a provider.'),
    findSpeaker: open('The same, of one who just signed in at that provider.'),
  } satisfies Entries<typeof bindings>,
  'only-way-in/way-out-store.ts': {
    claimWayOut: nothing((tx, who, { providerId }) =>
      ways.claimWayOut(tx, who.companyId, { ...code(providerId), personId: who.adminId }),
    ),
    countWayOuts: nothing(async (tx, who) => (await ways.countWayOuts(tx, who.companyId)).size),
    replaceWayOuts: own((tx, who, { providerId }) =>
      ways.replaceWayOuts(tx, who.companyId, code(providerId)),
    ),
  } satisfies Entries<typeof ways>,
};
