import type { ParticipantId } from '#vocabulary/ids.ts';
import { isOrdinary } from './everyday-rules.ts';
import { isStreetType, spellingsOf, tokensOf, type Token } from './text-rules.ts';

/** What is protected: how to reach or find somebody, or who they and theirs are. */
export type ProtectedKind = 'address' | 'phone' | 'email' | 'name' | 'organisation' | 'safe-word' | 'first-name';

/** One thing that the record holds about one side of a case. */
export interface ProtectedValue {
  /** Whose it is; more than one where a place is known to both. */
  readonly owners: readonly ParticipantId[];
  readonly kind: ProtectedKind;
  readonly value: string;
}

/** How something protected is looked for. */
export type Pattern =
  | { readonly look: 'digits'; readonly digits: string; readonly isWhole: boolean }
  | { readonly look: 'postcode'; readonly letters: string }
  /** Letters run together, wherever the spaces are. */
  | { readonly look: 'letters'; readonly letters: string; readonly withoutAt: boolean }
  /** One word, taken apart by spaces, hyphens or dots; it begins and ends where words do. */
  | { readonly look: 'apart'; readonly letters: string }
  | {
      readonly look: 'words';
      readonly words: readonly string[];
      /** A word that is also an ordinary one counts only with a capital letter. */
      readonly needsCapital: boolean;
    };

/** A pattern, whose it is, and a key under which the same thing of two people is one. */
export interface Part {
  readonly kind: ProtectedKind;
  readonly key: string;
  readonly pattern: Pattern;
  /** Whether it is no more than the town of an address. */
  readonly isTown?: true;
}

const postcode = /\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b/gi;

/** Everything that one protected value is looked for by. (PRO-1) */
export function partsOf({ kind, value }: Pick<ProtectedValue, 'kind' | 'value'>): readonly Part[] {
  switch (kind) {
    case 'phone':
      return phoneParts(value);
    case 'email':
      return emailParts(value);
    case 'address':
      return addressParts(value);
    case 'name':
    case 'first-name':
      return nameParts(value, kind);
    case 'organisation':
    case 'safe-word':
      return phraseParts(value, kind);
    default:
      return kind satisfies never;
  }
}

function phoneParts(value: string): readonly Part[] {
  const digits = value.replace(/\D/g, '');
  const national = digits.replace(/^(00)?44/, '').replace(/^0/, '');
  if (national.length < 6) return [];
  const whole: Part = {
    kind: 'phone',
    key: `phone ${national}`,
    pattern: { look: 'digits', digits: national, isWhole: false },
  };
  // A number of the same town is given without its area code.
  const local = national.slice(-6);
  return /^[12]/.test(national) && national.length > 8
    ? [whole, { kind: 'phone', key: `phone ${local}`, pattern: { look: 'digits', digits: local, isWhole: true } }]
    : [whole];
}

function emailParts(value: string): readonly Part[] {
  const [name = '', domain = ''] = value.split('@');
  const letters = run(tokensOf(name)) + run(tokensOf(domain));
  const parts: Part[] = [];
  if (letters.length >= 6) {
    parts.push({ kind: 'email', key: `email ${letters}`, pattern: { look: 'letters', letters, withoutAt: true } });
  }
  const words = tokensOf(name).map(({ word }) => word);
  const own = words.join('');
  // The part before the "at" is often the name somebody has everywhere. A plain first name is no secret of an address.
  if (own.length >= 6 && (words.length > 1 || /\d/.test(own))) {
    parts.push({ kind: 'email', key: `email ${own}`, pattern: { look: 'letters', letters: own, withoutAt: true } });
  }
  return parts;
}

function addressParts(value: string): readonly Part[] {
  const parts: Part[] = [];
  for (const [, outward = '', inward = ''] of value.matchAll(postcode)) {
    const letters = alike(outward + inward);
    parts.push({ kind: 'address', key: `postcode ${letters}`, pattern: { look: 'postcode', letters } });
  }
  const lines = value
    .replace(postcode, ' , ')
    .split(/[,;\n]/)
    .map((line) => tokensOf(line))
    .filter((tokens) => tokens.length > 0);
  return [...parts, ...lines.flatMap((tokens, at) => lineParts(tokens, at > 0 && at === lines.length - 1))];
}

/** A line of an address: its street with and without its kind, a house by its name, or at its end a town. */
function lineParts(tokens: readonly Token[], isTown: boolean): readonly Part[] {
  const all = tokens.map(({ canonical }) => canonical);
  const named = all.slice(all.findIndex((word) => !/^\d+[a-z]?$/.test(word) && word !== 'flat'));
  if (!all.some((word) => !/^\d+[a-z]?$/.test(word) && word !== 'flat')) return [];
  const type = streetIn(named);
  if (type > 0) return streetParts(all, named, type);
  if (isTown) return [{ ...words('address', named, { isFree: false }), isTown: true }];
  return named.join('').length >= 6 ? [words('address', named, { isFree: named.length > 1 })] : [];
}

const little = new Set(['a', 'an', 'at', 'by', 'in', 'of', 'off', 'on', 'the', 'this', 'to', 'no']);

/** Where the kind of a street stands after its name, or nothing: "by way of" is none. */
function streetIn(words: readonly string[]): number {
  return words.findIndex(
    (word, at) => isStreetType(word) && words.slice(0, at).some((each) => !little.has(each) && !/^\d/.test(each)),
  );
}

function streetParts(all: readonly string[], named: readonly string[], type: number): readonly Part[] {
  const street = named.slice(0, type + 1);
  const name = named.slice(0, type);
  const number = all.slice(0, all.length - named.length).at(-1);
  const isPlain = name.length === 1 && isOrdinary(name[0] ?? '') && number === undefined;
  const parts: Part[] = [
    words('address', street, { isFree: !isPlain }),
    ...joined(street).map((letters): Part => lettersPart('address', letters)),
  ];
  if (number !== undefined) parts.push(words('address', [number, ...name], { isFree: true }));
  // A street that goes by its first word alone, when that is no ordinary word.
  if (name.join('').length >= 6 && !name.every((word) => isOrdinary(word))) {
    parts.push(words('address', name, { isFree: name.length > 1 }));
  }
  // What stands after the street on the same line, such as the town.
  const rest = named.slice(type + 1);
  if (rest.join('').length >= 4) parts.push({ ...words('address', rest, { isFree: false }), isTown: true });
  return parts;
}

function nameParts(value: string, kind: ProtectedKind): readonly Part[] {
  const names = tokensOf(value).map(({ word }) => word);
  const family = names.at(-1);
  if (family === undefined) return [];
  if (names.length === 1) return oneWord(kind, family);
  return [
    words(kind, names, { isFree: true }),
    ...joined(names).map((letters) => lettersPart(kind, letters)),
    ...oneWord(kind, family),
  ];
}

/** One word by itself, whole or taken apart. */
function oneWord(kind: ProtectedKind, word: string): readonly Part[] {
  if (word.length < 3) return [];
  const apart: Part = { kind, key: `apart ${word}`, pattern: { look: 'apart', letters: word } };
  return [words(kind, [word], { isFree: false }), apart];
}

function phraseParts(value: string, kind: ProtectedKind): readonly Part[] {
  const tokens = tokensOf(value);
  if (run(tokens).length < 4) return [];
  const name = kind === 'organisation' ? nameOfSchool(tokens) : [];
  return [
    ...wordsTogether(tokens, kind),
    // Like a town: where the service's own place is called so too, that tells nothing.
    ...(name.length === 0 ? [] : wordsTogether(name, kind).map((part): Part => ({ ...part, isTown: true }))),
  ];
}

function wordsTogether(tokens: readonly Token[], kind: ProtectedKind): readonly Part[] {
  const [only, ...more] = tokens;
  if (only !== undefined && more.length === 0) return oneWord(kind, only.canonical);
  return [
    words(
      kind,
      tokens.map(({ canonical }) => canonical),
      { isFree: true },
    ),
    ...joined(tokens.map(({ word }) => word)).map((letters) => lettersPart(kind, letters)),
  ];
}

const kindsOfSchool =
  /^(school|academy|primary|infants?|juniors?|secondary|nursery|preschool|college|high|grammar|comprehensive|upper|lower|sixth|form|ce|rc|the)$/;

/** What a school is called for short: "Oakway" of Oakway Primary School. */
function nameOfSchool(tokens: readonly Token[]): readonly Token[] {
  const name = tokens.filter(({ word }) => !kindsOfSchool.test(word));
  return name.length < tokens.length && run(name).length >= 5 ? name : [];
}

function words(kind: ProtectedKind, each: readonly string[], { isFree }: { readonly isFree: boolean }): Part {
  const needsCapital = !isFree && each.every((word) => isOrdinary(word));
  const pattern = { look: 'words', words: each, needsCapital } as const;
  return { kind, key: `${kind === 'address' ? kind : 'words'} ${each.join(' ')}`, pattern };
}

function lettersPart(kind: ProtectedKind, letters: string): Part {
  return { kind, key: `letters ${letters}`, pattern: { look: 'letters', letters, withoutAt: false } };
}

/** Words run together in each spelling of their last word; too short to tell from other words is not looked for. */
function joined(each: readonly string[]): readonly string[] {
  const first = each.slice(0, -1).join('');
  return spellingsOf(each.at(-1) ?? '')
    .map((last) => first + last)
    .filter((letters) => letters.length >= 8);
}

function run(tokens: readonly Token[]): string {
  return tokens.map(({ word }) => word).join('');
}

/** Letters and digits that are easily taken for each other, as one: `0` and `O`, `1`, `I` and `L`. */
export function alike(letters: string): string {
  return letters.toLowerCase().replaceAll('o', '0').replace(/[il]/g, '1');
}

/** Whether what somebody wrote about a place says which one: with a postcode or a street. "At home" does not. */
export function isAPlace(words: string): boolean {
  if (words.search(postcode) >= 0) return true;
  return words.split(/[,;\n]/).some((line) => {
    const each = tokensOf(line).map(({ canonical }) => canonical);
    return streetIn(each) > 0;
  });
}

/** Numbers, e-mails and postcodes that stand in the middle of other words. */
export function valuesIn(words: string): readonly Pick<ProtectedValue, 'kind' | 'value'>[] {
  const all = (shape: RegExp) => [...words.matchAll(shape)].map(([value]) => value);
  return [
    ...all(/(?:\+|\b)\d[\d ()-]{8,}\d\b/g).map((value) => ({ kind: 'phone' as const, value })),
    ...all(/[^@\s]+@[^@\s]+\.[^@\s]+/g).map((value) => ({ kind: 'email' as const, value })),
    ...all(postcode).map((value) => ({ kind: 'address' as const, value })),
  ];
}
