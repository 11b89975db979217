import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../company/company.ts';
import classes from '../page/page-tabs.module.css';
import { PageTabs } from '../page/page-tabs.tsx';

const tabs = [
  { to: '/companies/$companyId/permissions', label: 'permissions.tab.grid' },
  { to: '/companies/$companyId/permissions/templates', label: 'permissions.tab.templates' },
  { to: '/companies/$companyId/permissions/groups', label: 'permissions.tab.groups' },
  { to: '/companies/$companyId/permissions/explain', label: 'permissions.tab.explain' },
] as const;

/** The pages about who may do what in a company. */
export function PermissionTabs() {
  const { t } = useTranslation();
  const companyId = String(useCompanyId());
  return (
    <PageTabs label={t('permissions.tabs')}>
      {tabs.map(({ to, label }) => (
        <li key={to}>
          <Link
            to={to}
            params={{ companyId }}
            className={classes.tab}
            activeOptions={{ exact: to === '/companies/$companyId/permissions', includeSearch: false }}
          >
            {t(label)}
          </Link>
        </li>
      ))}
    </PageTabs>
  );
}
