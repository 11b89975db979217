import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import { revokeGrant } from '../authorization/revoke-grant.ts';
import type { House } from '../house.ts';
import type { MailKind } from '../mail/mail.ts';
import { wroteEnoughTo } from '../mail/mail-allowance.ts';
import { sendMail } from '../mail/send-mail.ts';
import type { Tables } from '../schema/tables.ts';
import { endSessionsOf } from '../sign-in/session-store.ts';
import { findProvenReader, listGrantsOf, setDeactivated } from './operator-people-store.ts';

type Means = Pick<House, 'clock' | 'random' | 'keys' | 'issuer'>;

/**
 * Signs somebody else out everywhere. They are told, for it may have been an attack on them, or on whoever did it; where
 * nothing ended there is nothing to tell, else whoever may do this could fill any mailbox in our name.
 */
export async function endSessionsBy(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  personId: number,
  by: { readonly kind: 'operator' } | { readonly kind: 'company'; readonly companyId: number },
): Promise<void> {
  const ended = await endSessionsOf(tx, personId, house.clock.now());
  if (ended === 0) return;
  await record(house, tx, origin, {
    event: 'person.sessions_ended',
    ...(by.kind === 'company' ? { companyId: by.companyId } : {}),
    subject: `person:${personId}`,
    details: { by: by.kind, ended },
  });
  await tell(house, tx, personId, 'account.signed_out');
}

/**
 * Keeps somebody out of the whole deployment: no browser, no app and no password of theirs gets in from the next call on.
 * What they had allowed is gone for good, so that being let in again revives no token. False where they were out already.
 */
export async function deactivate(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  personId: number,
): Promise<boolean> {
  const now = house.clock.now();
  if (!(await setDeactivated(tx, personId, now))) return false;
  const ended = await endSessionsOf(tx, personId, now);
  const grants = await listGrantsOf(tx, personId);
  for (const grantId of grants)
    await revokeGrant(house, tx, origin, { grantId, reason: 'person_deactivated' });
  await record(house, tx, origin, {
    event: 'person.deactivated',
    subject: `person:${personId}`,
    details: { sessions_ended: ended, apps_revoked: grants.length },
  });
  await tell(house, tx, personId, 'account.deactivated');
  return true;
}

/** Lets somebody in again who was kept out; false where they were not. */
export async function reactivate(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  personId: number,
): Promise<boolean> {
  if (!(await setDeactivated(tx, personId, null))) return false;
  await record(house, tx, origin, { event: 'person.reactivated', subject: `person:${personId}` });
  await tell(house, tx, personId, 'account.reactivated');
  return true;
}

/** Only whoever has shown that they read the address: it may have been typed by somebody else. */
async function tell(
  house: Means,
  tx: Writer<Tables>,
  personId: number,
  kind: Extract<MailKind, `account.${string}`>,
): Promise<void> {
  const reader = await findProvenReader(tx, personId);
  if (reader === undefined) return;
  const { email: to, locale } = reader;
  if (kind === 'account.signed_out' && (await wroteEnoughTo(house, tx, [to], 'signed_out')).has(to)) return;
  await sendMail(house, tx, { to, locale, kind, data: { link: `${house.issuer}/sign-in` } });
}
