import Type, { type Static } from 'typebox';
import { Timestamp } from '../rest/output.ts';

const name = Type.String({ minLength: 1, maxLength: 80, examples: ['office laptop'] });
const platform = Type.String({ minLength: 1, maxLength: 80, examples: ['linux x64'] });
const challenge = Type.String({
  pattern: '^[A-Za-z0-9_-]{43}$',
  description: 'S256 of the verifier that will finish this enrolment (RFC 7636 §4.2).',
});

/**
 * POST /v1/installs/begin with a DPoP proof of the key that the install will hold (RFC 9449). With `redirect_uri` a
 * browser on the same machine answers there (RFC 8252 §7.3); without, a person types a code on any device.
 */
export const InstallBegin = Type.Object({
  name,
  platform,
  code_challenge: challenge,
  redirect_uri: Type.Optional(
    Type.String({
      pattern: '^http://(?:127\\.0\\.0\\.1|\\[::1\\]):[0-9]{1,5}/[!-~]{0,200}$',
      description: 'Loopback. The browser comes back with `code` and `state`, or with `error`.',
    }),
  ),
  state: Type.Optional(Type.String({ pattern: '^[ -~]{16,200}$', description: 'Comes back unchanged.' })),
});
export type InstallBegin = Static<typeof InstallBegin>;

export const InstallBegun = Type.Object({
  enrolment_id: Type.String(),
  expires_in: Type.Integer({ description: 'Seconds.' }),
  browser_url: Type.Optional(Type.String({ description: 'Open it in a browser of this machine.' })),
  user_code: Type.Optional(Type.String({ examples: ['BCDF-GHJK'] })),
  verification_uri: Type.Optional(Type.String({ description: 'Where the person types the code.' })),
  verification_uri_complete: Type.Optional(Type.String({ description: 'The same with the code filled in.' })),
  interval: Type.Optional(Type.Integer({ description: 'Seconds between two calls of finish.' })),
});
export type InstallBegun = Static<typeof InstallBegun>;

/** POST /v1/installs/finish with a proof of the same key: once with the browser's code, or again and again without. */
export const InstallFinish = Type.Object({
  enrolment_id: Type.String({ pattern: '^[0-9a-z]{26}$' }),
  code_verifier: Type.String({ pattern: '^[A-Za-z0-9._~-]{43,128}$' }),
  code: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
});
export type InstallFinish = Static<typeof InstallFinish>;

/** POST /v1/installs/enrol with a proof of the key that the install will hold: where no browser and nobody is at hand. */
export const InstallByKey = Type.Object({
  sign_in_key: Type.String({
    pattern: '^glk_[0-9a-z]{26}_[A-Za-z0-9_-]{43}$',
    description: 'Made by the person on the pages of the service; works once, and for a quarter of an hour.',
  }),
  name,
  platform,
});
export type InstallByKey = Static<typeof InstallByKey>;

/** GET /v1/installs/me. */
export const Install = Type.Object({
  id: Type.String(),
  name: Type.String(),
  platform: Type.String(),
  person: Type.Object({ name: Type.String(), email: Type.String() }),
  created_at: Timestamp,
});
export type Install = Static<typeof Install>;

/**
 * The answer to finish and to enrol, 201. All further calls carry `Authorization: DPoP <credential>` and a fresh proof whose `ath`
 * names the credential (RFC 9449 §7.1). DELETE /v1/installs/me signs the install out.
 */
export const InstallFinished = Type.Object({
  install: Install,
  credential: Type.String({ description: 'Shown once. Worth nothing without the key.' }),
});
export type InstallFinished = Static<typeof InstallFinished>;
