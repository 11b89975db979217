import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput } from '../rest/input.ts';
import { Nullable, Timestamp } from '../rest/output.ts';
import { PageQuery } from '../rest/query.ts';

const company = { company_id: Type.Integer(), company_name: Type.String() };
const app = { app_id: Type.Integer(), app_name: Type.String() };
const request = { ...company, ...app, request_id: Type.Integer() };
const account = { ...company, service_account_id: Type.Integer(), name: Type.String() };

/**
 * What each kind of notice says, as data: the reader's language puts it into words, so that a notice follows the
 * person from one language to the other.
 */
export const NOTICE_DATA = {
  'installation_request.received': Type.Object({ ...request, person_name: Type.String() }),
  'installation_request.approved': Type.Object({ ...request, answer: Nullable(Type.String()) }),
  'installation_request.denied': Type.Object({ ...request, answer: Nullable(Type.String()) }),
  'app.update_available': Type.Object({
    ...company,
    ...app,
    installation_id: Type.Integer(),
    semver: Type.String(),
  }),
  'app.disconnected': Type.Object({ ...company, ...app }),
  'service_account.unused': Type.Object({ ...account, last_used_at: Nullable(Timestamp) }),
  'service_account.expiring': Type.Object({ ...account, expires_at: Timestamp }),
  'service_account.ceased': Type.Object({ ...account, reason: Type.String() }),
  'way_out.used': Type.Object({
    ...company,
    person_name: Type.String(),
    left: Type.Integer({ description: 'Codes of the company that are not used yet.' }),
  }),
  'tokens.reused': Type.Object({ ...app }),
  'verification.decided': Type.Object({ ...app, verified: Type.Boolean() }),
  'listing.decided': Type.Object({
    ...app,
    decision: Type.Enum(['approved', 'rejected']),
    note: Nullable(Type.String()),
  }),
} as const;

export type NoticeKind = keyof typeof NOTICE_DATA;
export type NoticeData<Kind extends NoticeKind> = Static<(typeof NOTICE_DATA)[Kind]>;

const kinds = Object.keys(NOTICE_DATA) as NoticeKind[];

/** GET /manage/v1/notices: newest first. `data` is the entry of NOTICE_DATA for `kind`. */
export const Notice = Type.Object({
  id: Type.String(),
  kind: Type.Enum(kinds),
  data: Type.Record(Type.String(), Nullable(Type.Union([Type.String(), Type.Number(), Type.Boolean()]))),
  created_at: Timestamp,
  read_at: Nullable(Timestamp),
});
export type Notice = Static<typeof Notice>;

/** `unread=true` leaves out what was read; with `per_page=1`, Total counts what waits. */
export const NoticesQuery = Type.Object({ ...PageQuery.properties, unread: Type.Optional(BooleanInput) });
export type NoticesQuery = StaticDecode<typeof NoticesQuery>;

/** POST /manage/v1/notices/{id}/read */
export const NoticePath = Type.Object({ id: Type.String({ pattern: '^[0-9a-z]{26}$' }) });
