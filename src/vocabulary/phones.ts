/**
 * A number that takes text messages, as networks write it (+447700900123); undefined for one that takes none. British landlines,
 * pagers and personal numbers take none; a number of another country, with its plus, is taken as it is: nobody can tell.
 */
export function numberForTexts(typed: string): string | undefined {
  const dialled = typed
    .trim()
    .replace(/^00/, '+')
    .replaceAll(/[\s().-]/g, '');
  const british = /^(?:\+?44)?0?(\d{10})$/.exec(dialled)?.[1];
  if (british !== undefined) return /^7(?:[1-57-9]\d{8}|624\d{6})$/.test(british) ? `+44${british}` : undefined;
  return /^\+(?!44)[1-9]\d{7,14}$/.test(dialled) ? dialled : undefined;
}
