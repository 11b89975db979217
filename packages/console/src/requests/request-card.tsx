import type { InstallationRequest } from '@gatehouse/wire';
import { Badge, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../api/session.ts';
import { AppHeading } from '../company/app-heading.tsx';
import cards from '../company/cards.module.css';
import { Ago } from '../time/ago.tsx';

const colors = { pending: 'gate', approved: 'gate', denied: 'red', withdrawn: 'gray' } as const;

interface RequestCardProps {
  readonly request: InstallationRequest;
  readonly mayAnswer: boolean;
  readonly onStep: (step: 'approve' | 'deny' | 'withdraw') => void;
}

/** Who asks for which app, and why; then what was answered, or the buttons that answer. */
export function RequestCard({ request, mayAnswer, onStep }: RequestCardProps) {
  const { t } = useTranslation();
  const me = usePerson();
  const { app, status, requested_by: asker, implicit, reason, answer, decided_by: decider } = request;
  return (
    <article>
      <AppHeading app={app}>
        <Badge color={colors[status]} variant={status === 'withdrawn' ? 'default' : 'light'} tt="none">
          {t(`requests.status.${status}`)}
        </Badge>
      </AppHeading>
      <p className={cards.text}>
        {asker.id === me.id ? t('requests.by_you') : t('requests.by', { name: asker.name })}{' '}
        <span className={cards.quiet}>
          <Ago timestamp={request.created_at} />
        </span>
      </p>
      {implicit && <p className={cards.text}>{t('requests.implicit')}</p>}
      {reason !== '' && <blockquote className={cards.quote}>{reason}</blockquote>}
      {request.decided_at !== null && decider !== null && status !== 'withdrawn' && (
        <p className={cards.text}>
          {t('requests.answered_by', { name: decider.name })}{' '}
          <span className={cards.quiet}>
            <Ago timestamp={request.decided_at} />
          </span>
        </p>
      )}
      {answer !== null && answer !== '' && <blockquote className={cards.quote}>{answer}</blockquote>}
      {status === 'pending' && (
        <Group mt="md" gap="sm">
          {mayAnswer && (
            <>
              <Button
                aria-label={t('requests.review.app', { app: app.name })}
                onClick={() => onStep('approve')}
              >
                {t('requests.review')}
              </Button>
              <Button
                variant="default"
                aria-label={t('requests.deny.app', { app: app.name })}
                onClick={() => onStep('deny')}
              >
                {t('requests.deny')}
              </Button>
            </>
          )}
          {asker.id === me.id && (
            <Button
              variant="default"
              aria-label={t('requests.withdraw.app', { app: app.name })}
              onClick={() => onStep('withdraw')}
            >
              {t('requests.withdraw')}
            </Button>
          )}
        </Group>
      )}
    </article>
  );
}
