import * as tags from '../../documents/custom-tags/tag-store.ts';
import * as configurations from '../../installations/configurations/configuration-store.ts';
import { type Entries, nothing, own } from './store-entry.test-support.ts';
import { configuration } from './tag-rows.test-support.ts';

const page = { perPage: 100, offset: 0 };
const byTitle = { by: 'title', direction: 'asc' } as const;

/** Custom tags of documents, and how apps are set up. */
export const ofTagsAndConfigurations = {
  'documents/custom-tags/tag-store.ts': {
    areTags: nothing((tx, { companyId, adminId }, { projectId, tagId }) =>
      tags.areTags(tx, { companyId, projectId, personId: adminId }, [tagId]),
    ),
    findTag: nothing((tx, who, { projectId, tagId }) => tags.findTag(tx, who.companyId, projectId, tagId)),
    insertTag: own((tx, who, { projectId, now }) =>
      tags.insertTag(tx, who.companyId, projectId, { name: 'Another', by: who.adminId, at: now }),
    ),
    listTags: nothing(async (tx, who, { projectId }) => {
      const { tags: listed } = await tags.listTags(tx, who.companyId, projectId, null, page);
      return listed;
    }),
    removeTag: nothing((tx, who, { projectId, tagId }) =>
      tags.removeTag(tx, who.companyId, projectId, tagId),
    ),
    replaceTagsOf: own((tx, who, { fileId, tagId }) =>
      tags.replaceTagsOf(tx, who.companyId, fileId, [tagId]),
    ),
  } satisfies Entries<typeof tags>,
  'installations/configurations/configuration-store.ts': {
    changeConfiguration: nothing((tx, who, { configurationId, now }) =>
      configurations.changeConfiguration(
        tx,
        who.companyId,
        configurationId,
        { ...configuration, title: 'Taken over' },
        now,
      ),
    ),
    findConfiguration: nothing((tx, who, { configurationId }) =>
      configurations.findConfiguration(tx, who.companyId, configurationId),
    ),
    insertConfiguration: own((tx, who, { installationId, now }) =>
      configurations.insertConfiguration(
        tx,
        who.companyId,
        installationId,
        { ...configuration, title: 'Another' },
        { by: who.adminId, at: now },
      ),
    ),
    listConfigurations: nothing(async (tx, who, { installationId }) => {
      const { configurations: listed } = await configurations.listConfigurations(
        tx,
        who.companyId,
        { installationId },
        byTitle,
        page,
      );
      return listed;
    }),
    removeConfiguration: nothing((tx, who, { configurationId }) =>
      configurations.removeConfiguration(tx, who.companyId, configurationId),
    ),
    strangeProjects: own((tx, who, { projectId }) =>
      configurations.strangeProjects(tx, who.companyId, [projectId]),
    ),
    titleIsTaken: nothing((tx, who, { installationId }) =>
      configurations.titleIsTaken(tx, who.companyId, {
        installationId,
        title: configuration.title,
        except: null,
      }),
    ),
  } satisfies Entries<typeof configurations>,
};
