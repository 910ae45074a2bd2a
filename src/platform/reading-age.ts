/** How old somebody must be to read a text with ease: the Flesch-Kincaid grade and five years. */
export function readingAge(pieces: readonly string[]): number {
  let [sentences, words, syllables] = [0, 0, 0];
  for (const piece of pieces) {
    const text = piece.replaceAll(/[’']/g, '');
    for (const sentence of text.split(/[.?!:;]+(?:\s|$)/)) {
      const found = sentence.match(/[\p{L}\d]+/gu) ?? [];
      if (found.length === 0) continue;
      sentences += 1;
      words += found.length;
      for (const word of found) syllables += syllablesOf(word);
    }
  }
  if (words === 0) return 0;
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59 + 5;
}

/** The syllables of an English word, counted by its groups of vowels, as the makers of the measure did by machine. */
export function syllablesOf(word: string): number {
  const letters = word.toLowerCase();
  if (!/[a-z]/.test(letters) || letters.length <= 3) return 1;
  const ending = letters.replace(/(?:[^laeiouy]es|[^dt]ed|[^l]e)$/, (end) => end.slice(0, 1)).replace(/^y/, '');
  return Math.max(1, ending.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}
