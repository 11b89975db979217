import Type, { type Static } from 'typebox';
import { Nullable } from '../rest/output.ts';
import { NeedsSignInReason } from './link-error.ts';

/** GET /v1/links/{id}/events is a stream of server-sent events; each has one of these names and its data as JSON. */
export const LINK_EVENTS = {
  /** Linked again, by the same account: ask for a token. */
  relinked: Type.Object({}),
  /** Pause and tell the person. */
  needs_sign_in: Type.Object({ reason: NeedsSignInReason }),
  /** Stop, drop the token, keep local files. The stream ends. */
  unlinked: Type.Object({}),
  /** Something may have changed: look there. Names ids alone; a hint may come twice, and may be missing. */
  dirty: Type.Object({
    company_id: Type.Integer(),
    project_id: Nullable(Type.Integer()),
    event: Type.String({ description: 'What Gatehouse said: disconnected, projects_changed, …' }),
  }),
} as const;

export type LinkEventName = keyof typeof LINK_EVENTS;
export type LinkEventData = { readonly [Name in LinkEventName]: Static<(typeof LINK_EVENTS)[Name]> };
