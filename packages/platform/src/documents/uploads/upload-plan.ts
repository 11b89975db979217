import { parse } from '@gatehouse/wire';
import Type, { type Static } from 'typebox';

const Ticket = Type.Object({ location: Type.String(), uploadId: Type.String() });

/** What whoever began an upload promised of its bytes, and where the store awaits them. */
export const UploadPlan = Type.Object({
  filename: Type.String(),
  contentType: Type.String(),
  inline: Type.Boolean(),
  /** Null where only the bytes themselves will tell. */
  size: Type.Union([Type.Integer(), Type.Null()]),
  sha256: Type.Union([Type.String(), Type.Null()]),
  segments: Type.Array(
    Type.Object({
      size: Type.Integer(),
      sha256: Type.String(),
      /** Hexadecimal; not there where the sender did not say, and in plans of old. */
      md5: Type.Optional(Type.String()),
    }),
  ),
  metadata: Type.Unknown(),
  /** Where clients send the bytes to the store themselves. */
  ticket: Type.Union([Ticket, Type.Null()]),
  formLocation: Type.Union([Type.String(), Type.Null()]),
});
export type UploadPlan = Static<typeof UploadPlan>;

export function readPlan(text: string): UploadPlan {
  const parsed = parse(UploadPlan, JSON.parse(text));
  if (!parsed.ok) throw new Error('an upload holds no plan');
  return parsed.value;
}
