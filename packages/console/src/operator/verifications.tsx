import type { VerificationRequest } from '@gatehouse/wire';
import { Button, Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { LoadFailure } from '../page/load-failure.tsx';
import { focusHeading } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { Waiting } from '../page/waiting.tsx';
import { useNotice } from '../shell/notices.tsx';
import { Ago } from '../time/ago.tsx';
import classes from './operator.module.css';
import { useDecision, verificationsQuery } from './operator-queries.ts';

/** Publishers that wait to be verified. */
export function Verifications() {
  const { t } = useTranslation();
  const notice = useNotice();
  const { data, error, refetch } = useQuery(verificationsQuery);
  const decide = useDecision(
    ({ request: { app }, verified }: { request: VerificationRequest; verified: boolean }) =>
      gatehouse.operator.decideVerification(app.id, verified),
    ({ request: { app }, verified }) => {
      const names = { app: app.name, publisher: app.publisher };
      notice('done', verified ? t('reviews.verified', names) : t('reviews.declined', names));
      // The buttons that were pressed go with the line.
      focusHeading();
    },
  );
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('reviews.loading')} parts={1} />;
  return (
    <Panel title={t('reviews.verifications')} lead={t('reviews.verifications.lead')}>
      {data.length === 0 && <p className={classes.none}>{t('reviews.verifications.none')}</p>}
      <Refusal error={decide.error} title={t('reviews.failed')} />
      <ul className={classes.list}>
        {data.map((request) => (
          <li key={request.app.id}>
            <RequestWords request={request} />
            <Group gap="xs">
              <Button
                size="sm"
                aria-label={t('reviews.verify.named', nameOf(request))}
                onClick={() => decide.mutate({ request, verified: true })}
              >
                {t('reviews.verify')}
              </Button>
              <Button
                size="sm"
                variant="default"
                aria-label={t('reviews.decline.named', nameOf(request))}
                onClick={() => decide.mutate({ request, verified: false })}
              >
                {t('reviews.decline')}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function nameOf({ app }: VerificationRequest) {
  return { app: app.name, publisher: app.publisher };
}

function RequestWords({ request: { app, developer, requested_at } }: { request: VerificationRequest }) {
  const { t } = useTranslation();
  return (
    <div className={classes.words}>
      <Title order={3} size="h5">
        {app.publisher} · {app.name}
      </Title>
      <p>{app.description}</p>
      <p className={classes.quiet}>
        {t('reviews.asked_by', { name: developer.name, email: developer.email })} ·{' '}
        <Ago timestamp={requested_at} />
      </p>
    </div>
  );
}
