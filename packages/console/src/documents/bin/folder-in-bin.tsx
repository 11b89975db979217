import type { Folder } from '@gatehouse/wire';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../company/company-page.tsx';
import { Empty } from '../../page/empty.tsx';
import { Page } from '../../page/page.tsx';
import { binFolderQuery, plainFolderQuery, wayQuery } from '../documents-queries.ts';
import { FolderIcon } from '../icons.tsx';
import { usePlace } from '../place.ts';
import { BinLink } from '../place-link.tsx';
import { Way } from '../way.tsx';
import { BinItems } from './bin-items.tsx';
import { PurgeProgress } from './purge-progress.tsx';

/** What lies in a folder that was deleted, or deeper in one. */
export function FolderInBin({ id }: { id: number }) {
  const { t } = useTranslation();
  const place = usePlace();
  const { data: folder } = useQuery(plainFolderQuery(place, id));
  const query = useInfiniteQuery(binFolderQuery(place, id));
  const name = folder?.name ?? '';
  return (
    <Page
      title={name === '' ? t('documents.bin') : name}
      part={t('documents.bin')}
      lead={t('documents.bin.folder.lead')}
      above={folder && <WayInBin folder={folder} />}
    >
      <PurgeProgress />
      <Answered query={query}>
        {({ pages }) => (
          <BinItems
            label={t('documents.list', { folder: name })}
            items={pages.flatMap(({ items }) => items)}
            log={query}
          >
            <Empty icon={FolderIcon} title={t('documents.empty.title')}>
              {t('documents.bin.folder.empty')}
            </Empty>
          </BinItems>
        )}
      </Answered>
    </Page>
  );
}

function WayInBin({ folder }: { folder: Folder }) {
  const { t } = useTranslation();
  const { data: way } = useQuery(wayQuery(usePlace(), folder));
  // The bin lies in the root, which is no part of it.
  const inBin = way?.slice(way.findIndex(({ is_recycle_bin: isBin }) => isBin)) ?? [folder];
  return <Way way={inBin} rootName={t('documents.bin')} Step={BinLink} />;
}
