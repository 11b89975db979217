import { levels } from '../../access/levels.ts';
import * as states from '../../access/project-state-store.ts';
import { findItem } from '../../documents/changing/item-store.ts';
import { setPrivateByDefault } from '../../documents/settings/settings-store.ts';
import * as explained from '../../permissions/explain-store.ts';
import * as groupMembers from '../../permissions/group-member-store.ts';
import * as groups from '../../permissions/group-store.ts';
import * as holders from '../../permissions/holder-store.ts';
import * as matrix from '../../permissions/matrix-store.ts';
import * as tools from '../../permissions/project-tool-store.ts';
import * as templates from '../../permissions/template-store.ts';
import { type Entries, nothing, own } from './store-entry.test-support.ts';

const page = { offset: 0, perPage: 100 };
const says = new Map([['documents', { level: levels.Admin, actions: [] }]] as const);

/** Who may do what in a company: its id comes first. */
export const ofPermissions = {
  'permissions/explain-store.ts': {
    chainOf: nothing((tx, who, { clientId }) => explained.chainOf(tx, who.companyId, clientId, who.memberId)),
    clientHere: nothing((tx, who, { clientId }) => explained.clientHere(tx, who.companyId, clientId)),
    clientOfApp: nothing((tx, who, theirs) => explained.clientOfApp(tx, who.companyId, theirs.appId)),
    isPrivateFromDefault: nothing(async (tx, who, { privateId }) => {
      if ((await findItem(tx, who.place, privateId)) !== null) {
        await setPrivateByDefault(tx, who.place, 0);
        await tx
          .updateTable('documents')
          .set((eb) => ({ private_at: eb.ref('created_at') }))
          .where('id', '=', privateId)
          .execute();
      }
      return await explained.isPrivateFromDefault(tx, who.companyId, privateId);
    }),
    membershipOf: nothing((tx, who, { contactId }) => explained.membershipOf(tx, who.companyId, contactId)),
  } satisfies Entries<typeof explained>,
  'permissions/group-member-store.ts': {
    addGroupMember: nothing((tx, who, { groupId, contactId, now }) =>
      groupMembers.addGroupMember(tx, who.companyId, groupId, { personId: contactId, at: now }),
    ),
    listGroupMembers: nothing((tx, who, { groupId }) =>
      groupMembers.listGroupMembers(tx, who.companyId, groupId, page),
    ),
    removeGroupMember: nothing((tx, who, { groupId, now }) =>
      groupMembers.removeGroupMember(tx, who.companyId, groupId, { personId: who.memberId, at: now }),
    ),
    replaceMembers: nothing((tx, who, { groupId, now }) =>
      groupMembers.replaceMembers(tx, who.companyId, groupId, { personIds: [], at: now }),
    ),
    strangersAmong: nothing(async (tx, who, { contactId }) => {
      const strangers = await groupMembers.strangersAmong(tx, who.companyId, [contactId]);
      return !strangers.includes(contactId);
    }),
  } satisfies Entries<typeof groupMembers>,
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
    // Kept out is the answer to a stranger.
    keepsAccountOut: own((tx, who, { projectId, clientId }) =>
      states.keepsAccountOut(tx, who.companyId, projectId, clientId),
    ),
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
