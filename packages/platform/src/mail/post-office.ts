import type { House } from '../house.ts';
import type { MailRow } from '../schema/tables.ts';
import { type Carried, carrierOf } from './carrier.ts';
import { letterOf } from './letter.ts';
import type { MailKind } from './mail.ts';
import { claimMail, releaseMail, settleMail } from './outbox-store.ts';
import { type SaidLate, saidNow } from './said-now.ts';
import { openMail } from './send-mail.ts';

export interface PostOffice {
  /** Sends what is due, one after the other; returns how many arrived. */
  round(): Promise<number>;
  /** Lets the mail under way arrive, and takes no other. */
  stop(): Promise<void>;
}

/** Mails of one round: a long queue does not keep a stopping server waiting. */
const mostInRound = 200;

/** Delivers the outbox. Any number of nodes may: each mail is claimed by one. */
export function postOffice(house: House, late: SaidLate): PostOffice {
  const { database, clock, logger } = house;
  const carrier = carrierOf(house);
  let stopped = false;
  let running: Promise<number> = Promise.resolve(0);

  async function attempt(mail: MailRow): Promise<Carried> {
    try {
      const kind = mail.kind as MailKind;
      const said = await saidNow(late, kind, openMail(house.keys, mail));
      if (said === null) return { arrived: false, final: true, fault: 'nothing left to say' };
      const letter = letterOf(mail.locale, kind, said);
      return await carrier.carry({ id: mail.id, to: mail.address, sentAt: clock.now(), ...letter });
    } catch (error) {
      logger.error({ err: error, mail: mail.id, kind: mail.kind }, 'a mail could not be written');
      return { arrived: false, final: false, fault: 'unwritable' };
    }
  }

  async function deliver(): Promise<number> {
    let arrived = 0;
    for (let sent = 0; sent < mostInRound; sent += 1) {
      const mail = await database.write((tx) => claimMail(tx, clock.now()));
      if (mail === undefined) return arrived;
      if (stopped) {
        await database.write((tx) => releaseMail(tx, mail, clock.now()));
        return arrived;
      }
      const carried = await attempt(mail);
      const { keeps } = carrier;
      const outcome = carried.arrived ? { fault: null, final: true, keeps } : { ...carried, keeps };
      await database.write((tx) => settleMail(tx, mail, outcome, clock.now()));
      if (carried.arrived) arrived += 1;
      else logger.warn({ mail: mail.id, kind: mail.kind, fault: carried.fault }, 'a mail did not arrive');
      // A server that is not there is not asked again for every mail that waits; those are due in the next round.
      if (!carried.arrived && !carried.final) return arrived;
    }
    return arrived;
  }

  return {
    round() {
      running = running.then(deliver, deliver);
      return running;
    },
    async stop() {
      stopped = true;
      await running.catch(() => undefined);
      carrier.close();
    },
  };
}
