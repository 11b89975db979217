import type { RecycleBinItem } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Answered } from '../../company/company-page.tsx';
import { useLast } from '../../company/use-last.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { Empty } from '../../page/empty.tsx';
import { focusHeadingIfLost, Page } from '../../page/page.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { RemoveIcon } from '../../shell/icons.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { binQuery } from '../documents-queries.ts';
import { useDocumentsChange, usePlace } from '../place.ts';
import { FolderLink } from '../place-link.tsx';
import { usePlaceNames } from '../use-place-names.ts';
import { BinLine } from './bin-line.tsx';
import classes from './bin-page.module.css';

/** What was deleted: it can go back to where it was, or be gone for good. */
export function BinPage() {
  const { t } = useTranslation();
  const place = usePlace();
  const { name } = usePlaceNames();
  const query = useInfiniteQuery(binQuery(place));
  const total = query.data?.pages.at(-1)?.total ?? 0;
  const [emptying, setEmptying] = useState(false);
  return (
    <Page
      title={t('documents.bin')}
      lead={t('documents.bin.lead')}
      above={<FolderLink place={place}>{t('documents.bin.back', { name })}</FolderLink>}
      action={
        total > 0 && (
          <Button variant="default" onClick={() => setEmptying(true)}>
            {t('documents.bin.empty')}
          </Button>
        )
      }
    >
      <Answered query={query}>
        {({ pages }) => (
          <Items
            items={pages.flatMap(({ items }) => items)}
            emptying={emptying}
            onEmptied={() => setEmptying(false)}
          />
        )}
      </Answered>
      {query.hasNextPage && (
        <Button
          mt="md"
          variant="subtle"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('documents.found.more')}
        </Button>
      )}
    </Page>
  );
}

interface ItemsProps {
  readonly items: readonly RecycleBinItem[];
  readonly emptying: boolean;
  readonly onEmptied: () => void;
}

function Items({ items, emptying, onEmptied }: ItemsProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [purging, setPurging] = useState<RecycleBinItem>();
  const shown = useLast(purging);
  const restore = useDocumentsChange(
    (place, { id }: RecycleBinItem) => gatehouse.recycleBin.restore(place, id),
    (_item, { name }) => notice('done', t('documents.bin.restored', { name })),
  );
  const purge = useDocumentsChange(
    (place, item: RecycleBinItem | undefined) =>
      item === undefined ? gatehouse.recycleBin.purgeAll(place) : gatehouse.recycleBin.purge(place, item.id),
    () => {
      close();
      notice('done', t('documents.bin.purged'));
    },
  );
  const close = () => {
    purge.reset();
    setPurging(undefined);
    onEmptied();
  };
  return (
    <>
      <Refusal error={restore.error} title={t('documents.bin.restore.failed')} />
      {items.length === 0 ? (
        <Empty icon={RemoveIcon} title={t('documents.bin.nothing')}>
          {t('documents.bin.nothing.body')}
        </Empty>
      ) : (
        <ul className={classes.list} aria-label={t('documents.bin')}>
          {items.map((item) => (
            <BinLine
              key={item.id}
              item={item}
              onRestore={() => restore.mutate(item)}
              onPurge={() => setPurging(item)}
            />
          ))}
        </ul>
      )}
      <ConfirmDialog
        opened={purging !== undefined || emptying}
        title={
          emptying
            ? t('documents.bin.empty.title')
            : t('documents.bin.purge.title', { name: shown?.name ?? '' })
        }
        confirm={t(emptying ? 'documents.bin.empty' : 'documents.bin.purge')}
        failed={t('documents.bin.purge.failed')}
        danger
        pending={purge.isPending}
        error={purge.error}
        onCancel={close}
        onClosed={focusHeadingIfLost}
        onConfirm={() => purge.mutate(purging)}
      >
        <p>{t('documents.bin.purge.words')}</p>
      </ConfirmDialog>
    </>
  );
}
