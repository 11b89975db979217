import type { App } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Panel } from '../../page/panel.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { useNotice } from '../../shell/notices.tsx';
import classes from '../app/app.module.css';
import { manages } from '../app/app-page.tsx';
import { useAppChange } from '../app-queries.ts';

/** Whether an operator has checked who publishes the app, and how to ask for it. */
export function Verification({ app }: { app: App }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const ask = useAppChange(
    () => gatehouse.apps.askForVerification(app.id),
    () => notice('done', t('overview.verification.asked')),
  );
  const state = app.verified ? 'verified' : app.verification_requested_at ? 'requested' : 'unverified';
  return (
    <Panel
      title={t('overview.verification')}
      lead={t(`overview.verification.${state}`, { publisher: app.publisher })}
      action={
        state === 'unverified' &&
        manages(app) && (
          <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate(undefined)}>
            {t('overview.verification.ask')}
          </Button>
        )
      }
    >
      {state === 'unverified' && !manages(app) && <p className={classes.note}>{t('app.managers_only')}</p>}
      <Refusal error={ask.error} title={t('overview.verification.failed')} />
    </Panel>
  );
}
