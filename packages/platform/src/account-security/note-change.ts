import type { Writer } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { findFactors } from '../second-factors/factor-store.ts';
import { hasFactor } from '../second-factors/factors.ts';
import type { Method } from '../second-factors/methods.ts';
import { countRecoveryCodes, replaceRecoveryCodes } from '../second-factors/recovery-code-store.ts';
import { renewRecoveryCodes } from '../second-factors/recovery-codes.ts';
import { tellOfFactor } from '../second-factors/tell.ts';
import type { Session } from '../sign-in/session.ts';
import { endSessionsOf, noteProof } from '../sign-in/session-store.ts';

interface Added {
  readonly details: { readonly kind: 'totp' } | { readonly kind: 'passkey'; readonly name: string };
  /** What the person has just shown by adding it. */
  readonly methods: readonly Method[];
}

/**
 * What goes with every factor that is added: the event, the mail, the end of all other sessions, and recovery codes for
 * whoever has none. Returns those that were made.
 */
export async function noteAdded(
  house: House,
  tx: Writer<Tables>,
  request: FastifyRequest,
  session: Session,
  { details, methods }: Added,
): Promise<readonly string[]> {
  const { personId, idHash } = session;
  const now = house.clock.now();
  const origin = originOf(request, { kind: 'person', id: personId });
  const ended = await endSessionsOf(tx, personId, now, idHash);
  await noteProof(tx, idHash, [...new Set([...session.methods, ...methods])].join(' '), now);
  await record(house, tx, origin, {
    event: 'person.factor_added',
    subject: `person:${personId}`,
    details: { ...details, sessions_ended: ended },
  });
  if (details.kind === 'totp') await tellOfFactor(house, tx, personId, 'factor.app_added', {});
  else await tellOfFactor(house, tx, personId, 'factor.passkey_added', { name: details.name });
  return (await countRecoveryCodes(tx, personId)) > 0 ? [] : await renewRecoveryCodes(house, tx, personId);
}

/** What goes with one that is removed: the event, the mail; and with the last one the recovery codes go, too. */
export async function noteRemoved(
  house: House,
  tx: Writer<Tables>,
  request: FastifyRequest,
  personId: number,
  details: Added['details'],
): Promise<void> {
  const origin = originOf(request, { kind: 'person', id: personId });
  await record(house, tx, origin, { event: 'person.factor_removed', subject: `person:${personId}`, details });
  if (details.kind === 'totp') await tellOfFactor(house, tx, personId, 'factor.app_removed', {});
  else await tellOfFactor(house, tx, personId, 'factor.passkey_removed', { name: details.name });
  if (!hasFactor(await findFactors(tx, personId)))
    await replaceRecoveryCodes(tx, personId, [], house.clock.now());
}
