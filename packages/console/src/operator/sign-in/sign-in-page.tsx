import { useTranslation } from 'react-i18next';
import { usePerson } from '../../api/session.ts';
import { Page } from '../../page/page.tsx';
import { Panel } from '../../page/panel.tsx';
import { CompulsoryProviders } from './compulsory-providers.tsx';
import { WaitingDomains } from './waiting-domains.tsx';

/** What whoever runs the deployment decides about the providers of companies. */
export function OperatorSignInPage() {
  const { t } = useTranslation();
  const { roles, company_sign_in: isOn } = usePerson();
  if (!roles.includes('operator')) {
    return (
      <Page title={t('operator_sign_in.title')} lead={t('operator_sign_in.operators_only')}>
        {null}
      </Page>
    );
  }
  return (
    <Page title={t('operator_sign_in.title')} lead={t('operator_sign_in.lead')}>
      {!isOn && <Panel title={t('operator_sign_in.off')} lead={t('operator_sign_in.off.words')} />}
      <WaitingDomains />
      <CompulsoryProviders />
    </Page>
  );
}
