import { type PermissionLine, TOOL_NAMES } from '@gatehouse/wire';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Wish } from './change.ts';
import { type Cell, cellAfter } from './grid-keys.ts';
import type { TemplateChoice } from './grid-menus.tsx';
import { GridRow } from './grid-row.tsx';
import classes from './permission-grid.module.css';

interface PermissionGridProps {
  readonly label: string;
  readonly help: string;
  readonly lines: readonly PermissionLine[];
  readonly inProject: boolean;
  readonly templates: readonly TemplateChoice[];
  readonly onWish: (line: PermissionLine, wish: Wish) => void;
  readonly onUndo: () => void;
}

/** People by tools. One Tab stop; inside, the arrow keys lead from cell to cell. */
export function PermissionGrid(props: PermissionGridProps) {
  const { label, help, lines, inProject, templates, onWish, onUndo } = props;
  const { t } = useTranslation();
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
  const [opened, setOpened] = useState(false);
  const columns = TOOL_NAMES.length + (inProject ? 3 : 2);
  const current = {
    row: Math.min(at.row, Math.max(0, lines.length - 1)),
    column: Math.min(at.column, columns - 1),
  };
  const focus = ({ row, column }: Cell) =>
    table.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus();
  const key = (event: KeyboardEvent) => {
    // What happens in the open menu is the menu's.
    if (opened) return;
    if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      event.preventDefault();
      onUndo();
      return;
    }
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const next = cellAfter(event.key, event.ctrlKey, current, { row: lines.length, column: columns });
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    focus(next);
  };
  const open = (cell: Cell, wanted: boolean) => {
    setAt(cell);
    setOpened(wanted);
    if (!wanted) requestAnimationFrame(() => focus(cell));
  };
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the grid pattern stands on a table
      role="grid"
      aria-label={label}
      aria-describedby={help}
      className={classes.grid}
      onKeyDown={key}
      onFocus={({ target }) => {
        const cell = target instanceof HTMLElement ? target.dataset.cell : undefined;
        const [row, column] = cell?.split(':').map(Number) ?? [];
        if (row !== undefined && column !== undefined && !opened) setAt({ row, column });
      }}
    >
      <thead>
        <tr>
          <th scope="col">{t('grid.person')}</th>
          <th scope="col">{t('grid.template')}</th>
          {TOOL_NAMES.map((tool) => (
            <th key={tool} scope="col">
              {t(`tool.${tool}`)}
            </th>
          ))}
          {inProject && <th scope="col">{t('grid.granted')}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, row) => (
          <GridRow
            key={line.person.id}
            line={line}
            row={row}
            inProject={inProject}
            templates={templates}
            current={current}
            opened={opened}
            onOpen={open}
            onWish={(wish) => onWish(line, wish)}
          />
        ))}
      </tbody>
    </table>
  );
}
