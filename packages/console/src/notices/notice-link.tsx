import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { toldBy } from './notice-words.ts';

/** Where something can be done about a notice. */
export function NoticeLink({ told, onGo }: { told: ReturnType<typeof toldBy>; onGo: () => void }) {
  const { t } = useTranslation();
  switch (told.kind) {
    case 'installation_request.received':
    case 'installation_request.approved':
    case 'installation_request.denied':
      return (
        <Link
          to="/companies/$companyId/requests"
          params={{ companyId: String(told.data.company_id) }}
          onClick={onGo}
        >
          {t('notices.open.request')}
        </Link>
      );
    case 'app.update_available': {
      const { company_id: company, installation_id: installation } = told.data;
      const params = { companyId: String(company), installationId: String(installation) };
      return (
        <Link to="/companies/$companyId/apps/$installationId" params={params} onClick={onGo}>
          {t('notices.open.update')}
        </Link>
      );
    }
    case 'service_account.unused':
    case 'service_account.expiring':
    case 'service_account.ceased': {
      const { company_id: company, service_account_id: account } = told.data;
      const params = { companyId: String(company), accountId: String(account) };
      return (
        <Link to="/companies/$companyId/service-accounts/$accountId" params={params} onClick={onGo}>
          {t('notices.open.account')}
        </Link>
      );
    }
    case 'way_out.used': {
      const params = { companyId: String(told.data.company_id) };
      return (
        <Link to="/companies/$companyId/sign-in" params={params} onClick={onGo}>
          {t('notices.open.sign_in')}
        </Link>
      );
    }
    case 'verification.decided':
    case 'listing.decided':
      return (
        <Link to="/developer/apps/$appId" params={{ appId: String(told.data.app_id) }} onClick={onGo}>
          {t('notices.open.app')}
        </Link>
      );
    case 'tokens.reused':
    case 'app.disconnected':
      return null;
  }
}
