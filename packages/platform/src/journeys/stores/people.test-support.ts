import { toJson } from '@gatehouse/database';
import * as operatorPeople from '../../account-security/operator-people-store.ts';
import * as ownSessions from '../../account-security/own-sessions-store.ts';
import * as signInRules from '../../account-security/sign-in-rules-store.ts';
import type * as codes from '../../authorization/code-store.ts';
import type * as devices from '../../authorization/device/device-request-store.ts';
import type * as families from '../../authorization/family-store.ts';
import type * as grantCompanies from '../../authorization/grant-company-store.ts';
import * as grants from '../../authorization/grant-store.ts';
import type * as pushes from '../../authorization/pushed-request-store.ts';
import type * as remembered from '../../authorization/remembered-consent-store.ts';
import type * as keys from '../../authorization/signing-key-store.ts';
import * as connected from '../../connected-apps/connected-apps-store.ts';
import * as current from '../../connected-apps/current-person-store.ts';
import * as jobs from '../../directory/bulk-jobs/bulk-job-store.ts';
import * as invitations from '../../invitations/invitation-store.ts';
import type * as links from '../../mailed-links/mailed-link-store.ts';
import * as passkeys from '../../passkeys/passkey-store.ts';
import type { BulkOutcome, BulkRow } from '../../schema/tables.ts';
import * as factors from '../../second-factors/factor-store.ts';
import type * as guesses from '../../second-factors/guess-store.ts';
import * as recovery from '../../second-factors/recovery-code-store.ts';
import type * as required from '../../second-factors/required-store.ts';
import * as totp from '../../second-factors/totp-store.ts';
import * as people from '../../sign-in/person-store.ts';
import * as sessions from '../../sign-in/session-store.ts';
import { bulkJobId } from '../first-tenant.test-support.ts';
import { type Entries, nothing, open, own } from './store-entry.test-support.ts';

const code =
  'The id is part of a code that only its app was sent, and is believed once the code’s keyed hash is right.';
const device =
  'The id is part of a code that only its device was sent, or sealed for the session that typed the other code.';
const family = 'The id is sealed into a refresh token, and is believed once the token’s keyed hash is right.';
const pushed =
  'The id is part of a reference that only its client was sent, and is believed once its keyed hash is right.';
const key = 'Signing keys belong to the deployment, and to no tenant of it.';
const mailed = 'A link is found by the keyed hash of a token that was mailed to one address.';
const guess = 'It counts wrong codes of whoever has typed their password, and is told to nobody.';
const passkey = 'The id is that of a key whose signature has just been right.';
const session = 'A session is found by the keyed hash of a cookie that its own browser holds.';

/** What belongs to a person, or to whoever holds a secret. */
export const ofPeople = {
  'account-security/operator-people-store.ts': {
    findProvenReader: own((tx, who) => operatorPeople.findProvenReader(tx, who.adminId)),
    findPersonUnder: open('Operators find anybody by their address, and belong to no company here.'),
    listGrantsOf: own((tx, who) => operatorPeople.listGrantsOf(tx, who.memberId)),
    setDeactivated: own((tx, who, { now }) => operatorPeople.setDeactivated(tx, who.adminId, now)),
  } satisfies Entries<typeof operatorPeople>,
  'account-security/own-sessions-store.ts': {
    listSessionsOf: own((tx, who, { now }) => ownSessions.listSessionsOf(tx, who.adminId, now)),
  } satisfies Entries<typeof ownSessions>,
  'account-security/sign-in-rules-store.ts': {
    findSignInRules: own((tx, who) => signInRules.findSignInRules(tx, who.companyId)),
    requireSecondFactor: own((tx, who, { now }) => signInRules.requireSecondFactor(tx, who.companyId, now)),
  } satisfies Entries<typeof signInRules>,
  'authorization/code-store.ts': {
    claimCode: open(code),
    countWrongVerifier: open(code),
    findCode: open(code),
    insertCode: open('It stores the code of a grant that was made in the same unit.'),
    sawChallenge: open(
      'It asks of a challenge that the client itself has just sent, and no caller sees the answer.',
    ),
  } satisfies Entries<typeof codes>,
  'authorization/device/device-request-store.ts': {
    claimDeviceRequest: open(device),
    decideDeviceRequest: open(device),
    findDeviceRequest: open(device),
    findWaitingRequest: open('It looks for a code that whoever typed it was shown by the device.'),
    insertDeviceRequest: open('It stores what a client asked for that proved itself in the same call.'),
    notePoll: open(device),
  } satisfies Entries<typeof devices>,
  'authorization/family-store.ts': {
    endFamily: open('A timer found it at its end, whosever it is, and it is shown to nobody.'),
    findFamily: open(family),
    insertFamily: open('It begins the chain of a grant whose code was claimed in the same unit.'),
    noteRepeat: open(family),
    revokeFamily: open(family),
    rotateFamily: open(family),
  } satisfies Entries<typeof families>,
  'authorization/grant-company-store.ts': {
    companiesAskedAbout: open('It is asked of the grant that was just found for its person.'),
    storeCompanyChoice: open(
      'It stores what the person of a grant said that was found for them in the same unit.',
    ),
  } satisfies Entries<typeof grantCompanies>,
  'authorization/grant-store.ts': {
    findLiveGrant: nothing((tx, who, { clientId }) => grants.findLiveGrant(tx, who.memberId, clientId)),
    findOrCreateGrant: own((tx, who, { house }) =>
      grants.findOrCreateGrant(house, tx, who.memberId, who.clientId),
    ),
  } satisfies Entries<typeof grants>,
  'authorization/pushed-request-store.ts': {
    findPushedRequest: open(pushed),
    insertPushedRequest: open('It stores the request of a client that has just authenticated.'),
    openPushedRequest: open(pushed),
    usePushedRequest: open(pushed),
  } satisfies Entries<typeof pushes>,
  'authorization/signing-key-store.ts': {
    findCurrentKey: open(key),
    findNewestKey: open(key),
    findPublishedKeys: open(key),
    insertKey: open(key),
    removeKeysPublishedUntil: open(key),
    retireKeysBefore: open(key),
  } satisfies Entries<typeof keys>,
  'authorization/remembered-consent-store.ts': {
    findRememberedConsent: open('It is asked of the grant that was just found for its person.'),
    storeRememberedConsent: open(
      'It stores what was shown to the person whose grant was found in the same unit.',
    ),
  } satisfies Entries<typeof remembered>,
  'connected-apps/connected-apps-store.ts': {
    clientOfGrant: nothing((tx, who, { grantId }) => connected.clientOfGrant(tx, who.memberId, grantId)),
    isGrantOf: nothing((tx, who, { grantId }) => connected.isGrantOf(tx, who.memberId, grantId)),
    listConnectedApps: nothing((tx, who) => connected.listConnectedApps(tx, who.memberId)),
    listConnectedCompanies: nothing((tx, who) => connected.listConnectedCompanies(tx, who.memberId)),
  } satisfies Entries<typeof connected>,
  'connected-apps/current-person-store.ts': {
    findCurrentPerson: own((tx, who) => current.findCurrentPerson(tx, who.adminId)),
  } satisfies Entries<typeof current>,
  'directory/bulk-jobs/bulk-job-store.ts': {
    claimStep: own(async (tx, who, { now }) => {
      const waiting = { company_id: who.companyId, id: bulkJobId, done: 0 };
      await tx
        .updateTable('bulk_jobs')
        .set({ finished_at: null })
        .where('company_id', '=', who.companyId)
        .execute();
      return await jobs.claimStep(tx, waiting, { done: 0, finished_at: now });
    }),
    findJob: nothing((tx, who) => jobs.findJob(tx, who.companyId, bulkJobId)),
    firstWaiting: open('It finds what is to be done next, whoever asked for it, and is told to nobody.'),
    insertJob: own(async (tx, who, { now }) => {
      await jobs.insertJob(tx, {
        id: 'another job',
        company_id: who.companyId,
        kind: 'bulk_add',
        bearer: toJson<unknown>(null),
        origin: toJson<unknown>(null),
        rows: toJson<BulkRow[]>([]),
        created_at: now,
      });
      return await jobs.findJob(tx, who.companyId, 'another job');
    }),
    removeFinished: open('It removes what is over, whoever it belonged to.'),
    setOutcomes: own(async (tx, who) => {
      const outcomes = toJson<BulkOutcome[]>([{ user_id: 1, project_id: 1, errors: null }]);
      await jobs.setOutcomes(tx, who.companyId, bulkJobId, outcomes);
      return await jobs.findJob(tx, who.companyId, bulkJobId);
    }),
  } satisfies Entries<typeof jobs>,
  'invitations/invitation-store.ts': {
    claimInvitation: open('The id is that of a token whose keyed hash was found in the same unit.'),
    findAliveInvitation: open(
      'An invitation is found by the keyed hash of a token that was mailed to one address.',
    ),
    listInvitations: nothing((tx, who, { now }) =>
      invitations.listInvitations(tx, who.companyId, { now, perPage: 100, offset: 0 }),
    ),
    forgetInvitations: nothing((tx, who, { invitedId }) =>
      invitations.forgetInvitations(tx, who.companyId, invitedId),
    ),
    revokeInvitations: nothing((tx, who, { now, invitedId }) =>
      invitations.revokeInvitations(tx, who.companyId, invitedId, now),
    ),
  } satisfies Entries<typeof invitations>,
  'mailed-links/mailed-link-store.ts': {
    claimLink: open(mailed),
    countLinks: open('It counts what went to an address that somebody typed, and is told to nobody.'),
    findAliveLink: open(mailed),
    insertLink: open('It stores the link of an address that somebody typed.'),
    sweepLinks: open('It removes what is over, whoever it belonged to.'),
  } satisfies Entries<typeof links>,
  'passkeys/passkey-store.ts': {
    renamePasskey: nothing((tx, who, { passkeyId }) =>
      passkeys.renamePasskey(tx, who.adminId, passkeyId, 'Taken over'),
    ),
    deletePasskey: nothing(async (tx, who, { passkeyId }) => {
      const name = await passkeys.deletePasskey(tx, who.adminId, passkeyId);
      return name === undefined ? [] : [name];
    }),
    findPasskey: open('It finds whose key somebody claims to hold, before the signature proves that.'),
    insertPasskey: open('It stores a key of a person who proved who they are in the same call.'),
    listPasskeys: nothing((tx, who) => passkeys.listPasskeys(tx, who.adminId)),
    noteRegress: open(passkey),
    noteUseOfPasskey: open(passkey),
  } satisfies Entries<typeof passkeys>,
  'second-factors/factor-store.ts': {
    findFactors: nothing(async (tx, who) => {
      const { totp, passkeys, recoveryCodes } = await factors.findFactors(tx, who.adminId);
      return totp || passkeys > 0 || recoveryCodes > 0 ? [who.adminId] : [];
    }),
  } satisfies Entries<typeof factors>,
  'second-factors/guess-store.ts': {
    findGuesses: open(guess),
    forgetGuesses: open(guess),
    sweepGuesses: open('It removes what is over, whoever it belonged to.'),
    writeGuesses: open(guess),
  } satisfies Entries<typeof guesses>,
  'second-factors/required-store.ts': {
    findResponsibility: open('It says what one person runs, and is asked for their own session alone.'),
  } satisfies Entries<typeof required>,
  'second-factors/recovery-code-store.ts': {
    claimRecoveryCode: nothing(async (tx, who, { now }) =>
      (await recovery.claimRecoveryCode(tx, who.adminId, ['of the first tenant'], now)) ? [who.adminId] : [],
    ),
    countRecoveryCodes: open('It counts what one person has, and is shown to them alone.'),
    replaceRecoveryCodes: open('It replaces the codes of a person who proved who they are in the same call.'),
  } satisfies Entries<typeof recovery>,
  'second-factors/totp-store.ts': {
    acceptStep: open('It is asked of the person whose code was right in the same unit.'),
    deleteTotp: nothing(async (tx, who) => ((await totp.deleteTotp(tx, who.adminId)) ? [who.adminId] : [])),
    findTotp: nothing((tx, who) => totp.findTotp(tx, who.adminId)),
    insertTotp: open('It stores the secret of a person who proved who they are in the same call.'),
  } satisfies Entries<typeof totp>,
  'sign-in/person-store.ts': {
    findAccount: open('It finds whom somebody claims to be, before the password proves that.'),
    findAccountOf: own((tx, who) => people.findAccountOf(tx, who.adminId)),
    findPerson: own((tx, who) => people.findPerson(tx, who.adminId)),
    findUser: own((tx, who) => people.findUser(tx, who.adminId)),
    replacePasswordHash: open(
      'It changes a row only where the hash still stands that a password has just matched.',
    ),
    setLocale: own((tx, who) => people.setLocale(tx, who.adminId, 'es')),
  } satisfies Entries<typeof people>,
  'sign-in/session-store.ts': {
    endSession: open(session),
    endSessionsOf: own(async (tx, who, { now }) => {
      await sessions.endSessionsOf(tx, who.adminId, now);
      return await tx.selectFrom('sessions').select('id_hash').where('ended_at', '=', now).execute();
    }),
    findLiveSession: open(session),
    insertSession: open('It stores the session of a person who has just signed in.'),
    noteProof: open(session),
    touchSession: open(session),
  } satisfies Entries<typeof sessions>,
};
