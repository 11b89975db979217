import type { Migration } from '@gatehouse/database';

/**
 * Which changes were deletes: who saw the item until then is told so, and of one that left their sight otherwise is not.
 * Of what was noted before this, nobody is told.
 */
export const toldDeletes: Migration = {
  name: '0190-told-deletes',
  async up({ schema, column }) {
    await schema
      .alterTable('document_changes')
      .addColumn('deleted_at', ...column.optional.time())
      .execute();
  },
};
