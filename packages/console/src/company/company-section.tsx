import { Menu, UnstyledButton } from '@mantine/core';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../api/session.ts';
import { FolderIcon } from '../documents/icons.tsx';
import {
  AppsIcon,
  BuildingIcon,
  ChevronIcon,
  InboxIcon,
  KeyIcon,
  PeopleIcon,
  PermissionsIcon,
  ProjectsIcon,
  RulesIcon,
  StoreIcon,
} from '../shell/icons.tsx';
import places from '../shell/place-list.module.css';
import { useChosenCompany } from './company.ts';
import classes from './company-section.module.css';

const forAdmins = [
  { to: '/companies/$companyId/documents', label: 'navigation.company.documents', icon: FolderIcon },
  { to: '/companies/$companyId/people', label: 'navigation.company.people', icon: PeopleIcon },
  { to: '/companies/$companyId/projects', label: 'navigation.company.projects', icon: ProjectsIcon },
  { to: '/companies/$companyId/permissions', label: 'navigation.company.permissions', icon: PermissionsIcon },
  { to: '/companies/$companyId/apps', label: 'navigation.company.apps', icon: AppsIcon },
  { to: '/companies/$companyId/marketplace', label: 'navigation.company.marketplace', icon: StoreIcon },
  { to: '/companies/$companyId/requests', label: 'navigation.company.requests', icon: InboxIcon },
  { to: '/companies/$companyId/service-accounts', label: 'navigation.company.accounts', icon: KeyIcon },
  { to: '/companies/$companyId/app-policy', label: 'navigation.company.policy', icon: RulesIcon },
] as const;

const forMembers = [
  { to: '/companies/$companyId/documents', label: 'navigation.company.documents', icon: FolderIcon },
  { to: '/companies/$companyId/marketplace', label: 'navigation.company.marketplace', icon: StoreIcon },
  { to: '/companies/$companyId/requests', label: 'navigation.company.my_requests', icon: InboxIcon },
] as const;

/** The pages of one company, and the choice among those the person belongs to. */
export function CompanySection({ onGo }: { onGo?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { roles } = usePerson();
  const { companies, chosen } = useChosenCompany();
  if (chosen === undefined) return null;
  const shown = roles.includes('company_admin') ? forAdmins : forMembers;
  return (
    <div>
      {companies.length > 1 ? <CompanyMenu onGo={onGo} /> : <p className={places.heading}>{chosen.name}</p>}
      <ul className={places.list} aria-label={chosen.name}>
        {shown.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              params={{ companyId: String(chosen.id) }}
              className={places.place}
              onClick={() => onGo?.()}
            >
              <Icon />
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function CompanyMenu({ onGo }: { onGo: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { roles } = usePerson();
  const { companies, chosen } = useChosenCompany();
  const navigate = useNavigate();
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const places = roles.includes('company_admin') ? forAdmins : forMembers;
  // The same kind of page of the other company, whatever one was looking at in this one.
  const place = places.find(({ to }) => here.startsWith(to.replace('$companyId', String(chosen?.id))));
  const go = (companyId: string) => {
    void navigate({ to: (place ?? places[0]).to, params: { companyId } });
    onGo?.();
  };
  return (
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <UnstyledButton
          className={classes.chosen}
          aria-label={t('navigation.company', { company: chosen?.name ?? '' })}
        >
          <BuildingIcon />
          <span className={classes.name}>{chosen?.name}</span>
          <ChevronIcon size={16} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={String(chosen?.id)} onChange={go}>
          {companies.map(({ id, name }) => (
            <Menu.RadioItem key={id} value={String(id)} closeMenuOnClick>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
