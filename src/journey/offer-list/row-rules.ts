import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import { safeWays, type ListedRow, type SafeWay } from '#vocabulary/offers.ts';
import { incidentWords, type IncidentKind } from '#vocabulary/parts.ts';
import { fields, type Columns, type ListField } from './rules.ts';

/** What is wrong with a row, each a sentence for whoever mends the file. */
export const rowFaults = [
  'name-is-missing',
  'birth-is-no-day',
  'birth-is-in-the-future',
  'event-is-no-day',
  'event-is-in-the-future',
  'phone-is-no-number',
  'email-is-no-address',
  'way-is-not-known',
  'safe-way-has-no-number',
  'something-is-too-long',
  'letters-are-lost',
  'like-a-row-before',
  'on-an-earlier-list',
  'on-a-list-of-another',
] as const;
export type RowFault = (typeof rowFaults)[number];

/** Somebody came with a list before. */
export const knownFaults: readonly RowFault[] = ['on-an-earlier-list', 'on-a-list-of-another'];

const longest: Readonly<Record<ListField, number>> = {
  'full-name': 200,
  'first-name': 100,
  'last-name': 100,
  'date-of-birth': 100,
  phone: 50,
  email: 254,
  address: 500,
  postcode: 20,
  'safe-ways': 200,
  'contact-note': 500,
  reference: 100,
  kind: 200,
  'what-happened': 10_000,
  'happened-on': 100,
  where: 500,
  language: 100,
  'access-needs': 1000,
};

/**
 * Reads one row: who it is and what is said of them, or everything that is wrong with it at once. Where the row says nothing
 * about safe ways, what the agency said for the whole list holds, as far as there is a number or an address. (LST-2, LST-5)
 */
export function readRow(
  cells: readonly string[],
  columns: Columns,
  list: { readonly safeWays: readonly SafeWay[]; readonly today: PlainDate },
): Decision<Omit<ListedRow, 'rowNumber'>, RowFault> {
  const of = (field: ListField) => {
    const place = columns[field];
    return place === undefined ? '' : (cells[place] ?? '');
  };
  const reasons: RowFault[] = [];
  const fullName = of('full-name') || `${of('first-name')} ${of('last-name')}`.trim();
  if (fullName === '' || (of('full-name') === '' && of('last-name') === '')) reasons.push('name-is-missing');
  if (fields.some((field) => of(field).length > longest[field])) reasons.push('something-is-too-long');
  // What stands where a program could not read a letter: nobody is written to by such a name.
  if (fields.some((field) => of(field).includes('\uFFFD'))) reasons.push('letters-are-lost');
  const [born, event] = [readDay(of('date-of-birth')), readDay(of('happened-on'))];
  if (born === 'no-day') reasons.push('birth-is-no-day');
  else if (born !== null && born > list.today) reasons.push('birth-is-in-the-future');
  if (event === 'no-day') reasons.push('event-is-no-day');
  else if (event !== null && event > list.today) reasons.push('event-is-in-the-future');
  const phone = withZero(of('phone'));
  if (phone !== '' && !/^[0-9+() .-]{7,}$/.test(phone)) reasons.push('phone-is-no-number');
  if (of('email') !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(of('email'))) reasons.push('email-is-no-address');
  const said = readWays(of('safe-ways'));
  if (said === 'not-known') reasons.push('way-is-not-known');
  const has = { call: phone, text: phone, email: of('email'), post: of('address') };
  if (Array.isArray(said) && said.some((way: SafeWay) => has[way] === '')) reasons.push('safe-way-has-no-number');
  const ways = typeof said === 'string' ? list.safeWays.filter((way) => has[way] !== '') : said;
  return refuseAny(reasons, {
    details: {
      ...{ fullName, phone, email: of('email'), address: of('address'), postcode: of('postcode') },
      ...{ contactNote: of('contact-note'), reference: of('reference'), kind: readKind(of('kind')) },
      ...{ whatHappened: of('what-happened'), whereWords: of('where'), accessNeeds: of('access-needs') },
      language: of('language') || 'English',
      dateOfBirth: born === 'no-day' ? null : born,
      happenedOn: event === 'no-day' ? null : event,
    },
    safeWays: ways,
  });
}

// A spreadsheet that takes a number for a number drops the 0 it begins with.
function withZero(phone: string): string {
  return /^[127]\d{9}$/.test(phone) ? `0${phone}` : phone;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A day as people in England write it, as spreadsheets do, or none. A year of two figures is nobody's guess to make. */
export function readDay(text: string): PlainDate | null | 'no-day' {
  const written = text.trim().replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  if (written === '') return null;
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(written) ?? [];
  if (year !== undefined) return existing(year, month, day);
  const [, first, second, third] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(written) ?? [];
  if (first !== undefined) return existing(third, second, first);
  const [, date, name = '', in4] =
    /^(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([A-Za-z]{3,9})[-/., ]+(\d{4})$/.exec(written) ?? [];
  const place = months.indexOf(name.slice(0, 3).toLowerCase());
  return date === undefined || place < 0 ? 'no-day' : existing(in4, String(place + 1), date);
}

function existing(year = '', month = '', day = ''): PlainDate | 'no-day' {
  const found = asPlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return found !== null && found > '1900-01-01' ? found : 'no-day';
}

const wayWords: Readonly<Record<string, readonly SafeWay[]>> = {
  call: ['call'],
  phone: ['call'],
  telephone: ['call'],
  mobile: ['call'],
  text: ['text'],
  sms: ['text'],
  'text message': ['text'],
  email: ['email'],
  'e-mail': ['email'],
  post: ['post'],
  letter: ['post'],
  any: safeWays,
  all: safeWays,
  none: [],
  no: [],
};

function readWays(text: string): readonly SafeWay[] | 'nothing-said' | 'not-known' {
  if (text.trim() === '') return 'nothing-said';
  const words = text.toLowerCase().split(/\s*(?:[,;/&+|\n]|\band\b|\bor\b)\s*/);
  const found = words.filter((word) => word !== '').map((word) => wayWords[word.trim()]);
  if (found.length === 0 || found.includes(undefined)) return 'not-known';
  const ways = new Set(found.flatMap((each) => each ?? []));
  return safeWays.filter((way) => ways.has(way));
}

const kindWords: readonly (readonly [RegExp, IncidentKind])[] = [
  [/neighbour|noise|boundary/i, 'neighbour-dispute'],
  [/damage|arson|graffiti/i, 'criminal-damage'],
  [/burgl|break.?in/i, 'burglary'],
  [/murder|manslaughter|rape|sexual|robbery|gbh|wound/i, 'serious-crime'],
  [/assault|abh|violence|harass/i, 'assault'],
  [/anti.?social|asb|public order/i, 'anti-social-behaviour'],
  [/shop|theft|steal/i, 'shop-theft'],
];

// What cannot be told is something else, and nothing to refuse a person for: the coordinator chooses at triage.
function readKind(text: string): IncidentKind {
  const exact = Object.entries(incidentWords).find(([, words]) => words.toLowerCase() === text.trim().toLowerCase());
  if (exact) return exact[0] as IncidentKind;
  return kindWords.find(([sign]) => sign.test(text))?.[1] ?? 'other';
}

const guesses: readonly (readonly [ListField, RegExp])[] = [
  ['first-name', /^(first|fore|given)\s?-?names?$|^(victim )?forename/],
  ['last-name', /^(last|sur|family)\s?-?name$|surname/],
  ['full-name', /^(full |victim'?s? |person'?s? |complainant |ip )?name$|full name|name of (victim|person)/],
  ['date-of-birth', /birth|^dob$/],
  ['safe-ways', /safe|preferred (way|contact|method)|how to contact/],
  ['email', /e-?mail/],
  ['phone', /phone|mobile|^tel|contact number/],
  ['postcode', /post\s?code/],
  ['address', /address/],
  ['contact-note', /contact (note|comment)|note|comment/],
  ['reference', /ref|crime n|^urn$|occurrence|number$/],
  ['kind', /offence|crime type|^type|kind|category/],
  ['what-happened', /what happened|summary|circumstances|details|^mo$|description/],
  ['happened-on', /date|committed|happened/],
  ['where', /^where|location|place/],
  ['language', /language/],
  ['access-needs', /access|needs|disab/],
];

/** Which column is what: as it was chosen for this agency before, by the headings, else as far as the headings say it themselves. */
export function guessColumns(
  headings: readonly string[],
  remembered: Partial<Readonly<Record<ListField, string>>>,
): Columns {
  const plain = headings.map((heading) => heading.trim().toLowerCase());
  const found: Partial<Record<ListField, number>> = {};
  const taken = new Set<number>();
  const take = (field: ListField, place: number) => {
    if (place < 0 || taken.has(place) || found[field] !== undefined) return;
    found[field] = place;
    taken.add(place);
  };
  for (const field of fields) {
    const heading = remembered[field];
    if (heading !== undefined) take(field, plain.indexOf(heading.trim().toLowerCase()));
  }
  if (taken.size > 0) return found;
  for (const [field, sign] of guesses)
    take(
      field,
      plain.findIndex((heading, at) => !taken.has(at) && sign.test(heading)),
    );
  return found;
}

/** What is wrong with a row, in words for whoever mends the file. */
export function explainRow(fault: RowFault): string {
  switch (fault) {
    case 'name-is-missing':
      return 'The name is missing';
    case 'birth-is-no-day':
      return 'The date of birth is not a day we can read, like 23/11/1985';
    case 'birth-is-in-the-future':
      return 'The date of birth is after today';
    case 'event-is-no-day':
      return 'The day it happened is not a day we can read, like 23/11/2026';
    case 'event-is-in-the-future':
      return 'The day it happened is after today';
    case 'phone-is-no-number':
      return 'The phone number is not one we can read';
    case 'email-is-no-address':
      return 'The e-mail address is not one we can read';
    case 'way-is-not-known':
      return 'The safe way is not one we know. Write phone, text, email, post or none';
    case 'safe-way-has-no-number':
      return 'A way is called safe, and there is no number or address for it';
    case 'something-is-too-long':
      return 'Something in this row is longer than we can keep';
    case 'letters-are-lost':
      return 'A letter was lost before it reached us, and � stands in its place. Write it again';
    case 'like-a-row-before':
      return 'The same person is in a row before this one';
    case 'on-an-earlier-list':
      return 'The same person came with an earlier list, about the same thing';
    case 'on-a-list-of-another':
      return 'The same person came with a list of another agency, about the same thing. This agency is not told';
    default:
      return unreachable(fault);
  }
}
