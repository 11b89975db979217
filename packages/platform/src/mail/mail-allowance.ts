import type { Reader } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import type { MailKind } from './mail.ts';
import { oftenWrittenTo } from './outbox-store.ts';

const day = 24 * 3_600_000;

/**
 * Mails that people have sent to others, and how many of them one address gets in a day, whoever asks and from whichever
 * company: else anybody with a right to write could fill a mailbox that is not theirs, in our name.
 */
const allowances = {
  invitation: {
    kinds: [
      'directory.invitation',
      'directory.joining',
      'directory.added',
      'directory.new_address',
      'directory.address_known',
    ],
    most: 5,
  },
  signed_out: { kinds: ['account.signed_out'], most: 5 },
  file: { kinds: ['documents.sent'], most: 100 },
} as const satisfies Record<string, { kinds: readonly MailKind[]; most: number }>;

/** Which of these addresses got enough of this for a day. */
export async function wroteEnoughTo(
  { clock }: Pick<House, 'clock'>,
  tx: Reader<Tables>,
  addresses: readonly string[],
  about: keyof typeof allowances,
): Promise<ReadonlySet<string>> {
  const { kinds, most } = allowances[about];
  return new Set(await oftenWrittenTo(tx, { addresses, kinds, since: clock.now() - day, most }));
}
