import { ActionIcon, Button, Progress, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../../api/failure.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { ChevronIcon } from '../../shell/icons.tsx';
import { CloseIcon, PauseIcon, PlayIcon } from '../icons.tsx';
import { sizeInWords } from '../size.ts';
import { bytesOf, type UploadLine } from './line.ts';
import classes from './queue-panel.module.css';
import { uploads } from './upload-queue.ts';
import { useUploads } from './use-uploads.ts';

/** What is on its way up, how far it is, and what can be done about it. */
export function QueuePanel() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { lines, preparing } = useUploads();
  const [folded, setFolded] = useState(false);
  if (lines.length === 0 && !preparing) return null;
  const { sent, whole } = bytesOf(lines);
  const under = lines.filter(({ state }) => state === 'sending' || state === 'waiting').length;
  const done = lines.filter(({ state }) => state === 'done').length;
  const percent = whole > 0 ? Math.floor((sent / whole) * 100) : 0;
  const title = preparing
    ? t('documents.upload.preparing')
    : under > 0
      ? t('documents.upload.under_way', { count: under })
      : t('documents.upload.finished', { count: done });
  return (
    <section className={classes.panel} data-uploads aria-label={t('documents.uploads')}>
      <div className={classes.head}>
        <p role="status" className={classes.title}>
          {title}
          {/* Said at each quarter: at each percent nobody would want to hear it. */}
          {under > 0 && percent >= 25 && (
            <VisuallyHidden>
              {' '}
              {t('documents.upload.percent', { percent: percent - (percent % 25) })}
            </VisuallyHidden>
          )}
        </p>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('documents.upload.fold')}
          aria-expanded={!folded}
          data-folded={folded}
          className={classes.fold}
          onClick={() => setFolded(!folded)}
        >
          <ChevronIcon size={18} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('documents.upload.clear')}
          onClick={uploads.clear}
        >
          <CloseIcon size={18} />
        </ActionIcon>
      </div>
      {under > 0 && whole > 0 && (
        <Progress value={percent} size="xs" aria-label={t('documents.upload.progress')} />
      )}
      {!folded && (
        <ul className={classes.list}>
          {lines.map((line) => (
            <li key={line.id} className={classes.line}>
              <div className={classes.words}>
                <span className={classes.name}>{line.file.name}</span>
                <span className={classes.state} data-state={line.state}>
                  {line.state === 'sending' && line.file.size > 0
                    ? `${sizeInWords(locale, line.sent)} / ${sizeInWords(locale, line.file.size)}`
                    : t(`documents.upload.state.${line.state}`)}
                </span>
                {line.error !== undefined && <Why line={line} />}
              </div>
              <Steps line={line} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Why({ line: { error } }: { line: UploadLine }) {
  const { t } = useTranslation();
  const errors = error !== undefined && 'errors' in error ? (error.errors as readonly string[]) : [];
  return (
    <span className={classes.why} {...(errors.length > 0 && { lang: 'en' })}>
      {errors.length > 0 ? errors.join(' ') : t(failureOf(error).key)}
    </span>
  );
}

function Steps({ line: { id, state, file } }: { line: UploadLine }) {
  const { t } = useTranslation();
  const { name } = file;
  return (
    <div className={classes.steps}>
      {(state === 'sending' || state === 'waiting') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('documents.upload.pause', { name })}
          onClick={() => uploads.pause(id)}
        >
          <PauseIcon size={18} />
        </ActionIcon>
      )}
      {state === 'paused' && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('documents.upload.resume', { name })}
          onClick={() => uploads.resume(id)}
        >
          <PlayIcon size={18} />
        </ActionIcon>
      )}
      {state === 'failed' && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('documents.upload.again.named', { name })}
          onClick={() => uploads.resume(id)}
        >
          {t('documents.upload.again')}
        </Button>
      )}
      {state !== 'done' && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('documents.upload.remove', { name })}
          onClick={() => uploads.drop(id)}
        >
          <CloseIcon size={18} />
        </ActionIcon>
      )}
    </div>
  );
}
