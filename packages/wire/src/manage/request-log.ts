import Type, { type Static } from 'typebox';
import { Nullable, Timestamp } from '../rest/output.ts';

/**
 * A refusal of one of the app's requests, newest first in GET /manage/v1/apps/{app_id}/request_log. The reader's
 * language explains `reason`. `received` and `expected` never hold a secret: one that looks like ours is shown by its
 * last four characters, anything else that was sent as one by its length.
 */
export const RefusedRequest = Type.Object({
  id: Type.String(),
  at: Timestamp,
  client_id: Type.String(),
  company_id: Nullable(Type.Integer({ description: 'The company that the call asked for.' })),
  endpoint: Type.String({ examples: ['POST /oauth/token'] }),
  status: Type.Integer(),
  reason: Type.String({ examples: ['redirect_uri_differs'] }),
  received: Nullable(Type.String()),
  expected: Nullable(Type.String()),
  request_id: Type.String({ description: 'The X-Request-Id of the answer.' }),
});
export type RefusedRequest = Static<typeof RefusedRequest>;
