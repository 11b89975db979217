import type { VersionStatus } from '@gatehouse/wire';
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const looks = {
  ready_for_testing: { variant: 'outline', color: 'gate' },
  promoted: { variant: 'light', color: 'gate' },
  retired: { variant: 'default' },
} as const;

export function VersionBadge({ status }: { status: VersionStatus }) {
  const { t } = useTranslation();
  return (
    <Badge tt="none" {...looks[status]}>
      {t(`version.status.${status}`)}
    </Badge>
  );
}
