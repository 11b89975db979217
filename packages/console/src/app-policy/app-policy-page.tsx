import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../company/company.ts';
import { CompanyPage } from '../company/company-page.tsx';
import { PolicyForm } from './policy-form.tsx';
import { policyQuery } from './policy-query.ts';

/** What a company lets apps do before anybody looks at one of them. */
export function AppPolicyPage() {
  const { t } = useTranslation();
  const query = useQuery(policyQuery(useCompanyId()));
  return (
    <CompanyPage title={t('policy.title')} lead={t('policy.lead')} query={query}>
      {(policy) => <PolicyForm policy={policy} />}
    </CompanyPage>
  );
}
