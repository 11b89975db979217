import { type Migration, sql } from '@gatehouse/database';

/** Finds how often an address was written to of late. */
export const mailsOfAnAddress: Migration = {
  name: '0160-mails-of-an-address',
  async up({ execute }) {
    await execute(sql`create index mails_of_address on mails (address, queued_at)`);
  },
};
