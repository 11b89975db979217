import type { AppCreated } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../page/page.tsx';
import { Panel } from '../../page/panel.tsx';
import { Refusal } from '../../page/refusal.tsx';
import classes from '../app/app.module.css';
import { AppFields } from '../app/app-fields.tsx';
import { useTexts } from '../app/texts-form.ts';
import { useCreateApp } from '../app-queries.ts';
import { Created } from './created.tsx';

/** From a name to working credentials: the form, and then, once, the secret. */
export function CreateAppPage() {
  const { t } = useTranslation();
  const [created, setCreated] = useState<AppCreated>();
  if (created !== undefined) return <Created created={created} />;
  return (
    <Page
      title={t('create_app.title')}
      lead={t('create_app.lead')}
      above={<Link to="/developer/apps">{t('app.back')}</Link>}
    >
      <CreateForm onCreated={setCreated} />
    </Page>
  );
}

function CreateForm({ onCreated }: { onCreated: (created: AppCreated) => void }) {
  const { t } = useTranslation();
  const create = useCreateApp(onCreated);
  const { field, submit } = useTexts({ name: '', publisher: '', description: '' });
  const send = (event: FormEvent) => {
    event.preventDefault();
    submit((texts) => create.mutate(texts));
  };
  return (
    <Panel title={t('overview.details')} lead={t('overview.details.lead')}>
      <form className={classes.form} onSubmit={send} noValidate>
        <AppFields field={field} />
        <Refusal error={create.error} title={t('create_app.failed')} />
        <div>
          <Button type="submit" loading={create.isPending}>
            {t('create_app.submit')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
