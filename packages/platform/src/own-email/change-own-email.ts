import { isUniqueViolation } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import { leaveAddress } from '../directory/leave-address.ts';
import type { House } from '../house.ts';
import { sendMail } from '../mail/send-mail.ts';
import { openMailedLink } from '../mailed-links/mailed-link.ts';
import { claimLink } from '../mailed-links/mailed-link-store.ts';
import { bindingOf } from '../only-way-in/binding.ts';
import type { PagePerson } from '../sign-in/person-store.ts';

/** The address that a link gives to this person; undefined for a link that is dead, or was asked for by another. */
export async function addressOfLink(
  house: House,
  personId: number,
  token: string,
): Promise<string | undefined> {
  const link = await house.database.read((tx) => openMailedLink(house, tx, 'new_email', token));
  return link?.person_id === personId ? link.address : undefined;
}

/**
 * Gives the person the address whose mail they read; false if the link died or the address was taken meanwhile. The
 * sessions stay: whoever is here has just proven who they are. The old address is told, for its reader may be the one
 * who did not want this.
 */
export async function changeOwnEmail(
  house: House,
  request: FastifyRequest,
  { id: personId, email: old, locale }: PagePerson,
  token: string,
): Promise<boolean> {
  return await house.database
    .write(async (tx) => {
      // Under another address they would be free of where their company signs them in.
      if ((await bindingOf(house, tx, personId)) !== undefined) return false;
      const now = house.clock.now();
      const link = await openMailedLink(house, tx, 'new_email', token);
      if (link?.person_id !== personId) return false;
      const taken = await tx
        .selectFrom('people')
        .select('id')
        .where('email', '=', link.address)
        .executeTakeFirst();
      if (taken !== undefined || !(await claimLink(tx, 'new_email', link, now))) return false;
      const changed = await tx
        .updateTable('people')
        .set({ email: link.address, email_proven_at: now })
        .where('id', '=', personId)
        .where('email', '=', old)
        .where('deactivated_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (changed === undefined) return false;
      // Who reads the old address could open the account by one that lies there.
      const origin = originOf(request, { kind: 'person', id: personId });
      await leaveAddress(house, tx, origin, personId, null);
      const details = { by: 'person' };
      await record(house, tx, origin, {
        event: 'person.email_changed',
        subject: `person:${personId}`,
        details,
      });
      const data = { email: link.address };
      await sendMail(house, tx, { to: old, locale, kind: 'new_email.changed', data });
      return true;
    })
    .catch((error: unknown) => {
      // Somebody else took the address in the same instant: then it is taken.
      if (!isUniqueViolation(error)) throw error;
      return false;
    });
}
