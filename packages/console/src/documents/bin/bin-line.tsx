import type { RecycleBinItem } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale.ts';
import { Ago } from '../../time/ago.tsx';
import { FolderIcon, PageIcon } from '../icons.tsx';
import { PrivateMark } from '../list/entry-marks.tsx';
import { pathInWords } from '../path-in-words.ts';
import { usePlace } from '../place.ts';
import { BinLink } from '../place-link.tsx';
import { sizeInWords } from '../size.ts';
import { usePlaceNames } from '../use-place-names.ts';
import classes from './bin-page.module.css';

interface BinLineProps {
  readonly item: RecycleBinItem;
  readonly onRestore: () => void;
  readonly onPurge: () => void;
}

/** A deleted item: where it was, who deleted it and when. A folder can be looked into. */
export function BinLine({ item, onRestore, onPurge }: BinLineProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const place = usePlace();
  const { name: placeName } = usePlaceNames();
  const { name, original_parent: from, deleted_by: by } = item;
  return (
    <li className={classes.line} tabIndex={-1}>
      <span className={classes.icon}>{item.document_type === 'folder' ? <FolderIcon /> : <PageIcon />}</span>
      <div className={classes.words}>
        <span className={classes.name}>
          {item.document_type === 'folder' ? (
            <BinLink place={place} folder={item.id} className={classes.opener}>
              {name}
            </BinLink>
          ) : (
            name
          )}
          {item.private && <PrivateMark />}
        </span>
        <span className={classes.details}>
          <Ago timestamp={item.deleted_at} />
          {by !== null && ` · ${by.name ?? by.login}`}
          {from !== null && ` · ${pathInWords(placeName, from.name_with_path)}`}
          {item.size !== null && ` · ${sizeInWords(locale, item.size)}`}
        </span>
      </div>
      <div className={classes.steps}>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('documents.bin.restore.named', { name })}
          onClick={onRestore}
        >
          {t('documents.bin.restore')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('documents.bin.purge.named', { name })}
          onClick={onPurge}
        >
          {t('documents.bin.purge')}
        </Button>
      </div>
    </li>
  );
}
