import type { DocumentItem } from '@gatehouse/wire';
import { UnstyledButton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useNotice } from '../shell/notices.tsx';
import { Ago } from '../time/ago.tsx';
import { useDesk } from './desk.tsx';
import { FolderIcon, PageIcon } from './icons.tsx';
import { placeKey, usePlace } from './place.ts';
import { FolderLink } from './place-link.tsx';
import classes from './search-results.module.css';

/** One that was found: opens it, or goes to the folder where it lies. */
export function FoundLine({ item }: { item: DocumentItem }) {
  const { t } = useTranslation();
  const place = usePlace();
  const notice = useNotice();
  const queries = useQueryClient();
  const { begin } = useDesk();
  const above = item.name_with_path.split('/').slice(1, -1).join(' / ');
  const open = async () => {
    try {
      const file = await queries.fetchQuery({
        queryKey: [...placeKey(place), 'file', item.id],
        queryFn: () => gatehouse.files.show(place, item.id),
      });
      begin({ what: 'preview', entry: { ...file, kind: 'file' } });
    } catch {
      notice('problem', t('documents.gone', { name: item.name }));
    }
  };
  return (
    <li className={classes.line} tabIndex={-1}>
      <span className={classes.icon}>{item.document_type === 'folder' ? <FolderIcon /> : <PageIcon />}</span>
      <div className={classes.words}>
        {item.document_type === 'folder' ? (
          <FolderLink place={place} folder={item.id} className={classes.opener}>
            {item.name}
          </FolderLink>
        ) : (
          <UnstyledButton className={classes.opener} onClick={() => void open()}>
            {item.name}
          </UnstyledButton>
        )}
        <span className={classes.details}>
          {above !== '' && `${above} · `}
          <Ago timestamp={item.updated_at} />
        </span>
      </div>
      {item.parent_id !== null && (
        <FolderLink place={place} folder={item.parent_id} className={classes.where}>
          {t('documents.found.where')}
        </FolderLink>
      )}
    </li>
  );
}
