import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './connected-apps.module.css';

/** Two cards' worth of space, so that the page does not jump when the first ones arrive. */
export function WaitingCards() {
  const { t } = useTranslation();
  return (
    <div role="status" className={classes.apps}>
      <VisuallyHidden>{t('connected_apps.loading')}</VisuallyHidden>
      <Skeleton height={180} radius="lg" />
      <Skeleton height={180} radius="lg" />
    </div>
  );
}
