export type RemoteProblemCode =
  /** The link or the session is gone: a person has to sign in. */
  | 'needs-sign-in'
  /** The company does not let this app in (any more). Everything local stays. */
  | 'company-disconnected'
  /** This person may not do this to this item. */
  | 'forbidden'
  /** The server has an older state than it had: a person has to say that it is so. Everything local stays. */
  | 'went-back'
  | 'missing'
  /** The item, or the local content, is not what was expected (409, 412, 416, a hash that differs). */
  | 'changed'
  | 'name-taken'
  /** The server does not want it (400, 413, 422); `message` is in its words. */
  | 'rejected'
  /** Nothing happened and the call may be repeated (429, 503, no connection). */
  | 'busy'
  /** A write whose answer was lost: it may have happened. */
  | 'unknown';

/** Every failure of a call to the Documents tool, by what it means for the engine. */
export class RemoteProblem extends Error {
  override name = 'RemoteProblem';
  readonly code: RemoteProblemCode;

  constructor(code: RemoteProblemCode, message: string = code, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
