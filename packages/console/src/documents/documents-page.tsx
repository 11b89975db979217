import type { Folder } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../company/company-page.tsx';
import { Page } from '../page/page.tsx';
import { DeskProvider } from './desk.tsx';
import { folderQuery } from './documents-queries.ts';
import { FolderView } from './folder-view.tsx';
import { placeKey, usePlace } from './place.ts';
import { PlaceMenu } from './place-menu.tsx';
import { useLiveTag } from './use-live-tag.ts';

/** The documents of a company or of a project: one folder at a time, with the tree beside it. */
export function DocumentsPage() {
  const { t } = useTranslation();
  const place = usePlace();
  const { folder } = useSearch({ strict: false });
  const query = useQuery({
    ...folderQuery(place, folder),
    // The folder one comes from stays until the next is there; that of another project does not.
    placeholderData: (before: Folder | undefined, last?: { readonly queryKey: readonly unknown[] }) =>
      placeKey(place).every((part, at) => part === last?.queryKey[at]) ? before : undefined,
  });
  useLiveTag(place);
  const inFolder = query.data?.parent_id == null ? undefined : query.data.name;
  return (
    <Page
      title={t('documents.title')}
      {...(inFolder !== undefined && { part: inFolder })}
      above={<PlaceMenu />}
    >
      <DeskProvider key={`${place.companyId}/${place.projectId}`}>
        <Answered query={query}>{(data) => <FolderView folder={data} />}</Answered>
      </DeskProvider>
    </Page>
  );
}
