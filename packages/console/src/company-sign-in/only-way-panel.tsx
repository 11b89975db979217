import type { IdentityProvider } from '@gatehouse/wire';
import { Alert, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange } from '../company/company.ts';
import { CopyField } from '../copy/copy-field.tsx';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { KeyIcon } from '../shell/icons.tsx';
import { useNotice } from '../shell/notices.tsx';

/** Makes the provider the only way in, once it has worked and there are ways out; and takes that back. */
export function OnlyWayPanel({ provider }: { provider: IdentityProvider }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [asking, setAsking] = useState(false);
  const { compulsory } = provider;
  const change = useCompanyChange(
    (companyId, on: boolean) =>
      gatehouse.identityProviders.update(companyId, provider.id, { compulsory: on }),
    (_, on) => {
      setAsking(false);
      notice('done', on ? t('company_sign_in.only.done') : t('company_sign_in.only.undone'));
    },
  );
  const missing = missingFor(provider);
  return (
    <Panel title={t('company_sign_in.only')} lead={t('company_sign_in.only.lead')}>
      <WayOutCodes provider={provider} />
      {compulsory && <p className={cards.text}>{t('company_sign_in.only.is_on')}</p>}
      {!compulsory && missing !== undefined && (
        <p className={cards.text}>{t(`company_sign_in.only.needs_${missing}`)}</p>
      )}
      <Group mt="md">
        {compulsory ? (
          <Button variant="default" loading={change.isPending} onClick={() => change.mutate(false)}>
            {t('company_sign_in.only.off')}
          </Button>
        ) : (
          <Button disabled={missing !== undefined} onClick={() => setAsking(true)}>
            {t('company_sign_in.only.on')}
          </Button>
        )}
      </Group>
      {!asking && <Refusal error={change.error} title={t('company_sign_in.failed')} />}
      <ConfirmDialog
        opened={asking}
        title={t('company_sign_in.only.title')}
        confirm={t('company_sign_in.only.on')}
        failed={t('company_sign_in.failed')}
        danger
        pending={change.isPending}
        error={change.error}
        onCancel={() => {
          change.reset();
          setAsking(false);
        }}
        onConfirm={() => change.mutate(true)}
      >
        {t('company_sign_in.only.words')}
      </ConfirmDialog>
    </Panel>
  );
}

/** What still stands in the way, in the order in which it is best done. The server has the last word. */
function missingFor(provider: IdentityProvider): 'domain' | 'person' | 'codes' | undefined {
  if (!provider.domains.some(({ state }) => state === 'approved')) return 'domain';
  if (provider.connected_people === 0) return 'person';
  return provider.way_out_codes === 0 ? 'codes' : undefined;
}

/** The codes are in this page's memory only, and gone when it is left. */
function WayOutCodes({ provider }: { provider: IdentityProvider }) {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<readonly string[]>();
  const make = useCompanyChange(
    (companyId) => gatehouse.identityProviders.renewWayOutCodes(companyId, provider.id),
    (made) => setCodes(made.codes),
  );
  return (
    <>
      <p className={cards.text}>{t('company_sign_in.codes', { count: provider.way_out_codes })}</p>
      {codes !== undefined && (
        <Alert icon={<KeyIcon />} title={t('company_sign_in.codes.title')} variant="light" mt="md">
          <p>{t('company_sign_in.codes.words')}</p>
          <CopyField label={t('company_sign_in.codes.label')} text={codes.join(' ')} />
        </Alert>
      )}
      <Refusal error={make.error} title={t('company_sign_in.failed')} />
      <Group mt="md">
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate(undefined)}>
          {t('company_sign_in.codes.make')}
        </Button>
      </Group>
    </>
  );
}
