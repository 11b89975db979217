import type { Folder } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { RightIcon } from './icons.tsx';
import { usePlace } from './place.ts';
import { type BinLink, FolderLink } from './place-link.tsx';
import classes from './way.module.css';

interface WayProps {
  readonly way: readonly Folder[];
  /** What its beginning is called: the root, or the recycle bin. */
  readonly rootName: string;
  readonly Step?: typeof FolderLink | typeof BinLink;
}

/** The way to where one is; each step leads back. */
export function Way({ way, rootName, Step = FolderLink }: WayProps) {
  const { t } = useTranslation();
  const place = usePlace();
  return (
    <nav aria-label={t('documents.way')} className={classes.way}>
      <ol>
        {way.map(({ id, name, parent_id, is_recycle_bin }, index) => {
          const begins = parent_id === null || is_recycle_bin;
          const words = begins ? rootName : name;
          return (
            <li key={id}>
              {index > 0 && <RightIcon size={14} />}
              {index === way.length - 1 ? (
                <span aria-current="page">{words}</span>
              ) : (
                <Step place={place} folder={begins ? undefined : id} className={classes.step}>
                  {words}
                </Step>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
