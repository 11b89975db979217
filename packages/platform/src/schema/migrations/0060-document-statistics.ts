import { type Migration, sql } from '@gatehouse/database';

const documentsOfACompany = 100_000;
/** What SQLite supposes by itself. A true figure would have the index of a project sorted anew for each page. */
const documentsOfAPlace = 10;

/**
 * SQLite's planner takes every index for equally selective until it is told otherwise, and then reads all documents of
 * a company to find those in one folder. What it is told here is never measured anew, so its plans stay as tested.
 * A step that makes the table again must tell it again. PostgreSQL keeps such figures by itself.
 */
export const documentStatistics: Migration = {
  name: '0060-document-statistics',
  async up({ engine, execute }) {
    if (engine !== 'sqlite') return;
    // The first makes the table of figures, the second has this connection go by them.
    await execute(sql`analyze sqlite_schema`);
    await execute(sql`delete from sqlite_stat1 where tbl = 'documents'`);
    for (const index of ['documents_by_place', 'documents_by_update']) {
      // Rows in all, then rows that are alike in the first column, in the first two, and so on.
      const figures = `1000000 ${documentsOfACompany} ${documentsOfAPlace} 2 1`;
      await execute(
        sql`insert into sqlite_stat1 (tbl, idx, stat) values ('documents', ${index}, ${figures})`,
      );
    }
    await execute(sql`analyze sqlite_schema`);
  },
};
