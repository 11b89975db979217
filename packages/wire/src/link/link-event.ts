import Type, { type Static } from 'typebox';
import { Nullable } from '../rest/output.ts';
import { NeedsSignInReason } from './link-error.ts';

/** GET /v1/links/{id}/events. */
export const LinkEventsQuery = Type.Object({
  places: Type.Optional(
    Type.String({
      pattern: '^[0-9]{1,15}(?::[0-9]{1,15})?(?:,[0-9]{1,15}(?::[0-9]{1,15})?){0,49}$',
      description:
        'Where `dirty` is wanted: companies, or `company:project`, divided by commas; fifty at most.',
      examples: ['42:7,42'],
    }),
  ),
});
export type LinkEventsQuery = Static<typeof LinkEventsQuery>;

/**
 * GET /v1/links/{id}/events is a stream of server-sent events; each has one of these names and its data as JSON. It ends
 * after a quarter of an hour at the latest: come back, with `Last-Event-ID`.
 */
export const LINK_EVENTS = {
  /** Linked again, by the same account: ask for a token. */
  relinked: Type.Object({}),
  /** Pause and tell the person. */
  needs_sign_in: Type.Object({ reason: NeedsSignInReason }),
  /** Stop, drop the token, keep local files. The stream ends. */
  unlinked: Type.Object({}),
  /**
   * Something may have changed: look there. Names ids alone; a hint may come twice, and may be missing. None is kept for
   * whoever was away: look once when the stream has begun.
   */
  dirty: Type.Object({
    company_id: Type.Integer(),
    project_id: Nullable(Type.Integer()),
    event: Type.String({ description: 'What Gatehouse said: documents_changed, disconnected, …' }),
  }),
} as const;

export type LinkEventName = keyof typeof LINK_EVENTS;
export type LinkEventData = { readonly [Name in LinkEventName]: Static<(typeof LINK_EVENTS)[Name]> };
