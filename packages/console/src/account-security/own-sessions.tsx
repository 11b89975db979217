import type { OwnSession } from '@gatehouse/wire';
import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { LoadFailure } from '../page/load-failure.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { useNotice } from '../shell/notices.tsx';
import { Ago } from '../time/ago.tsx';
import classes from './own-sessions.module.css';
import { ownSessionsQuery, useEndSessions } from './own-sessions-queries.ts';

/** The browsers in which the person is signed in. */
export function OwnSessions() {
  const { t } = useTranslation();
  const notice = useNotice();
  const { data, error, refetch } = useQuery(ownSessionsQuery);
  const [asking, setAsking] = useState(false);
  const one = useEndSessions(() => {
    notice('done', t('security.sessions.ended'));
    focusHeadingIfLost();
  });
  const others = useEndSessions(() => {
    setAsking(false);
    notice('done', t('security.sessions.others_ended'));
  });
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  const end = (id: string) =>
    one.mutate(id, { onError: () => notice('problem', t('security.sessions.failed')) });
  return (
    <Panel
      title={t('security.sessions.title')}
      lead={t('security.sessions.lead')}
      action={
        data !== undefined &&
        data.length > 1 && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('security.sessions.end_others')}
          </Button>
        )
      }
    >
      <ul
        className={classes.sessions}
        aria-busy={data === undefined}
        aria-label={t('security.sessions.title')}
      >
        {data?.map((session) => (
          <Line key={session.id} session={session} onEnd={() => end(session.id)} />
        ))}
      </ul>
      <ConfirmDialog
        opened={asking}
        title={t('security.sessions.others_title')}
        confirm={t('security.sessions.end_others')}
        failed={t('security.sessions.failed')}
        danger
        pending={others.isPending}
        error={others.error}
        onCancel={() => {
          // Asked once more, it does not begin with why it failed before.
          others.reset();
          setAsking(false);
        }}
        onConfirm={() => others.mutate(undefined)}
        onClosed={focusHeadingIfLost}
      >
        <p>{t('security.sessions.others_body')}</p>
      </ConfirmDialog>
    </Panel>
  );
}

function Line({ session, onEnd }: { session: OwnSession; onEnd: () => void }) {
  const { t } = useTranslation();
  const { browser, system, address } = session;
  const device =
    browser !== null && system !== null
      ? t('security.sessions.device', { browser, system })
      : (browser ?? system ?? t('security.sessions.unknown_device'));
  return (
    <li className={classes.session}>
      <div className={classes.words}>
        <div className={classes.device}>
          {device}
          {session.current && (
            <Badge component="span" mx="xs" variant="default" tt="none">
              {t('security.sessions.this_one')}
            </Badge>
          )}
        </div>
        <div className={classes.facts}>
          {t('security.sessions.last_seen')} <Ago timestamp={session.last_seen_at} />
          {' · '}
          {t('security.sessions.from', { address })}
        </div>
      </div>
      {!session.current && (
        <Button
          variant="default"
          aria-label={t('security.sessions.end_this', { device, address })}
          onClick={onEnd}
        >
          {t('security.sessions.end')}
        </Button>
      )}
    </li>
  );
}
