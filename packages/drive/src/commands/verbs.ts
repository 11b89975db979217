import { cp, makePrivate, mkdir, mv, rm } from './changing.ts';
import { conflicts, resolve } from './conflicts.ts';
import { doctor } from './doctor.ts';
import { get } from './get.ts';
import { login, logout, unlink } from './login.ts';
import { ls } from './ls.ts';
import { mount, mounts, unmount } from './mounting.ts';
import { places, whoami } from './places.ts';
import { put } from './put.ts';
import { rules } from './rules.ts';
import { stat } from './stat.ts';
import { status } from './status.ts';
import { sync, unsync } from './syncing.ts';
import { restore, trash } from './trash.ts';
import { tree } from './tree.ts';
import type { Verb } from './verb.ts';
import { verify } from './verify.ts';
import { versions } from './versions.ts';
import { watch } from './watch.ts';

/** Everything that can be done, in the order the help tells it. */
export const verbs: readonly Verb[] = [
  login,
  logout,
  unlink,
  whoami,
  places,
  ls,
  tree,
  stat,
  get,
  put,
  mkdir,
  mv,
  cp,
  rm,
  versions,
  makePrivate,
  mount,
  unmount,
  mounts,
  sync,
  unsync,
  trash,
  restore,
  conflicts,
  resolve,
  rules,
  status,
  verify,
  doctor,
  watch,
];
