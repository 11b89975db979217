import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useDesk } from '../desk.tsx';
import type { Entry, Order } from '../entry.ts';
import type { Selection } from '../selection.ts';
import classes from './document-list.module.css';
import { DocumentRow } from './document-row.tsx';
import { ListHead } from './list-head.tsx';
import { listKeys } from './list-keys.ts';

/** Every line is this high, so that ten thousand of them have a known height; the stylesheet says the same. */
const lineHeight = 56;
const headHeight = 40;

interface DocumentListProps {
  readonly label: string;
  readonly entries: readonly Entry[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly onOpen: (entry: Entry) => void;
  readonly onUp: () => void;
  /** Where the keyboard goes when the list appears: to the folder one came out of, or to the first line. */
  readonly arriveAt: number | 'first' | undefined;
}

/** The content of a folder, of which only the lines in view are in the page. */
export function DocumentList({ label, entries, order, onOrder, onOpen, onUp, arriveAt }: DocumentListProps) {
  const { selection, select, begin } = useDesk();
  const grid = useRef<HTMLDivElement>(null);
  /** Whether the keyboard is in the list: then it follows the active line. */
  const follows = useRef(arriveAt !== undefined);
  const ids = useMemo(() => entries.map(({ id }) => id), [entries]);
  const activeIndex = Math.max(0, selection.active === undefined ? 0 : ids.indexOf(selection.active));
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => grid.current,
    estimateSize: () => lineHeight,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 10,
    getItemKey: (index) => ids[index] ?? index,
    // The line with the keyboard stays in the page while it is out of sight, else the keyboard would be lost.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), activeIndex])].sort((a, b) => a - b),
  });
  const { scrollToIndex } = rows;

  const keyboardTo = useCallback(
    (next: Selection) => {
      follows.current = true;
      select(next);
      if (next.active !== undefined && ids.includes(next.active)) scrollToIndex(ids.indexOf(next.active));
    },
    [ids, select, scrollToIndex],
  );

  const arrived = useRef(false);
  useEffect(() => {
    if (arrived.current || arriveAt === undefined) return;
    arrived.current = true;
    const active = arriveAt !== 'first' && ids.includes(arriveAt) ? arriveAt : ids[0];
    if (active !== undefined) keyboardTo({ active, anchor: active, chosen: new Set() });
  }, [arriveAt, ids, keyboardTo]);

  const onKeyDown = listKeys({
    entries,
    ids,
    selection,
    select: keyboardTo,
    open: onOpen,
    begin,
    up: onUp,
    page: Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / lineHeight) - 2),
  });

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-multiselectable={true}
      aria-rowcount={ids.length + 1}
      className={classes.grid}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) follows.current = false;
      }}
    >
      <ListHead ids={ids} order={order} onOrder={onOrder} />
      <div role="rowgroup" className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const entry = entries[index];
          return (
            entry && (
              <DocumentRow
                key={entry.id}
                entry={entry}
                ids={ids}
                index={index}
                top={start - headHeight}
                here={index === activeIndex}
                follows={follows}
                onOpen={onOpen}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
