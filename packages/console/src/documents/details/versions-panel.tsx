import type { FileVersion } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { Moment } from '../../time/moment.tsx';
import { versionsQuery } from '../documents-queries.ts';
import type { FileEntry } from '../entry.ts';
import { UploadIcon } from '../icons.tsx';
import { useDocumentsChange, usePlace } from '../place.ts';
import { may } from '../rights.ts';
import { sizeInWords } from '../size.ts';
import { uploads } from '../upload/upload-queue.ts';
import classes from './details-drawer.module.css';
import { onThisServer } from './file-address.ts';

/** Every version, the latest first: each can be fetched, or made the latest again; nothing is lost by it. */
export function VersionsPanel({ file }: { file: FileEntry }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const place = usePlace();
  const input = useRef<HTMLInputElement>(null);
  const { data, error, refetch } = useQuery(versionsQuery(place, file.id));
  const promote = useDocumentsChange(
    (_place, { id }: FileVersion) => gatehouse.files.promote(place, id),
    (_version, { number }) => notice('done', t('documents.promote.done', { number, name: file.name })),
  );
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('console.loading')} />;
  const mayAdd = may(file, 'can_create_version');
  return (
    <>
      {mayAdd && (
        <>
          <Button
            variant="default"
            leftSection={<UploadIcon size={18} />}
            onClick={() => input.current?.click()}
          >
            {t('documents.version.add')}
          </Button>
          <input
            ref={input}
            type="file"
            className={classes.input}
            tabIndex={-1}
            aria-label={t('documents.version.add')}
            onChange={({ currentTarget }) => {
              const [chosen] = currentTarget.files ?? [];
              if (chosen !== undefined) uploads.addVersion(place, file, chosen);
              currentTarget.value = '';
            }}
          />
        </>
      )}
      <Refusal error={promote.error} title={t('documents.promote.failed')} />
      <ul className={classes.versions}>
        {data.map((version, index) => (
          <VersionLine
            key={version.id}
            version={version}
            latest={index === 0}
            {...(mayAdd && index > 0 && { onPromote: () => promote.mutate(version) })}
          />
        ))}
      </ul>
    </>
  );
}

interface VersionLineProps {
  readonly version: FileVersion;
  readonly latest: boolean;
  readonly onPromote?: () => void;
}

function VersionLine({ version, latest, onPromote }: VersionLineProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { number, created_at, created_by: by, size, notes, url } = version;
  return (
    <li className={classes.version}>
      <div className={classes.words}>
        <span className={classes.number}>
          {t(latest ? 'documents.version.latest' : 'documents.version.number', { number })}
        </span>
        <span className={classes.quiet}>
          <Moment timestamp={created_at} /> · {sizeInWords(locale, size)}
        </span>
        {by !== null && <span className={classes.quiet}>{by.name}</span>}
        {notes !== null && <span className={classes.quiet}>{notes}</span>}
      </div>
      <div className={classes.steps}>
        {onPromote !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('documents.promote.named', { number })}
            onClick={onPromote}
          >
            {t('documents.promote')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          component="a"
          href={onThisServer(url)}
          download=""
          aria-label={t('documents.version.download', { number })}
        >
          {t('documents.action.download')}
        </Button>
      </div>
    </li>
  );
}
