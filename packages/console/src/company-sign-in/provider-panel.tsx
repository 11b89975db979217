import type { IdentityProvider } from '@gatehouse/wire';
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { CopyField } from '../copy/copy-field.tsx';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { useNotice } from '../shell/notices.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { testQuery } from './provider-queries.ts';
import { ProviderState } from './provider-state.tsx';

/** Which provider it is, how it stands, and what has to be registered there. */
export function ProviderPanel({ provider }: { provider: IdentityProvider }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [asking, setAsking] = useState<'change' | 'remove'>();
  const test = useQuery(testQuery(useCompanyId(), provider));
  const remove = useCompanyChange(
    (companyId) => gatehouse.identityProviders.remove(companyId, provider.id),
    () => {
      setAsking(undefined);
      notice('done', t('company_sign_in.removed'));
    },
  );
  return (
    <Panel title={t('company_sign_in.provider')} action={<ProviderState provider={provider} />}>
      <dl className={cards.facts}>
        <div>
          <dt>{t('company_sign_in.issuer')}</dt>
          <dd>{provider.issuer}</dd>
        </div>
        <div>
          <dt>{t('company_sign_in.client_id')}</dt>
          <dd>{provider.client_id}</dd>
        </div>
      </dl>
      <p className={cards.text}>{t('company_sign_in.connected', { count: provider.connected_people })}</p>
      <div className={cards.part}>
        <CopyField label={t('company_sign_in.redirect_uri')} text={provider.redirect_uri} />
      </div>
      <Group mt="lg" gap="sm">
        <Button variant="default" loading={test.isFetching} onClick={() => void test.refetch()}>
          {t('company_sign_in.test')}
        </Button>
        <Button variant="default" onClick={() => setAsking('change')}>
          {t('company_sign_in.change')}
        </Button>
        <Button variant="default" onClick={() => setAsking('remove')}>
          {t('company_sign_in.remove')}
        </Button>
      </Group>
      <ChangeDialog provider={provider} opened={asking === 'change'} onDone={() => setAsking(undefined)} />
      <ConfirmDialog
        opened={asking === 'remove'}
        title={t('company_sign_in.remove.title')}
        confirm={t('company_sign_in.remove')}
        failed={t('company_sign_in.failed')}
        danger
        pending={remove.isPending}
        error={remove.error}
        onCancel={() => {
          remove.reset();
          setAsking(undefined);
        }}
        onConfirm={() => remove.mutate(undefined)}
        onClosed={focusHeadingIfLost}
      >
        {t('company_sign_in.remove.words')}
      </ConfirmDialog>
    </Panel>
  );
}
