import type { IdentityProvider, IdentityProviderUpdateBody } from '@gatehouse/wire';
import { Button, Checkbox, NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { templatesQuery } from '../permission-templates/template-queries.ts';
import { useNotice } from '../shell/notices.tsx';

type Choices = Pick<IdentityProviderUpdateBody, 'admits' | 'connects' | 'trusts_mfa' | 'template_id'>;

/** Who gets in by the provider, as what, and how far its word counts; changed together and saved together. */
export function ChoicesForm({ provider }: { provider: IdentityProvider }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [changes, setChanges] = useState<Choices>({});
  const { data: templates = [] } = useQuery(templatesQuery(useCompanyId(), 'company_tools'));
  const shown = { ...provider, ...changes };
  const set = (change: Choices) => setChanges((before) => ({ ...before, ...change }));
  const save = useCompanyChange(
    (companyId, body: Choices) => gatehouse.identityProviders.update(companyId, provider.id, body),
    () => {
      setChanges({});
      notice('done', t('company_sign_in.saved'));
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(changes);
  };
  const box = (name: 'connects' | 'admits' | 'trusts_mfa') => (
    <Checkbox
      label={t(`company_sign_in.${name}`)}
      description={t(`company_sign_in.${name}.words`)}
      checked={shown[name]}
      onChange={({ currentTarget }) => set({ [name]: currentTarget.checked })}
    />
  );
  return (
    <Panel title={t('company_sign_in.choices')}>
      <form onSubmit={submit}>
        <Stack>
          {box('connects')}
          {box('admits')}
          {shown.admits && (
            <NativeSelect
              label={t('company_sign_in.template')}
              value={String(shown.template_id ?? '')}
              onChange={({ currentTarget }) => set({ template_id: Number(currentTarget.value) || null })}
              data={[
                { value: '', label: t('company_sign_in.template.none') },
                ...templates.map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
            />
          )}
          {box('trusts_mfa')}
        </Stack>
        <Refusal error={save.error} title={t('company_sign_in.failed')} />
        <Button type="submit" mt="lg" loading={save.isPending} disabled={Object.keys(changes).length === 0}>
          {t('company_sign_in.choices.save')}
        </Button>
      </form>
    </Panel>
  );
}
