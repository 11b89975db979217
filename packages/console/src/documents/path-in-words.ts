/** Where something lies as people read it: from the name of the place down. The wire calls every root alike. */
export function pathInWords(place: string, nameWithPath: string): string {
  return [place, ...nameWithPath.split('/').slice(1)].join(' / ');
}
