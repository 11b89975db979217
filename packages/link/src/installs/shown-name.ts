/** A name that strangers chose and people will read: nothing invisible in it. */
export function shownName(text: string): string {
  return text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim() || '?';
}
