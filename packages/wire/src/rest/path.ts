import Type, { type StaticDecode } from 'typebox';
import { IdInput } from './input.ts';

/** /rest/v1.0/…/{id} */
export const IdPath = Type.Object({ id: IdInput });
export type IdPath = StaticDecode<typeof IdPath>;

/** /rest/v1.0/companies/{company_id}/… */
export const CompanyPath = Type.Object({ company_id: IdInput });
export type CompanyPath = StaticDecode<typeof CompanyPath>;

/** /rest/v1.0/companies/{company_id}/…/{id} */
export const CompanyIdPath = Type.Object({ company_id: IdInput, id: IdInput });
export type CompanyIdPath = StaticDecode<typeof CompanyIdPath>;
