/** The server answered, and the answer is an OAuth error (RFC 6749 §5.2). */
export class OAuthFailure extends Error {
  override readonly name = 'OAuthFailure';
  readonly status: number;
  /** The RFC's code, `invalid_grant` for one. */
  readonly error: string;
  readonly description: string | undefined;

  constructor(status: number, error: string, description: string | undefined) {
    super(description === undefined ? error : `${error}: ${description}`);
    this.status = status;
    this.error = error;
    this.description = description;
  }
}

/** No usable answer came back: the request may or may not have taken effect. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
}

/** The authorization is over: revoked, replayed or expired. Only a new sign-in helps. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
}

/** The server's metadata cannot be trusted or does not offer what is asked for. */
export class DiscoveryFailed extends Error {
  override readonly name = 'DiscoveryFailed';
}

export type CallbackFault = 'malformed' | 'wrong_state' | 'wrong_issuer' | 'refused';

/** The redirect back from the server must not be acted upon, or says that the person refused. */
export class CallbackRefused extends Error {
  override readonly name = 'CallbackRefused';
  readonly reason: CallbackFault;
  /** With the reason `refused`: the server's own code, `access_denied` for one. */
  readonly error: string | undefined;

  constructor(reason: CallbackFault, message: string, error?: string) {
    super(message);
    this.reason = reason;
    this.error = error;
  }
}
