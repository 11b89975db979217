import Type, { type Static } from 'typebox';
import { Nullable } from './output.ts';

/** An item of GET /rest/v1.0/companies. */
export const Company = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  is_active: Type.Boolean(),
  logo_url: Nullable(Type.String()),
  pcn_business_experience: Type.Boolean(),
  my_company: Type.Boolean({ description: 'True for at most one: where the caller is an active employee.' }),
});
export type Company = Static<typeof Company>;
