import type { FastifyReply, FastifyRequest } from 'fastify';
import { findRegisteredClient } from '../apps/client-store.ts';
import { outOfBand } from '../apps/redirect-uri.ts';
import type { House } from '../house.ts';
import { codePage } from '../pages/code-page.ts';
import { localeOf } from '../pages/locale.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import { findPerson } from '../sign-in/person-store.ts';
import { signInLocation } from '../sign-in/return-to.ts';
import { currentSession } from '../sign-in/session.ts';
import { codeMatches, rowOfCode } from './authorization-code.ts';
import { findCode } from './code-store.ts';

/**
 * GET /oauth/authorize/<code>: shows an out-of-band code to the person it was made for, while it can be used. A code
 * that is not real is not shown: the page must not lend its looks to whatever a link puts into the address.
 */
export async function showCode(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const session = await currentSession(house, request);
  if (session === undefined) return reply.redirect(signInLocation(house, request), 303);
  const { code = '' } = request.params as { readonly code?: string };
  const id = rowOfCode(code);
  const shown = await house.database.read(async (tx) => {
    const row = id === undefined ? undefined : await findCode(tx, id);
    if (row === undefined || !codeMatches(house.keys, code, row.code_hash)) return undefined;
    const usable = row.redeemed_at === null && house.clock.now() < row.expires_at;
    if (!usable || row.personId !== session.personId || row.redirect_uri !== outOfBand) return undefined;
    const client = await findRegisteredClient(tx, row.client_id);
    return { appName: client?.app?.name, person: await findPerson(tx, session.personId) };
  });
  if (shown?.appName === undefined) return sendErrorPage(request, reply, 404, 'not_found');
  return sendPage(
    reply,
    200,
    codePage({ locale: localeOf(request, shown.person), code, appName: shown.appName }),
  );
}
