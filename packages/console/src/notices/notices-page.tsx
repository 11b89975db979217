import type { Notice } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { Waiting } from '../company/waiting.tsx';
import { useLocale } from '../i18n/use-locale.ts';
import { Empty } from '../page/empty.tsx';
import { LoadFailure } from '../page/load-failure.tsx';
import { Page } from '../page/page.tsx';
import { BellIcon } from '../shell/icons.tsx';
import { useNotice } from '../shell/notices.tsx';
import { Ago } from '../time/ago.tsx';
import { NoticeLink } from './notice-link.tsx';
import { noticesQuery, useRead } from './notice-queries.ts';
import { causeOf, quoteOf, sentenceOf, toldBy, valuesOf } from './notice-words.ts';
import classes from './notices.module.css';

/** What the person was told, whatever the language in which it happened. */
export function NoticesPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(noticesQuery);
  return (
    <Page title={t('notices.title')} lead={t('notices.lead')}>
      {data === undefined ? (
        error === null ? (
          <Waiting />
        ) : (
          <LoadFailure error={error} retry={refetch} />
        )
      ) : (
        <NoticeList notices={data} />
      )}
    </Page>
  );
}

function NoticeList({ notices }: { notices: readonly Notice[] }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const read = useRead();
  if (notices.length === 0) {
    return (
      <Empty icon={BellIcon} title={t('notices.empty.title')}>
        {t('notices.empty.body')}
      </Empty>
    );
  }
  const mark = (ids: readonly string[]) =>
    read.mutate(ids, { onError: () => notice('problem', t('notices.read.failed')) });
  const unread = notices.filter(({ read_at: at }) => at === null);
  return (
    <>
      {unread.length > 0 && (
        <div className={cards.bar}>
          <Button variant="default" loading={read.isPending} onClick={() => mark(unread.map(({ id }) => id))}>
            {t('notices.read_all')}
          </Button>
        </div>
      )}
      <ul className={cards.list} aria-label={t('notices.title')}>
        {notices.map((one) => (
          <li key={one.id} className={classes.notice} data-unread={one.read_at === null || undefined}>
            <NoticeWords notice={one} onGo={() => one.read_at === null && mark([one.id])} />
            {one.read_at === null && (
              <Button size="compact-sm" variant="default" onClick={() => mark([one.id])}>
                {t('notices.read')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function NoticeWords({ notice, onGo }: { notice: Notice; onGo: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const told = toldBy(notice);
  const quote = quoteOf(told);
  const cause = causeOf(told);
  return (
    <div className={classes.words}>
      <p className={classes.text}>
        {t(sentenceOf(told), valuesOf(notice, locale))} {cause !== undefined && t(cause)}
      </p>
      {quote !== null && quote !== '' && <blockquote className={cards.quote}>{quote}</blockquote>}
      <p className={classes.when}>
        <Ago timestamp={notice.created_at} /> <NoticeLink told={told} onGo={onGo} />
      </p>
    </div>
  );
}
