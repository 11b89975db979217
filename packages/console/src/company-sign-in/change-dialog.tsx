import type { IdentityProvider, IdentityProviderUpdateBody } from '@gatehouse/wire';
import { Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { useNotice } from '../shell/notices.tsx';

interface ChangeDialogProps {
  readonly provider: IdentityProvider;
  readonly opened: boolean;
  readonly onDone: () => void;
}

interface Typed {
  readonly issuer?: string;
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly keeps_people?: boolean;
}

/** Another client, another secret, another address: in place, so that who is who there stays. */
export function ChangeDialog({ provider, opened, onDone }: ChangeDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [typed, setTyped] = useState<Typed>({});
  const { issuer = provider.issuer, client_id = provider.client_id, client_secret = '' } = typed;
  const moves = issuer.trim() !== provider.issuer;
  const change = useCompanyChange(
    (companyId, body: IdentityProviderUpdateBody) =>
      gatehouse.identityProviders.update(companyId, provider.id, body),
    () => {
      close();
      notice('done', t('company_sign_in.saved'));
    },
  );
  const close = () => {
    // The secret goes with the dialog.
    setTyped({});
    onDone();
  };
  const set = (part: Typed) => setTyped((before) => ({ ...before, ...part }));
  return (
    <ConfirmDialog
      opened={opened}
      title={t('company_sign_in.change.title')}
      confirm={t('company_sign_in.change.save')}
      failed={t('company_sign_in.failed')}
      refused={moves && typed.keeps_people === undefined}
      size="lg"
      pending={change.isPending}
      error={change.error}
      onCancel={() => {
        change.reset();
        close();
      }}
      onConfirm={() =>
        change.mutate({
          client_id: client_id.trim(),
          ...(client_secret !== '' && { client_secret }),
          ...(moves && { issuer: issuer.trim(), keeps_people: typed.keeps_people === true }),
        })
      }
    >
      <p>{t('company_sign_in.change.words')}</p>
      <Stack>
        <TextInput
          type="url"
          label={t('company_sign_in.issuer')}
          value={issuer}
          autoComplete="off"
          spellCheck={false}
          required
          data-autofocus
          onChange={({ currentTarget }) => set({ issuer: currentTarget.value })}
        />
        {moves && (
          <Radio.Group
            label={t('company_sign_in.change.moved')}
            value={typed.keeps_people === undefined ? '' : String(typed.keeps_people)}
            onChange={(value) => set({ keeps_people: value === 'true' })}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="true" label={t('company_sign_in.change.keeps')} />
              <Radio value="false" label={t('company_sign_in.change.drops')} />
            </Stack>
          </Radio.Group>
        )}
        <TextInput
          label={t('company_sign_in.client_id')}
          value={client_id}
          autoComplete="off"
          spellCheck={false}
          required
          onChange={({ currentTarget }) => set({ client_id: currentTarget.value })}
        />
        <TextInput
          type="password"
          label={t('company_sign_in.change.secret')}
          description={t('company_sign_in.client_secret.words')}
          value={client_secret}
          autoComplete="off"
          required={moves}
          onChange={({ currentTarget }) => set({ client_secret: currentTarget.value })}
        />
      </Stack>
    </ConfirmDialog>
  );
}
