import type { Migration } from '@gatehouse/database';

/** The figures of an app, and who is told of its new version, without a look at the installations of all others. */
export const installationsOfAnApp: Migration = {
  name: '0195-installations-of-an-app',
  async up({ schema }) {
    await schema.createIndex('installations_by_app').on('installations').column('app_id').execute();
  },
};
