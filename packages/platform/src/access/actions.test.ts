import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  actionsFrom,
  type DocumentAction,
  documentActions,
  granularActions,
  mayDo,
  type Standing,
  seesAs,
} from './actions.ts';
import { type LevelName, levels } from './levels.ts';

/** From which level on; `own:` on what one made oneself; `+` by a granular permission as well. */
const table: Readonly<Record<DocumentAction, readonly [project: string, company: string]>> = {
  view: ['Read Only', 'Read Only'],
  download: ['Read Only', 'Read Only'],
  track: ['Read Only', 'Read Only'],
  send: ['Standard', 'Standard'],
  check_out: ['Standard', 'Standard'],
  reset_check_out: ['Admin', 'Admin'],
  create_folder: ['Standard', 'Standard'],
  create_file: ['Standard', 'Standard'],
  create_version: ['Standard', 'Standard'],
  rename: ['own:Standard Admin', 'own:Standard Admin'],
  describe: ['Admin', 'Admin'],
  move: ['Admin +', 'Admin'],
  copy: ['Admin +', 'Admin'],
  delete: ['Admin +', 'Admin'],
  set_private: ['Admin +', 'own:Standard Admin'],
  set_readers: ['Admin +', 'Admin'],
  set_trackers: ['Admin', 'Admin'],
  see_recycle_bin: ['Admin', 'Admin'],
  restore: ['Admin', 'Admin'],
  purge: ['Admin', 'Admin'],
  configure: ['Admin', 'Admin'],
  read_private: ['Admin +', 'Admin'],
};
const everyLevel = Object.keys(levels) as LevelName[];
const all = Object.keys(granularActions) as (keyof typeof granularActions)[];

function seen(at: Standing['at'], action: DocumentAction): string {
  const from = (own: boolean) =>
    everyLevel.find((name) => mayDo({ at, level: levels[name], granted: [] }, action, own)) ?? 'nobody';
  const own = from(true) === from(false) ? '' : `own:${from(true)} `;
  const reader = mayDo({ at, level: levels['Read Only'], granted: all }, action, false);
  const granular = reader && !mayDo({ at, level: levels['Read Only'], granted: [] }, action, false);
  return `${own}${from(false)}${granular ? ' +' : ''}`;
}

describe('the table of actions', () => {
  for (const [action, [project, company]] of Object.entries(table) as [DocumentAction, [string, string]][])
    it(`${action}: ${project} in a project, ${company} in a company`, () => {
      assert.equal(seen('project', action), project);
      assert.equal(seen('company', action), company);
    });

  it('lets one granular permission open its own actions and no others', () => {
    const opened = (granted: Standing['granted']) =>
      (Object.keys(documentActions) as DocumentAction[]).filter(
        (action) =>
          mayDo({ at: 'project', level: levels['Read Only'], granted }, action, false) &&
          !mayDo({ at: 'project', level: levels['Read Only'], granted: [] }, action, false),
      );
    assert.deepEqual(
      all.map((action) => opened([action])),
      [['set_private', 'set_readers'], ['delete'], ['read_private'], ['move', 'copy']],
    );
  });

  it('gives None nothing, whatever was granted and whoever made it', () => {
    for (const action of Object.keys(documentActions) as DocumentAction[])
      assert.equal(mayDo({ at: 'project', level: levels.None, granted: all }, action, true), false, action);
    assert.equal(seesAs({ at: 'project', level: levels.None, granted: all }), levels.None);
  });
});

describe('stored actions', () => {
  it('are those the table knows; anything else grants nothing', () => {
    assert.deepEqual(actionsFrom(null), []);
    assert.deepEqual(actionsFrom('{}'), []);
    assert.deepEqual(actionsFrom('["set_permissions", "toString", 4, "everything"]'), ['set_permissions']);
  });
});
