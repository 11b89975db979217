import type { Kind } from './history.test-support.ts';

/** A small fault in the engine, such as somebody might make. */
export interface Mutant {
  /** Below `src`. */
  readonly file: string;
  /** What stands there once, and what stands there instead. */
  readonly was: string;
  readonly is: string;
  /** In whose histories it shows, and from which seed on it is looked for. */
  readonly kinds: readonly Kind[];
  readonly from: number;
}

const all: readonly Kind[] = ['fair', 'rough', 'asking', 'worn'];

export const mutants: Readonly<Record<string, Mutant>> = {
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
};
