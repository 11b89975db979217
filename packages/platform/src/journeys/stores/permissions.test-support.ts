import { levels } from '../../access/levels.ts';
import * as states from '../../access/project-state-store.ts';
import * as providers from '../../identity-providers/identity-provider-store.ts';
import type * as identities from '../../identity-providers/identity-store.ts';
import * as explained from '../../permissions/explain-store.ts';
import * as groups from '../../permissions/group-store.ts';
import * as holders from '../../permissions/holder-store.ts';
import * as matrix from '../../permissions/matrix-store.ts';
import * as tools from '../../permissions/project-tool-store.ts';
import * as templates from '../../permissions/template-store.ts';
import { type Entries, nothing, open, own } from './store-entry.test-support.ts';

const page = { offset: 0, perPage: 100 };
const says = new Map([['documents', { level: levels.Admin, actions: [] }]] as const);

/** Who may do what in a company: its id comes first. */
export const ofPermissions = {
  'identity-providers/identity-provider-store.ts': {
    approveDomain: open('Operators approve, and belong to no company here.'),
    findProvider: open(
      'The id is part of an address that the provider answers to, bound to one browser’s flow.',
    ),
    findProviderOfDomain: open(
      'Whoever types an address is sent to the provider that speaks for its domain.',
    ),
    insertDomain: nothing((tx, who, { providerId, now }) =>
      providers.insertDomain(tx, who.companyId, {
        provider_id: providerId,
        domain: 'another.example',
        created_at: now,
      }),
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
    listDomains: nothing((tx, who) => providers.listDomains(tx, who.companyId)),
    listProviders: nothing((tx, who) => providers.listProviders(tx, who.companyId)),
    listWaitingDomains: open('Operators approve, and belong to no company here.'),
    removeProvider: nothing((tx, who, { providerId, now }) =>
      providers.removeProvider(tx, who.companyId, providerId, now),
    ),
    storeSecret: nothing((tx, who, { providerId }) =>
      providers.storeSecret(tx, who.companyId, providerId, 'another'),
    ),
  } satisfies Entries<typeof providers>,
  'identity-providers/identity-store.ts': {
    connectIdentity: open('It stores what a provider has just vouched for, of people found for its company.'),
    findByAddress: open('It finds whom a provider speaks of, and tells whether they are in its company.'),
    findConnected: open('The subject comes signed by the provider whose row was found for this flow.'),
    isAddressTaken: open('An address is one person’s in the whole deployment.'),
    isSubjectTaken: open('The subject comes signed by the provider whose row was found for this flow.'),
  } satisfies Entries<typeof identities>,
  'permissions/explain-store.ts': {
    chainOf: nothing((tx, who, { clientId }) => explained.chainOf(tx, who.companyId, clientId, who.memberId)),
    clientHere: nothing((tx, who, { clientId }) => explained.clientHere(tx, who.companyId, clientId)),
    clientOfApp: nothing((tx, who, theirs) => explained.clientOfApp(tx, who.companyId, theirs.appId)),
    wasMember: nothing((tx, who, { contactId }) => explained.wasMember(tx, who.companyId, contactId)),
  } satisfies Entries<typeof explained>,
  'permissions/group-store.ts': {
    deleteGroup: nothing((tx, who, { groupId }) => groups.deleteGroup(tx, who.companyId, groupId)),
    findGroup: nothing((tx, who, { groupId }) => groups.findGroup(tx, who.companyId, groupId)),
    groupNameIsTaken: nothing((tx, who) =>
      groups.groupNameIsTaken(tx, who.companyId, 'Tidewater crew', null),
    ),
    insertGroup: own((tx, who, { now }) =>
      groups.insertGroup(tx, who.companyId, 'Another', { by: who.adminId, at: now }),
    ),
    listGroups: own((tx, who) => groups.listGroups(tx, who.companyId, page)),
    renameGroup: nothing((tx, who, { groupId, now }) =>
      groups.renameGroup(tx, who.companyId, groupId, { name: 'Renamed', at: now }),
    ),
    replaceMembers: nothing((tx, who, { groupId, now }) =>
      groups.replaceMembers(tx, who.companyId, groupId, { personIds: [], at: now }),
    ),
    strangersAmong: nothing(async (tx, who, { contactId }) => {
      const strangers = await groups.strangersAmong(tx, who.companyId, [contactId]);
      return !strangers.includes(contactId);
    }),
  } satisfies Entries<typeof groups>,
  'permissions/holder-store.ts': {
    adminLevelOf: nothing(async (tx, who, { adminId }) => {
      const level = await holders.adminLevelOf(tx, who.companyId, adminId);
      return level === levels.None ? null : level;
    }),
    findHolder: nothing((tx, who, { contactId }) =>
      holders.findHolder(tx, { companyId: who.companyId, projectId: null, personId: contactId }),
    ),
    ownAdminLevel: nothing(async (tx, who, { adminId }) => {
      const { level } = await holders.ownAdminLevel(tx, who.companyId, adminId);
      return level;
    }),
    setTemplate: nothing((tx, who, { contactId, templateId }) =>
      holders.setTemplate(tx, { companyId: who.companyId, projectId: null, personId: contactId }, templateId),
    ),
  } satisfies Entries<typeof holders>,
  'permissions/matrix-store.ts': {
    listLines: nothing((tx, who, { contactId }) =>
      matrix.listLines(tx, who.companyId, null, { ids: [contactId] }, page),
    ),
  } satisfies Entries<typeof matrix>,
  'access/project-state-store.ts': {
    stateOfProject: nothing((tx, who, { projectId }) => states.stateOfProject(tx, who.companyId, projectId)),
  } satisfies Entries<typeof states>,
  'permissions/project-tool-store.ts': {
    listProjectTools: own(async (tx, who, { projectId }) => ({
      listed: await tools.listProjectTools(tx, who.companyId, projectId),
      of: who.companyId,
    })),
    placeTool: own((tx, who, { projectId }) =>
      tools.placeTool(tx, who.companyId, projectId, { tool: 'documents', position: 9 }),
    ),
    switchTool: own(async (tx, who, { projectId, now }) => {
      await tools.switchTool(tx, who.companyId, projectId, { tool: 'directory', active: false, at: now });
      return who.companyId;
    }),
  } satisfies Entries<typeof tools>,
  'permissions/template-store.ts': {
    changeTemplate: nothing((tx, who, { templateId, now }) =>
      templates.changeTemplate(tx, who.companyId, templateId, { name: 'Changed', says, at: now }),
    ),
    deleteTemplate: nothing((tx, who, { templateId }) =>
      templates.deleteTemplate(tx, who.companyId, templateId),
    ),
    findTemplate: nothing((tx, who, { templateId }) => templates.findTemplate(tx, who.companyId, templateId)),
    holdersOf: own(async (tx, who, { templateId }) => [
      who.companyId,
      await templates.holdersOf(tx, who.companyId, templateId),
    ]),
    insertTemplate: own((tx, who, { now }) =>
      templates.insertTemplate(
        tx,
        who.companyId,
        { name: 'Another', type: 'global', project_id: null, says },
        { by: who.adminId, at: now },
      ),
    ),
    insertTemplates: own((tx, who, { now }) =>
      templates.insertTemplates(
        tx,
        who.companyId,
        [{ name: 'One more', type: 'global', project_id: null, says }],
        { by: who.adminId, at: now },
      ),
    ),
    listTemplates: own((tx, who) => templates.listTemplates(tx, who.companyId, { types: ['global'] }, page)),
    nameIsTaken: nothing((tx, who) =>
      templates.nameIsTaken(tx, who.companyId, {
        id: null,
        name: 'Tidewater crew',
        type: 'company_tools',
        project_id: null,
      }),
    ),
  } satisfies Entries<typeof templates>,
};
