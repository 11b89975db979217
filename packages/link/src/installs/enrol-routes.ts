import { keyedHash, keyedHashes, verifyKeyedHash } from '@gatehouse/service';
import { LinkPath, parse } from '@gatehouse/wire';
import type { FastifyReply } from 'fastify';
import type { House } from '../house.ts';
import { devicePage, enrolledPage, enrolPage } from '../pages/enrol-pages.ts';
import { sendPage } from '../pages/problem-page.ts';
import type { Route } from '../route.ts';
import type { EnrolmentRow } from '../schema/tables.ts';
import { type PageCall, signedIn } from '../sign-in/page-call.ts';
import { attemptLimit } from './attempt-limit.ts';
import { userCodePurpose } from './begin-enrolment.ts';
import { decide, findByUserCode, findEnrolment } from './enrolment-store.ts';
import { enrolmentCodePurpose } from './finish-enrolment.ts';
import { hasRoom } from './install-store.ts';
import { readUserCode } from './user-code.ts';

/** Against 2^34 codes. */
const guessing = { most: 10, window: 600_000 };

/** The person's side of an enrolment: by a browser on the machine itself, or by a code on any device. */
export function enrolRoutes(house: House): Route[] {
  const { mostInstalls } = house.settings;
  const guesses = attemptLimit(house.clock, guessing);

  const device = signedIn(house, async ({ request, reply, model }) => {
    const { code } = request.query as Readonly<Record<string, unknown>>;
    // Only filled in: what a link says is not what the person has read from the machine.
    const typed = (typeof code === 'string' ? readUserCode(code) : undefined) ?? '';
    return sendPage(reply, 200, devicePage({ ...model, typed }));
  });

  const lookUp = signedIn(house, async ({ reply, session, model, field }) => {
    const typed = field('code') ?? '';
    if (guesses.wait(session.person.id) !== undefined)
      return sendPage(reply, 429, devicePage({ ...model, typed, problem: 'device.busy' }));
    const code = readUserCode(typed);
    const hashes = code === undefined ? undefined : keyedHashes(house.keys, userCodePurpose, code);
    const found =
      hashes && (await house.database.read((tx) => findByUserCode(tx, hashes, house.clock.now())));
    if (found === undefined)
      return sendPage(reply, 400, devicePage({ ...model, typed, problem: 'device.wrong' }));
    return sendPage(reply, 200, enrolPage({ ...model, ...found, code }));
  });

  const ask = signedIn(house, async (call) => {
    const enrolment = await waiting(call);
    // A machine that shows a code is asked about by its code alone: a link cannot stand in for it.
    if (enrolment === undefined || enrolment.redirect_uri === null) return over(call);
    // Browsers hold a form to its policy even where its answer redirects.
    call.reply.contentSecurityPolicy({ formAction: [enrolment.redirect_uri] });
    return sendPage(call.reply, 200, enrolPage({ ...call.model, ...enrolment }));
  });

  const answer = signedIn(house, async (call) => {
    const enrolment = await waiting(call);
    if (enrolment === undefined || !isTyped(enrolment, call.field('code') ?? '')) return over(call);
    const { reply, model, session } = call;
    const allowed = call.field('decision') === 'allow';
    if (allowed && !(await house.database.read((tx) => hasRoom(tx, session.person.id, mostInstalls))))
      return sendPage(reply, 409, enrolledPage(model, 'enrol.full', { most: String(mostInstalls) }));
    const code = Buffer.from(house.random.bytes(32)).toString('base64url');
    const verdict = allowed ? { codeHash: keyedHash(house.keys, enrolmentCodePurpose, code) } : 'deny';
    const decided = await house.database.write((tx) =>
      decide(tx, session.person.id, enrolment.id, house.clock.now(), verdict),
    );
    if (!decided) return over(call);
    if (enrolment.redirect_uri === null)
      return sendPage(reply, 200, enrolledPage(model, allowed ? 'enrol.done' : 'enrol.denied'));
    return reply.redirect(wayBack(enrolment, allowed ? { code } : { error: 'access_denied' }), 303);
  });

  const waiting = async ({ request }: PageCall): Promise<EnrolmentRow | undefined> => {
    const path = parse(LinkPath, request.params);
    const found = path.ok ? await house.database.read((tx) => findEnrolment(tx, path.value.id)) : undefined;
    return found?.decided_at === null && found.expires_at > house.clock.now() ? found : undefined;
  };

  /** Whoever answers for a machine that shows a code has typed it: what names the request is no proof of that. */
  const isTyped = ({ user_code_hash: hash }: EnrolmentRow, typed: string): boolean => {
    const code = readUserCode(typed);
    return hash === null || (code !== undefined && verifyKeyedHash(house.keys, userCodePurpose, code, hash));
  };

  const page = { audience: 'page', right: 'session', journal: [] } as const;
  return [
    { ...page, method: 'GET', path: '/device', handler: device },
    { ...page, method: 'POST', path: '/device', handler: lookUp },
    { ...page, method: 'GET', path: '/enrol/:id', handler: ask },
    { ...page, method: 'POST', path: '/enrol/:id', handler: answer },
  ];
}

function over({ reply, model }: PageCall): FastifyReply {
  return sendPage(reply, 410, enrolledPage(model, 'enrol.over'));
}

function wayBack({ redirect_uri, state }: EnrolmentRow, answer: Readonly<Record<string, string>>): string {
  const url = new URL(redirect_uri ?? '');
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  return url.href;
}
