import { fileURLToPath } from 'node:url';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { consoleMissingPage } from '../pages/console-missing-page.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import type { Route } from '../route.ts';
import { signInLocation } from '../sign-in/return-to.ts';
import { currentSession } from '../sign-in/session.ts';
import { type ConsoleFile, readConsoleFiles } from './console-files.ts';

/** Where Vite puts it. */
export const builtConsole = fileURLToPath(new URL('../../../console/dist', import.meta.url));

/**
 * The console's files. Its pages are for people who are signed in; the server sees to that before a line of script
 * runs. What the pages show is asked for and decided call by call: these files hold nothing of anybody.
 */
export function consoleRoutes(house: House, folder: string = builtConsole): Route[] {
  let reading: Promise<ReadonlyMap<string, ConsoleFile>> | undefined;
  async function files() {
    reading ??= readConsoleFiles(folder);
    const read = await reading;
    // Not built yet: look again next time, so that building it is enough.
    if (!read.has('index.html')) reading = undefined;
    return read;
  }

  async function serve(request: FastifyRequest, reply: FastifyReply) {
    const { '*': name = '' } = request.params as Readonly<Record<string, string | undefined>>;
    const built = await files();
    const file = name === 'index.html' ? undefined : built.get(name);
    if (file !== undefined) return sendFile(request, reply, file);
    if (name.startsWith('assets/')) return sendErrorPage(request, reply, 404, 'not_found');
    return await index(request, reply, built);
  }

  /** Any other address is one of the console's own pages, which its script shows. */
  async function index(
    request: FastifyRequest,
    reply: FastifyReply,
    built: ReadonlyMap<string, ConsoleFile>,
  ): Promise<FastifyReply> {
    if ((await currentSession(house, request)) === undefined)
      return reply.redirect(signInLocation(house, request), 303);
    const page = built.get('index.html');
    if (page !== undefined) {
      // Where contents lie in a bucket, pages send bytes straight to it.
      const { direct } = house.blobs;
      // A PDF is shown in a frame, from here.
      reply.contentSecurityPolicy({
        frameSrc: [house.issuer],
        ...(direct !== undefined && { connectSrc: [direct.origin] }),
      });
      return sendFile(request, reply, page);
    }
    const model = { locale: localeOf(request), languageSwitch: languageSwitch(house, request) };
    return sendPage(reply, 503, consoleMissingPage(model));
  }

  const line = {
    method: 'GET',
    audience: 'browser',
    right: {
      kind: 'public',
      because: 'Program files without data; the pages send the signed-out to sign in.',
    },
    audit: [],
  } as const;
  return [
    {
      ...line,
      path: '/console',
      summary: 'Leads to the console.',
      handler: async (_request, reply) => reply.redirect('/console/', 303),
    },
    { ...line, path: '/console/*', summary: 'The console and its files.', handler: serve },
  ];
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: ConsoleFile): FastifyReply {
  if (file.forGood) reply.header('cache-control', 'public, max-age=31536000, immutable');
  reply.type(file.type).header('vary', 'accept-encoding');
  const packed = takesGzip(request) ? file.packed : undefined;
  if (packed === undefined) return reply.send(file.content);
  return reply.header('content-encoding', 'gzip').send(packed);
}

/** Whether gzip is among the encodings that the client names, and not refused by `q=0` (RFC 9110 section 12.5.3). */
function takesGzip({ headers }: FastifyRequest): boolean {
  return /(?:^|,)\s*gzip\s*(?:;\s*q=(?:1|0\.\d*[1-9])[\d.]*\s*)?(?:,|$)/i.test(
    String(headers['accept-encoding'] ?? ''),
  );
}
