import { LINK_ERRORS, type LinkErrorCode, type NeedsSignInReason } from '@gatehouse/wire';

/** A refusal by the rules of the wire; thrown outside every unit. */
export class LinkRefusal extends Error {
  override readonly name = 'LinkRefusal';
  readonly code: LinkErrorCode;
  readonly reason: NeedsSignInReason | undefined;
  /** Seconds. */
  readonly retryAfter: number | undefined;

  constructor(code: LinkErrorCode, more: { reason?: NeedsSignInReason | null; retryAfter?: number } = {}) {
    super(LINK_ERRORS[code].about);
    this.code = code;
    this.reason = more.reason ?? undefined;
    this.retryAfter = more.retryAfter;
  }

  get status(): number {
    return LINK_ERRORS[this.code].status;
  }
}
