import type { Migration } from '@gatehouse/database';

/** A challenge that a client uses for several people is noticed by one probe of an index. */
export const codesByChallenge: Migration = {
  name: '0220-codes-by-challenge',
  async up({ schema }) {
    await schema
      .createIndex('authorization_codes_by_challenge')
      .on('authorization_codes')
      .columns(['client_id', 'code_challenge'])
      .execute();
  },
};
