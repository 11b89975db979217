import type { ListingReview } from '@gatehouse/wire';
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { LoadFailure } from '../page/load-failure.tsx';
import { focusHeading } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useNotice } from '../shell/notices.tsx';
import { ListingWords } from './listing-words.tsx';
import classes from './operator.module.css';
import { reviewsQuery, useDecision } from './operator-queries.ts';
import { RejectDialog } from './reject-dialog.tsx';

/** Marketplace pages that wait to be reviewed. */
export function Listings() {
  const { t } = useTranslation();
  const notice = useNotice();
  const { data, error, refetch } = useQuery(reviewsQuery);
  const [rejecting, setRejecting] = useState<ListingReview>();
  const approve = useDecision(
    ({ app }: ListingReview) => gatehouse.operator.decideReview(app.id, { decision: 'approve' }),
    ({ app }) => {
      notice('done', t('reviews.approved', { app: app.name }));
      focusHeading();
    },
  );
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return null;
  return (
    <Panel title={t('reviews.listings')} lead={t('reviews.listings.lead')}>
      {data.length === 0 && <p className={classes.none}>{t('reviews.listings.none')}</p>}
      <Refusal error={approve.error} title={t('reviews.failed')} />
      <ul className={classes.list}>
        {data.map((review) => (
          <li key={review.app.id}>
            <ListingWords review={review} />
            <Group gap="xs">
              <Button
                size="sm"
                aria-label={t('reviews.approve.named', { app: review.app.name })}
                onClick={() => approve.mutate(review)}
              >
                {t('reviews.approve')}
              </Button>
              <Button
                size="sm"
                variant="default"
                aria-label={t('reviews.reject.named', { app: review.app.name })}
                onClick={() => setRejecting(review)}
              >
                {t('reviews.reject')}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      <RejectDialog review={rejecting} onDone={() => setRejecting(undefined)} />
    </Panel>
  );
}
