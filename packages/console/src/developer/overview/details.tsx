import type { App } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Panel } from '../../page/panel.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { useNotice } from '../../shell/notices.tsx';
import classes from '../app/app.module.css';
import { AppFields } from '../app/app-fields.tsx';
import { manages } from '../app/app-page.tsx';
import { useTexts } from '../app/texts-form.ts';
import { type AppTexts, useAppChange } from '../app-queries.ts';

/** Name, publisher and description, to be read and changed. */
export function Details({ app }: { app: App }) {
  const { t } = useTranslation();
  const notice = useNotice();
  // What an operator reviews, or has approved, is what companies see.
  const listed = app.listing_status === 'in_review' || app.listing_status === 'approved';
  const update = useAppChange(
    (texts: AppTexts) => gatehouse.apps.update(app.id, texts),
    () => notice('done', t('overview.details.saved')),
  );
  const { field, submit } = useTexts(app);
  const send = (event: FormEvent) => {
    event.preventDefault();
    submit(({ name, publisher, description }) => update.mutate({ name, publisher, description }));
  };
  return (
    <Panel title={t('overview.details')} lead={t('overview.details.lead')}>
      <form className={classes.form} onSubmit={send} noValidate>
        <AppFields
          field={field}
          disabled={!manages(app) || listed}
          {...(app.verified && { aboutPublisher: t('overview.details.publisher') })}
        />
        <Refusal error={update.error} title={t('overview.details.failed')} />
        {manages(app) && !listed ? (
          <div>
            <Button type="submit" variant="default" loading={update.isPending}>
              {t('overview.details.save')}
            </Button>
          </div>
        ) : (
          <p className={classes.note}>{listed ? t('overview.details.listed') : t('app.managers_only')}</p>
        )}
      </form>
    </Panel>
  );
}
