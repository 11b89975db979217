import { keyedHash, ulid } from '@gatehouse/service';
import type { House } from '../house.ts';
import { note } from '../journal/journal.ts';
import { sendPage } from '../pages/problem-page.ts';
import { signInKeyPage } from '../pages/sign-in-key-page.ts';
import type { Route } from '../route.ts';
import { signedIn } from '../sign-in/page-call.ts';
import { signInKeyPurpose } from './enrol-by-key.ts';
import { endSignInKey, putSignInKey } from './sign-in-key-store.ts';

const life = 15 * 60_000;

/** Keys for machines that nobody sits at. */
export function signInKeyRoutes(house: House): Route[] {
  const { clock, random, keys, database, origin } = house;
  const make = signedIn(house, async ({ reply, session: { person }, model }) => {
    const id = ulid(clock, random);
    const text = `glk_${id}_${Buffer.from(random.bytes(32)).toString('base64url')}`;
    const expiresAt = clock.now() + life;
    const row = {
      person_id: person.id,
      id,
      key_hash: keyedHash(keys, signInKeyPurpose, text),
      expires_at: expiresAt,
    };
    await database.write(async (tx) => {
      await putSignInKey(tx, row);
      await note(house, tx, { personId: person.id, event: 'key_made' });
    });
    return sendPage(reply, 200, signInKeyPage({ ...model, text, expiresAt, origin }));
  });
  const withdraw = signedIn(house, async ({ reply, session: { person } }) => {
    await database.write(async (tx) => {
      if (await endSignInKey(tx, person.id))
        await note(house, tx, { personId: person.id, event: 'key_withdrawn' });
    });
    return reply.redirect('/', 303);
  });
  const page = { audience: 'page', right: 'session', method: 'POST' } as const;
  return [
    { ...page, path: '/sign-in-key', journal: ['key_made'], handler: make },
    { ...page, path: '/sign-in-key/withdraw', journal: ['key_withdrawn'], handler: withdraw },
  ];
}
