import { abuse } from './probes/abuse.ts';
import { authorizationCode } from './probes/authorization-code.ts';
import { authorizationEndpoint } from './probes/authorization-endpoint.ts';
import { clientAuthentication } from './probes/client-authentication.ts';
import { clientDocuments } from './probes/client-documents.ts';
import { companiesAndApps } from './probes/companies-and-apps.ts';
import { deviceGrant } from './probes/device-grant.ts';
import { dpop } from './probes/dpop.ts';
import { notOffered } from './probes/extensions.ts';
import { introspection, revocation } from './probes/introspection-and-revocation.ts';
import { keysAndMetadata } from './probes/keys-and-metadata.ts';
import { pagesAndSessions } from './probes/pages.ts';
import { proofKey } from './probes/proof-key.ts';
import { pushedRequests } from './probes/pushed-requests.ts';
import { redirectUri } from './probes/redirect-uri.ts';
import { refreshToken } from './probes/refresh-token.ts';
import { resourceIndicators } from './probes/resource-indicators.ts';
import { resourceServer } from './probes/resource-server.ts';
import { serviceAccounts } from './probes/service-accounts.ts';
import { tokenEndpoint } from './probes/token-endpoint.ts';
import type { Requirement } from './requirement.ts';

export const requirements: readonly Requirement[] = [
  ...authorizationEndpoint,
  ...redirectUri,
  ...proofKey,
  ...authorizationCode,
  ...tokenEndpoint,
  ...clientAuthentication,
  ...refreshToken,
  ...serviceAccounts,
  ...resourceServer,
  ...keysAndMetadata,
  ...introspection,
  ...revocation,
  ...companiesAndApps,
  ...pagesAndSessions,
  ...dpop,
  ...pushedRequests,
  ...deviceGrant,
  ...resourceIndicators,
  ...clientDocuments,
  ...notOffered,
  ...abuse,
];
