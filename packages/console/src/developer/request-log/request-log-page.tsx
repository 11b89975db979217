import type { App } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Empty } from '../../page/empty.tsx';
import { LoadFailure } from '../../page/load-failure.tsx';
import { MoreButton } from '../../page/more-button.tsx';
import { Panel } from '../../page/panel.tsx';
import { useFocusOnMore } from '../../page/use-focus-on-more.ts';
import { Waiting } from '../../page/waiting.tsx';
import { CheckIcon } from '../../shell/icons.tsx';
import { AppPage } from '../app/app-page.tsx';
import { appQuery } from '../app-queries.ts';
import { pagedQuery } from '../paged-query.ts';
import { RefusedLine } from './refused-line.tsx';
import classes from './request-log.module.css';

export function RequestLogPage() {
  return <AppPage tab="request_log">{(app) => <RequestLog app={app} />}</AppPage>;
}

/** Each refusal of the app's requests, explained. */
function RequestLog({ app }: { app: App }) {
  const { t } = useTranslation();
  const log = useInfiniteQuery(
    pagedQuery([...appQuery(app.id).queryKey, 'request_log'], (query) =>
      gatehouse.apps.requestLog(app.id, query),
    ),
  );
  const refusals = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const { list, moreFrom } = useFocusOnMore(refusals.length);
  if (log.error !== null && log.data === undefined) {
    return <LoadFailure error={log.error} retry={log.refetch} />;
  }
  if (log.data === undefined) return <Waiting label={t('request_log.loading')} />;
  const refresh = (
    <Button variant="default" size="sm" loading={log.isRefetching} onClick={() => void log.refetch()}>
      {t('request_log.refresh')}
    </Button>
  );
  return (
    <Panel title={t('request_log.title')} lead={t('request_log.lead')} action={refresh}>
      {refusals.length === 0 && (
        <Empty icon={CheckIcon} title={t('request_log.none.title')} order={3}>
          {t('request_log.none.body')}
        </Empty>
      )}
      <ul ref={list} className={classes.refusals}>
        {refusals.map((refused) => (
          <RefusedLine key={refused.id} refused={refused} />
        ))}
      </ul>
      <MoreButton log={log} onMore={() => moreFrom(refusals.length)}>
        {t('request_log.more')}
      </MoreButton>
    </Panel>
  );
}
