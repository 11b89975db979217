import { type Keeper, sealReturnTo } from '../pages/return-path.ts';

export const proofPath = '/prove-it-is-you';

/** Where somebody proves who they are, to go on at this path of our own afterwards. */
export function proofLocation(house: Keeper, path?: string): string {
  const sealed = path === undefined ? undefined : sealReturnTo(house, path);
  return sealed === undefined ? proofPath : `${proofPath}?${new URLSearchParams({ return_to: sealed })}`;
}
