import type { WebhookHookV2 } from '@gatehouse/wire';
import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { usePerson } from '../api/session.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useNotice } from '../shell/notices.tsx';
import { useHookScope, useHooksChange } from './webhook-queries.ts';

/** Silences a hook, lets it speak again, and ends it. An Admin silences and ends those of others, too. */
export function HookSteps({ hook }: { hook: WebhookHookV2 }) {
  const { t } = useTranslation();
  const me = usePerson();
  const notice = useNotice();
  const [removing, setRemoving] = useState(false);
  const navigate = useNavigate();
  const { companyId, projectId } = useHookScope();
  const active = hook.status === 'active';
  const set = useHooksChange(
    (scope, status: 'active' | 'disabled') => gatehouse.webhooks.update(scope, hook.id, { status }),
    () => notice('done', t(active ? 'webhooks.disabled.done' : 'webhooks.enabled.done')),
  );
  const remove = useHooksChange(
    (scope, id: string) => gatehouse.webhooks.remove(scope, id),
    // First away from the page, whose lists are gone; and a notice belongs to the page on which it is given.
    () =>
      navigate({
        to: '/companies/$companyId/webhooks',
        params: { companyId: String(companyId) },
        search: projectId === undefined ? {} : { project: projectId },
      }).then(() => notice('done', t('webhooks.removed'))),
  );
  return (
    <>
      <Group mt="lg" gap="sm">
        {(active || hook.owned_by_user_id === String(me.id)) && (
          <Button
            variant="default"
            loading={set.isPending}
            onClick={() => set.mutate(active ? 'disabled' : 'active')}
          >
            {t(active ? 'webhooks.disable' : 'webhooks.enable')}
          </Button>
        )}
        <Button variant="default" onClick={() => setRemoving(true)}>
          {t('webhooks.remove')}
        </Button>
      </Group>
      <Refusal error={set.error} title={t('webhooks.change.failed')} />
      <ConfirmDialog
        opened={removing}
        title={t('webhooks.remove.title')}
        confirm={t('webhooks.remove')}
        failed={t('webhooks.remove.failed')}
        danger
        pending={remove.isPending}
        error={remove.error}
        onCancel={() => {
          remove.reset();
          setRemoving(false);
        }}
        onConfirm={() => remove.mutate(hook.id)}
      >
        {t('webhooks.remove.words', { url: hook.destination_url })}
      </ConfirmDialog>
    </>
  );
}
