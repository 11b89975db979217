/** The letters that stand for a name: of its first and its last word. */
export function initials(name: string): string {
  const words = name.match(/[\p{Letter}\p{Number}][^\s]*/gu) ?? [];
  const chosen = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  return chosen.map((word = '') => (Array.from(word)[0] ?? '').toLocaleUpperCase()).join('');
}
