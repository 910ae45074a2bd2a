import { unleeted, type Token } from './text-rules.ts';

/** The words that are looked for, and how words of a text may be meant for them. */
export interface Dictionary {
  readonly words: ReadonlySet<string>;
  readonly byDeletion: ReadonlyMap<string, readonly string[]>;
  readonly byLetters: ReadonlyMap<string, readonly string[]>;
}

/** What one word of a text may be meant for. */
export interface Meant {
  readonly word: string;
  readonly isSlip: boolean;
}

const shortestThatSlips = 6;

/** Prepares the words that are looked for, so that a text is read once however many they are. */
export function dictionaryOf(words: ReadonlySet<string>): Dictionary {
  const byDeletion = new Map<string, string[]>();
  const byLetters = new Map<string, string[]>();
  for (const word of words) {
    add(byLetters, unleeted(word), word);
    if (!slips(word)) continue;
    for (const shorter of [word, ...deletionsOf(word)]) add(byDeletion, shorter, word);
  }
  return { words, byDeletion, byLetters };
}

function add(map: Map<string, string[]>, key: string, word: string): void {
  const before = map.get(key);
  if (before) before.push(word);
  else map.set(key, [word]);
}

function slips(word: string): boolean {
  return word.length >= shortestThatSlips && /^[a-z]+$/.test(word);
}

function deletionsOf(word: string): readonly string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

/** Every word that is looked for which this one may be meant for: itself, digits for letters, or one letter wrong. */
export function meantBy({ word, canonical }: Pick<Token, 'word' | 'canonical'>, of: Dictionary): readonly Meant[] {
  const meant = new Map<string, Meant>();
  const note = (each: string, isSlip: boolean) => {
    if (!meant.has(each)) meant.set(each, { word: each, isSlip });
  };
  for (const exact of [canonical, word]) if (of.words.has(exact)) note(exact, false);
  if (/\d/.test(word) && /[a-z]/.test(word)) {
    for (const each of of.byLetters.get(unleeted(word)) ?? []) note(each, false);
  }
  if (word.length >= shortestThatSlips - 1 && /^[a-z]+$/.test(word)) {
    for (const shorter of [word, ...deletionsOf(word)]) {
      for (const each of of.byDeletion.get(shorter) ?? []) if (isOneSlipFrom(word, each)) note(each, true);
    }
  }
  return [...meant.values()];
}

/** Whether two words are one letter apart: one wrong, one missing, one too many, or two changed round. */
export function isOneSlipFrom(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}

const everyday = new Set(
  `mother father brother sister letter better matter little people really should thought through another because before after
  always never nothing something someone friend friends family street street's garden window windows morning evening night
  school police wanted wasted worked working walked waited watched looked talked turned parked marked barked killed filled
  pulled mended ended started sorry anger angry money months weeks please thanks thank written writing broken broke spoken
  taken given living leaving coming going being doing moment minute minutes second number hundred thousand yellow purple
  silver orange winter summer spring autumn market office doctor nurses nature future picture master dinner winner corner
  border butter bitter bottle battle cattle castle candle handle single simple sample couple double trouble person reason
  season lesson prison poison common cannot around across behind beside below above inside outside within without against
  between during until though enough bought fought caught taught answer change chance choice charge garage damage manage
  message village cottage college bridge church branch bright brought slowly kindly hardly partly mostly nearly really`.split(
    /\s+/,
  ),
);

/** Whether a small word is so usual that one letter more or less makes it no name: "walked" is not Walker. */
export function isEveryday(word: string, meantFor: string): boolean {
  if (everyday.has(word)) return true;
  const ending = /(ed|ing|ly|es|s|d)$/.exec(word)?.[1];
  return ending !== undefined && !meantFor.endsWith(ending);
}
