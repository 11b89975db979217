import { type Migration, sql } from '@gatehouse/database';

/** Which folders changed behind a gate, and so may have come back into sight: followers ask it of what they are told. */
export const behindGates: Migration = {
  name: '0231-behind-gates',
  async up({ execute }) {
    await execute(sql`create index document_changes_behind_gates on document_changes
      (company_id, project_id, document_id) where kind = 'folder' and gates_before <> '[]'`);
  },
};
