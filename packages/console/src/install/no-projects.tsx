import type { Manifest } from '@gatehouse/wire';
import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asksForSomething } from '../permissions/levels.ts';
import { WarningIcon } from '../shell/icons.tsx';

interface NoProjectsProps {
  readonly manifest: Manifest;
  readonly projectIds: readonly number[];
}

/** Permissions in projects are worth nothing without one. It is allowed all the same: projects may be chosen later. */
export function NoProjects({ manifest, projectIds }: NoProjectsProps) {
  const { t } = useTranslation();
  const asked = manifest.components.service_account?.project;
  if (asked === undefined || !asksForSomething(asked) || projectIds.length > 0) return null;
  return (
    <Alert color="red" mt="md" icon={<WarningIcon />} role="status">
      {t('install.no_projects')}
    </Alert>
  );
}
