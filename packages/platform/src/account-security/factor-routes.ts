import type { FastifyReply, FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { factorsDone, factorsPage } from '../pages/factors-page.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { recoveryCodesPage } from '../pages/recovery-codes-page.ts';
import { sendPage } from '../pages/send-page.ts';
import { listPasskeys } from '../passkeys/passkey-store.ts';
import { relyingParty } from '../passkeys/relying-party.ts';
import type { Route } from '../route.ts';
import { findFactors } from '../second-factors/factor-store.ts';
import { hasFactor } from '../second-factors/factors.ts';
import { renewRecoveryCodes } from '../second-factors/recovery-codes.ts';
import { tellOfFactor } from '../second-factors/tell.ts';
import { deleteTotp } from '../second-factors/totp-store.ts';
import { signInLocation } from '../sign-in/return-to.ts';
import { csrfTokenFor } from '../sign-in/session.ts';
import { unfinishedVisitorOf } from '../sign-in/visitor.ts';
import { provenVisitor } from '../step-up/proven-visitor.ts';
import { noteRemoved } from './note-change.ts';

export const factorsPath = '/second-factor';

/** What a person has beside a password, and taking it away. */
export function factorRoutes(house: House): Route[] {
  async function show(request: FastifyRequest, reply: FastifyReply) {
    const here = await unfinishedVisitorOf(house, request);
    if (here === undefined) return reply.redirect(signInLocation(house, request), 303);
    const { done } = request.query as Readonly<Record<string, unknown>>;
    const { factors, passkeys } = await house.database.read(async (tx) => ({
      factors: await findFactors(tx, here.person.id),
      passkeys: await listPasskeys(tx, here.person.id),
    }));
    return sendPage(
      reply,
      200,
      factorsPage({
        locale: localeOf(request, here.person),
        languageSwitch: languageSwitch(house, { method: 'GET', url: factorsPath }),
        csrfToken: csrfTokenFor(house, here.session),
        factors,
        passkeys: relyingParty(house) === undefined ? undefined : passkeys,
        done: factorsDone.find((known) => known === done),
      }),
    );
  }

  async function removeApp(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, factorsPath, unfinishedVisitorOf);
    if (here === undefined) return reply;
    const personId = here.person.id;
    const removed = await house.database.write(async (tx) => {
      if (!(await deleteTotp(tx, personId))) return false;
      await noteRemoved(house, tx, request, personId, { kind: 'totp' });
      return true;
    });
    return reply.redirect(removed ? `${factorsPath}?done=removed` : factorsPath, 303);
  }

  async function renewCodes(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, factorsPath, unfinishedVisitorOf);
    if (here === undefined) return reply;
    const personId = here.person.id;
    const codes = await house.database.write(async (tx) => {
      if (!hasFactor(await findFactors(tx, personId))) return undefined;
      const made = await renewRecoveryCodes(house, tx, personId);
      const origin = originOf(request, { kind: 'person', id: personId });
      await record(house, tx, origin, {
        event: 'person.recovery_codes_renewed',
        subject: `person:${personId}`,
      });
      await tellOfFactor(house, tx, personId, 'factor.recovery_codes_renewed', {});
      return made;
    });
    if (codes === undefined) return reply.redirect(factorsPath, 303);
    const locale = localeOf(request, here.person);
    return sendPage(reply, 200, recoveryCodesPage({ locale, codes, added: false }));
  }

  const line = { audience: 'browser', right: { kind: 'session' } } as const;
  return [
    {
      ...line,
      method: 'GET',
      path: factorsPath,
      audit: [],
      summary: 'What a person signs in by, beside a password.',
      handler: show,
    },
    {
      ...line,
      method: 'POST',
      path: `${factorsPath}/app/removal`,
      audit: ['person.factor_removed'],
      summary: 'Removes the authenticator app.',
      handler: removeApp,
    },
    {
      ...line,
      method: 'POST',
      path: `${factorsPath}/recovery-codes`,
      audit: ['person.recovery_codes_renewed'],
      summary: 'Makes new recovery codes, shown once, in place of the earlier ones.',
      handler: renewCodes,
    },
  ];
}
