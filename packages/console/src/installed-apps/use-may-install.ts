import { useQuery } from '@tanstack/react-query';
import { usePerson } from '../api/session.ts';
import { useCompanyId } from '../company/company.ts';
import { installationsQuery } from './installation-queries.ts';

/** Whether the server shows this person the company's apps. Only tidiness: it decides again about every step. */
export function useMayInstall(): boolean {
  const { roles } = usePerson();
  const admin = roles.includes('company_admin');
  const { data } = useQuery({ ...installationsQuery(useCompanyId()), enabled: admin });
  return admin && data !== undefined;
}
