/** Files that were deleted in the last hour on one side, without a person having looked: what drips counts together. */
export interface DeletedLately {
  files: number;
  /** Of which so many lay in a folder of the first level, by its node. */
  inFolder: ReadonlyMap<number, number>;
}

export const noneLately: DeletedLately = { files: 0, inFolder: new Map() };
