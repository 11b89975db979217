import { AppClientPath, ClientPolicy, ClientPolicyChange } from '@gatehouse/wire';
import { listAppKeys } from '../apps/client-key-store.ts';
import { changeClientPolicy, findClientPolicy } from '../apps/client-policy-store.ts';
import { outOfBand } from '../apps/redirect-uri.ts';
import { redirectUriMessages } from '../apps/redirect-uri-messages.ts';
import type { House } from '../house.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import type { Route } from '../route.ts';
import type { Environment } from '../schema/tables.ts';
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
        const { environment } = params;
        const unknown = unknownResources(house, environment, body.resources ?? []);
        if (unknown.length > 0)
          return fieldErrors({ resources: unknown.map((api) => `holds ${api}, which is no API here`) });
        // An app that asked for it without a key would have locked itself out.
        const keys = body.require_private_key_jwt === true && (await listAppKeys(tx, app.id, environment));
        if (keys !== false && keys?.length === 0)
          return fieldErrors({ require_private_key_jwt: ['needs a registered key: add one first'] });
        const policy = await changeClientPolicy(house, tx, origin, app.id, environment, body);
        return policy === undefined ? absent : { status: 200, body: policy };
      },
    }),
  ];
}

function unknownResources(
  { settings }: House,
  environment: Environment,
  named: readonly string[],
): readonly string[] {
  const known = environment === 'production' ? settings.resources : settings.sandboxResources;
  return named.filter((api) => !known.includes(api)).map((api) => JSON.stringify(api.slice(0, 200)));
}
