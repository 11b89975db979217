import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener } from 'node:http';
import {
  AnswerLost,
  ApiError,
  bearer,
  CallbackRefused,
  GatehouseApi,
  type OAuthClient,
  OAuthFailure,
  SignInNeeded,
  type TokenSet,
} from '@gatehouse/client';
import {
  type Answer,
  cookiesIn,
  createSender,
  formIn,
  isOurForm,
  languageCookie,
  sessionCookie,
} from './http.ts';
import { checkPage, errorPage, type Notice, welcomePage } from './pages.ts';
import { type Connection, type Session, Sessions } from './sessions.ts';
import { addSheet, checkSheets, type Sheet, sheetNames } from './sheets.ts';
import { type Locale, localeOf } from './words/words.ts';

export interface SafetyAppOptions {
  /** Where browsers reach the app; its callback must be a registered redirect URI. */
  readonly origin: string;
  readonly issuer: string;
  readonly oauth: OAuthClient;
}

interface Call {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly locale: Locale;
  readonly session: Session;
}

type Handler = (call: Call) => Promise<Answer>;

/** The whole app as one listener for `node:http`. */
export function createSafetyApp({ origin, issuer, oauth }: SafetyAppOptions): RequestListener {
  const sessions = new Sessions();
  const send = createSender(issuer);
  const home: Answer = { status: 303, location: '/' };

  const routes: Readonly<Record<string, Handler>> = {
    'GET /': async ({ session, locale }) => {
      const { connection } = session;
      const page = connection && (await told(session, () => overview(connection, session, locale)));
      return { status: 200, html: page ?? welcomePage(locale, taken(session)) };
    },
    'GET /style.css': async () => ({
      status: 200,
      css: await readFile(new URL('style.css', import.meta.url), 'utf8'),
    }),
    'POST /connect': async ({ session }) => {
      const started = await told(session, () => oauth.startAuthorization(`${origin}/callback`));
      if (started === undefined) return home;
      session.pending = started.pending;
      return { status: 303, location: started.url };
    },
    // state, iss and PKCE are checked by the client; what fails a check is sent nowhere.
    'GET /callback': async ({ session, url }) => {
      const { pending } = session;
      delete session.pending;
      if (pending === undefined) session.notice = { kind: 'foreign' };
      else
        await told(session, async () => {
          const tokens = await oauth.finishAuthorization(url.href, pending);
          await giveBack(session);
          sessions.renew(session);
          session.connection = connectionOf(tokens);
          session.notice = { kind: 'connected' };
        });
      return home;
    },
    'POST /disconnect': async ({ session }) => {
      await told(session, async () => {
        await giveBack(session);
        session.notice = { kind: 'disconnected' };
      });
      return home;
    },
    'POST /sheets': async ({ session, request }) => {
      const form = await formIn(request);
      const sheet = sheetNames.find((each) => each === form.get('sheet'));
      const { connection } = session;
      if (sheet !== undefined && connection !== undefined)
        await told(session, () => add(connection, session, form, sheet));
      return home;
    },
    'POST /language': async ({ request }) => ({
      ...home,
      cookie: languageCookie(localeOf((await formIn(request)).get('language') ?? undefined, undefined)),
    }),
  };

  function apiOf({ tokens }: Connection): GatehouseApi {
    return new GatehouseApi({ baseUrl: issuer, authorizer: bearer(tokens) });
  }

  function connectionOf(obtained: TokenSet): Connection {
    const connection: Connection = {
      tokens: oauth.userTokens(obtained, async ({ refreshToken }) => {
        connection.refreshToken = refreshToken;
      }),
      refreshToken: obtained.refreshToken,
    };
    return connection;
  }

  async function overview(connection: Connection, session: Session, locale: Locale): Promise<string> {
    const api = apiOf(connection);
    const { name, login } = await api.me.show();
    const companies = await checkSheets(api);
    return checkPage(locale, taken(session), { person: name ?? login, companies });
  }

  async function add(connection: Connection, session: Session, form: URLSearchParams, sheet: Sheet) {
    const [companyId, projectId] = [Number(form.get('company')), Number(form.get('project'))];
    const api = apiOf(connection);
    const { name } = await api.projects.show(companyId, projectId);
    await addSheet(api, companyId, projectId, sheet);
    session.notice = { kind: 'added', sheet, project: name };
  }

  /** Ends the authorization at Gatehouse; the connection is forgotten only once that is done. */
  async function giveBack(session: Session): Promise<void> {
    const token = session.connection?.refreshToken;
    if (token !== undefined) await oauth.revoke(token);
    delete session.connection;
  }

  /** Does it, or leaves word of why it could not be done on the person's next page. */
  async function told<Result>(session: Session, work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      session.notice = noticeOf(error);
      // A chain that has ended, here or at Gatehouse, is no connection any more.
      if (error instanceof SignInNeeded || (error instanceof ApiError && error.status === 401))
        delete session.connection;
      return undefined;
    }
  }

  return (request, response) => {
    const url = new URL(request.url ?? '/', origin);
    const { session: id, language } = cookiesIn(request);
    const locale = localeOf(language, request.headers['accept-language']);
    const handler = routes[`${request.method} ${url.pathname}`];
    if (handler === undefined) return send(response, { status: 404, html: errorPage(locale, 'not_found') });
    if (request.method === 'POST' && !isOurForm(request, origin))
      return send(response, { status: 403, html: errorPage(locale, 'not_allowed') });
    const session = sessions.find(id) ?? sessions.begin();
    handler({ request, url, locale, session })
      .then((answer) => send(response, answer, sessionCookie(session.id)))
      .catch((error) => {
        console.error(error);
        response.writeHead(500).end();
      });
  };
}

function taken(session: Session): Notice | undefined {
  const { notice } = session;
  delete session.notice;
  return notice;
}

/** @throws what nobody foresaw, to be logged */
function noticeOf(error: unknown): Notice {
  if (error instanceof CallbackRefused)
    return { kind: error.reason === 'refused' && error.error === 'access_denied' ? 'denied' : 'foreign' };
  if (error instanceof SignInNeeded) return { kind: 'ended' };
  // What fetch throws when nobody answers is a TypeError with a cause.
  if (error instanceof AnswerLost || (error instanceof TypeError && error.cause !== undefined))
    return { kind: 'unavailable' };
  if (error instanceof OAuthFailure) return { kind: 'refused', reason: error.message };
  if (error instanceof ApiError && error.status === 401) return { kind: 'ended' };
  if (error instanceof ApiError && error.status === 403) return { kind: 'forbidden' };
  if (error instanceof ApiError) return { kind: 'refused', reason: error.errors.join(' ') };
  throw error;
}
