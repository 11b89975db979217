import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './connected-apps.module.css';

/** The outline of two cards, so that the page does not jump when the first ones arrive. */
export function WaitingCards() {
  const { t } = useTranslation();
  return (
    <div role="status" className={classes.apps}>
      <VisuallyHidden>{t('connected_apps.loading')}</VisuallyHidden>
      <Outline />
      <Outline />
    </div>
  );
}

function Outline() {
  return (
    <div className={classes.app}>
      <div className={classes.head}>
        <Skeleton height={44} width={44} radius="md" />
        <div className={classes.names}>
          <Skeleton height={20} width="40%" mb={8} />
          <Skeleton height={14} width="60%" />
        </div>
      </div>
      <div className={classes.facts}>
        <Skeleton height={42} width="60%" />
        <Skeleton height={42} width="70%" />
        <Skeleton height={42} width="70%" />
      </div>
    </div>
  );
}
