import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../api/session.ts';
import { FolderIcon } from '../documents/icons.tsx';
import {
  AppsIcon,
  HookIcon,
  InboxIcon,
  KeyIcon,
  PeopleIcon,
  PermissionsIcon,
  ProjectsIcon,
  ReviewIcon,
  RulesIcon,
  SignInIcon,
  StoreIcon,
} from '../shell/icons.tsx';
import places from '../shell/place-list.module.css';
import { useChosenCompany } from './company.ts';
import { CompanyMenu } from './company-menu.tsx';

const forAdmins = [
  { to: '/companies/$companyId/documents', label: 'navigation.company.documents', icon: FolderIcon },
  { to: '/companies/$companyId/people', label: 'navigation.company.people', icon: PeopleIcon },
  { to: '/companies/$companyId/projects', label: 'navigation.company.projects', icon: ProjectsIcon },
  { to: '/companies/$companyId/permissions', label: 'navigation.company.permissions', icon: PermissionsIcon },
  { to: '/companies/$companyId/apps', label: 'navigation.company.apps', icon: AppsIcon },
  { to: '/companies/$companyId/marketplace', label: 'navigation.company.marketplace', icon: StoreIcon },
  { to: '/companies/$companyId/requests', label: 'navigation.company.requests', icon: InboxIcon },
  { to: '/companies/$companyId/service-accounts', label: 'navigation.company.accounts', icon: KeyIcon },
  { to: '/companies/$companyId/webhooks', label: 'navigation.company.webhooks', icon: HookIcon },
  { to: '/companies/$companyId/app-policy', label: 'navigation.company.policy', icon: RulesIcon },
  { to: '/companies/$companyId/sign-in-rules', label: 'navigation.company.sign_in_rules', icon: ReviewIcon },
  { to: '/companies/$companyId/sign-in', label: 'navigation.company.sign_in', icon: SignInIcon },
] as const;

const forMembers = [
  { to: '/companies/$companyId/documents', label: 'navigation.company.documents', icon: FolderIcon },
  { to: '/companies/$companyId/marketplace', label: 'navigation.company.marketplace', icon: StoreIcon },
  { to: '/companies/$companyId/requests', label: 'navigation.company.my_requests', icon: InboxIcon },
] as const;

/** The pages of one company, and the choice among those the person belongs to. */
export function CompanySection({ onGo }: { onGo?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { roles, company_sign_in: hasProviders } = usePerson();
  const { companies, chosen } = useChosenCompany();
  if (chosen === undefined) return null;
  const ofRole = roles.includes('company_admin') ? forAdmins : forMembers;
  // Where the operator has switched providers off there is nothing to set up.
  const shown = ofRole.filter(({ to }) => hasProviders || to !== '/companies/$companyId/sign-in');
  return (
    <div>
      {companies.length > 1 ? (
        <CompanyMenu places={shown.map(({ to }) => to)} onGo={onGo} />
      ) : (
        <p className={places.heading}>{chosen.name}</p>
      )}
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
