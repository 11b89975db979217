import { ApiError } from '@gatehouse/client';
import type { DeliveryFault, WebhookDeliveryV2, WebhookHookV2 } from '@gatehouse/wire';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { DeliveryLine } from '../deliveries/delivery-line.tsx';
import lines from '../page/lines.module.css';
import { LoadFailure } from '../page/load-failure.tsx';
import { MoreButton } from '../page/more-button.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useFocusOnMore } from '../page/use-focus-on-more.ts';
import { useNotice } from '../shell/notices.tsx';
import { Moment } from '../time/moment.tsx';
import { useResourceWord } from './hook-triggers.tsx';
import { deliveriesQuery, useHookScope, useHooksChange } from './webhook-queries.ts';

/** What was told to a hook, and what became of it. */
export function HookDeliveries({ hook }: { hook: WebhookHookV2 }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const log = useInfiniteQuery(deliveriesQuery(useHookScope(), hook.id));
  const again = useHooksChange(
    (scope, id: string) => gatehouse.webhooks.redeliver(scope, hook.id, id),
    () => notice('done', t('deliveries.again.done')),
  );
  const deliveries = log.data?.pages.flat() ?? [];
  const { list, moreFrom } = useFocusOnMore(deliveries.length);
  const isOthers = log.error instanceof ApiError && log.error.status === 403;
  return (
    <Panel title={t('deliveries.title')} lead={t('webhooks.deliveries.lead')}>
      {isOthers ? (
        <p className={lines.quiet}>{t('webhooks.deliveries.others')}</p>
      ) : (
        <>
          {log.error !== null && log.data === undefined && (
            <LoadFailure error={log.error} retry={log.refetch} />
          )}
          {log.data !== undefined && deliveries.length === 0 && (
            <p className={lines.quiet}>{t('webhooks.deliveries.none')}</p>
          )}
          <Refusal error={again.error} title={t('deliveries.again.failed')} />
          <ul ref={list} className={lines.list}>
            {deliveries.map((delivery) => (
              <HookDelivery key={delivery.id} delivery={delivery} onAgain={() => again.mutate(delivery.id)} />
            ))}
          </ul>
          <MoreButton log={log} onMore={() => moreFrom(deliveries.length)}>
            {t('deliveries.more')}
          </MoreButton>
        </>
      )}
    </Panel>
  );
}

const looks = {
  enqueued: 'waiting',
  retrying: 'waiting',
  succeeded: 'delivered',
  discarded: 'failed',
  failed: 'failed',
} as const;

function HookDelivery({ delivery, onAgain }: { delivery: WebhookDeliveryV2; onAgain: () => void }) {
  const { t } = useTranslation();
  const wordOf = useResourceWord();
  // The versions of payloads name the same differently.
  const { event, status, response_status, response_error, started_at } = delivery;
  const what = wordOf(String(event.resource_name ?? event.resource_type));
  const type = String(event.event_type ?? event.reason) as 'create' | 'update' | 'delete';
  return (
    <DeliveryLine
      name={t('webhooks.deliveries.name', {
        what,
        id: String(event.resource_id),
        type: t(`webhooks.type.${type}`),
      })}
      look={looks[status]}
      state={t(`webhooks.delivery.${status}`)}
      onAgain={status === 'enqueued' ? undefined : onAgain}
    >
      <span className={lines.quiet}>
        {started_at !== null && <Moment timestamp={started_at} />}{' '}
        {response_error !== null && t(`fault.${response_error as DeliveryFault}`)}{' '}
        {response_status !== null && t('deliveries.status', { status: response_status })}
      </span>
    </DeliveryLine>
  );
}
