import { AppClientPath, AppClientSecretPath, ClientSecretCreate, NewClientSecret } from '@gatehouse/wire';
import { findAppClient } from '../apps/app-client-store.ts';
import { removeSecret, rotateSecret } from '../apps/client-secret-store.ts';
import type { House } from '../house.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import { absent, appRoute } from './app-route.ts';
import { when } from './app-view.ts';
import { readDeadline } from './deadline.ts';

/** The secrets of an app's client: at most two, the older with a deadline (rule P1). */
export function secretRoutes(house: House): Route[] {
  return [
    appRoute(house, {
      method: 'POST',
      path: '/manage/v1/apps/:app_id/clients/:environment/secrets',
      summary: 'Makes a second secret, shown once, and sets the deadline of the first.',
      needs: 'admin',
      needsProof: true,
      audit: ['client.secret_added'],
      params: AppClientPath,
      body: ClientSecretCreate,
      reply: NewClientSecret,
      async handle({ params, body, tx, origin }, app) {
        const client = await findAppClient(tx, app.id, params.environment);
        if (client === undefined) return absent;
        const read = readDeadline(body, house.clock.now());
        if (!read.ok) return fieldErrors(read.errors);
        const rotated = await rotateSecret(house, tx, origin, app.id, client.client_id, read.deadline);
        if (rotated.kind === 'absent') return absent;
        if (rotated.kind === 'two_active')
          return fieldErrors({ base: ['Two secrets are active already: remove one of them first'] }, 409);
        const { secret, oldExpiresAt } = rotated;
        const body_: NewClientSecret = {
          id: secret.id,
          client_secret: secret.text,
          hint: secret.hint,
          created_at: timestamp(secret.createdAt),
          expires_at: null,
          old_expires_at: when(oldExpiresAt),
        };
        return { status: 201, body: body_ };
      },
    }),
    appRoute(house, {
      method: 'DELETE',
      path: '/manage/v1/apps/:app_id/clients/:environment/secrets/:id',
      summary: 'Ends a secret now.',
      needs: 'admin',
      needsProof: true,
      audit: ['client.secret_removed'],
      params: AppClientSecretPath,
      reply: null,
      async handle({ params, tx, origin }, app) {
        const client = await findAppClient(tx, app.id, params.environment);
        if (client === undefined) return absent;
        const outcome = await removeSecret(house, tx, origin, app.id, client.client_id, params.id);
        if (outcome === 'absent') return absent;
        if (outcome === 'last')
          return fieldErrors({ base: ['This is the only secret: make another one first'] }, 409);
        return { status: 204 };
      },
    }),
  ];
}
