import type { Kind } from './history.test-support.ts';

/** A small fault in the engine, such as somebody might make. */
export interface Mutant {
  /** Below `src`. */
  readonly file: string;
  /** What stands there once, and what stands there instead. */
  readonly was: string;
  readonly is: string;
  /** In whose histories it shows. */
  readonly kinds: readonly Kind[];
}

const all: readonly Kind[] = ['fair', 'rough', 'asking', 'worn'];

export const mutants: Readonly<Record<string, Mutant>> = {
  'the name of what came is not made durable': {
    file: 'executing/place-file.ts',
    was: 'await disk.move(partial, target);\n  await disk.syncFolder(folderOf(target));',
    is: 'await disk.move(partial, target);',
    kinds: all,
  },
  'the bytes of what is sent are not made durable': {
    file: 'executing/durable.ts',
    was: "if (l.kind !== 'folder') await disk.sync(path);",
    is: '',
    kinds: all,
  },
  'the name of what is sent is not made durable': {
    file: 'executing/durable.ts',
    was: 'await disk.syncFolder(folderOf(path));',
    is: '',
    kinds: all,
  },
  'what lies here already is taken into the base as it is': {
    file: 'executing/bookkeeping.ts',
    was: 'if (!(await isDurable(run, l))) return;\n      // Nobody',
    is: '// Nobody',
    kinds: ['fair', 'asking'],
  },
  'that a file is to be replaced is not written down': {
    file: 'executing/place-file.ts',
    was: '    await draft.commitSoon();\n  } else {',
    is: '  } else {',
    kinds: all,
  },
  'the base does not know what comes before it has its name': {
    file: 'executing/place-file.ts',
    was: ".synced({ ...row, version: '', identity })\n",
    is: '',
    kinds: ['sight', 'fair'],
  },
  'what was cut off is not ended': {
    file: 'engine.ts',
    was: 'await recover(tools);',
    is: '',
    kinds: all,
  },
  'a placeholder is renewed without a word in the journal': {
    file: 'executing/stubs.ts',
    was: "await state.change().note('op', id, { verb: 'renew', key, path, away }).commitSoon();",
    is: '',
    kinds: all,
  },
  'the checksum of what came is not looked at': {
    file: 'executing/download.ts',
    was: ' || (r.sha256 !== undefined && r.sha256 !== sha256)',
    is: '',
    kinds: ['asking'],
  },
  'the length of what came is not looked at': {
    file: 'executing/download.ts',
    was: 'stat.size !== r.size || ',
    is: '',
    kinds: ['asking'],
  },
  'what is taken out of the folder is deleted and not kept': {
    file: 'executing/keep.ts',
    was: 'await disk.move(from, stored);',
    is: 'await disk.removeFile(from);',
    kinds: all,
  },
  'what was saved in the moment of a delete goes with it': {
    file: 'executing/removal.ts',
    was: 'if (kept === undefined || likenessOf(kept) !== like) {',
    is: 'if (kept === undefined) {',
    kinds: all,
  },
  'what was saved in the moment of a new version goes with the old one': {
    file: 'executing/place-file.ts',
    was: 'kept !== undefined && likenessOf(kept) !== likenessOfStamp(old.stamp)',
    is: 'kept === undefined',
    kinds: all,
  },
  'a file that was written becomes a placeholder': {
    file: 'executing/stubs.ts',
    was: 'if (stampOf(stat) !== s.stamp || sha256 !== s.sha256) return;',
    is: '',
    kinds: ['asking'],
  },
  'of two edits the one from here is replaced': {
    file: 'planning/file.ts',
    was: "{ verb: 'download', ...inPlace, name, aside: asideName(view, l) }",
    is: "{ verb: 'download', ...inPlace, name, aside: undefined }",
    kinds: all,
  },
  'an upload that is repeated has another token': {
    file: 'executing/upload.ts',
    was: 'begun?.token ?? surroundings.randomId()',
    is: 'surroundings.randomId()',
    kinds: all,
  },
  'what cannot be read counts as deleted': {
    file: 'planning/view.ts',
    was: "    if (this.isFrozen(l)) return true;\n    if (local.frozen > 0 && l === undefined)\n      for (let at = s.parent; at !== 0; at = synced.get(at)?.parent ?? 0)\n        if (this.isFrozen(this.match.local(at))) return true;\n",
    is: '',
    kinds: ['worn', 'asking'],
  },
  'time releases deletes while something cannot be read': {
    file: 'engine.ts',
    was: 'if (this.#local !== undefined && this.#local.frozen > this.#local.settling) return;',
    is: '',
    kinds: ['worn'],
  },
  'the empty folder under a disk that is away counts': {
    file: 'engine.ts',
    was: '      if (!(await isSameFolder(this.#tools))) return elsewhere;\n      if (this.wentBack)',
    is: '      if (this.wentBack)',
    kinds: ['rough'],
  },
  "yesterday's database is a base": {
    file: 'store/mount.ts',
    was: 'if (mark.epoch > known.epoch) forgetBase(state);',
    is: '',
    kinds: ['worn'],
  },
  'a placeholder that the base does not know is a file': {
    file: 'observing/local.ts',
    was: 'const mayStand = stat.size <= longestStub && stat.size > 0;',
    is: 'const mayStand = false;',
    kinds: all,
  },
  'what was private comes back open': {
    file: 'planning/file.ts',
    was: '...place, expected: undefined, isPrivate }];',
    is: '...place, expected: undefined, isPrivate: false }];',
    kinds: ['fair', 'asking'],
  },
  'what went out of sight counts as deleted': {
    file: 'observing/missing.ts',
    was: "if (now === 'forbidden' || (now === 'missing' && abilities.tellsDeleted)) {",
    is: 'if (false) {',
    kinds: ['sight'],
  },
};
