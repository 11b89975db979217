import type { ItemKey } from '../trees/item-key.ts';

/** A folder by its node, and a name in it. */
interface Target {
  parent: number;
  name: string;
}

/** One step from the two sides as they are towards the same on both. Nodes of new items are numbered by the plan. */
export type Operation =
  /** Both sides have the same item already; only the base does not know it. */
  | { verb: 'adopt'; nid: number; lid: number; key: ItemKey; parent: number }
  /** Both sides made the same change, or none that matters: the base takes what they say. */
  | { verb: 'settle'; nid: number; place: boolean }
  | { verb: 'forget'; nid: number }
  /** The copy of what is out of sight lies here now, or is another file than it was. */
  | ({ verb: 'follow-copy'; nid: number } & Target)
  /** `isUnseen`: of what is out of this person's sight, where nothing is to be deleted. */
  | { verb: 'hold'; nid: number; isUnseen?: true }
  | { verb: 'unhold'; nid: number }
  /** Renames something local so that both contents are kept. `over`: the node over whose placeholder it was saved. */
  | { verb: 'set-aside'; lid: number; name: string; isPrivate: boolean; over?: number }
  /** `step`: out of the way for the moment; where it belongs is planned next. */
  | ({ verb: 'move-local'; nid: number; step?: true } & Target)
  | ({ verb: 'move-remote'; nid: number; step?: true } & Target)
  | ({ verb: 'make-local'; nid: number; key: ItemKey } & Target)
  | ({ verb: 'make-remote'; nid: number; lid: number; isPrivate: boolean } & Target)
  | { verb: 'expand'; nid: number }
  /** `expected`: the version a new one is written over; undefined makes a new file. */
  | ({ verb: 'upload'; nid: number; lid: number; expected: string | undefined; isPrivate: boolean } & Target)
  /** `replaces`: the local file or placeholder whose place it takes; `aside`: what that one is called afterwards. */
  | ({
      verb: 'download';
      nid: number;
      key: ItemKey;
      version: string;
      replaces: number | undefined;
      aside: string | undefined;
    } & Target)
  | ({ verb: 'stub'; nid: number; key: ItemKey; version: string; replaces: number | undefined } & Target)
  /** Reads a version whose hash the server does not tell, to know whether it is what lies here. */
  | { verb: 'learn'; key: ItemKey; version: string }
  | { verb: 'dehydrate'; nid: number }
  /** A placeholder that stands for nothing, or for what lies here anyway. */
  | { verb: 'drop-stub'; lid: number; key: ItemKey }
  | { verb: 'trash-local'; nid: number; lid: number }
  | { verb: 'remove-local-folder'; nid: number; lid: number }
  | { verb: 'delete-remote'; nid: number; key: ItemKey; version: string };

type Verb = Operation['verb'];

type Phase = 0 | 1 | 2 | 3 | 4;

/**
 * Bookkeeping, then names and folders, then content; what takes something away comes last. An upload that is repeated
 * may turn out to be an item that would be brought here otherwise, so uploads are before downloads.
 */
export const phases: Record<Verb, Phase> = {
  adopt: 0,
  settle: 0,
  forget: 0,
  'follow-copy': 0,
  hold: 0,
  unhold: 0,
  'set-aside': 1,
  'move-local': 1,
  'move-remote': 1,
  'make-local': 1,
  'make-remote': 1,
  expand: 1,
  upload: 2,
  download: 3,
  stub: 3,
  learn: 3,
  dehydrate: 3,
  'drop-stub': 4,
  'trash-local': 4,
  'remove-local-folder': 4,
  'delete-remote': 4,
};

export const phaseOf = (operation: Operation): Phase => phases[operation.verb];

/** The item an operation is about, in one word that stays the same from plan to plan. */
export function subjectOf(operation: Operation): string {
  switch (operation.verb) {
    case 'set-aside':
    case 'drop-stub':
    case 'adopt':
      return `l${operation.lid}`;
    // What one side alone has gets another number in every plan.
    case 'make-remote':
      return subjectOfNew(operation.parent, operation.name);
    case 'upload':
      if (operation.expected === undefined) return subjectOfNew(operation.parent, operation.name);
      return `n${operation.nid}`;
    case 'download':
    case 'stub':
    case 'make-local':
    case 'learn':
      return `k${operation.key}`;
    default:
      return `n${operation.nid}`;
  }
}

export const subjectOfNew = (parent: number, name: string): string => `p${parent}/${name}`;
