/** Where a link leads, with its signs as people write them: what an address was packed into is an address. */
export function linkInWords(link: string): string {
  const spaced = link.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced; // no link as browsers write them
  }
}
