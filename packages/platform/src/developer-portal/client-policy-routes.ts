import { AppClientPath, ClientPolicy, ClientPolicyChange } from '@gatehouse/wire';
import { changeClientPolicy, findClientPolicy } from '../apps/client-policy-store.ts';
import { outOfBand } from '../apps/redirect-uri.ts';
import { redirectUriMessages } from '../apps/redirect-uri-messages.ts';
import type { House } from '../house.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import type { Route } from '../route.ts';
import { absent, appRoute } from './app-route.ts';

/** What an app asks of the authorization server beyond what the deployment asks of everybody. */
export function clientPolicyRoutes(house: House): Route[] {
  const path = '/manage/v1/apps/:app_id/clients/:environment/policy';
  return [
    appRoute(house, {
      method: 'GET',
      path,
      summary: 'What the client asks of the authorization server for its own good.',
      needs: 'developer',
      audit: [],
      params: AppClientPath,
      reply: ClientPolicy,
      async handle({ params, tx }, app) {
        const policy = await findClientPolicy(tx, app.id, params.environment);
        return policy === undefined ? absent : { status: 200, body: policy };
      },
    }),
    appRoute(house, {
      method: 'PATCH',
      path,
      summary: 'Changes it; what is left out stays.',
      needs: 'admin',
      audit: ['client.policy_changed'],
      needsProof: true,
      params: AppClientPath,
      body: ClientPolicyChange,
      reply: ClientPolicy,
      async handle({ params, body, tx, origin }, app) {
        const { post_logout_redirect_uris: uris = [] } = body;
        const messages = redirectUriMessages(uris);
        if (uris.includes(outOfBand)) messages.push(`${outOfBand} is no address that a browser can go to`);
        if (messages.length > 0) return fieldErrors({ post_logout_redirect_uris: messages });
        const policy = await changeClientPolicy(house, tx, origin, app.id, params.environment, body);
        return policy === undefined ? absent : { status: 200, body: policy };
      },
    }),
  ];
}
