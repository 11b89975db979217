import { createHash } from 'node:crypto';
import { type OwnSession, OwnSessionPath, OwnSessions } from '@gatehouse/wire';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { refuse } from '../rest/rest-call.ts';
import { accountRoute } from '../rest/rest-route.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import { deviceWords } from '../sign-in/device-words.ts';
import { type Session, sessionOf } from '../sign-in/session.ts';
import { endSessionsOf } from '../sign-in/session-store.ts';
import { endAudited } from '../sign-in/sign-out.ts';
import { listSessionsOf, type OwnSessionRow } from './own-sessions-store.ts';

const path = '/manage/v1/sessions';

/** Where a person is signed in, and the end of it. */
export function ownSessionsRoutes(house: House): Route[] {
  const line = { audience: 'manage', right: { kind: 'session' }, names: () => ({}) } as const;
  return [
    accountRoute(house, {
      ...line,
      method: 'GET',
      path,
      summary: 'The browsers in which whoever asks is signed in.',
      audit: [],
      reply: OwnSessions,
      async handle({ caller, tx }) {
        const session = sessionOf(caller);
        const rows = await listSessionsOf(tx, session.personId, house.clock.now());
        return { status: 200, body: rows.map((row) => view(row, session)) satisfies OwnSessions };
      },
    }),
    accountRoute(house, {
      ...line,
      method: 'DELETE',
      path: `${path}/:id`,
      summary: 'Signs one of these browsers out, at once.',
      audit: ['person.signed_out'],
      needsProof: true,
      on: 'single',
      params: OwnSessionPath,
      reply: null,
      async handle({ caller, params, tx, origin }) {
        // Looked for among the person's own: what is somebody else's is absent.
        const rows = await listSessionsOf(tx, sessionOf(caller).personId, house.clock.now());
        const found = rows.find((row) => nameOf(row.id_hash) === params.id);
        if (found === undefined) return refuse('item_hidden');
        await endAudited(house, tx, origin, { idHash: found.id_hash, personId: found.person_id });
        return { status: 204 };
      },
    }),
    accountRoute(house, {
      ...line,
      method: 'DELETE',
      path,
      summary: 'Signs out every browser of whoever asks, but the one that asks.',
      audit: ['person.sessions_ended'],
      needsProof: true,
      reply: null,
      async handle({ caller, tx, origin }) {
        const { personId, idHash } = sessionOf(caller);
        const ended = await endSessionsOf(tx, personId, house.clock.now(), idHash);
        await record(house, tx, origin, {
          event: 'person.sessions_ended',
          subject: `person:${personId}`,
          details: { ended },
        });
        return { status: 204 };
      },
    }),
  ];
}

function view(row: OwnSessionRow, session: Session): OwnSession {
  return {
    id: nameOf(row.id_hash),
    current: row.id_hash === session.idHash,
    ...deviceWords(row.user_agent),
    address: row.address,
    signed_in_at: timestamp(row.created_at),
    last_seen_at: timestamp(row.seen_at),
  };
}

/** The key of the row makes the tokens of forms, so it is not shown; a digest of it names the session as well. */
function nameOf(idHash: string): string {
  return createHash('sha256').update(`session name ${idHash}`).digest('base64url').slice(0, 22);
}
