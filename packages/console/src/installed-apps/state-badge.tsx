import type { Installation } from '@gatehouse/wire';
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const looks = {
  connected: { color: 'gate', variant: 'light' },
  disconnected: { color: 'red', variant: 'light' },
  uninstalled: { variant: 'default' },
} as const;

/** How the app stands in the company, and whether a newer version waits for approval. */
export function StateBadges({ installation }: { installation: Installation }) {
  const { t } = useTranslation();
  const { state } = installation;
  return (
    <>
      <UpdateBadge installation={installation} />
      <Badge {...looks[state]} tt="none">
        {t(`apps.state.${state}`)}
      </Badge>
    </>
  );
}

export function UpdateBadge({ installation: { update } }: { installation: Installation }) {
  const { t } = useTranslation();
  if (update === null) return null;
  return (
    <Badge variant="default" tt="none">
      {t('apps.update', { version: update.version.semver })}
    </Badge>
  );
}
