import Type, { type Static } from 'typebox';
import { Nullable, Timestamp } from '../rest/output.ts';

/** A browser in which the person is signed in. */
export const OwnSession = Type.Object({
  id: Type.String({ description: 'Names the session; it opens nothing.' }),
  current: Type.Boolean({ description: 'The one that asks.' }),
  browser: Nullable(
    Type.String({ description: 'As the browser calls itself; null for one we do not know.' }),
  ),
  system: Nullable(Type.String({ description: 'Of the device, as the browser says.' })),
  address: Type.String({ description: 'The network address it signed in from.' }),
  signed_in_at: Timestamp,
  last_seen_at: Timestamp,
});
export type OwnSession = Static<typeof OwnSession>;

/** GET /manage/v1/sessions. */
export const OwnSessions = Type.Array(OwnSession);
export type OwnSessions = Static<typeof OwnSessions>;

/** DELETE /manage/v1/sessions/{id}: signs that browser out; answers 204. */
export const OwnSessionPath = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }) });
export type OwnSessionPath = Static<typeof OwnSessionPath>;
