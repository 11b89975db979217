import type { KeyboardEvent } from 'react';
import type { Doing } from '../desk.tsx';
import type { Entry } from '../entry.ts';
import { may } from '../rights.ts';
import { all, moved, nothing, type Selection, toggled } from '../selection.ts';

interface ListKeys {
  readonly entries: readonly Entry[];
  readonly ids: readonly number[];
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly open: (entry: Entry) => void;
  readonly begin: (doing: Doing) => void;
  readonly up: () => void;
  /** Lines that fit on the screen. */
  readonly page: number;
}

/** What the keys do in a list of documents: what they do in the file managers people know. */
export function listKeys({ entries, ids, selection, select, open, begin, up, page }: ListKeys) {
  const active = () => entries.find(({ id }) => id === selection.active);
  const inHand = () => {
    const chosen = entries.filter(({ id }) => selection.chosen.has(id));
    const alone = active();
    return chosen.length > 0 || alone === undefined ? chosen : [alone];
  };
  const go = (by: number) => (event: KeyboardEvent) => select(moved(selection, ids, by, event.shiftKey));
  const withActive = (act: (entry: Entry) => void) => () => {
    const entry = active();
    if (entry !== undefined) act(entry);
  };
  const keys: Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>> = {
    ArrowDown: go(1),
    ArrowUp: go(-1),
    PageDown: go(page),
    PageUp: go(-page),
    Home: go(-ids.length),
    End: go(ids.length),
    ' ': withActive(({ id }) => select(toggled(selection, id))),
    Enter: withActive(open),
    F2: withActive((entry) => may(entry, 'can_update') && begin({ what: 'rename', entry })),
    Delete: () => {
      const going = inHand();
      if (going.length > 0 && going.every((entry) => may(entry, 'can_delete')))
        begin({ what: 'delete', entries: going });
    },
    Escape: () => select({ ...nothing, active: selection.active }),
    Backspace: up,
  };
  return (event: KeyboardEvent<HTMLElement>): void => {
    // A button or a box inside a line has keys of its own.
    if (!(event.target as Element).matches('[role="row"], [role="grid"]')) return;
    const command = event.ctrlKey || event.metaKey;
    const act =
      command && event.key.toLowerCase() === 'a' ? () => select(all(selection, ids)) : keys[event.key];
    if (act === undefined || event.altKey || (command && event.key !== 'a' && event.key !== 'A')) return;
    event.preventDefault();
    act(event);
  };
}
