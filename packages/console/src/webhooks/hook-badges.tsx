import type { WebhookHookV2 } from '@gatehouse/wire';
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../api/session.ts';

/** Whether a hook speaks, and whether somebody else made it. */
export function HookBadges({ hook }: { hook: WebhookHookV2 }) {
  const { t } = useTranslation();
  const me = usePerson();
  return (
    <>
      <Badge tt="none" variant={hook.status === 'active' ? 'light' : 'default'}>
        {t(`webhooks.status.${hook.status}`)}
      </Badge>
      {hook.owned_by_user_id !== String(me.id) && (
        <Badge tt="none" variant="default">
          {t('webhooks.others')}
        </Badge>
      )}
    </>
  );
}
