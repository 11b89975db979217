import type { DiskProfile } from '../ports/disk.ts';
import type { FolderRule } from '../rules/folder-rule.ts';
import type { LocalTree } from '../trees/local-tree.ts';
import type { RemoteTree } from '../trees/remote-tree.ts';
import type { SyncedTree } from '../trees/synced-tree.ts';
import type { DeletedLately } from './deleted-lately.ts';
import type { Unanswered } from './sent.ts';

/** All that a plan depends on. */
export interface World {
  remote: RemoteTree;
  local: LocalTree;
  synced: SyncedTree;
  profile: DiskProfile;
  rules: ReadonlyMap<number, FolderRule>;
  /** What a person asked to have here (`full`), or only to see here (`stub`). */
  wants: ReadonlyMap<number, 'full' | 'stub'>;
  held: ReadonlyMap<number, Hold>;
  /** What was refused not long ago, by its names in `refusal.ts`. */
  refused: ReadonlySet<string>;
  /** Destructive operations that a person has looked at, and of which content. */
  approved: ReadonlySet<string>;
  /** What went lately, there and here. */
  deleted: Readonly<Record<'to-remote' | 'to-local', DeletedLately>>;
  /** Uploads whose answer is not known, by their names in `sent.ts`: what is found there of them came from here. */
  sent: ReadonlySet<string>;
  /** What is new by calls that are to be repeated, because nobody knows what became of them. */
  unanswered: readonly Unanswered[];
  /** Placeholders that a person copied, by their number here. */
  spares: ReadonlySet<number>;
  /** Who and when, for the names of conflicted copies. */
  mark: string;
}

/** A local delete that waits in the trash. */
export interface Hold {
  since: number;
  /** `person`: somebody released this one; `time`: it waited as long as it should. */
  released: 'no' | 'time' | 'person';
  /** Of what was out of this person's sight then: shown again, it comes back, and is never deleted there because of this. */
  isUnseen?: true;
}
