import type { House } from '../../house.ts';
import { sendMail } from '../../mail/send-mail.ts';
import { recipientsAmong } from '../sending/recipient-store.ts';
import { type Held, heldOver, removeOverDays, spendMail } from './allowance-store.ts';
import { tracksAnything } from './tracker-store.ts';

const most = 100;

/** At the end of a day that had more bursts than mails, one mail says that more happened, and not how much: some may be hidden from them by now. */
export async function tellHeld(house: House): Promise<void> {
  const { database, clock, logger } = house;
  const over = await database.read((tx) => heldOver(tx, clock.now(), most));
  if (over.length === 0) return;
  for (const held of over)
    await tellOf(house, held).catch((error: unknown) =>
      logger.error({ err: error, held }, 'somebody could not be told that more happened'),
    );
  await database.write((tx) => removeOverDays(tx, clock.now()));
}

async function tellOf(house: House, { companyId, personId }: Held): Promise<void> {
  await house.database.write(async (tx) => {
    // Also that a mail of the day that begins is spent; whoever came first has taken what was held.
    const { heldBefore } = await spendMail(tx, companyId, personId, { things: 0, now: house.clock.now() });
    const [recipient] = await recipientsAmong(tx, companyId, [personId]);
    if (heldBefore === 0 || recipient === undefined) return;
    if (!(await tracksAnything(tx, companyId, personId))) return;
    const { address: to, locale } = recipient;
    await sendMail(house, tx, { to, locale, kind: 'documents.tracked_more', data: { companyId, personId } });
  });
}
