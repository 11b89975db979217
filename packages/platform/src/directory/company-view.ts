import type { Company } from '@gatehouse/wire';
import type { FoundCompany } from './company-store.ts';

export function companyView(company: FoundCompany): Company {
  return {
    id: company.id,
    name: company.name,
    is_active: company.active,
    logo_url: null,
    pcn_business_experience: false,
    my_company: company.employer,
  };
}
