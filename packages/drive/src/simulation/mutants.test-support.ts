import type { Kind } from './history.test-support.ts';

/** A small fault in the engine, such as somebody might make. */
export interface Change {
  /** Below `src`. */
  readonly file: string;
  /** What stands there once, and what stands there instead. */
  readonly was: string;
  readonly is: string;
}

export interface InHistories extends Change {
  /** In whose histories it shows, and from which seed on it is looked for. */
  readonly kinds: readonly Kind[];
  readonly from: number;
}

/** What comes together in one history of many thousands shows in the test that tells it. */
export interface InStory extends Change {
  readonly story: string;
}

const all: readonly Kind[] = ['fair', 'rough', 'asking', 'worn'];

export const mutants: Readonly<Record<string, InHistories | InStory>> = {
  'the name of what came is not made durable': {
    file: 'executing/place-file.ts',
    was: 'await disk.move(partial, target);\n  await disk.syncFolder(folderOf(target));',
    is: 'await disk.move(partial, target);',
    kinds: all,
    from: 2_000_250,
  },
  'the bytes of what is sent are not made durable': {
    file: 'executing/durable.ts',
    was: "if (l.kind !== 'folder') await disk.sync(path);",
    is: '',
    kinds: all,
    from: 2_002_690,
  },
  'the name of what is sent is not made durable': {
    file: 'executing/durable.ts',
    was: 'await disk.syncFolder(folderOf(path));',
    is: '',
    kinds: all,
    from: 2_000_050,
  },
  'what lies here already is taken into the base as it is': {
    file: 'executing/bookkeeping.ts',
    was: 'if (!(await isDurable(run, l))) return;\n      // Nobody',
    is: '// Nobody',
    kinds: ['fair', 'asking'],
    from: 42_001_500,
  },
  'that a file is to be replaced is not written down': {
    file: 'executing/place-file.ts',
    was: '    await draft.commitSoon();\n  } else {',
    is: '  } else {',
    kinds: all,
    from: 2_000_000,
  },
  'the base does not know what comes before it has its name': {
    file: 'executing/place-file.ts',
    was: "await draft.synced({ ...row, version: '', identity }).commitSoon();",
    is: '',
    kinds: ['sight', 'fair'],
    from: 2_002_650,
  },
  'what was cut off is not ended': {
    file: 'engine.ts',
    was: 'await recover(tools);',
    is: '',
    kinds: all,
    from: 2_000_000,
  },
  'the checksum of what came is not looked at': {
    file: 'executing/download.ts',
    was: ' || (r.sha256 !== undefined && r.sha256 !== sha256)',
    is: '',
    kinds: ['asking'],
    from: 2_000_000,
  },
  'the length of what came is not looked at': {
    file: 'executing/download.ts',
    was: 'stat.size !== r.size || ',
    is: '',
    kinds: ['asking'],
    from: 2_000_000,
  },
  'of two edits the one from here is replaced': {
    file: 'planning/file.ts',
    was: "{ verb: 'download', ...inPlace, name, aside: asideName(view, l) }",
    is: "{ verb: 'download', ...inPlace, name, aside: undefined }",
    kinds: all,
    from: 2_000_000,
  },
  'the empty folder under a disk that is away counts': {
    file: 'store/mount.ts',
    was: "  const root = await disk.stat('');\n  if (root?.kind !== 'folder' || state",
    is: "  return true;\n  const root = await disk.stat('');\n  if (root?.kind !== 'folder' || state",
    kinds: ['rough'],
    from: 2_002_600,
  },
  "yesterday's database is a base": {
    file: 'store/mount.ts',
    was: 'if (mark.epoch > known.epoch) forgetBase(state);',
    is: '',
    kinds: ['worn'],
    from: 2_000_190,
  },
  'a placeholder that the base does not know is a file': {
    file: 'observing/local.ts',
    was: 'const mayStand = stat.size <= longestStub && stat.size > 0;',
    is: 'const mayStand = false;',
    kinds: all,
    from: 2_000_000,
  },
  'what was private comes back open': {
    file: 'planning/file.ts',
    was: '...place, expected: undefined, isPrivate }];',
    is: '...place, expected: undefined, isPrivate: false }];',
    kinds: ['fair', 'asking'],
    from: 2_000_640,
  },
  'what went out of sight counts as deleted': {
    file: 'observing/missing.ts',
    was: "if (now === 'forbidden' || (now === 'missing' && abilities.tellsDeleted)) {",
    is: 'if (false) {',
    kinds: ['sight'],
    from: 2_000_080,
  },
  'that a placeholder is to be renewed is not written down': {
    file: 'executing/stubs.ts',
    was: "  await state.change().note('op', id, { verb: 'renew', key, path, away }).commitSoon();\n",
    is: '',
    kinds: ['crossed'],
    from: 2_000_000,
  },
  'what was deleted there is deleted here for good': {
    file: 'executing/removal.ts',
    was: "  const done = state.change().forget(nid).note('op', id).note('trash', id, entry);",
    is: "  await disk.removeFile(trash);\n  const done = state.change().forget(nid).note('op', id);",
    kinds: ['fair'],
    from: 2_000_000,
  },
  'what was deleted there is not looked at once more when it is in the trash': {
    file: 'executing/removal.ts',
    was: 'if (kept === undefined || likenessOf(kept) !== like) {',
    is: 'if (kept === undefined) {',
    kinds: ['crossed'],
    from: 2_000_050,
  },
  'what was replaced is not looked at once more when it is in the trash': {
    file: 'executing/place-file.ts',
    was: 'if (kept !== undefined && likenessOf(kept) !== likenessOfStamp(old.stamp)) {',
    is: 'if (false) {',
    kinds: ['crossed'],
    from: 2_000_000,
  },
  'what became a placeholder is not looked at once more before it goes': {
    file: 'executing/stubs.ts',
    was: 'if (kept === undefined || likenessOf(kept) !== like) {',
    is: 'if (kept === undefined) {',
    kinds: ['crossed'],
    from: 2_000_100,
  },
  'what is sent once more is sent as something else': {
    file: 'executing/upload.ts',
    was: 'const token = begun?.token ?? surroundings.randomId();',
    is: 'const token = surroundings.randomId();',
    story: 'lost-answer.test.ts',
  },
  'what lies in a folder that cannot be read counts as deleted': {
    file: 'observing/local.ts',
    was: '        tree.update(parent, { frozen: true });\n',
    is: '',
    story: 'unreadable.test.ts',
  },
  'deletes are sent while something cannot be read': {
    file: 'planning/view.ts',
    was: 'this.#hasUnread = true;',
    is: '',
    story: 'obscured.test.ts',
  },
};
