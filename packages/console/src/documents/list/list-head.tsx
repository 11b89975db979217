import { Checkbox, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk.tsx';
import type { Column, Order } from '../entry.ts';
import { ArrowDownIcon, ArrowUpIcon } from '../icons.tsx';
import { all, nothing } from '../selection.ts';
import classes from './document-list.module.css';

const columns = ['name', 'updated_at', 'size'] as const satisfies readonly Column[];

interface ListHeadProps {
  readonly ids: readonly number[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

/** The columns, by each of which the list can be put in order, and the box that chooses all. */
export function ListHead({ ids, order, onOrder }: ListHeadProps) {
  const { t } = useTranslation();
  const { selection, select } = useDesk();
  const chosen = selection.chosen.size;
  const sorted = (column: Column) => {
    if (column !== order.by) return 'none';
    return order.down ? 'descending' : 'ascending';
  };
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.line}>
        <div role="columnheader" className={classes.box}>
          <Checkbox
            size="sm"
            aria-label={t('documents.select_all')}
            checked={chosen > 0 && chosen === ids.length}
            indeterminate={chosen > 0 && chosen < ids.length}
            onChange={() =>
              select(chosen > 0 ? { ...selection, chosen: nothing.chosen } : all(selection, ids))
            }
          />
        </div>
        {columns.map((column) => (
          <div key={column} role="columnheader" aria-sort={sorted(column)} className={classes[column]}>
            <UnstyledButton
              className={classes.order}
              onClick={() => onOrder({ by: column, down: column === order.by && !order.down })}
            >
              {t(`documents.column.${column}`)}
              {column === order.by && (order.down ? <ArrowDownIcon size={14} /> : <ArrowUpIcon size={14} />)}
            </UnstyledButton>
          </div>
        ))}
        <div role="columnheader" className={classes.menu}>
          <VisuallyHidden>{t('documents.column.actions')}</VisuallyHidden>
        </div>
      </div>
    </div>
  );
}
