import { createServer, periodically } from '@gatehouse/service';
import type { FastifyError, FastifyInstance } from 'fastify';
import manifest from '../package.json' with { type: 'json' };
import { enrolRoutes } from './account-security/enrol-routes.ts';
import { factorRoutes } from './account-security/factor-routes.ts';
import { memberSessionsRoutes } from './account-security/member-sessions-routes.ts';
import { operatorPeopleRoutes } from './account-security/operator-people-routes.ts';
import { ownSessionsRoutes } from './account-security/own-sessions-routes.ts';
import { passkeyRoutes } from './account-security/passkey-routes.ts';
import { signInRulesRoutes } from './account-security/sign-in-rules-routes.ts';
import { authorizationRoutes } from './authorization/authorization-routes.ts';
import { prepareOAuth } from './authorization/oauth-plugin.ts';
import { pointToMetadata } from './authorization/protected-resource.ts';
import { rotateSigningKeys } from './authorization/signing-keys.ts';
import { connectedAppsRoutes } from './connected-apps/connected-apps-routes.ts';
import { sessionRoutes } from './connected-apps/session-routes.ts';
import { consoleRoutes } from './console/console-routes.ts';
import { companyCreateRoutes } from './developer-portal/company-create-routes.ts';
import { developerPortalRoutes } from './developer-portal/developer-portal-routes.ts';
import { directoryRoutes } from './directory/directory-routes.ts';
import { documentRoutes } from './documents/document-routes.ts';
import { mayStillKnow } from './documents/hints/may-still-know.ts';
import { stopRoutes } from './documents/tracking/stop-routes.ts';
import { heldLetter, trackedLetter } from './documents/tracking/tracked-letter.ts';
import { storageRoutes } from './documents/uploads/storage-routes.ts';
import { deliverer } from './events/deliverer.ts';
import { eventQueue } from './events/event-queue.ts';
import { eventsAfterRoute } from './events/events-after-route.ts';
import type { House } from './house.ts';
import { housekeeping } from './housekeeping.ts';
import { identityProviderRoutes } from './identity-providers/identity-provider-routes.ts';
import { noticeRoutes } from './inbox/notice-routes.ts';
import { installationRoutes } from './installations/installation-routes.ts';
import { acceptRoutes } from './invitations/accept-routes.ts';
import { invitationRoutes } from './invitations/invitation-routes.ts';
import { newAddressRoutes } from './invitations/new-address-routes.ts';
import { mailRoutes } from './mail/mail-routes.ts';
import { postOffice } from './mail/post-office.ts';
import type { SaidLate } from './mail/said-now.ts';
import { changePasswordRoutes } from './new-password/change-password-routes.ts';
import { newPasswordRoutes } from './new-password/new-password-routes.ts';
import { ownEmailRoutes } from './own-email/own-email-routes.ts';
import { assetRoutes } from './pages/asset-routes.ts';
import { answerNotFound } from './pages/not-found.ts';
import { readForms } from './pages/page-forms.ts';
import { sendErrorPage } from './pages/send-page.ts';
import { permissionsRoutes } from './permissions/permissions-routes.ts';
import { flushRefusals } from './request-log/flush-refusals.ts';
import { acceptBareBodies, acceptRestBodies } from './rest/body.ts';
import { withLegacyAliases } from './rest/legacy-alias.ts';
import type { Audience, Route } from './route.ts';
import { serviceAccountRoutes } from './service-accounts/service-account-routes.ts';
import { setUpRoutes } from './set-up/set-up-routes.ts';
import { languageRoutes } from './sign-in/language-routes.ts';
import { secondStepRoutes } from './sign-in/second-step-routes.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { signOutRoutes } from './sign-in/sign-out-routes.ts';
import { signUpRoutes } from './sign-up/sign-up-routes.ts';
import { proveRoutes } from './step-up/prove-routes.ts';
import { orUnavailable } from './unavailable.ts';
import { flushUsage } from './usage/flush-usage.ts';
import { flushUses } from './usage/grant-use.ts';
import { hookQueue } from './webhooks/hook-queue.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';

/** The whole route table. */
export function routesOf(house: House): readonly Route[] {
  return [
    ...assetRoutes(),
    ...consoleRoutes(house),
    ...languageRoutes(house),
    ...mailRoutes(house, saidLate(house)),
    ...acceptRoutes(house),
    ...companyCreateRoutes(house),
    ...setUpRoutes(house),
    ...signInRoutes(house),
    ...identityProviderRoutes(house),
    ...secondStepRoutes(house),
    ...proveRoutes(house),
    ...factorRoutes(house),
    ...enrolRoutes(house),
    ...passkeyRoutes(house),
    ...signInRulesRoutes(house),
    ...signUpRoutes(house),
    ...newPasswordRoutes(house),
    ...changePasswordRoutes(house),
    ...ownEmailRoutes(house),
    ...newAddressRoutes(house),
    ...signOutRoutes(house),
    ...authorizationRoutes(house),
    ...sessionRoutes(house),
    ...connectedAppsRoutes(house),
    ...ownSessionsRoutes(house),
    ...memberSessionsRoutes(house),
    ...operatorPeopleRoutes(house),
    ...developerPortalRoutes(house),
    eventsAfterRoute(house),
    ...noticeRoutes(house),
    ...serviceAccountRoutes(house),
    ...withLegacyAliases(installationRoutes(house)),
    ...withLegacyAliases(directoryRoutes(house)),
    ...invitationRoutes(house),
    ...permissionsRoutes(house),
    ...withLegacyAliases(webhookRoutes(house)),
    ...withLegacyAliases(documentRoutes(house)),
    ...storageRoutes(house),
    ...stopRoutes(house),
  ];
}

/** Which room puts into words what a mail tells of it. */
function saidLate(house: House): SaidLate {
  return {
    'documents.tracked': (data) => trackedLetter(house, data),
    'documents.tracked_more': (data) => heldLetter(house, data),
  };
}

/** What makes a plugin fit for its audience: how bodies are read, and how errors are said. */
const audiences: Readonly<Record<Audience, (server: FastifyInstance, house: House) => void>> = {
  browser: (server) => {
    readForms(server);
    server.setErrorHandler<FastifyError>((error, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) request.log.error({ err: error }, 'the request failed');
      return sendErrorPage(request, reply, status, status >= 500 ? 'internal' : 'bad_request');
    });
  },
  oauth: prepareOAuth,
  rest: (server, house) => {
    acceptRestBodies(server);
    pointToMetadata(server, house);
  },
  manage: (server, house) => {
    acceptRestBodies(server);
    pointToMetadata(server, house);
  },
  storage: acceptBareBodies,
};

export interface Composed {
  readonly server: FastifyInstance;
  /** Ends the background work and writes what it still holds. */
  stop(): Promise<void>;
}

/** The wiring, all in one place: routes by audience onto the frame, and the work nobody waits for. */
export async function compose(house: House, publicUrl: URL): Promise<Composed> {
  const { settings, clock, random, logger } = house;
  const server = createServer({
    logger,
    clock,
    random,
    publicUrl,
    version: manifest.version,
    trustedProxies: settings.trustedProxies,
    ready: () => house.database.check(),
    tls: tlsFiles(settings),
  });
  const routes = routesOf(house);
  for (const [audience, prepare] of Object.entries(audiences)) {
    await server.register(async (plugin) => {
      prepare(plugin, house);
      for (const route of routes) {
        if (route.audience === audience)
          plugin.route({ method: route.method, url: route.path, handler: orUnavailable(route) });
      }
    });
  }
  server.setNotFoundHandler(answerNotFound);
  await rotateSigningKeys(house);
  const events = deliverer(house, eventQueue(mayStillKnow));
  const hooks = deliverer(house, hookQueue);
  const mail = postOffice(house, saidLate(house));
  const work = [
    periodically(house, 'events to apps', 1_000, () => events.round()),
    periodically(house, 'webhooks', 1_000, () => hooks.round()),
    periodically(house, 'mail', 2_000, () => mail.round()),
    ...housekeeping.map(({ name, every, work }) => periodically(house, name, every, () => work(house))),
  ];
  return {
    server,
    async stop() {
      for (const job of work) await job.stop();
      await events.stop();
      await hooks.stop();
      await mail.stop();
      for (const flush of [flushUses, flushUsage, flushRefusals]) {
        // What is batched decides nothing: where it cannot be written, the server still closes.
        await flush(house).catch((error: unknown) =>
          logger.error({ err: error }, 'the last batch was not written'),
        );
      }
    },
  };
}

function tlsFiles(settings: House['settings']): { certificateFile: string; keyFile: string } | undefined {
  const { tlsCertificate, tlsKey } = settings;
  return tlsCertificate === undefined || tlsKey === undefined
    ? undefined
    : { certificateFile: tlsCertificate, keyFile: tlsKey };
}
