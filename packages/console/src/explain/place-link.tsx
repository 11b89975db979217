import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../company/company.ts';
import type { ExplainSearch } from './explain-search.ts';
import type { Place } from './explained-reasons.ts';

/** The way to the page where what stands in the way can be changed. */
export function PlaceLink({ place, asked }: { place: Place; asked: ExplainSearch }) {
  const { t } = useTranslation();
  const params = { companyId: String(useCompanyId()) };
  const { person, project } = asked;
  switch (place) {
    case 'person':
      if (person === undefined) return null;
      return (
        <Link to="/companies/$companyId/people/$personId" params={{ ...params, personId: String(person) }}>
          {t('explain.place.person')}
        </Link>
      );
    case 'project':
      if (project === undefined) return null;
      return (
        <Link
          to="/companies/$companyId/projects/$projectId"
          params={{ ...params, projectId: String(project) }}
        >
          {t('explain.place.project')}
        </Link>
      );
    case 'documents': {
      const label = t('explain.place.documents');
      if (project === undefined)
        return (
          <Link to="/companies/$companyId/documents" params={params}>
            {label}
          </Link>
        );
      return (
        <Link
          to="/companies/$companyId/projects/$projectId/documents"
          params={{ ...params, projectId: String(project) }}
        >
          {label}
        </Link>
      );
    }
    case 'grid':
      return (
        <Link
          to="/companies/$companyId/permissions"
          params={params}
          search={project === undefined ? {} : { project }}
        >
          {t('explain.place.grid')}
        </Link>
      );
    case 'apps':
      return (
        <Link to="/companies/$companyId/apps" params={params}>
          {t('navigation.company.apps')}
        </Link>
      );
    case 'policy':
      return (
        <Link to="/companies/$companyId/app-policy" params={params}>
          {t('navigation.company.policy')}
        </Link>
      );
    case 'accounts':
      return (
        <Link to="/companies/$companyId/service-accounts" params={params}>
          {t('navigation.company.accounts')}
        </Link>
      );
    case 'nowhere':
      return null;
  }
}
