/** A longer word is known by its beginning: an index has its limits, and nobody types more. */
const longestWord = 64;

/**
 * The words of a text, each once, as an index of words keeps them: what is neither letter nor digit parts them; they
 * are in small letters and without marks, so that `Cimentación` is found by `cimentacion`.
 */
export function wordsOf(text: string): string[] {
  const bare = text
    .toWellFormed()
    .normalize('NFD')
    .replaceAll(/\p{Mn}+/gu, '')
    .normalize('NFC')
    .toLowerCase();
  const words = bare.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => [...word].slice(0, longestWord).join('')))];
}
