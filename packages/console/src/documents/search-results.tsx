import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../page/empty.tsx';
import { LoadFailure } from '../page/load-failure.tsx';
import { useFocusOnMore } from '../page/use-focus-on-more.ts';
import { Waiting } from '../page/waiting.tsx';
import { searchQuery } from './documents-queries.ts';
import { FoundLine } from './found-line.tsx';
import { SearchIcon } from './icons.tsx';
import { usePlace } from './place.ts';
import classes from './search-results.module.css';

/** What was found by names and descriptions in all of the place, while one still types. */
export function SearchResults({ words, onClose }: { words: string; onClose: () => void }) {
  const { t } = useTranslation();
  const place = usePlace();
  const sought = useDeferredValue(words);
  const { data, error, refetch, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...searchQuery(place, sought),
    placeholderData: keepPreviousData,
  });
  const found = data?.pages.flatMap(({ items }) => items) ?? [];
  const { list, moreFrom } = useFocusOnMore(found.length);
  const total = data?.pages.at(-1)?.total ?? found.length;
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('console.loading')} />;
  return (
    <section aria-label={t('documents.results')}>
      <div className={classes.head}>
        <p role="status">{t('documents.found', { count: total })}</p>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('documents.search.close')}
        </Button>
      </div>
      {found.length === 0 ? (
        <Empty icon={SearchIcon} title={t('documents.found.none')}>
          {t('documents.found.hint')}
        </Empty>
      ) : (
        <ul ref={list} className={classes.list} aria-label={t('documents.results')}>
          {found.map((item) => (
            <FoundLine key={item.id} item={item} />
          ))}
        </ul>
      )}
      {total > found.length && (
        <Button
          mt="sm"
          variant="subtle"
          loading={isFetchingNextPage}
          onClick={() => {
            moreFrom(found.length);
            void fetchNextPage();
          }}
        >
          {t('documents.found.more')}
        </Button>
      )}
    </section>
  );
}
