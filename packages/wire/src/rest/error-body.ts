import Type, { type Static } from 'typebox';

/** Refusals: `{"errors": ["…"]}`. A client in the field reads `errors[0]` of every 403. */
export const ErrorList = Type.Object({ errors: Type.Array(Type.String(), { minItems: 1 }) });
export type ErrorList = Static<typeof ErrorList>;

/** Validation: messages by field; `base` speaks of the object as a whole. */
export const ErrorFields = Type.Object({ errors: Type.Record(Type.String(), Type.Array(Type.String())) });
export type ErrorFields = Static<typeof ErrorFields>;

/** The body of every REST error this server sends. */
export const ErrorBody = Type.Union([ErrorList, ErrorFields]);
export type ErrorBody = Static<typeof ErrorBody>;

/** The one text of a 403 by which clients tell "not connected" from "not allowed"; the full stop belongs to it. */
export const NOT_CONNECTED = 'App is not connected to this company.';

/** The text of the 401 for a bearer token of any kind that does not open the door. */
export const INVALID_TOKEN = 'The access token is invalid';
