import type { RecycleBinItem } from '@gatehouse/wire';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { useLast } from '../../company/use-last.ts';
import { MoreButton } from '../../page/more-button.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { useFocusOnMore } from '../../page/use-focus-on-more.ts';
import { useNotice } from '../../shell/notices.tsx';
import { useDocumentsChange } from '../place.ts';
import { BinLine } from './bin-line.tsx';
import classes from './bin-page.module.css';
import { PurgeDialog } from './purge-dialog.tsx';

interface BinItemsProps {
  readonly label: string;
  readonly items: readonly RecycleBinItem[];
  readonly log: ComponentProps<typeof MoreButton>['log'];
  /** What stands there where there are none. */
  readonly children: ReactNode;
}

/** Deleted items, page by page; each can go back, or be gone for good. */
export function BinItems({ label, items, log, children }: BinItemsProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const { list, moreFrom } = useFocusOnMore(items.length);
  const [purging, setPurging] = useState<RecycleBinItem>();
  const shown = useLast(purging);
  const restore = useDocumentsChange(
    (place, { id }: RecycleBinItem) => gatehouse.recycleBin.restore(place, id),
    ({ name, private: isPrivate }, { private: wasPrivate }) => {
      const how = isPrivate ? (wasPrivate ? 'private' : 'hidden') : 'open';
      notice('done', t(`documents.bin.restored.${how}`, { name }));
    },
  );
  return (
    <>
      <Refusal error={restore.error} title={t('documents.bin.restore.failed')} />
      {items.length === 0 ? (
        children
      ) : (
        <ul ref={list} className={classes.list} aria-label={label}>
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
      <MoreButton log={log} onMore={() => moreFrom(items.length)}>
        {t('documents.found.more')}
      </MoreButton>
      <PurgeDialog
        opened={purging !== undefined}
        title={t('documents.bin.purge.title', { name: shown?.name ?? '' })}
        confirm={t('documents.bin.purge')}
        purge={async (place) => purging && gatehouse.recycleBin.purge(place, purging.id)}
        onClose={() => setPurging(undefined)}
      />
    </>
  );
}
