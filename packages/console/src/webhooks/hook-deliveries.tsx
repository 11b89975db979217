import { ApiError } from '@gatehouse/client';
import type { DeliveryFault, WebhookDeliveryV2, WebhookHookV2 } from '@gatehouse/wire';
import { Badge, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { LoadFailure } from '../page/load-failure.tsx';
import { MoreButton } from '../page/more-button.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useFocusOnMore } from '../page/use-focus-on-more.ts';
import { useNotice } from '../shell/notices.tsx';
import { Moment } from '../time/moment.tsx';
import { useResourceWord } from './hook-triggers.tsx';
import { deliveriesQuery, useHookScope, useHooksChange } from './webhook-queries.ts';
import classes from './webhooks.module.css';

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
        <p className={classes.quiet}>{t('webhooks.deliveries.others')}</p>
      ) : (
        <>
          {log.error !== null && log.data === undefined && (
            <LoadFailure error={log.error} retry={log.refetch} />
          )}
          {log.data !== undefined && deliveries.length === 0 && (
            <p className={classes.quiet}>{t('webhooks.deliveries.none')}</p>
          )}
          <Refusal error={again.error} title={t('deliveries.again.failed')} />
          <ul ref={list} className={classes.list}>
            {deliveries.map((delivery) => (
              <DeliveryLine key={delivery.id} delivery={delivery} onAgain={() => again.mutate(delivery.id)} />
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

const colors = { succeeded: 'gate', discarded: 'red', failed: 'red' } as const;

function DeliveryLine({ delivery, onAgain }: { delivery: WebhookDeliveryV2; onAgain: () => void }) {
  const { t } = useTranslation();
  const wordOf = useResourceWord();
  const { status, response_status, response_error, started_at } = delivery;
  // The versions of payloads name the same differently.
  const { event } = delivery;
  const resource = wordOf(String(event.resource_name ?? event.resource_type));
  const type = String(event.event_type ?? event.reason) as 'create' | 'update' | 'delete';
  const name = t('webhooks.deliveries.name', {
    what: resource,
    id: String(event.resource_id),
    type: t(`webhooks.type.${type}`),
  });
  const isUnder = status === 'enqueued' || status === 'retrying';
  return (
    <li tabIndex={-1}>
      <div className={classes.words}>
        <span className={classes.head}>
          <strong>{name}</strong>
          <Badge
            tt="none"
            {...(isUnder ? { variant: 'default' } : { variant: 'light', color: colors[status] })}
          >
            {t(`webhooks.delivery.${status}`)}
          </Badge>
        </span>
        <span className={classes.quiet}>
          {started_at !== null && <Moment timestamp={started_at} />}{' '}
          {response_error !== null && t(`fault.${response_error as DeliveryFault}`)}{' '}
          {response_status !== null && t('deliveries.status', { status: response_status })}
        </span>
      </div>
      {status !== 'enqueued' && (
        <Button
          variant="default"
          size="xs"
          aria-label={t('deliveries.again.named', { event: name })}
          onClick={onAgain}
        >
          {t('deliveries.again')}
        </Button>
      )}
    </li>
  );
}
