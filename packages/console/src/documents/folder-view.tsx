import type { ChildFolder, Folder } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/use-locale.ts';
import { Empty } from '../page/empty.tsx';
import { useDesk } from './desk.tsx';
import { DetailsDrawer } from './details/details-drawer.tsx';
import { PreviewDialog } from './details/preview-dialog.tsx';
import { DeleteDialog } from './dialogs/delete-dialog.tsx';
import { NameDialog } from './dialogs/name-dialog.tsx';
import { SettingsDialog } from './dialogs/settings-dialog.tsx';
import { ShortcutsDialog } from './dialogs/shortcuts-dialog.tsx';
import { TargetDialog } from './dialogs/target-dialog.tsx';
import { wayQuery } from './documents-queries.ts';
import { type Entry, entriesOf, type Order } from './entry.ts';
import classes from './folder-view.module.css';
import { FolderIcon } from './icons.tsx';
import { BulkBar } from './list/bulk-bar.tsx';
import { DocumentList } from './list/document-list.tsx';
import { menuGround } from './list/entry-menu.tsx';
import { usePlace } from './place.ts';
import { useGo } from './place-link.tsx';
import { may } from './rights.ts';
import { SearchResults } from './search-results.tsx';
import { nothing, within } from './selection.ts';
import { Toolbar } from './toolbar.tsx';
import { FolderTree } from './tree/folder-tree.tsx';
import { ClashDialog } from './upload/clash-dialog.tsx';
import { DropZone } from './upload/drop-zone.tsx';
import { QueuePanel } from './upload/queue-panel.tsx';
import { uploads } from './upload/upload-queue.ts';
import { usePageKeys } from './use-page-keys.ts';
import { usePlaceNames } from './use-place-names.ts';
import { Way } from './way.tsx';

/** A folder with all that can be done in it. */
export function FolderView({ folder }: { folder: Folder }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const place = usePlace();
  const go = useGo();
  const { name: rootName } = usePlaceNames();
  const { folder: asked, q = '' } = useSearch({ strict: false });
  const { selection, select, begin } = useDesk();
  const [order, setOrder] = useState<Order>({ by: 'name', down: false });
  const { data: way = [folder] } = useQuery(wayQuery(place, folder));
  const search = useRef<HTMLInputElement>(null);
  usePageKeys(search);

  const entries = useMemo(() => entriesOf(folder, order, locale), [folder, order, locale]);
  const ids = useMemo(() => entries.map(({ id }) => id), [entries]);
  useEffect(() => {
    const kept = within(selection, ids);
    // Said again, it would undo what the list has chosen meanwhile.
    if (kept !== selection) select(kept);
  }, [ids, select, selection]);

  /** Where the keyboard is to arrive in the folder that is gone to. */
  const arrival = useRef<number | 'first'>(undefined);
  const isHere = asked === undefined ? folder.parent_id === null : folder.id === asked;
  useEffect(() => {
    if (isHere) arrival.current = undefined;
  }, [isHere]);
  const enter = (id: number | undefined, arriveAt: number | 'first') => {
    arrival.current = arriveAt;
    select(nothing);
    go(id === undefined ? {} : { folder: id });
  };
  const open = (entry: Entry) =>
    entry.kind === 'folder' ? enter(entry.id, 'first') : begin({ what: 'preview', entry });
  const up = () => {
    if (folder.parent_id === null) return;
    enter(way.at(-2)?.parent_id === null ? undefined : folder.parent_id, folder.id);
  };
  const wayIds = way.map(({ id }) => id);
  const name = folder.parent_id === null ? rootName : folder.name;
  const here: ChildFolder = { ...folder, folders: [], files: [] };
  const mayCreate = may(folder, 'can_create');
  const bring = (brought: Parameters<typeof uploads.add>[2]) =>
    void uploads.add(place, folder.id, brought).catch(() => undefined);

  return (
    <div className={classes.view} data-wide>
      <Toolbar
        folder={asked}
        folderId={folder.id}
        onTrack={() => begin({ what: 'details', entry: { ...here, name, kind: 'folder' }, tab: 'tracking' })}
        mayCreate={mayCreate}
        words={q}
        search={search}
        onBrought={bring}
      />
      <div className={classes.columns}>
        <section className={classes.tree} aria-label={t('documents.tree')}>
          <FolderTree
            place={place}
            label={t('documents.tree')}
            rootName={rootName}
            current={folder.id}
            way={wayIds}
            onChoose={(id) => go(id === wayIds[0] ? {} : { folder: id })}
          />
        </section>
        <div className={classes.content}>
          {q === '' ? (
            <>
              <div className={classes.head}>
                <Way way={way} rootName={rootName} />
                <p className={classes.count} aria-live="polite">
                  {t('documents.count', { count: entries.length })}
                </p>
              </div>
              <BulkBar entries={entries} />
              <DropZone enabled={mayCreate} folderName={name} onBrought={bring}>
                {entries.length > 0 ? (
                  <DocumentList
                    key={folder.id}
                    label={t('documents.list', { folder: name })}
                    entries={entries}
                    order={order}
                    onOrder={setOrder}
                    onOpen={open}
                    onUp={up}
                    arriveAt={isHere ? arrival.current : undefined}
                  />
                ) : (
                  <Empty icon={FolderIcon} title={t('documents.empty.title')}>
                    {t(mayCreate ? 'documents.empty.body' : 'documents.empty.reader')}
                  </Empty>
                )}
              </DropZone>
            </>
          ) : (
            <SearchResults words={q} onClose={() => go(asked === undefined ? {} : { folder: asked })} />
          )}
        </div>
      </div>
      <div id={menuGround} />
      <NameDialog folderId={folder.id} />
      <TargetDialog folderId={folder.id} way={wayIds} rootName={rootName} />
      <DeleteDialog />
      <ShortcutsDialog />
      <SettingsDialog />
      <PreviewDialog entries={entries} />
      <DetailsDrawer entries={entries} />
      <ClashDialog />
      <QueuePanel />
    </div>
  );
}
