import { type PlainDate, plusDays } from '#vocabulary/dates.ts';
import type { IncidentKind } from '#vocabulary/parts.ts';
import { called, groups, words } from './likeness-names.ts';

/** Somebody as a referral or a case has them. */
export interface MadeUp {
  readonly fullName: string;
  readonly born: PlainDate | null;
  readonly phone: string;
  readonly email: string;
  readonly happenedOn: PlainDate | null;
  readonly postcodeDistrict: string;
  readonly incidentKind: IncidentKind;
}

/** How somebody who comes again is written down another way. */
export const ways = [
  'as before',
  'typo',
  'as heard',
  'short name',
  'names swapped',
  'one name more or less',
  'another family name',
  'no date of birth',
  'date of birth wrong',
  'changed phone',
  'moved',
  'two of these',
] as const;

export type Way = (typeof ways)[number];

/** The same numbers in every run: a list of dice. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Dice = () => number;

function pick<Each>(list: readonly Each[], roll: Dice): Each {
  return list[Math.floor(roll() * list.length)] as Each;
}

// The first of a list are common, the last seldom.
function pickCommon<Each>(list: readonly Each[], roll: Dice): Each {
  return list[Math.floor(roll() ** 1.7 * list.length)] as Each;
}

const kinds: readonly IncidentKind[] = [
  'neighbour-dispute',
  'criminal-damage',
  'burglary',
  'assault',
  'anti-social-behaviour',
  'shop-theft',
  'other',
];

const districts = Array.from({ length: 40 }, (_, at) => (at < 29 ? `NN${at + 1}` : `PE${at - 19}`));

const firstDay = '2022-11-01' as PlainDate;

const days = 1460;

function groupOf(roll: Dice): (typeof groups)[number] {
  let left = roll();
  const found = groups.find(({ share }) => (left -= share) < 0) ?? groups[0];
  if (!found) throw new Error('There are no names');
  return found;
}

function nameIn({ first, family }: ReturnType<typeof groupOf>, roll: Dice): string {
  const [one, middle, last] = [pickCommon(first, roll), pickCommon(first, roll), pickCommon(family, roll)];
  const hyphened = roll() < 0.03 ? `${last}-${pickCommon(family, roll)}` : last;
  return roll() < 0.15 && middle !== one ? `${one} ${middle} ${hyphened}` : `${one} ${hyphened}`;
}

function bornIn(roll: Dice): PlainDate {
  // As old as people referred are: half of them under thirty-five.
  return plusDays('2014-01-01' as PlainDate, -Math.floor(roll() ** 1.5 * 27_000));
}

const mobile = (roll: Dice) => `07${String(Math.floor(roll() * 1e9)).padStart(9, '0')}`;

function emailOf(fullName: string, roll: Dice): string {
  return `${fullName.toLowerCase().replace(/[^a-z]+/g, '.')}${Math.floor(roll() * 90) + 10}@mail.example`;
}

/** People in cases of two; of some the second is of the family, with the same number, and now and then the same name. */
export function peopleOf(seed: number, count: number): readonly MadeUp[] {
  const roll = dice(seed);
  const people: MadeUp[] = [];
  while (people.length < count) {
    const group = groupOf(roll);
    const incident = {
      happenedOn: roll() < 0.9 ? plusDays(firstDay, Math.floor(roll() * days)) : null,
      postcodeDistrict: pickCommon(districts, roll),
      incidentKind: pick(kinds, roll),
    };
    const one = personIn(incident, nameIn(group, roll), roll);
    people.push(one);
    if (people.length === count) break;
    const isFamily = roll() < 0.1;
    const other = personIn(
      incident,
      isFamily ? ofTheFamily(one.fullName, group, roll) : nameIn(groupOf(roll), roll),
      roll,
    );
    people.push(isFamily ? { ...other, phone: one.phone } : other);
  }
  return people;
}

function ofTheFamily(fullName: string, group: ReturnType<typeof groupOf>, roll: Dice): string {
  if (roll() < 0.05) return fullName;
  return `${pickCommon(group.first, roll)} ${fullName.split(' ').at(-1) ?? ''}`;
}

function personIn(
  incident: Pick<MadeUp, 'happenedOn' | 'postcodeDistrict' | 'incidentKind'>,
  fullName: string,
  roll: Dice,
): MadeUp {
  return {
    ...incident,
    fullName,
    born: roll() < 0.85 ? bornIn(roll) : null,
    phone: roll() < 0.9 ? mobile(roll) : '',
    email: roll() < 0.4 ? emailOf(fullName, roll) : '',
  };
}

/** Somebody written down again: for the same incident as before, or for another. */
export function again(person: MadeUp, way: Way, roll: Dice): MadeUp {
  const isSame = roll() < 0.5;
  const { happenedOn, postcodeDistrict, incidentKind } = person;
  const incident = isSame
    ? {
        happenedOn: happenedOn === null || roll() < 0.2 ? null : plusDays(happenedOn, Math.floor(roll() * 5) - 2),
        postcodeDistrict,
        incidentKind: roll() < 0.8 ? incidentKind : pick(kinds, roll),
      }
    : {
        happenedOn: plusDays(firstDay, Math.floor(roll() * days)),
        postcodeDistrict: roll() < 0.7 ? postcodeDistrict : pickCommon(districts, roll),
        incidentKind: pick(kinds, roll),
      };
  const told = {
    ...person,
    ...incident,
    // Whoever writes it down now does not know everything either.
    born: roll() < 0.9 ? person.born : null,
    phone: roll() < 0.9 ? person.phone : '',
    email: roll() < 0.6 ? person.email : '',
  };
  return changed(told, way, roll);
}

function changed(person: MadeUp, way: Way, roll: Dice): MadeUp {
  const { fullName } = person;
  switch (way) {
    case 'as before':
      return person;
    case 'typo':
      return { ...person, fullName: inOneWord(fullName, roll, mistyped) };
    case 'as heard':
      return { ...person, fullName: inOneWord(fullName, roll, asHeard) };
    case 'short name':
      return { ...person, fullName: shortened(fullName, roll) };
    case 'names swapped':
      return { ...person, fullName: swappedNames(fullName, roll) };
    case 'one name more or less':
      return { ...person, fullName: oneMoreOrLess(fullName, roll) };
    case 'another family name':
      return {
        ...person,
        fullName: [...fullName.split(' ').slice(0, -1), pickCommon(groupOf(roll).family, roll)].join(' '),
      };
    case 'no date of birth':
      return { ...person, born: null };
    case 'date of birth wrong':
      return { ...person, born: person.born && bornWrong(person.born, roll) };
    case 'changed phone':
      return { ...person, phone: mobile(roll), email: roll() < 0.5 ? '' : person.email };
    case 'moved':
      return {
        ...person,
        postcodeDistrict: pick(districts, roll),
        happenedOn: plusDays(firstDay, Math.floor(roll() * days)),
        incidentKind: pick(kinds, roll),
      };
    case 'two of these': {
      const [one, other] = [pick(ways.slice(1, -1), roll), pick(ways.slice(1, -1), roll)];
      return changed(changed(person, one, roll), other, roll);
    }
    default:
      return way satisfies never;
  }
}

function inOneWord(fullName: string, roll: Dice, change: (word: string, roll: Dice) => string): string {
  const each = fullName.split(' ');
  const at = roll() < 0.5 ? 0 : each.length - 1;
  return each.map((word, place) => (place === at ? change(word, roll) : word)).join(' ');
}

const letters = words('e t a o i n s h r d l c u m w f g y p b v k');

function mistyped(word: string, roll: Dice): string {
  const at = 1 + Math.floor(roll() * Math.max(1, word.length - 1));
  const [before, here, after] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)];
  const slip = roll();
  if (slip < 0.3) return before + after;
  if (slip < 0.55) return before + (after[0] ?? '') + here + after.slice(1);
  if (slip < 0.8) return before + pick(letters, roll) + after;
  return before + here + here + after;
}

// What is heard at a telephone, one of these at a time where the name has it.
const heard: readonly (readonly [RegExp, string])[] = [
  [/ph/, 'f'],
  [/ck/, 'k'],
  [/y$/, 'ie'],
  [/ie$/, 'y'],
  [/ll/, 'l'],
  [/nn/, 'n'],
  [/tt/, 't'],
  [/ss/, 's'],
  [/ee/, 'ea'],
  [/ea/, 'ee'],
  [/ai/, 'ay'],
  [/Mc/, 'Mac'],
  [/Mac/, 'Mc'],
  [/sz/, 'sh'],
  [/cz/, 'ch'],
  [/rz/, 'z'],
  [/w(?=[aeiouó])/, 'v'],
  [/j(?=[aeiou])/, 'y'],
  [/ł/, 'w'],
  [/c(?=[aou])/, 'k'],
  [/z/, 's'],
  [/Muhammad|Mohammed/, 'Mohamed'],
  [/Ahmed/, 'Ahmad'],
  [/Hussain/, 'Hussein'],
  [/Siobhan/, 'Shevaun'],
  [/Niamh/, 'Neeve'],
  [/Sean/, 'Shaun'],
  [/Aoife/, 'Efa'],
  [/Caoimhe/, 'Keeva'],
  [/Graham/, 'Graeme'],
  [/Stephen/, 'Steven'],
  [/Clark$/, 'Clarke'],
  [/Clarke/, 'Clark'],
  [/ey$/, 'y'],
  [/ley$/, 'leigh'],
  [/ou/, 'u'],
  [/er/, 'a'],
  [/th/, 't'],
  [/dh/, 'd'],
  [/ee/, 'i'],
  [/oo/, 'u'],
  [/([^aeiou])e$/, '$1'],
];

const lastVowel = [/[aeiou](?=[^aeiou]*$)/, 'e'] as const;

function asHeard(word: string, roll: Dice): string {
  const possible = heard.filter(([from]) => from.test(word));
  const [from, to] = possible.length === 0 ? lastVowel : pick(possible, roll);
  return word.replace(from, to);
}

const hasShortName = ({ fullName }: MadeUp): boolean => Object.hasOwn(called, fullName.split(' ')[0] ?? '');

function shortened(fullName: string, roll: Dice): string {
  const [first = '', ...others] = fullName.split(' ');
  return [pick(words(called[first] ?? first), roll), ...others].join(' ');
}

function swappedNames(fullName: string, roll: Dice): string {
  const each = fullName.split(' ');
  return [each.at(-1) ?? '', ...each.slice(0, -1)].join(roll() < 0.3 ? ', ' : ' ');
}

function oneMoreOrLess(fullName: string, roll: Dice): string {
  const each = fullName.split(' ');
  const last = each.at(-1) ?? '';
  if (last.includes('-') && roll() < 0.7)
    return [...each.slice(0, -1), last.split('-')[Math.floor(roll() * 2)]].join(' ');
  if (each.length > 2) return [each[0], last].join(' ');
  return [each[0], pickCommon(groups[0]?.first ?? [], roll), last].join(' ');
}

function bornWrong(born: PlainDate, roll: Dice): PlainDate {
  const [year = '', month = '', day = ''] = born.split('-');
  if (roll() < 0.4 && Number(day) <= 12) return `${year}-${day}-${month}` as PlainDate;
  if (roll() < 0.5)
    return `${Number(year) + (roll() < 0.5 ? 1 : 10)}-${month}-${day === '29' ? '28' : day}` as PlainDate;
  return plusDays(born, 1 + Math.floor(roll() * 8));
}

/** A referral that comes in, and whom on the record it is of: their place among the people, or nobody. */
export interface Arrival {
  readonly way: Way | 'nobody on the record';
  readonly who: MadeUp;
  readonly is: number | null;
}

/** New referrals: as many of somebody who is on the record, in each way, as of somebody who is not. */
export function arrivalsOf(seed: number, people: readonly MadeUp[], ofEachWay: number): readonly Arrival[] {
  const roll = dice(seed);
  const placeOf = (way: Way): number => {
    const from = Math.floor(roll() * people.length);
    if (way !== 'short name') return from;
    // Only some names have a short one.
    const next = people.findIndex((person, at) => at >= from && hasShortName(person));
    return next < 0 ? people.findIndex(hasShortName) : next;
  };
  const known = ways.flatMap((way) =>
    Array.from({ length: ofEachWay }, (): Arrival => {
      const is = placeOf(way);
      return { way, who: again(people[is] as MadeUp, way, roll), is };
    }),
  );
  const strangers = peopleOf(seed + 1, known.length).map((who): Arrival => ({
    way: 'nobody on the record',
    who,
    is: null,
  }));
  return [...known, ...strangers];
}
