import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale.ts';
import { Moment } from '../../time/moment.tsx';
import type { Entry } from '../entry.ts';
import { pathInWords } from '../path-in-words.ts';
import { sizeInWords } from '../size.ts';
import { usePlaceNames } from '../use-place-names.ts';
import classes from './details-drawer.module.css';

export function Facts({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { name: place } = usePlaceNames();
  const [latest] = entry.kind === 'file' ? entry.file_versions : [];
  const yesNo = (value: boolean) => t(value ? 'documents.fact.yes' : 'documents.fact.no');
  return (
    <dl className={classes.facts}>
      <Fact name={t('documents.fact.where')}>{pathInWords(place, entry.name_with_path)}</Fact>
      <Fact name={t('documents.column.updated_at')}>
        <Moment timestamp={entry.updated_at} />
      </Fact>
      {entry.kind === 'file' && (
        <>
          <Fact name={t('documents.fact.created')}>
            <Moment timestamp={entry.created_at} />
          </Fact>
          <Fact name={t('documents.column.size')}>{sizeInWords(locale, entry.size)}</Fact>
          <Fact name={t('documents.fact.version')}>
            {latest?.number}
            {latest?.created_by?.name != null && ` · ${latest.created_by.name}`}
          </Fact>
          {entry.description !== null && (
            <Fact name={t('documents.fact.description')}>{entry.description}</Fact>
          )}
          {entry.checked_out_by !== null && entry.checked_out_until !== null && (
            <Fact name={t('documents.fact.checked_out')}>
              {entry.checked_out_by.name} · <Moment timestamp={entry.checked_out_until} />
            </Fact>
          )}
          {'sha256' in entry && (
            <Fact name={t('documents.fact.sha256')}>
              <span className={classes.digest}>{String(entry.sha256)}</span>
            </Fact>
          )}
        </>
      )}
      <Fact name={t('documents.private')}>{yesNo(entry.private)}</Fact>
      <Fact name={t('documents.fact.tracked')}>{yesNo(entry.is_tracked)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
