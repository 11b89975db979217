import { AppClient, AppClientPath, AppPath, RedirectUris } from '@gatehouse/wire';
import Type from 'typebox';
import {
  type FoundClient,
  findAppClient,
  listClients,
  listRedirectUris,
  replaceRedirectUris,
} from '../apps/app-client-store.ts';
import { listActiveSecrets } from '../apps/client-secret-store.ts';
import { grantTypesFrom } from '../apps/grant-types.ts';
import { redirectUriMessages } from '../apps/redirect-uri-messages.ts';
import type { House } from '../house.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import type { Unit } from '../rest/rest-route.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import { absent, appRoute } from './app-route.ts';
import { when } from './app-view.ts';

/** An app's OAuth clients, one for each environment, and where they may be answered. */
export function clientRoutes(house: House): Route[] {
  return [
    appRoute(house, {
      method: 'GET',
      path: '/manage/v1/apps/:app_id/clients',
      summary: 'The app’s credentials in each environment; secrets by their last characters only.',
      needs: 'developer',
      audit: [],
      params: AppPath,
      reply: Type.Array(AppClient),
      async handle({ tx }, app) {
        const clients: AppClient[] = [];
        for (const client of await listClients(tx, app.id))
          clients.push(await clientView(house, tx, app.id, client));
        return { status: 200, body: clients };
      },
    }),
    appRoute(house, {
      method: 'PUT',
      path: '/manage/v1/apps/:app_id/clients/:environment/redirect_uris',
      summary: 'Registers exactly these redirect URIs; each that is refused is named with the reason.',
      needs: 'admin',
      audit: ['client.redirect_uris_changed'],
      needsProof: true,
      params: AppClientPath,
      body: RedirectUris,
      reply: RedirectUris,
      async handle({ params, body, tx, origin }, app) {
        const client = await findAppClient(tx, app.id, params.environment);
        if (client === undefined) return absent;
        const messages = redirectUriMessages(body.redirect_uris);
        if (messages.length > 0) return fieldErrors({ redirect_uris: messages });
        const uris = [...new Set(body.redirect_uris)];
        if (!(await replaceRedirectUris(house, tx, origin, app.id, client.client_id, uris))) return absent;
        const redirectUris = await listRedirectUris(tx, app.id, client.client_id);
        return { status: 200, body: { redirect_uris: redirectUris } satisfies RedirectUris };
      },
    }),
  ];
}

async function clientView(
  { clock }: House,
  tx: Unit,
  appId: number,
  client: FoundClient,
): Promise<AppClient> {
  const secrets = await listActiveSecrets(tx, appId, client.client_id, clock.now());
  return {
    environment: client.environment,
    client_id: client.client_id,
    redirect_uris: await listRedirectUris(tx, appId, client.client_id),
    grant_types: grantTypesFrom(client.grant_types),
    refresh_grace_ms: client.refresh_grace,
    secrets: secrets.map(({ id, hint, createdAt, expiresAt }) => ({
      id,
      hint,
      created_at: timestamp(createdAt),
      expires_at: when(expiresAt),
    })),
  };
}
