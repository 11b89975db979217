import type { Writer } from '@gatehouse/database';
import { type KeyRing, open, seal, ulid } from '@gatehouse/service';
import type { House } from '../house.ts';
import type { MailRow, Tables } from '../schema/tables.ts';
import type { MailKind, MailKinds, NewMail } from './mail.ts';

/**
 * Puts a mail into the outbox, inside the unit of the change that it tells of: it is sent if that unit commits, and
 * only then. A kind and data, never a text; what it says is decided when it is sent.
 */
export async function sendMail<Kind extends MailKind>(
  house: Pick<House, 'clock' | 'random' | 'keys'>,
  tx: Writer<Tables>,
  mail: NewMail<Kind>,
): Promise<string> {
  const id = ulid(house.clock, house.random);
  const now = house.clock.now();
  await tx
    .insertInto('mails')
    .values({
      id,
      address: mail.to,
      locale: mail.locale ?? 'en',
      kind: mail.kind,
      data_sealed: seal(house.keys, house.random, contextOf(id), Buffer.from(JSON.stringify(mail.data))),
      attempts: 0,
      queued_at: now,
      next_attempt_at: now,
      delivered_at: null,
      discarded_at: null,
      last_error: null,
    })
    .execute();
  return id;
}

/** @throws where the row was tampered with, or its key is gone. */
export function openMail(keys: KeyRing, { id, data_sealed }: Pick<MailRow, 'id' | 'data_sealed'>) {
  const opened = data_sealed === null ? undefined : open(keys, contextOf(id), data_sealed);
  if (opened === undefined) throw new Error('the data of a mail does not open');
  return JSON.parse(Buffer.from(opened).toString()) as MailKinds[MailKind];
}

function contextOf(id: string) {
  return { purpose: 'mail', associatedData: [id] } as const;
}
