import type { App, EventDelivery } from '@gatehouse/wire';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import lines from '../../page/lines.module.css';
import { LoadFailure } from '../../page/load-failure.tsx';
import { MoreButton } from '../../page/more-button.tsx';
import { Panel } from '../../page/panel.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { useFocusOnMore } from '../../page/use-focus-on-more.ts';
import { useNotice } from '../../shell/notices.tsx';
import appClasses from '../app/app.module.css';
import { appQuery, useAppChange } from '../app-queries.ts';
import { pagedQuery } from '../paged-query.ts';
import { AppDelivery } from './app-delivery.tsx';

/** What was sent where, and what became of it. */
export function Deliveries({ app }: { app: App }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const log = useInfiniteQuery(
    pagedQuery([...appQuery(app.id).queryKey, 'deliveries'], (query) =>
      gatehouse.appEvents.deliveries(app.id, query),
    ),
  );
  const again = useAppChange(
    ({ id }: EventDelivery) => gatehouse.appEvents.redeliver(app.id, id),
    () => notice('done', t('deliveries.again.done')),
  );
  const deliveries = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const { list, moreFrom } = useFocusOnMore(deliveries.length);
  if (log.error !== null && log.data === undefined) {
    return <LoadFailure error={log.error} retry={log.refetch} />;
  }
  if (log.data === undefined) return null;
  return (
    <Panel title={t('deliveries.title')} lead={t('deliveries.lead')}>
      {deliveries.length === 0 && <p className={appClasses.note}>{t('deliveries.none')}</p>}
      <Refusal error={again.error} title={t('deliveries.again.failed')} />
      <ul ref={list} className={lines.list}>
        {deliveries.map((delivery) => (
          <AppDelivery key={delivery.id} delivery={delivery} onAgain={() => again.mutate(delivery)} />
        ))}
      </ul>
      <MoreButton log={log} onMore={() => moreFrom(deliveries.length)}>
        {t('deliveries.more')}
      </MoreButton>
    </Panel>
  );
}
