import { AppClientKey, AppClientKeyCreate, AppClientKeyPath, AppClientPath } from '@gatehouse/wire';
import Type from 'typebox';
import { readClientKey } from '../apps/client-key.ts';
import { addAppKey, listAppKeys, removeAppKey, type StoredKey } from '../apps/client-key-store.ts';
import type { House } from '../house.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import { sessionOf } from '../sign-in/session.ts';
import { absent, appRoute } from './app-route.ts';

/** The public keys of an app's client, by which it may authenticate instead of by a secret (rule P1). */
export function keyRoutes(house: House): Route[] {
  const path = '/manage/v1/apps/:app_id/clients/:environment/keys';
  return [
    appRoute(house, {
      method: 'GET',
      path,
      summary: 'The public keys by which the client may authenticate with private_key_jwt.',
      needs: 'developer',
      audit: [],
      params: AppClientPath,
      reply: Type.Array(AppClientKey),
      async handle({ params, tx }, app) {
        const keys = await listAppKeys(tx, app.id, params.environment);
        return keys === undefined ? absent : { status: 200, body: keys.map(keyView) };
      },
    }),
    appRoute(house, {
      method: 'POST',
      path,
      summary: 'Registers a public key; one with private members is refused.',
      needs: 'admin',
      needsProof: true,
      audit: ['client_key.added'],
      params: AppClientPath,
      body: AppClientKeyCreate,
      reply: AppClientKey,
      async handle({ params, body, tx, origin, caller }, app) {
        const read = readClientKey(body.jwk);
        if (!read.ok) return fieldErrors({ jwk: [read.fault] });
        const { key } = read;
        const { personId: createdBy } = sessionOf(caller);
        const added = await addAppKey(house, tx, origin, app.id, params.environment, { key, createdBy });
        switch (added.kind) {
          case 'added':
            return { status: 201, body: keyView(added.key) };
          case 'kid_taken':
            return fieldErrors({ jwk: [`kid ${key.kid} names a key already, or did: choose another`] }, 409);
          case 'absent':
            return absent;
          case 'too_many':
            return fieldErrors({ base: ['Five keys are registered already: remove one of them first'] }, 409);
        }
      },
    }),
    appRoute(house, {
      method: 'DELETE',
      path: `${path}/:kid`,
      summary:
        'Ends a key now: what it signs is refused from the next request on. The last one stays while the app asks for private_key_jwt alone.',
      needs: 'admin',
      needsProof: true,
      audit: ['client_key.removed'],
      params: AppClientKeyPath,
      reply: null,
      async handle({ params, tx, origin }, app) {
        const removed = await removeAppKey(house, tx, origin, app.id, params.environment, params.kid);
        if (removed === 'last') return fieldErrors({ base: [lastKey] });
        return removed === 'removed' ? { status: 204 } : absent;
      },
    }),
  ];
}

const lastKey =
  'This is the last key, and the app shows who it is by keys alone: add another key first, or set require_private_key_jwt to false in its policy';

function keyView({ kid, algorithm, createdAt }: StoredKey): AppClientKey {
  return { kid, algorithm, created_at: timestamp(createdAt) };
}
