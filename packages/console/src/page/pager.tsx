import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/use-locale.ts';
import classes from './pager.module.css';

interface PagerProps {
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** Which part of a long list this is. The buttons stay where they are, so that the keyboard does not lose them. */
export function Pager({ page, perPage, total, onPage }: PagerProps) {
  const { t } = useTranslation();
  const number = new Intl.NumberFormat(useLocale());
  const last = Math.max(1, Math.ceil(total / perPage));
  const step = (to: number, label: string) => {
    const there = to >= 1 && to <= last;
    return (
      <Button
        variant="default"
        size="sm"
        aria-disabled={!there}
        {...(!there && { 'data-disabled': true })}
        onClick={(event) => {
          event.preventDefault();
          if (there) onPage(to);
        }}
      >
        {label}
      </Button>
    );
  };
  return (
    <div className={classes.pager}>
      <p className={classes.count} role="status">
        {total === 0
          ? t('list.none')
          : t('list.part', {
              from: number.format((page - 1) * perPage + 1),
              to: number.format(Math.min(page * perPage, total)),
              total: number.format(total),
            })}
      </p>
      {last > 1 && (
        <div className={classes.steps}>
          {step(page - 1, t('list.previous'))}
          {step(page + 1, t('list.next'))}
        </div>
      )}
    </div>
  );
}
