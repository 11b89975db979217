import Type, { type Static } from 'typebox';

/** Every error code the link service sends to installs, with its status. */
export const LINK_ERRORS = {
  invalid_request: { status: 400, about: 'The body or the path is not what the schema says.' },
  authorization_pending: {
    status: 400,
    about: 'Nobody has answered yet; ask again after `interval` (RFC 8628 §3.5).',
  },
  slow_down: { status: 400, about: 'Asked too soon; wait five seconds longer from now on (RFC 8628 §3.5).' },
  access_denied: { status: 400, about: 'The person said no.' },
  expired_token: { status: 400, about: 'The enrolment is over; begin a new one (RFC 8628 §3.5).' },
  invalid_grant: { status: 400, about: 'Code, verifier or key are not those of this enrolment.' },
  invalid_dpop_proof: {
    status: 401,
    about: 'The DPoP header does not prove the key for this request (RFC 9449 §4.3).',
  },
  invalid_token: { status: 401, about: 'The credential is not one of a living install: enrol again.' },
  not_found: { status: 404, about: 'There is no such link of this person.' },
  needs_sign_in: {
    status: 409,
    about: 'The account has to be linked again; `reason` says why, `sign_in_url` where.',
  },
  too_many_installs: {
    status: 409,
    about: 'The person has as many machines as they may: one has to be signed out first; then finish again.',
  },
  unlinked: { status: 410, about: 'The person has unlinked the account: stop, keep local files.' },
  too_many_requests: { status: 429, about: 'Come back after Retry-After.' },
  temporarily_unavailable: { status: 503, about: 'Come back after Retry-After; nothing is lost.' },
} as const satisfies Record<string, { status: number; about: string }>;

export type LinkErrorCode = keyof typeof LINK_ERRORS;
export const LinkErrorCode = Type.Enum(Object.keys(LINK_ERRORS) as LinkErrorCode[]);

/** Why a link waits for its person. */
export const NeedsSignInReason = Type.Enum(['revoked', 'response_lost', 'expired']);
export type NeedsSignInReason = Static<typeof NeedsSignInReason>;

/** The body of every refusal. */
export const LinkError = Type.Object({
  error: Type.String({ description: 'A LinkErrorCode; a newer service may know more.' }),
  error_description: Type.Optional(Type.String()),
  reason: Type.Optional(NeedsSignInReason),
  sign_in_url: Type.Optional(Type.String({ description: 'Where a browser links the account again.' })),
});
export type LinkError = Static<typeof LinkError>;
