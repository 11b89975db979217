import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import cards from './cards.module.css';

/** The outline of two cards, so that the page does not jump when the first ones arrive. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <div role="status" className={cards.list}>
      <VisuallyHidden>{t('console.loading')}</VisuallyHidden>
      {[0, 1].map((card) => (
        <div key={card} className={cards.card}>
          <Skeleton height={20} width="40%" mb={12} />
          <Skeleton height={14} width="70%" mb={8} />
          <Skeleton height={14} width="55%" />
        </div>
      ))}
    </div>
  );
}
