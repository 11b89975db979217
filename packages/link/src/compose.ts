import { isUnavailable } from '@gatehouse/database';
import { createServer, periodically } from '@gatehouse/service';
import type { LinkError } from '@gatehouse/wire';
import type { FastifyError, FastifyInstance } from 'fastify';
import manifest from '../package.json' with { type: 'json' };
import { eventRoutes } from './hints/event-routes.ts';
import type { House } from './house.ts';
import { enrolRoutes } from './installs/enrol-routes.ts';
import { installRoutes } from './installs/install-routes.ts';
import { signInKeyRoutes } from './installs/sign-in-key-routes.ts';
import { accountRoutes } from './links/account-routes.ts';
import { checkIdle } from './links/check-idle.ts';
import { refreshAhead } from './links/give-token.ts';
import { linkRoutes } from './links/link-routes.ts';
import { signInUrl } from './links/link-view.ts';
import { storeSpilt } from './links/refresh.ts';
import { revokePending } from './links/revocation.ts';
import { sendProblem } from './pages/problem-page.ts';
import { isAway } from './provider/provider-away.ts';
import { LinkRefusal } from './refusal.ts';
import type { Audience, Route } from './route.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { sweep } from './sweep.ts';
import { CustodianDown } from './vault/custodian.ts';

/** The whole route table. */
export function routesOf(house: House): readonly Route[] {
  return [
    ...signInRoutes(house),
    ...accountRoutes(house),
    ...enrolRoutes(house),
    ...installRoutes(house),
    ...signInKeyRoutes(house),
    ...linkRoutes(house),
    ...eventRoutes(house),
  ];
}

/** No file content passes here, and nothing that is sent here is long. */
const bodyLimit = 16_384;

const audiences: Readonly<Record<Audience, (server: FastifyInstance, house: House) => void>> = {
  page: preparePages,
  install: prepareInstalls,
  gatehouse: prepareGatehouse,
};

function preparePages(server: FastifyInstance, house: House): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(text))),
  );
  server.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode < 500) return await sendProblem(house, request, reply, statusCode, 'forbidden');
    request.log.error({ err: error }, 'the request failed');
    if (isAway(error)) return await sendProblem(house, request, reply, 503, 'away');
    return await sendProblem(house, request, reply, isTrouble(error) ? 503 : 500, 'internal');
  });
}

function prepareInstalls(server: FastifyInstance, house: House): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? undefined : JSON.parse(text));
    } catch {
      done(new LinkRefusal('invalid_request'));
    }
  });
  server.setErrorHandler(async (error, request, reply) => {
    const refusal = refusalFor(error);
    // What the framework refuses, too large or of another type, it refuses in its own words.
    if (refusal === undefined) throw error;
    if (refusal.code === 'temporarily_unavailable') request.log.error({ err: error }, 'not available');
    if (refusal.status === 401) reply.header('www-authenticate', `DPoP error="${refusal.code}"`);
    if (refusal.retryAfter !== undefined) reply.header('retry-after', String(refusal.retryAfter));
    const body: LinkError = {
      error: refusal.code,
      error_description: refusal.message,
      ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
      ...(refusal.code === 'needs_sign_in' ? { sign_in_url: signInUrl(house) } : {}),
    };
    return reply.code(refusal.status).send(body);
  });
}

/** The body stays the bytes that were signed. */
function prepareGatehouse(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
}

function refusalFor(error: unknown): LinkRefusal | undefined {
  if (error instanceof LinkRefusal) return error;
  return isTrouble(error) ? new LinkRefusal('temporarily_unavailable', { retryAfter: 5 }) : undefined;
}

function isTrouble(error: unknown): boolean {
  return isUnavailable(error) || error instanceof CustodianDown;
}

export interface Composed {
  readonly server: FastifyInstance;
  stop(): Promise<void>;
}

/** The wiring, all in one place. */
export async function compose(house: House): Promise<Composed> {
  const { settings, clock, random, logger } = house;
  const { tlsCertificate, tlsKey } = settings;
  const server = createServer({
    logger,
    clock,
    random,
    publicUrl: new URL(house.origin),
    version: manifest.version,
    trustedProxies: settings.trustedProxies,
    bodyLimit,
    formActions: [house.gatehouse.issuer.href, house.identity.issuer.href],
    ready: () => house.database.check(),
    tls:
      tlsCertificate === undefined || tlsKey === undefined
        ? undefined
        : { certificateFile: tlsCertificate, keyFile: tlsKey },
  });
  const routes = routesOf(house);
  for (const [audience, prepare] of Object.entries(audiences)) {
    await server.register(async (plugin) => {
      prepare(plugin, house);
      for (const { method, path, handler } of routes.filter((route) => route.audience === audience))
        plugin.route({ method, url: path, handler });
    });
  }
  const work = [
    periodically(house, 'pairs that wait on disk', 2_000, () => storeSpilt(house)),
    periodically(house, 'refreshing ahead', 30_000, () => refreshAhead(house)),
    periodically(house, 'links that lie idle', 60_000, () => checkIdle(house)),
    periodically(house, 'revocations', 5_000, () => revokePending(house)),
    periodically(house, 'expired rows', 60_000, () => sweep(house)),
  ];
  return {
    server,
    async stop() {
      for (const job of work) await job.stop();
    },
  };
}
