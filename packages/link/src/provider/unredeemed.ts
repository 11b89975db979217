import { ClientError, ResponseBodyError } from 'openid-client';

/** Why a callback bought nothing. */
export interface Unredeemed {
  /** `foreign`: its code is not one for this flow. `unproven`: what the server said of the person does not hold. */
  readonly problem: 'foreign' | 'unproven';
  readonly cause?: unknown;
}

/** Answers that came, whole, and say what cannot be so: another nonce, issuer, audience, time, subject, signature. */
const unproven = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_PARSE_ERROR',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
]);

/** Reads an error of the client library. @throws it where it is another one. */
export function unredeemedBy(cause: unknown): Unredeemed {
  if (cause instanceof ResponseBodyError && cause.error === 'invalid_grant') return { problem: 'foreign' };
  if (cause instanceof ClientError && unproven.has(cause.code ?? '')) return { problem: 'unproven', cause };
  throw cause;
}
