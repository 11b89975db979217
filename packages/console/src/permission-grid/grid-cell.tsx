import { Menu, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Cell } from './grid-keys.ts';
import classes from './permission-grid.module.css';

interface GridCellProps {
  readonly at: Cell;
  readonly label: string;
  /** The cell that the Tab key leads to. */
  readonly current: boolean;
  readonly opened: boolean;
  readonly onOpen: (opened: boolean) => void;
  /** What it says cannot be changed here. */
  readonly fixed?: boolean;
  readonly column: string;
  readonly menu: () => ReactNode;
  readonly children: ReactNode;
}

/** A cell with what holds, and on pressing it a menu of what else could. */
export function GridCell(props: GridCellProps) {
  const { at, label, current, opened, onOpen, fixed = false, column, menu, children } = props;
  const button = (
    <UnstyledButton
      className={classes.cell}
      aria-label={label}
      aria-disabled={fixed}
      tabIndex={current ? 0 : -1}
      data-cell={`${at.row}:${at.column}`}
      {...(!opened && !fixed && { 'aria-haspopup': 'menu', onClick: () => onOpen(true) })}
    >
      {children}
    </UnstyledButton>
  );
  return (
    <td data-column={column}>
      {opened ? (
        // Only the open one is a menu: a page of people has hundreds of cells.
        <Menu opened onChange={onOpen} position="bottom-start" withinPortal portalProps={portal} returnFocus>
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown className={classes.menu}>{menu()}</Menu.Dropdown>
        </Menu>
      ) : (
        button
      )}
    </td>
  );
}

// In the page's own part of the document, but outside the table, which would cut it off.
const portal = { target: '#content' };
