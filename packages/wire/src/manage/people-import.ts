import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput } from '../rest/input.ts';
import { Nullable, Timestamp } from '../rest/output.ts';

/** POST …/people/import. With `dry_run` nothing is written, and the answer says what would be. */
export const PeopleImportBody = Type.Object({
  import: Type.Object({
    csv: Type.String({ minLength: 1 }),
    dry_run: Type.Optional(BooleanInput),
    /** Writes everybody who is new and has an address a mail by which they join. */
    invite: Type.Optional(BooleanInput),
  }),
});
export type PeopleImportBody = StaticDecode<typeof PeopleImportBody>;

export const PeopleImportRow = Type.Object({
  line: Type.Integer({ description: 'Counted from 1, the heading included.' }),
  action: Type.Enum(['create', 'update', 'none']),
  person: Type.Record(Type.String(), Nullable(Type.String())),
  errors: Type.Record(Type.String(), Type.Array(Type.String())),
});
export type PeopleImportRow = Static<typeof PeopleImportRow>;

export const PeopleImport = Type.Object({
  rows: Type.Array(PeopleImportRow),
  created: Type.Integer(),
  updated: Type.Integer(),
  failed: Type.Integer(),
  invited: Type.Integer(),
});
export type PeopleImport = Static<typeof PeopleImport>;

/** An item of GET …/invitations: somebody who was asked by e-mail to set a password. */
export const Invitation = Type.Object({
  person: Type.Object({ id: Type.Integer(), name: Type.String(), login: Type.String() }),
  sent_at: Timestamp,
  expires_at: Timestamp,
});
export type Invitation = Static<typeof Invitation>;

/** POST /manage/v1/companies: the operator's. `admin_email` is invited as its first administrator. */
export const CompanyCreateBody = Type.Object({
  company: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 255 }),
    environment: Type.Optional(Type.Enum(['production', 'sandbox'])),
    admin: Type.Object({
      first_name: Type.Optional(Type.String({ maxLength: 255 })),
      last_name: Type.String({ minLength: 1, maxLength: 255 }),
      email_address: Type.String({ minLength: 1, maxLength: 255 }),
    }),
  }),
});
export type CompanyCreateBody = StaticDecode<typeof CompanyCreateBody>;
