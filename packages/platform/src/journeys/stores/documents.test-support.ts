import type { Writer } from '@gatehouse/database';
import * as installers from '../../access/installers-store.ts';
import * as items from '../../access/item-store.ts';
import { levels } from '../../access/levels.ts';
import type * as snapshot from '../../access/snapshot-store.ts';
import * as assignments from '../../directory/assignment-store.ts';
import * as companies from '../../directory/company-store.ts';
import * as members from '../../directory/member-store.ts';
import * as projects from '../../directory/project-store.ts';
import * as readers from '../../documents/access-list/reader-store.ts';
import type * as blobs from '../../documents/blobs/blob-store.ts';
import * as changed from '../../documents/changing/item-store.ts';
import type * as collection from '../../documents/collection-store.ts';
import * as originals from '../../documents/copying/original-store.ts';
import * as files from '../../documents/file-store.ts';
import * as folders from '../../documents/folder-store.ts';
import * as changes from '../../documents/following/change-store.ts';
import * as tags from '../../documents/following/tag-store.ts';
import type * as hints from '../../documents/hints/hint-store.ts';
import type * as reach from '../../documents/hints/reach-store.ts';
import * as above from '../../documents/listing/above-store.ts';
import * as index from '../../documents/listing/index-store.ts';
import * as walks from '../../documents/listing/walk-store.ts';
import * as paths from '../../documents/path-store.ts';
import * as bins from '../../documents/recycle-bin/bin-store.ts';
import * as recipients from '../../documents/sending/recipient-store.ts';
import * as settings from '../../documents/settings/settings-store.ts';
import type * as allowances from '../../documents/tracking/allowance-store.ts';
import * as news from '../../documents/tracking/news-store.ts';
import * as stops from '../../documents/tracking/stop-store.ts';
import * as trackers from '../../documents/tracking/tracker-store.ts';
import * as uploads from '../../documents/uploads/upload-store.ts';
import { adminOf, type Viewer } from '../../documents/viewer.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { type Entries, nothing, open, own, type Tenant } from './store-entry.test-support.ts';
import { plainPlan } from './upload-rows.test-support.ts';

const teller =
  'It works off what is due in all companies; no route calls it, and no caller sees what it reads.';

const decided = 'It finds whom to decide about, for the decision alone; no route calls it.';

/** Who stopped the mails of a place, once one person has. */
async function stopped(tx: Writer<Tables>, place: Place) {
  await stops.insertStop(tx, place, 1);
  return await stops.listStopped(tx, place);
}

/** What lies in a company: its id comes first, or the place that holds it. */
export const ofPlaces = {
  'access/installers-store.ts': {
    installersOf: own((tx, who) => installers.installersOf(tx, who.companyId)),
    isInstaller: nothing((tx, who, { adminId }) => installers.isInstaller(tx, who.companyId, adminId)),
  } satisfies Entries<typeof installers>,
  'access/item-store.ts': {
    loadItem: nothing((tx, who, { folderId }) => items.loadItem(tx, who.place, folderId)),
  } satisfies Entries<typeof items>,
  'access/snapshot-store.ts': {
    loadFacts: open(
      'It gathers what one bearer is in one company, for the decision alone, which may be a refusal.',
    ),
  } satisfies Entries<typeof snapshot>,
  'directory/assignment-store.ts': {
    listAssignments: nothing((tx, who, { adminId }) =>
      assignments.listAssignments(tx, who.companyId, adminId, {
        assigned: null,
        search: 'Harbor Tower',
        direction: 'asc',
        slice: { perPage: 100, offset: 0 },
      }),
    ),
  } satisfies Entries<typeof assignments>,
  'directory/company-store.ts': {
    findCompany: own((tx, who) => companies.findCompany(tx, who.companyId, who.adminId)),
    listCompanies: own((tx, who) =>
      companies.listCompanies(
        tx,
        { kind: 'person', personId: who.adminId, environment: null, grantId: null },
        { perPage: 100, offset: 0 },
      ),
    ),
  } satisfies Entries<typeof companies>,
  'directory/member-store.ts': {
    findMember: nothing((tx, who, { contactId }) => members.findMember(tx, who.companyId, null, contactId)),
    findMemberByOrigin: nothing((tx, who) => members.findMemberByOrigin(tx, who.companyId, 'tidewater-1')),
    isAdminOfCompany: nothing((tx, who, { adminId }) => members.isAdminOfCompany(tx, who.companyId, adminId)),
    listMembers: nothing((tx, who, { contactId }) =>
      members.listMembers(tx, who.companyId, null, {
        filter: { active: null, ids: [contactId] },
        order: [{ by: 'name', direction: 'asc' }],
        slice: { perPage: 100, offset: 0 },
      }),
    ),
  } satisfies Entries<typeof members>,
  'directory/project-store.ts': {
    findProject: nothing((tx, who, { projectId }) => projects.findProject(tx, who.companyId, projectId)),
    findProjectByOrigin: nothing((tx, who) =>
      projects.findProjectByOrigin(tx, who.companyId, 'tidewater-project'),
    ),
    listProjects: nothing((tx, who, { projectId }) =>
      projects.listProjects(
        tx,
        who.companyId,
        { personId: who.adminId, everyProject: true, permittedTo: null },
        { filter: { status: 'All', ids: [projectId] }, order: [{ by: 'id', direction: 'asc' }], slice: null },
      ),
    ),
  } satisfies Entries<typeof projects>,
  'documents/blobs/blob-store.ts': {} satisfies Entries<typeof blobs>,
  'documents/collection-store.ts': {
    deleteUnused: open('It removes what no version of any tenant names, found by a location of our own.'),
    markUnused: open('It goes over what is stored for all tenants, and tells nobody anything of it.'),
    namedAmong: open('It is asked by the collector alone, which must know of the rows of every tenant.'),
    unusedBefore: open('It is asked by the collector alone, and answers locations that nothing names.'),
  } satisfies Entries<typeof collection>,
  'documents/copying/original-store.ts': {
    listNamed: own(async (tx, who, { folderId, adminId }) => {
      const row = { company_id: who.companyId, document_id: folderId, person_id: adminId };
      const own = await changed.findItem(tx, who.place, folderId);
      if (own !== null) await tx.insertInto('document_readers').values(row).execute();
      return await originals.listNamed(tx, who.companyId, [folderId]);
    }),
    listOriginals: nothing((tx, who, { rootFolderId }) =>
      originals.listOriginals(tx, everythingOf(who), [rootFolderId], 100),
    ),
  } satisfies Entries<typeof originals>,
  'documents/file-store.ts': {
    filesById: nothing((tx, who, { fileId }) => files.filesById(tx, everythingOf(who), [fileId])),
    findFile: nothing((tx, who, { fileId }) => files.findFile(tx, everythingOf(who), fileId, 'all')),
    latestVersionsOf: nothing((tx, who, { fileId }) => files.latestVersionsOf(tx, who.companyId, [fileId])),
    recentVersionsOf: nothing((tx, who, { fileId }) => files.recentVersionsOf(tx, who.companyId, fileId, 20)),
    findVersion: nothing((tx, who, { fileVersionId }) => files.findVersion(tx, who.companyId, fileVersionId)),
    findVersions: nothing((tx, who, { fileVersionId }) =>
      files.findVersions(tx, who.companyId, [fileVersionId]),
    ),
    versionsInDeleted: nothing(async (tx, who, { folderOfFileId }) => [
      ...(await files.versionsInDeleted(tx, who.companyId, folderOfFileId)),
    ]),
    listFiles: nothing((tx, who, { folderOfFileId }) =>
      files.listFiles(tx, everythingOf(who), folderOfFileId, 'all'),
    ),
  } satisfies Entries<typeof files>,
  'documents/folder-store.ts': {
    findFolder: nothing((tx, who, { folderId }) => folders.findFolder(tx, everythingOf(who), folderId)),
    findRootFolder: own((tx, who) => folders.findRootFolder(tx, everythingOf(who))),
    listFolders: nothing((tx, who, { rootFolderId }) =>
      folders.listFolders(tx, everythingOf(who), rootFolderId),
    ),
  } satisfies Entries<typeof folders>,
  'documents/following/change-store.ts': {
    lastChange: nothing((tx, who, { projectId }) =>
      changes.lastChange(tx, adminOf({ ...who.place, projectId })),
    ),
    timeOf: nothing((tx, who, { projectId }) => changes.timeOf(tx, adminOf({ ...who.place, projectId }), 1)),
    changesAfter: own((tx, who) => changes.changesAfter(tx, adminOf(who.place), 0, 1000)),
    changesBehindGates: nothing((tx, who, { privateId }) =>
      changes.changesBehindGates(tx, adminOf(who.place), [privateId], 0),
    ),
    readersUntil: nothing((tx, who, { privateId }) =>
      changes.readersUntil(tx, adminOf(who.place), [privateId], 0),
    ),
    passedNow: nothing((tx, who, { privateId }) => changes.passedNow(tx, adminOf(who.place), [privateId])),
    groupsOf: own((tx, who) => changes.groupsOf(tx, adminOf(who.place))),
  } satisfies Entries<typeof changes>,
  'documents/following/tag-store.ts': {
    openedItems: own((tx, who) => tags.openedItems(tx, { ...adminOf(who.place), sight: levels.Standard })),
  } satisfies Entries<typeof tags>,
  'documents/hints/hint-store.ts': {
    anybodyListens: open(teller),
    dropToldEvent: open(teller),
    duePlaces: open(teller),
    listeningApps: open(teller),
    putOffPlace: open(teller),
    takePlace: open(teller),
  } satisfies Entries<typeof hints>,
  'documents/hints/reach-store.ts': {
    accountsOf: open(decided),
    chainsOfMembers: open(decided),
    chainsOfUsers: open(decided),
  } satisfies Entries<typeof reach>,
  'documents/listing/above-store.ts': {
    foldersAbove: nothing((tx, who, { folderId }) => above.foldersAbove(tx, who.companyId, [folderId])),
  } satisfies Entries<typeof above>,
  'documents/listing/index-store.ts': {
    findItems: nothing((tx, who, { fileId }) => index.findItems(tx, adminOf(who.place), [fileId])),
    listItems: nothing((tx, who, { folderOfFileId }) =>
      index.listItems(tx, 'sqlite', adminOf(who.place), {
        within: { kind: 'folder', folderId: folderOfFileId },
        filter: { inBin: false },
        order: [{ by: 'name', direction: 'asc' }],
        slice: { perPage: 100, offset: 0 },
      }),
    ),
  } satisfies Entries<typeof index>,
  'documents/listing/walk-store.ts': {
    stepBelow: nothing((tx, who, { folderOfFileId }) =>
      walks.stepBelow(tx, adminOf(who.place), { way: [folderOfFileId], after: null }, 1000),
    ),
  } satisfies Entries<typeof walks>,
  'documents/uploads/upload-store.ts': {
    addPart: nothing((tx, who, { uploadId }) =>
      uploads.addPart(tx, who.companyId, uploadId, {
        number: 2,
        location: 'elsewhere',
        sha256: 'x',
        size: 1,
        receivedAt: 0,
      }),
    ),
    completeUpload: nothing((tx, who, { uploadId }) =>
      uploads.completeUpload(tx, who.companyId, uploadId, { location: 'there', sha256: 'x', size: 1 }, 0),
    ),
    countOpenUploads: own((tx, who, { adminId, now }) =>
      uploads.countOpenUploads(tx, who.companyId, adminId, now, 10),
    ),
    deleteUpload: own((tx, who, { uploadId }) => uploads.deleteUpload(tx, who.companyId, uploadId)),
    findOwnUpload: nothing((tx, who, { uploadId }) => uploads.findOwnUpload(tx, who.place, uploadId)),
    findUpload: nothing((tx, who, { uploadId }) => uploads.findUpload(tx, who.companyId, uploadId)),
    findUsableUpload: nothing((tx, who, { finishedUploadId }) =>
      uploads.findUsableUpload(tx, who.place, finishedUploadId, 0),
    ),
    insertUpload: own(async (tx, who) =>
      uploads.insertUpload(tx, who.place, {
        id: 'another',
        kind: 'form',
        plan: plainPlan,
        createdAt: 0,
        expiresAt: 1,
      }),
    ),
    listExpired: open(
      'It is asked by the collector alone: uploads whose time is over serve nobody any more.',
    ),
    listParts: nothing((tx, who, { uploadId }) => uploads.listParts(tx, who.companyId, uploadId)),
    useUpload: own((tx, who, { finishedUploadId }) =>
      uploads.useUpload(tx, who.companyId, finishedUploadId, 1),
    ),
  } satisfies Entries<typeof uploads>,
  'documents/access-list/reader-store.ts': {
    knownReaders: own((tx, who, { adminId }) =>
      readers.knownReaders(tx, who.companyId, { people: [adminId], groups: [] }),
    ),
    listReaders: own(async (tx, who, { folderId, adminId }) => {
      const row = { company_id: who.companyId, document_id: folderId, person_id: adminId };
      // Named on it by the one who owns it; in the name of another company, the list is another.
      const own = await changed.findItem(tx, who.place, folderId);
      if (own !== null) await tx.insertInto('document_readers').values(row).execute();
      return await readers.listReaders(tx, who.companyId, folderId);
    }),
    replaceReaders: own(async (tx, who, { fileId, adminId }) =>
      readers.replaceReaders(tx, who.companyId, fileId, {
        people: (await changed.findItem(tx, who.place, fileId)) === null ? [] : [adminId],
        groups: [],
      }),
    ),
  } satisfies Entries<typeof readers>,
  'documents/changing/item-store.ts': {
    findItem: nothing((tx, who, { folderId }) => changed.findItem(tx, who.place, folderId)),
  } satisfies Entries<typeof changed>,
  'documents/recycle-bin/bin-store.ts': {
    countDeleted: own((tx, who, { binId }) => bins.countDeleted(tx, who.companyId, binId)),
    findBinId: own((tx, who) => bins.findBinId(tx, who.place)),
    findBinPath: nothing((tx, who, { binId }) => bins.findBinPath(tx, who.place, binId)),
    findDeletedItem: nothing((tx, who, { binId }) => bins.findDeletedItem(tx, who.companyId, binId)),
    findOrCreateBin: own((tx, who, { house }) => bins.findOrCreateBin(house, tx, who.place)),
    trackedBelow: open(
      'It is asked of a folder that the caller deletes or restores, which was found to be theirs.',
    ),
    listDeleted: nothing((tx, who, { binId }) => bins.listDeleted(tx, who.companyId, binId, null)),
    listInDeleted: nothing((tx, who, { rootFolderId }) =>
      bins.listInDeleted(tx, who.companyId, rootFolderId, null),
    ),
    countInDeleted: own((tx, who, { rootFolderId }) => bins.countInDeleted(tx, who.companyId, rootFolderId)),
    countPurged: own(async (tx, who, { house }) => {
      const id = await bins.findOrCreateBin(house, tx, who.place);
      await tx.updateTable('documents').set({ purged_at: 1 }).where('id', '=', id).execute();
      return [who.companyId, await bins.countPurged(tx, who.place, 100)];
    }),
    heldIn: own((tx, who, { rootFolderId }) => bins.heldIn(tx, who.companyId, rootFolderId)),
    sizeBelow: own((tx, who, { rootFolderId }) => bins.sizeBelow(tx, who.companyId, rootFolderId, 100)),
  } satisfies Entries<typeof bins>,
  'documents/sending/recipient-store.ts': {
    recipientsAmong: nothing((tx, who, { adminId }) =>
      recipients.recipientsAmong(tx, who.companyId, [adminId]),
    ),
  } satisfies Entries<typeof recipients>,
  'documents/settings/settings-store.ts': {
    isPrivateByDefault: own(async (tx, who) => {
      await settings.setPrivateByDefault(tx, who.place, 1);
      return [who.companyId, await settings.isPrivateByDefault(tx, who.place)];
    }),
    setPrivateByDefault: own((tx, who) => settings.setPrivateByDefault(tx, who.place, 1)),
  } satisfies Entries<typeof settings>,
  'documents/tracking/news-store.ts': {
    deletedAmong: nothing(async (tx, who, { binId }) => {
      const deleted = await tx.selectFrom('documents').select('id').where('parent_id', '=', binId).execute();
      return await news.deletedAmong(
        tx,
        adminOf(who.place),
        deleted.map(({ id }) => id),
      );
    }),
    insertNews: open('It leaves word of a change in the unit of that change, of the place that was changed.'),
    listNews: open(teller),
    placesWithNews: open(teller),
    putOffNews: open(teller),
    takeNews: open(teller),
  } satisfies Entries<typeof news>,
  'documents/tracking/tracker-store.ts': {
    addTrackers: own(async (tx, who, { adminId }) =>
      trackers.addTrackers(tx, who.companyId, (await paths.findRootId(tx, who.place)) ?? 0, [adminId], 1),
    ),
    listTrackers: nothing((tx, who, { folderId }) => trackers.listTrackers(tx, who.companyId, folderId)),
    markTracked: own((tx, who, { folderId }) => trackers.markTracked(tx, who.companyId, folderId, 1)),
    placesTracked: nothing((tx, who, { adminId }) => trackers.placesTracked(tx, who.companyId, adminId)),
    removeTrackers: own((tx, who, { folderId }) =>
      trackers.removeTrackers(tx, who.companyId, folderId, { allBut: [] }),
    ),
    trackedIn: own((tx, who) => trackers.trackedIn(tx, who.place)),
    tracksAnything: nothing((tx, who, { adminId }) => trackers.tracksAnything(tx, who.companyId, adminId)),
    trackersOf: nothing((tx, who, { folderId }) => trackers.trackersOf(tx, who.companyId, [folderId])),
  } satisfies Entries<typeof trackers>,
  'documents/tracking/stop-store.ts': {
    insertStop: own(async (tx, who) => await stopped(tx, who.place)),
    listStopped: own(async (tx, who) => await stopped(tx, who.place)),
    removeStop: own(async (tx, who) => {
      await stops.removeStop(tx, who.place);
      return await stopped(tx, who.place);
    }),
  } satisfies Entries<typeof stops>,
  'documents/tracking/allowance-store.ts': {
    heldOver: open(teller),
    removeOverDays: open(teller),
    spendMail: open(teller),
  } satisfies Entries<typeof allowances>,
  'documents/path-store.ts': {
    findPath: nothing((tx, who, { folderId }) => paths.findPath(tx, who.place, folderId)),
    findRootId: own((tx, who) => paths.findRootId(tx, who.place)),
    heightOf: own((tx, who, { rootFolderId }) => paths.heightOf(tx, who.companyId, rootFolderId)),
  } satisfies Entries<typeof paths>,
};

function everythingOf({ place }: Tenant): Viewer {
  return adminOf(place);
}
