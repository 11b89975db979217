import type { Folder } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { RightIcon } from './icons.tsx';
import { usePlace } from './place.ts';
import { FolderLink } from './place-link.tsx';
import classes from './way.module.css';

/** The way from the root to where one is; each step leads back. */
export function Way({ way, rootName }: { way: readonly Folder[]; rootName: string }) {
  const { t } = useTranslation();
  const place = usePlace();
  return (
    <nav aria-label={t('documents.way')} className={classes.way}>
      <ol>
        {way.map(({ id, name, parent_id }, index) => (
          <li key={id}>
            {index > 0 && <RightIcon size={14} />}
            {index === way.length - 1 ? (
              <span aria-current="page">{parent_id === null ? rootName : name}</span>
            ) : (
              <FolderLink place={place} folder={parent_id === null ? undefined : id} className={classes.step}>
                {parent_id === null ? rootName : name}
              </FolderLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
