import type { Guard } from '../planning/guard.ts';
import type { ItemName } from '../ports/remote.ts';

/** Something a person may want to know of, or has to decide. Paths are those in the folder of the mount. */
export type Finding =
  /** Two edits knew nothing of each other: this is the one that lost the name `of`. */
  | { kind: 'copy'; path: string; of: string; ofIsThere: boolean }
  /** Deleted here, not yet sent. */
  | { kind: 'held'; path: string; since: number }
  /** So many changes at once that somebody has to look first. */
  | ({ kind: 'guard' } & Pick<Guard, 'id' | 'direction' | 'files' | 'before' | 'bytes'>)
  /** It failed, and is tried again. `code` is what the server or the disk meant, `text` is in its words. */
  | { kind: 'problem'; path: string; code: string; text: string; since: number; nextTry: number }
  /** Here alone. */
  | { kind: 'unsent'; path: string; why: UnsentReason }
  /** The server does not show it to this person any more; the copy here stays. */
  | { kind: 'hidden'; path: string }
  /** Its name on the server can be no name here. */
  | { kind: 'unnameable'; path: string; nameless?: undefined }
  /** The server says no name of it at all: `path` is that of its folder. */
  | { kind: 'unnameable'; path: string; nameless: ItemName }
  /** A second placeholder of the same item. */
  | { kind: 'spare-placeholder'; path: string };

export type UnsentReason =
  /** This person may not write into the folder. */
  | 'read-only'
  /** The folder it lies in is not shown to this person any more. */
  | 'hidden'
  /** A link, a device, a socket, a folder that another mount keeps: never followed, never sent. */
  | 'no-file'
  /** It cannot be read, or it is being written. */
  | 'unreadable'
  /** It is sent when both sides are looked at next. */
  | 'waits';

export type FindingKind = Finding['kind'];

/** How many of each kind, and nothing of the kinds of which there is none. */
export function counted(findings: readonly Finding[]): Partial<Record<FindingKind, number>> {
  const counts: Partial<Record<FindingKind, number>> = {};
  for (const { kind } of findings) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
