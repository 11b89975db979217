/** A location comes from our own rows; anything else must not become the name of an object. */
export function keyOf(location: string): string {
  if (!/^(?:blobs|forms)\/[0-9a-f]{32}$/.test(location))
    throw new RangeError('A blob in a bucket lies under a key of ours.');
  return location;
}
