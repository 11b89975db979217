import type { LateLetters, LetterData, MailKind, MailKinds } from './mail.ts';

/** Kinds that are put into words only when they are sent, by the room that they tell of; null: nothing is left to say. */
export type SaidLate = {
  readonly [Kind in keyof LateLetters]: (data: MailKinds[Kind]) => Promise<LateLetters[Kind] | null>;
};

/** What a mail says at this moment. Mails may wait for days, and what they would tell may be nobody's any more. */
export async function saidNow<Kind extends MailKind>(
  late: SaidLate,
  kind: Kind,
  data: MailKinds[Kind],
): Promise<LetterData[MailKind] | null> {
  const say = Object.hasOwn(late, kind) ? late[kind as keyof LateLetters] : undefined;
  return say === undefined
    ? (data as LetterData[MailKind])
    : await (say as (data: MailKinds[Kind]) => Promise<LetterData[MailKind] | null>)(data);
}
