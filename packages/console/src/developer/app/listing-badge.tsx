import type { App } from '@gatehouse/wire';
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const looks = {
  draft: { variant: 'default' },
  in_review: { variant: 'outline', color: 'gate' },
  approved: { variant: 'light', color: 'gate' },
  rejected: { variant: 'light', color: 'red' },
  withdrawn: { variant: 'default' },
} as const;

export function ListingBadge({ status }: { status: App['listing_status'] }) {
  const { t } = useTranslation();
  return (
    <Badge tt="none" {...looks[status]}>
      {t(`listing.status.${status}`)}
    </Badge>
  );
}
