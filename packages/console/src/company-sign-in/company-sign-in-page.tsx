import type { IdentityProvider } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../api/session.ts';
import { useCompanyId } from '../company/company.ts';
import { CompanyPage } from '../company/company-page.tsx';
import { Panel } from '../page/panel.tsx';
import { ChoicesForm } from './choices-form.tsx';
import { DomainsPanel } from './domains-panel.tsx';
import { OnlyWayPanel } from './only-way-panel.tsx';
import { ProviderPanel } from './provider-panel.tsx';
import { providersQuery } from './provider-queries.ts';
import { SetUpForm } from './set-up-form.tsx';

/** Where the people of a company sign in, if not at Gatehouse: set up, tested, changed and removed. */
export function CompanySignInPage() {
  const { t } = useTranslation();
  const { company_sign_in: isOn } = usePerson();
  const query = useQuery(providersQuery(useCompanyId()));
  return (
    <CompanyPage title={t('company_sign_in.title')} lead={t('company_sign_in.lead')} query={query}>
      {(providers) => (
        <>
          {!isOn && <Panel title={t('company_sign_in.off')} lead={t('company_sign_in.off.words')} />}
          {isOn && providers.length === 0 && <SetUpForm />}
          {providers.map((provider) => (
            <Provider key={provider.id} provider={provider} />
          ))}
        </>
      )}
    </CompanyPage>
  );
}

function Provider({ provider }: { provider: IdentityProvider }) {
  return (
    <>
      <ProviderPanel provider={provider} />
      <DomainsPanel provider={provider} />
      <ChoicesForm provider={provider} />
      <OnlyWayPanel provider={provider} />
    </>
  );
}
