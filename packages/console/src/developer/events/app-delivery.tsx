import type { EventDelivery } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { DeliveryLine } from '../../deliveries/delivery-line.tsx';
import lines from '../../page/lines.module.css';
import { Ago } from '../../time/ago.tsx';
import { Moment } from '../../time/moment.tsx';

const looks = { waiting: 'waiting', delivered: 'delivered', discarded: 'failed' } as const;

/** One event on its way to one address. */
export function AppDelivery({ delivery, onAgain }: { delivery: EventDelivery; onAgain: () => void }) {
  const { t } = useTranslation();
  const { event, state, attempts, last_status, last_error, next_attempt_at } = delivery;
  return (
    <DeliveryLine
      name={t(`event.${event.event}`)}
      look={looks[state]}
      state={t(`deliveries.state.${state}`)}
      about={
        <span className={lines.quiet}>
          {t('deliveries.company', { id: event.company_id })} · <Ago timestamp={event.created_at} /> ·{' '}
          {t('deliveries.attempts', { count: attempts })}
        </span>
      }
      onAgain={state === 'waiting' ? undefined : onAgain}
    >
      <code className={lines.quiet}>{delivery.subscription.url}</code>
      {last_error !== null && (
        <span>
          {t(`fault.${last_error}`)} {last_status !== null && t('deliveries.status', { status: last_status })}{' '}
          {next_attempt_at !== null && (
            <>
              {t('deliveries.next')}: <Moment timestamp={next_attempt_at} />
            </>
          )}
        </span>
      )}
    </DeliveryLine>
  );
}
