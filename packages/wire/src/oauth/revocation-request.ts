import Type, { type Static } from 'typebox';

/** RFC 7009 §2.1. The hint is a string of any value: an unknown one only loses its effect (§2.1). */
export const RevocationRequest = Type.Object({
  token: Type.String({ minLength: 1 }),
  token_type_hint: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String()),
  client_secret: Type.Optional(Type.String()),
});
export type RevocationRequest = Static<typeof RevocationRequest>;
