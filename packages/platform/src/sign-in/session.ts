import type { Writer } from '@gatehouse/database';
import {
  crossSiteReason,
  csrfToken,
  keyedHash,
  keyedHashes,
  sealedCookies,
  verifyCsrfToken,
} from '@gatehouse/service';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { bindingOf } from '../only-way-in/binding.ts';
import type { Tables } from '../schema/tables.ts';
import { type Method, methodsOf } from '../second-factors/methods.ts';
import { lacksFactor } from '../second-factors/required.ts';
import { findLiveSession, insertSession, touchSession } from './session-store.ts';

/** A person's sign-in in one browser. */
export interface Session {
  /** Keyed hash of the value in the cookie; the row's key. */
  readonly idHash: string;
  readonly personId: number;
  /** When they had signed in, here or at their company's provider. Milliseconds. */
  readonly signedInAt: number;
  readonly methods: readonly Method[];
  /** When the person last proved who they are, in this session. Milliseconds. */
  readonly provenAt: number;
  readonly expiresAt: number;
  /** The provider that let them in, by its word or by one of its way-out codes; null where none did. */
  readonly providerId: number | null;
}

const cookieName = '__Host-gatehouse-session';
const hashPurpose = 'session';
const minute = 60_000;

/**
 * The live session of the request's cookie; undefined for one that ended, expired, or whose person was deactivated, and
 * for one that lacks the second factor which the deployment asks of this person.
 */
export async function currentSession(
  house: House,
  request: Pick<FastifyRequest, 'headers'>,
): Promise<Session | undefined> {
  const session = await unfinishedSession(house, request);
  return session === undefined || (await lacksFactor(house, session)) ? undefined : session;
}

/**
 * The same where that factor is still missing: for the pages on which it is added. Asked live on every call: whose
 * company has made a provider the only way in comes through it from then on, however they came in before.
 */
export async function unfinishedSession(
  house: House,
  request: Pick<FastifyRequest, 'headers'>,
): Promise<Session | undefined> {
  const session = await heldSession(house, request);
  if (session === undefined || house.settings.identityProviders === 'off') return session;
  const binding = await house.database.read((tx) => bindingOf(house, tx, session.personId));
  return binding === undefined || binding.providerId === session.providerId ? session : undefined;
}

/** The session of the cookie while it lives, whatever is still asked of it: for signing out alone. */
export async function heldSession(
  house: House,
  request: Pick<FastifyRequest, 'headers'>,
): Promise<Session | undefined> {
  const { clock, database } = house;
  const idHashes = presentedHashes(house, request);
  if (idHashes === undefined) return undefined;
  const now = clock.now();
  const found = await database.read((tx) => findLiveSession(tx, idHashes, now));
  if (found === undefined) return undefined;
  // Once a minute at most: reading pages must not turn into writing rows.
  if (now - found.seenAt >= minute) await database.write((tx) => touchSession(tx, found.idHash, now));
  const { idHash, personId, signedInAt, expiresAt, methods, provenAt, providerId } = found;
  return {
    idHash,
    personId,
    // At a company's provider they may have signed in long before they came here.
    signedInAt: Math.min(signedInAt, provenAt ?? signedInAt),
    methods: methodsOf(methods),
    provenAt: provenAt ?? signedInAt,
    expiresAt,
    providerId,
  };
}

/** The token that this session's forms and scripts send back with every change. */
export function csrfTokenFor(house: House, session: Session): string {
  return csrfToken(house.keys, session.idHash);
}

/** Whether a change was asked for by a page of ours, shown to this very session (check UI-04). */
export function csrfHolds(
  house: House,
  session: Session,
  request: Pick<FastifyRequest, 'method' | 'headers'>,
  presented: unknown,
): boolean {
  return (
    crossSiteReason(request, new URL(house.issuer)) === undefined &&
    verifyCsrfToken(house.keys, session.idHash, presented)
  );
}

/** The session of a call whose route lets nobody else in (right `session`). */
export function sessionOf(
  caller: { readonly kind: 'session'; readonly session: Session } | { readonly kind: 'app' },
): Session {
  if (caller.kind === 'session') return caller.session;
  throw new Error('A route for sessions was reached without one.');
}

/** A session that is made but not stored yet: its unit may run twice, its id must be one. */
export interface NewSession {
  readonly idHash: string;
  /** The `Set-Cookie` value that gives it to the browser. */
  readonly cookie: string;
}

/** Always a new random id, whatever the browser sent before (session fixation, check UI-08). */
export function newSession(house: House): NewSession {
  const { keys, clock, random, settings } = house;
  const id = Buffer.from(random.bytes(32)).toString('base64url');
  const maxAge = Math.floor(settings.sessionTtl / 1000);
  return {
    idHash: keyedHash(keys, hashPurpose, id),
    cookie: sealedCookies(keys, clock, random).seal(cookieName, id, maxAge),
  };
}

/** How somebody proved who they are. */
export interface Proof {
  readonly methods: readonly Method[];
  /** When, if that was not here and now. Milliseconds. */
  readonly at?: number;
  /** The provider that let them in. */
  readonly providerId?: number | null;
}

/** Stores it; where it goes on from an earlier session, it does not outlast that one. */
export async function storeSession(
  house: House,
  tx: Writer<Tables>,
  session: NewSession,
  personId: number,
  request: Pick<FastifyRequest, 'headers' | 'ip'>,
  proof: Proof & { readonly until?: number },
): Promise<void> {
  const now = house.clock.now();
  await insertSession(tx, {
    id_hash: session.idHash,
    person_id: personId,
    created_at: now,
    seen_at: now,
    expires_at: proof.until ?? now + house.settings.sessionTtl,
    ended_at: null,
    user_agent: storable(request.headers['user-agent']),
    address: request.ip,
    methods: proof.methods.join(' '),
    proven_at: proof.at ?? now,
    provider_id: proof.providerId ?? null,
  });
}

/** The `Set-Cookie` value that takes the session from the browser. */
export function clearedSessionCookie(house: House): string {
  return sealedCookies(house.keys, house.clock, house.random).clear(cookieName);
}

/** What the session in the cookie may be stored under: its hash by every key that is still on the ring. */
export function presentedHashes(
  house: House,
  request: Pick<FastifyRequest, 'headers'>,
): readonly string[] | undefined {
  const { keys, clock, random } = house;
  const id = sealedCookies(keys, clock, random).read(cookieName, request.headers.cookie);
  return id === undefined ? undefined : keyedHashes(keys, hashPurpose, id);
}

/** A header as text a person may be shown: bounded, and without control characters. */
function storable(header: string | undefined): string | null {
  return header === undefined ? null : header.slice(0, 256).replace(/[^\x20-\x7e]/g, '?');
}
