import type { AppPolicy, LevelName } from '@gatehouse/wire';
import { Button, Checkbox, Radio, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useNotice } from '../shell/notices.tsx';
import { AllowByKey } from './allow-by-key.tsx';
import { AppRules } from './app-rules.tsx';

/** Nobody asks for more than Admin, so that a limit of Admin is none. */
const limits = ['Read Only', 'Standard'] as const satisfies readonly LevelName[];
const limitWords = {
  'Read Only': 'policy.limit.read_only',
  Standard: 'policy.limit.standard',
} as const;

/** The rules, changed together and saved together. */
export function PolicyForm({ policy }: { policy: AppPolicy }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [changes, setChanges] = useState<Partial<AppPolicy>>({});
  const shown = { ...policy, ...changes };
  const set = (change: Partial<AppPolicy>) => setChanges((before) => ({ ...before, ...change }));
  const save = useCompanyChange(
    (companyId, { apps: _apps, ...change }: Partial<AppPolicy>) =>
      gatehouse.appPolicy.update(companyId, change),
    () => {
      setChanges({});
      notice('done', t('policy.saved'));
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(changes);
  };
  return (
    <form onSubmit={submit}>
      <Panel title={t('policy.members')}>
        <Checkbox
          label={t('policy.user_installs')}
          description={t('policy.user_installs.words')}
          checked={shown.user_installs}
          onChange={({ currentTarget }) => set({ user_installs: currentTarget.checked })}
        />
        <Radio.Group
          mt="lg"
          label={t('policy.limit')}
          description={t('policy.limit.words')}
          value={shown.highest_level === 'Admin' ? 'any' : (shown.highest_level ?? 'any')}
          onChange={(value) => set({ highest_level: limits.find((level) => level === value) ?? null })}
        >
          <Stack gap="xs" mt="xs">
            {limits.map((level) => (
              <Radio key={level} value={level} label={t(limitWords[level])} />
            ))}
            <Radio value="any" label={t('policy.limit.any')} />
          </Stack>
        </Radio.Group>
      </Panel>
      <Panel title={t('policy.which')}>
        <Radio.Group
          label={t('policy.mode')}
          value={shown.mode}
          onChange={(value) => set({ mode: value === 'allow_list' ? 'allow_list' : 'any' })}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="any" label={t('policy.mode.any')} />
            <Radio value="allow_list" label={t('policy.mode.allow_list')} />
          </Stack>
        </Radio.Group>
        <Checkbox
          mt="lg"
          label={t('policy.verified_only')}
          description={t('policy.verified_only.words')}
          checked={shown.verified_only}
          onChange={({ currentTarget }) => set({ verified_only: currentTarget.checked })}
        />
      </Panel>
      <Panel title={t('policy.apps')} lead={t('policy.apps.lead')} action={<AllowByKey />}>
        <AppRules policy={shown} onChange={set} />
      </Panel>
      <Refusal error={save.error} title={t('policy.failed')} />
      <Button type="submit" mt="lg" loading={save.isPending} disabled={Object.keys(changes).length === 0}>
        {t('policy.save')}
      </Button>
    </form>
  );
}
