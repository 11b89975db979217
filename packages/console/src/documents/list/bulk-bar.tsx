import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk.tsx';
import type { Entry } from '../entry.ts';
import { nothing } from '../selection.ts';
import { useActions } from '../use-actions.ts';
import classes from './bulk-bar.module.css';

/** What can be done with the chosen lines; stands there as long as some are chosen. */
export function BulkBar({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation();
  const { selection, select } = useDesk();
  const actionsOf = useActions();
  const chosen = entries.filter(({ id }) => selection.chosen.has(id));
  if (chosen.length === 0) return null;
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('documents.bulk')}>
      <CloseButton
        aria-label={t('documents.select_none')}
        onClick={() => select({ ...nothing, active: selection.active })}
      />
      <span className={classes.count} aria-live="polite">
        {t('documents.chosen', { count: chosen.length })}
      </span>
      {actionsOf(chosen).map(({ name, icon: Drawing, run }) => (
        <Button
          key={name}
          size="compact-sm"
          variant="default"
          leftSection={<Drawing size={16} />}
          onClick={run}
        >
          {t(`documents.action.${name}`)}
        </Button>
      ))}
    </div>
  );
}
