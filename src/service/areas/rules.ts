/**
 * The postcode district of what somebody typed: `NN1` from "nn1 1aa", "NN11AA", "NN1 1" or "NN1"; null when it is no
 * postcode. Only the district is kept: it says enough for an area, and does not say where anybody lives. (ARE-1)
 */
export function districtOf(typed: string): string | null {
  const text = typed.trim().toUpperCase();
  const [first = '', ...rest] = text.split(/\s+/);
  if (rest.length > 0 && isDistrict(first) && /^[0-9]?[A-Z]{0,2}$/.test(rest.join(''))) return first;
  const whole = /^([A-Z]{1,2}[0-9][0-9A-Z]?)[0-9][A-Z]{2}$/.exec(first + rest.join(''));
  if (whole?.[1] !== undefined) return whole[1];
  return isDistrict(text) ? text : null;
}

/** Whether a text is the first half of a postcode, as it is kept. (ARE-1) */
export function isDistrict(text: string): boolean {
  return /^[A-Z]{1,2}[0-9][0-9A-Z]?$/.test(text);
}
