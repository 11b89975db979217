import type { Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { MailKind, MailKinds } from '../mail/mail.ts';
import { sendMail } from '../mail/send-mail.ts';
import type { Tables } from '../schema/tables.ts';

type FactorMail = Extract<MailKind, `factor.${string}`>;

/** Tells a person by mail what happened to the ways they sign in, with a link to where they can see to it. */
export async function tellOfFactor<Kind extends FactorMail>(
  house: Pick<House, 'clock' | 'random' | 'keys' | 'issuer'>,
  tx: Writer<Tables>,
  personId: number,
  kind: Kind,
  data: Omit<MailKinds[Kind], 'link'>,
): Promise<void> {
  const { email: to, locale } = await tx
    .selectFrom('people')
    .select(['email', 'locale'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const whole = { ...data, link: `${house.issuer}/second-factor` } as MailKinds[Kind];
  await sendMail(house, tx, { to, locale, kind, data: whole });
}
