import { usePerson } from '../api/session.ts';
import type { Icon } from '../shell/icons.tsx';
import { BellIcon, CopyIcon, RemoveIcon } from '../shell/icons.tsx';
import { type DetailsTab, useDesk } from './desk.tsx';
import { useCheckOut } from './details/use-check-out.ts';
import { useFetchDocument } from './details/use-fetch-document.ts';
import type { Entry } from './entry.ts';
import { DownloadIcon, HandIcon, HistoryIcon, InfoIcon, LockIcon, MoveIcon, RenameIcon } from './icons.tsx';
import { may } from './rights.ts';

export type ActionName =
  | 'download'
  | 'details'
  | 'versions'
  | 'access'
  | 'track'
  | 'rename'
  | 'check_out'
  | 'check_in'
  | 'move'
  | 'copy'
  | 'delete';

export interface Action {
  readonly name: ActionName;
  readonly icon: Icon;
  readonly run: () => void;
}

/** What the person may do with these items, in the order in which it is offered. */
export function useActions(): (entries: readonly Entry[]) => Action[] {
  const { id: me } = usePerson();
  const { begin } = useDesk();
  const fetchDocument = useFetchDocument();
  const checkOut = useCheckOut();
  return (entries) => {
    const [entry, ...others] = entries;
    if (entry === undefined) return [];
    const all = (right: Parameters<typeof may>[1]) => entries.every((each) => may(each, right));
    const actions: (Action | false)[] = [
      { name: 'download', icon: DownloadIcon, run: () => entries.forEach(fetchDocument) },
    ];
    if (others.length === 0) {
      const details = (tab: DetailsTab) => () => begin({ what: 'details', entry, tab });
      actions.push(
        { name: 'details', icon: InfoIcon, run: details('facts') },
        entry.kind === 'file' && { name: 'versions', icon: HistoryIcon, run: details('versions') },
        may(entry, 'can_set_private') && { name: 'access', icon: LockIcon, run: details('access') },
        { name: 'track', icon: BellIcon, run: details('tracking') },
        may(entry, 'can_update') && {
          name: 'rename',
          icon: RenameIcon,
          run: () => begin({ what: 'rename', entry }),
        },
      );
      if (entry.kind === 'file' && may(entry, 'can_create_version')) {
        const holder = entry.checked_out_by?.id;
        if (holder === undefined)
          actions.push({ name: 'check_out', icon: HandIcon, run: () => checkOut(entry, true) });
        else if (holder === me || may(entry, 'can_delete'))
          actions.push({ name: 'check_in', icon: HandIcon, run: () => checkOut(entry, false) });
      }
    }
    actions.push(
      all('can_move') && { name: 'move', icon: MoveIcon, run: () => begin({ what: 'move', entries }) },
      all('can_move') && { name: 'copy', icon: CopyIcon, run: () => begin({ what: 'copy', entries }) },
      all('can_delete') && {
        name: 'delete',
        icon: RemoveIcon,
        run: () => begin({ what: 'delete', entries }),
      },
    );
    return actions.filter((action) => action !== false);
  };
}
