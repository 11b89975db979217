import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Answered } from '../../company/company-page.tsx';
import { Empty } from '../../page/empty.tsx';
import { Page } from '../../page/page.tsx';
import { RemoveIcon } from '../../shell/icons.tsx';
import { binQuery } from '../documents-queries.ts';
import { usePlace } from '../place.ts';
import { FolderLink } from '../place-link.tsx';
import { usePlaceNames } from '../use-place-names.ts';
import { BinItems } from './bin-items.tsx';
import { FolderInBin } from './folder-in-bin.tsx';
import { PurgeDialog } from './purge-dialog.tsx';
import { PurgeProgress } from './purge-progress.tsx';

/** The recycle bin, or one folder in it. */
export function BinPage() {
  const { folder } = useSearch({ strict: false });
  return folder === undefined ? <Bin /> : <FolderInBin key={folder} id={folder} />;
}

/** What was deleted: it can go back to where it was, or be gone for good. */
function Bin() {
  const { t } = useTranslation();
  const place = usePlace();
  const { name } = usePlaceNames();
  const query = useInfiniteQuery(binQuery(place));
  const total = query.data?.pages.at(-1)?.total ?? 0;
  return (
    <Page
      title={t('documents.bin')}
      lead={t('documents.bin.lead')}
      above={<FolderLink place={place}>{t('documents.bin.back', { name })}</FolderLink>}
      action={<EmptyBin hasItems={total > 0} />}
    >
      <PurgeProgress />
      <Answered query={query}>
        {({ pages }) => (
          <BinItems label={t('documents.bin')} items={pages.flatMap(({ items }) => items)} log={query}>
            <Empty icon={RemoveIcon} title={t('documents.bin.nothing')}>
              {t('documents.bin.nothing.body')}
            </Empty>
          </BinItems>
        )}
      </Answered>
    </Page>
  );
}

function EmptyBin({ hasItems }: { hasItems: boolean }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  return (
    <>
      {hasItems && (
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('documents.bin.empty')}
        </Button>
      )}
      <PurgeDialog
        opened={asked}
        title={t('documents.bin.empty.title')}
        confirm={t('documents.bin.empty')}
        purge={(place) => gatehouse.recycleBin.purgeAll(place)}
        onClose={() => setAsked(false)}
      />
    </>
  );
}
