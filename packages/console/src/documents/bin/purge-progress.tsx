import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { purgeQuery } from '../documents-queries.ts';
import { usePlace } from '../place.ts';
import classes from './bin-page.module.css';

/** How far the rows of what was deleted for good are taken away; nothing where none are left. */
export function PurgeProgress() {
  const { t } = useTranslation();
  const { data } = useQuery(purgeQuery(usePlace()));
  const left = data?.items_left ?? 0;
  /** The most that was left while one looked: the whole of which the bar shows what is gone. */
  const [most, setMost] = useState(0);
  useEffect(() => setMost((before) => (left === 0 ? 0 : Math.max(before, left))), [left]);
  if (data === undefined || left === 0) return null;
  return (
    <div className={classes.purging}>
      <p>{t(data.at_least ? 'documents.bin.purging.more' : 'documents.bin.purging', { count: left })}</p>
      {!data.at_least && (
        <Progress
          value={(1 - left / Math.max(most, left)) * 100}
          size="sm"
          aria-label={t('documents.bin.purging.progress')}
        />
      )}
    </div>
  );
}
