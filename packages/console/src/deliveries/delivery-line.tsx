import { Badge, type BadgeProps, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import lines from '../page/lines.module.css';

/** How it looks that something is on its way, has arrived, or never will. */
const looks = {
  waiting: { variant: 'default' },
  delivered: { variant: 'light', color: 'gate' },
  failed: { variant: 'light', color: 'red' },
} satisfies Record<string, BadgeProps>;

interface DeliveryLineProps {
  readonly name: string;
  readonly look: keyof typeof looks;
  readonly state: string;
  /** When, and of whom, beside the state. */
  readonly about?: ReactNode;
  /** Absent while it is sent for the first time. */
  readonly onAgain?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** What is sent to one address: what it is, what became of it, and a way to send it again. */
export function DeliveryLine({ name, look, state, about, onAgain, children }: DeliveryLineProps) {
  const { t } = useTranslation();
  return (
    <li tabIndex={-1}>
      <div className={lines.words}>
        <span className={lines.head}>
          <strong>{name}</strong>
          <Badge tt="none" {...looks[look]}>
            {state}
          </Badge>
          {about}
        </span>
        {children}
      </div>
      {onAgain !== undefined && (
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
