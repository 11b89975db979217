import type { Migration } from '@gatehouse/database';

/**
 * Which folders were made empty: of those whatever lies in them was noted by itself. And who saw a folder after a change,
 * whatever became of it then. What was noted before this, or by a server from before it, says neither: such a folder is
 * gone through as ever.
 */
export const wholeSight: Migration = {
  name: '0230-whole-sight',
  async up({ schema, column }) {
    await schema
      .alterTable('document_changes')
      .addColumn('made_empty_at', ...column.optional.time())
      .execute();
    await schema
      .alterTable('document_changes')
      .addColumn('gates_after', ...column.optional.json())
      .execute();
  },
};
