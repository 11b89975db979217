import type { FastifyReply, FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { type NewPasskeyProblem, newPasskeyPage } from '../pages/new-passkey-page.ts';
import { sendPage } from '../pages/send-page.ts';
import { askForNewPasskey } from '../passkeys/passkey-options.ts';
import { deletePasskey, listPasskeys, renamePasskey } from '../passkeys/passkey-store.ts';
import type { Route } from '../route.ts';
import { deviceWords } from '../sign-in/device-words.ts';
import { csrfTokenFor, type Session } from '../sign-in/session.ts';
import { unfinishedVisitorOf, type Visitor } from '../sign-in/visitor.ts';
import { provenVisitor } from '../step-up/proven-visitor.ts';
import { addPasskey } from './add-passkey.ts';
import { factorAdded } from './factor-added.ts';
import { factorsPath } from './factor-routes.ts';
import { noteRemoved } from './note-change.ts';

const path = `${factorsPath}/passkey`;
const place = ({ idHash }: Session): string => `new passkey ${idHash}`;

/** Adding a passkey, and taking one away. */
export function passkeyRoutes(house: House): Route[] {
  async function show(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, path, unfinishedVisitorOf);
    if (here === undefined) return reply;
    const { browser, system } = deviceWords(request.headers['user-agent'] ?? null);
    const name = [browser, system].filter((word) => word !== null).join(' · ');
    return await page(request, reply, 200, here, name);
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, path, unfinishedVisitorOf);
    if (here === undefined) return reply;
    const name = nameIn(request);
    if (!isName(name)) return await page(request, reply, 422, here, name, 'name_missing');
    const outcome = await addPasskey(house, request, here, place(here.session), name, {
      ceremony: formField(request.body, 'ceremony'),
      response: formField(request.body, 'response'),
    });
    if (outcome === undefined) return await page(request, reply, 422, here, name, 'wrong');
    return factorAdded(house, request, reply, here, outcome);
  }

  async function remove(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, factorsPath, unfinishedVisitorOf);
    if (here === undefined) return reply;
    const id = formField(request.body, 'passkey');
    const personId = here.person.id;
    const removed =
      /^\d{1,15}$/.test(id) &&
      (await house.database.write(async (tx) => {
        const name = await deletePasskey(tx, personId, Number(id));
        if (name === undefined) return false;
        await noteRemoved(house, tx, request, personId, { kind: 'passkey', name });
        return true;
      }));
    return reply.redirect(removed ? `${factorsPath}?done=removed` : factorsPath, 303);
  }

  async function rename(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, factorsPath, unfinishedVisitorOf);
    if (here === undefined) return reply;
    const id = formField(request.body, 'passkey');
    const name = nameIn(request);
    if (!isName(name)) return reply.redirect(`${factorsPath}?done=not_renamed`, 303);
    const personId = here.person.id;
    const renamed =
      /^\d{1,15}$/.test(id) &&
      (await house.database.write(async (tx) => {
        if (!(await renamePasskey(tx, personId, Number(id), name))) return false;
        await record(house, tx, originOf(request, { kind: 'person', id: personId }), {
          event: 'person.passkey_renamed',
          subject: `person:${personId}`,
          details: { name },
        });
        return true;
      }));
    return reply.redirect(renamed ? `${factorsPath}?done=renamed` : factorsPath, 303);
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    { session, person }: Visitor,
    name: string,
    problem?: NewPasskeyProblem,
  ) {
    const known = await house.database.read((tx) => listPasskeys(tx, person.id));
    return sendPage(
      reply,
      status,
      newPasskeyPage({
        locale: localeOf(request, person),
        languageSwitch: languageSwitch(house, { method: 'GET', url: path }),
        csrfToken: csrfTokenFor(house, session),
        form: askForNewPasskey(house, place(session), person, known),
        name,
        problem,
      }),
    );
  }

  const line = { audience: 'browser', right: { kind: 'session' } } as const;
  return [
    {
      ...line,
      method: 'GET',
      path,
      audit: [],
      summary: 'The page on which a passkey is added.',
      handler: show,
    },
    {
      ...line,
      method: 'POST',
      path,
      audit: ['person.factor_added'],
      summary: 'Adds the passkey that an authenticator made.',
      handler: submit,
    },
    {
      ...line,
      method: 'POST',
      path: `${path}/removal`,
      audit: ['person.factor_removed'],
      summary: 'Removes a passkey.',
      handler: remove,
    },
    {
      ...line,
      method: 'POST',
      path: `${path}/name`,
      audit: ['person.passkey_renamed'],
      summary: 'Gives a passkey another name.',
      handler: rename,
    },
  ];
}

function nameIn(request: FastifyRequest): string {
  return formField(request.body, 'name')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

function isName(name: string): boolean {
  return name !== '' && name.length <= 60;
}
