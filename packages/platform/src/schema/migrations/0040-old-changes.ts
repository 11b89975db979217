import type { Migration } from '@gatehouse/database';

/** Changes of documents by their age, so that the oldest are found without reading the others. */
export const oldChanges: Migration = {
  name: '0040-old-changes',
  async up({ schema }) {
    await schema.createIndex('document_changes_by_age').on('document_changes').column('at').execute();
  },
};
