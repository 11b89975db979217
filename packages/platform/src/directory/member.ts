import { parse } from '@gatehouse/wire';
import Type, { type Static } from 'typebox';
import type { Level } from '../access/levels.ts';

const text = Type.Optional(Type.String());

/** What a directory only shows of a person, and nobody searches by. */
const MemberDetails = Type.Object({
  address: text,
  city: text,
  state_code: text,
  country_code: text,
  zip: text,
  business_phone: text,
  business_phone_extension: Type.Optional(Type.Integer()),
  mobile_phone: text,
  fax_number: text,
  email_signature: text,
  notes: text,
  origin_data: text,
});
export type MemberDetails = Static<typeof MemberDetails>;

/** Rows outlive the code that wrote them: what is not understood any more is not shown. */
export function memberDetails(stored: string | null): MemberDetails {
  if (stored === null) return {};
  const parsed = parse(MemberDetails, JSON.parse(stored));
  return parsed.ok ? parsed.value : {};
}

export const detailNames = Object.keys(MemberDetails.properties) as (keyof MemberDetails)[];

/** What somebody wrote about a person: what is absent stays as it is, null is taken away. */
export interface MemberInput {
  readonly first_name?: string | null | undefined;
  readonly last_name?: string | undefined;
  readonly email?: string | null | undefined;
  readonly job_title?: string | null | undefined;
  readonly employee_id?: string | null | undefined;
  readonly origin_id?: string | null | undefined;
  readonly is_employee?: boolean | undefined;
  readonly is_active?: boolean | undefined;
  readonly company_permission_template_id?: number | null | undefined;
  readonly default_permission_template_id?: number | null | undefined;
  readonly add_to_new_projects?: boolean | undefined;
  readonly details: Readonly<Record<string, string | number | null | undefined>>;
}

/** Who writes, and how far their word goes. */
export interface Writing {
  readonly personId: number;
  readonly personName: string;
  readonly directory: Level;
  /** May change the account of a company admin, and make one. */
  readonly companyAdmin: boolean;
}
