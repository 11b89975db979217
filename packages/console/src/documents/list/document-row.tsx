import { Checkbox, UnstyledButton } from '@mantine/core';
import { type MouseEvent, type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale.ts';
import { Ago } from '../../time/ago.tsx';
import { useDesk } from '../desk.tsx';
import type { Entry } from '../entry.ts';
import { usePlace } from '../place.ts';
import { FolderLink } from '../place-link.tsx';
import { only, toggled, upTo } from '../selection.ts';
import { sizeInWords } from '../size.ts';
import classes from './document-list.module.css';
import { EntryIcon, EntryMarks } from './entry-marks.tsx';
import { EntryMenu } from './entry-menu.tsx';

interface DocumentRowProps {
  readonly entry: Entry;
  readonly ids: readonly number[];
  readonly index: number;
  readonly top: number;
  /** The line on which the keyboard stands, or would stand. */
  readonly here: boolean;
  readonly follows: RefObject<boolean>;
  readonly onOpen: (entry: Entry) => void;
}

export function DocumentRow({ entry, ids, index, top, here, follows, onOpen }: DocumentRowProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { selection, select } = useDesk();
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (here && follows.current) row.current?.focus({ preventScroll: true });
  }, [here, follows]);
  const chosen = selection.chosen.has(entry.id);
  const choose = (event: MouseEvent) => {
    if ((event.target as Element).closest('a, button, input, label, [role="menu"]')) return;
    if (event.shiftKey) select(upTo(selection, ids, entry.id));
    else select(event.ctrlKey || event.metaKey ? toggled(selection, entry.id) : only(entry.id));
  };
  return (
    <div
      ref={row}
      role="row"
      tabIndex={here ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={classes.line}
      style={{ transform: `translateY(${top}px)` }}
      data-row
      onFocus={({ target, currentTarget }) => {
        if (target === currentTarget && selection.active !== entry.id)
          select({ ...selection, active: entry.id, anchor: entry.id });
      }}
      onClick={choose}
    >
      <div role="gridcell" className={classes.box}>
        <Checkbox
          size="sm"
          tabIndex={here ? 0 : -1}
          aria-label={t('documents.select', { name: entry.name })}
          checked={chosen}
          onChange={() => select(toggled(selection, entry.id))}
        />
      </div>
      <div role="gridcell" className={classes.name}>
        <EntryIcon entry={entry} />
        <div className={classes.words}>
          <div className={classes.title}>
            <Opener entry={entry} onOpen={onOpen} />
            <EntryMarks entry={entry} />
          </div>
          <span className={classes.under} aria-hidden="true">
            <Ago timestamp={entry.updated_at} />
            {entry.kind === 'file' && ` · ${sizeInWords(locale, entry.size)}`}
          </span>
        </div>
      </div>
      <div role="gridcell" className={classes.updated_at}>
        <Ago timestamp={entry.updated_at} />
      </div>
      <div role="gridcell" className={classes.size}>
        {entry.kind === 'file' ? sizeInWords(locale, entry.size) : ''}
      </div>
      <div role="gridcell" className={classes.menu}>
        <EntryMenu entry={entry} reachable={here} />
      </div>
    </div>
  );
}

function Opener({ entry, onOpen }: Pick<DocumentRowProps, 'entry' | 'onOpen'>) {
  const place = usePlace();
  if (entry.kind === 'folder') {
    return (
      <FolderLink place={place} folder={entry.id} className={classes.opener} tabIndex={-1}>
        {entry.name}
      </FolderLink>
    );
  }
  return (
    <UnstyledButton className={classes.opener} tabIndex={-1} onClick={() => onOpen(entry)}>
      {entry.name}
    </UnstyledButton>
  );
}
