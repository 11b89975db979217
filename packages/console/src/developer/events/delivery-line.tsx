import type { EventDelivery } from '@gatehouse/wire';
import { Badge, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Ago } from '../../time/ago.tsx';
import { Moment } from '../../time/moment.tsx';
import classes from './events.module.css';

const colors = { waiting: 'gray', delivered: 'gate', discarded: 'red' } as const;

/** One event on its way to one address. */
export function DeliveryLine({ delivery, onAgain }: { delivery: EventDelivery; onAgain: () => void }) {
  const { t } = useTranslation();
  const { event, state, attempts, last_status, last_error, next_attempt_at } = delivery;
  const name = t(`event.${event.event}`);
  return (
    <li tabIndex={-1}>
      <div className={classes.words}>
        <span className={classes.head}>
          <strong>{name}</strong>
          <Badge
            tt="none"
            {...(state === 'waiting' ? { variant: 'default' } : { variant: 'light', color: colors[state] })}
          >
            {t(`deliveries.state.${state}`)}
          </Badge>
          <span className={classes.quiet}>
            {t('deliveries.company', { id: event.company_id })} · <Ago timestamp={event.created_at} /> ·{' '}
            {t('deliveries.attempts', { count: attempts })}
          </span>
        </span>
        <code className={classes.quiet}>{delivery.subscription.url}</code>
        {last_error !== null && (
          <span>
            {t(`fault.${last_error}`)}{' '}
            {last_status !== null && t('deliveries.status', { status: last_status })}{' '}
            {next_attempt_at !== null && (
              <>
                {t('deliveries.next')}: <Moment timestamp={next_attempt_at} />
              </>
            )}
          </span>
        )}
      </div>
      {state !== 'waiting' && (
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
