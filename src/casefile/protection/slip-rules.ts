import { isUsual } from './everyday-rules.ts';
import { soundOf } from './sound-rules.ts';
import { unleeted, type Token } from './text-rules.ts';

/** The words that are looked for, and how words of a text may be meant for them. */
export interface Dictionary {
  readonly words: ReadonlySet<string>;
  readonly byDeletion: ReadonlyMap<string, readonly string[]>;
  readonly byLetters: ReadonlyMap<string, readonly string[]>;
  readonly bySound: ReadonlyMap<string, readonly string[]>;
}

/** What one word of a text may be meant for, and whether by a slip; a slip in a short word counts only with a capital letter. */
export interface Meant {
  readonly word: string;
  readonly by: 'itself' | 'slip' | 'short-slip';
}

// A shorter word has too many neighbours that are words too.
const shortestThatSlips = 4;
const shortestThatSlipsFreely = 6;

/** Prepares the words that are looked for, so that a text is read once however many they are. */
export function dictionaryOf(words: ReadonlySet<string>): Dictionary {
  const byDeletion = new Map<string, string[]>();
  const byLetters = new Map<string, string[]>();
  const bySound = new Map<string, string[]>();
  for (const word of words) {
    add(byLetters, unleeted(word), word);
    const sound = soundOf(word);
    if (sound !== undefined) add(bySound, sound, word);
    if (!slips(word)) continue;
    for (const shorter of [word, ...deletionsOf(word)]) add(byDeletion, shorter, word);
  }
  return { words, byDeletion, byLetters, bySound };
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

/** Every word that is looked for which this one may be meant for: itself, digits for letters, its sound, or one letter wrong. */
export function meantBy({ word, canonical }: Pick<Token, 'word' | 'canonical'>, of: Dictionary): readonly Meant[] {
  const meant = new Map<string, Meant>();
  const note = (each: string, by: Meant['by']) => {
    if (!meant.has(each)) meant.set(each, { word: each, by });
  };
  for (const exact of [canonical, word]) if (of.words.has(exact)) note(exact, 'itself');
  if (/\d/.test(word) && /[a-z]/.test(word)) {
    for (const each of of.byLetters.get(unleeted(word)) ?? []) note(each, 'itself');
  }
  if (!isUsual(word)) for (const each of soundingLike(word, of)) note(each, 'itself');
  if (slips(word)) {
    for (const shorter of [word, ...deletionsOf(word)]) {
      for (const each of of.byDeletion.get(shorter) ?? []) {
        if (each.length >= shortestThatSlipsFreely ? isOneSlipFrom(word, each) : isShortSlip(word, each)) {
          note(each, each.length >= shortestThatSlipsFreely ? 'slip' : 'short-slip');
        }
      }
    }
  }
  return [...meant.values()];
}

/** Names that are spelled otherwise and sound the same, and whose something is, written without an apostrophe. */
function soundingLike(word: string, of: Dictionary): readonly string[] {
  const whose = /^(.{3,})s$/.exec(word)?.[1];
  const sound = soundOf(word);
  return [
    ...(sound === undefined ? [] : (of.bySound.get(sound) ?? [])),
    ...(whose !== undefined && of.words.has(whose) ? [whose] : []),
  ];
}

/** One letter apart, where both begin alike: of five letters any, of four only two that changed places. */
function isShortSlip(word: string, name: string): boolean {
  if (isUsual(word) || word[0] !== name[0] || !isOneSlipFrom(word, name)) return false;
  return name.length > shortestThatSlips || word.split('').toSorted().join('') === name.split('').toSorted().join('');
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

/** Whether a small word is so usual that one letter more or less makes it no name: "walked" is not Walker. */
export function isEveryday(word: string, meantFor: string): boolean {
  if (isUsual(word)) return true;
  const ending = /(ed|ing|ly|es|s|d)$/.exec(word)?.[1];
  return ending !== undefined && !meantFor.endsWith(ending);
}
