export type DiskProblemCode =
  /** ENOSPC, EDQUOT */
  | 'full'
  /** ENOENT, ENOTDIR: it is not there any more. */
  | 'vanished'
  /** EEXIST: something else has that name. */
  | 'taken'
  | 'not-empty'
  /** EACCES, EPERM, EROFS */
  | 'denied'
  /** The volume makes no second names. */
  | 'no-links'
  /** EIO and all others. */
  | 'failed';

/** Every failure of the local folder, by what it means for the engine. */
export class DiskProblem extends Error {
  override name = 'DiskProblem';
  readonly code: DiskProblemCode;

  constructor(code: DiskProblemCode, message: string = code, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
