import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { NamedReference, Nullable, Timestamp } from '../rest/output.ts';
import { PageQuery } from '../rest/query.ts';
import { AppInCompany, OfferedVersion } from './installation.ts';

export const InstallationRequestStatus = Type.Enum(['pending', 'approved', 'denied', 'withdrawn']);
export type InstallationRequestStatus = Static<typeof InstallationRequestStatus>;

/** A member's wish for an app. Admins see everyone's, members their own. */
export const InstallationRequest = Type.Object({
  id: Type.Integer(),
  app: AppInCompany,
  version: Nullable(OfferedVersion),
  requested_by: NamedReference,
  status: InstallationRequestStatus,
  implicit: Type.Boolean({
    description: 'Recorded because the member authorized an app that may not install itself.',
  }),
  reason: Type.String(),
  created_at: Timestamp,
  decided_at: Nullable(Timestamp),
  decided_by: Nullable(NamedReference),
  answer: Nullable(Type.String()),
});
export type InstallationRequest = Static<typeof InstallationRequest>;

export const InstallationRequestsQuery = Type.Object({
  ...PageQuery.properties,
  status: Type.Optional(InstallationRequestStatus),
});
export type InstallationRequestsQuery = StaticDecode<typeof InstallationRequestsQuery>;

const words = Type.String({ maxLength: 2000 });

export const InstallationRequestCreateBody = Type.Object({ app_id: IdInput, reason: Type.Optional(words) });
export type InstallationRequestCreateBody = StaticDecode<typeof InstallationRequestCreateBody>;

/** POST …/installation_requests/{id}/approve: `version_id` pins it to the version that was seen. */
export const InstallationRequestApproveBody = Type.Object({
  answer: Type.Optional(words),
  version_id: Type.Optional(IdInput),
  permitted_project_ids: Type.Optional(Type.Array(IdInput, { maxItems: 10_000 })),
});
export type InstallationRequestApproveBody = StaticDecode<typeof InstallationRequestApproveBody>;

export const InstallationRequestDenyBody = Type.Object({ answer: Type.Optional(words) });
export type InstallationRequestDenyBody = StaticDecode<typeof InstallationRequestDenyBody>;
