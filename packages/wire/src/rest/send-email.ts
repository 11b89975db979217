import Type, { type StaticDecode } from 'typebox';
import { IdInput } from './input.ts';

const People = Type.Optional(Type.Array(IdInput, { maxItems: 100 }));

/** The body of POST …/files/{id}/send_email: the words are the sender's own, the people are users by their ids. */
export const SendEmailBody = Type.Object({
  subject: Type.Optional(Type.String({ maxLength: 200 })),
  body: Type.Optional(Type.String({ maxLength: 2_000 })),
  distribution_ids: People,
  cc_distribution_ids: People,
  bcc_distribution_ids: People,
});
export type SendEmailBody = StaticDecode<typeof SendEmailBody>;
