import Type, { type Static } from 'typebox';
import { Nullable } from './output.ts';

const text = Nullable(Type.String());

/** An item of GET /rest/v1.0/companies/{company_id}/projects: an older, smaller shape, and never paginated. */
export const CompanyProject = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  address: Type.Object({ street: text, city: text, state_code: text, zip: text, country_code: text }),
  stage_name: text,
  status_name: text,
  type_name: text,
  open_items: Type.Array(Type.Unknown()),
  created_by: Nullable(Type.Object({ id: Type.Integer(), email: text })),
});
export type CompanyProject = Static<typeof CompanyProject>;
