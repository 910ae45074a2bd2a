import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { isUsual } from './everyday-rules.ts';
import { dictionaryOf, isEveryday, isOneSlipFrom, meantBy, type Dictionary, type Meant } from './slip-rules.ts';
import { digitRunsOf, streamOf, tokensOf, type DigitRun, type Place, type Stream, type Token } from './text-rules.ts';
import { alike, partsOf, type Part, type Pattern, type ProtectedKind, type ProtectedValue } from './value-rules.ts';

/** Whose words go to whom. */
export interface Crossing {
  readonly readerId: ParticipantId;
  /** Null where the service itself writes. */
  readonly authorId: ParticipantId | null;
  /** Whose first names this reader was told. */
  readonly namesToldOf: readonly ParticipantId[];
  /** Whose side agreed to be named in these very words, as "Joanne's sister". */
  readonly namedAsAgreedBy?: ParticipantId | undefined;
  /** Where the words tell of a place that the service chose: that it lies in somebody's town tells nothing. */
  readonly isOfAPlace?: boolean | undefined;
}

/** A place in a text that may hold something protected, and of whom. */
export interface Finding extends Place {
  readonly kind: ProtectedKind;
  readonly owners: readonly ParticipantId[];
}

interface Sought extends Part {
  readonly owners: readonly ParticipantId[];
}

/**
 * Every place in words on their way to a reader that may hold what the record protects from that reader, or what the writer
 * of them was never told: spelled, spaced and spoken in any of the usual ways. What both already hold is no secret. (PRO-1)
 */
export function scan(text: string, values: readonly ProtectedValue[], crossing: Crossing): readonly Finding[] {
  const sought = soughtIn(values).filter((each) => isSecret(each, crossing));
  if (sought.length === 0 || text === '') return [];
  const tokens = tokensOf(text);
  const found = [
    ...inDigits(sought, digitRunsOf(tokens)),
    ...inPostcodes(sought, tokens),
    ...inLetters(sought, tokens),
    ...inEmails(sought, text),
    ...inWordsApart(sought, tokens, text),
    ...inWords(sought, tokens),
  ];
  return merged(found);
}

// The same street of two people is one street, with two owners.
function soughtIn(values: readonly ProtectedValue[]): readonly Sought[] {
  const byKey = new Map<string, { readonly part: Part; readonly owners: Set<ParticipantId> }>();
  for (const value of values) {
    for (const part of partsOf(value)) {
      const known = byKey.get(`${part.kind} ${part.key}`) ?? { part, owners: new Set() };
      value.owners.forEach((owner) => known.owners.add(owner));
      byKey.set(`${part.kind} ${part.key}`, known);
    }
  }
  return [...byKey.values()].map(({ part, owners }) => ({ ...part, owners: [...owners] }));
}

const contactKinds: readonly ProtectedKind[] = ['address', 'phone', 'email'];

/** Whether something is a way to reach or to find somebody. */
export function isContactDetail(kind: ProtectedKind): boolean {
  return contactKinds.includes(kind);
}

/** Whether this may not stand in words on this way. (PRO-2) */
function isSecret({ kind, owners, isTown, pattern }: Sought, crossing: Crossing): boolean {
  const { readerId, authorId, namesToldOf, namedAsAgreedBy, isOfAPlace = false } = crossing;
  const isOf = (id: ParticipantId | null) => id !== null && owners.includes(id);
  // Her own street in a letter to her: whoever wrote it should not know it.
  if (isOf(readerId)) return isContactDetail(kind) && authorId !== null && !isOf(authorId);
  const isAName = kind === 'name' || kind === 'first-name';
  // Streets and halls are called Lane and Park, as people are.
  const isOneWord = pattern.look === 'apart' || (pattern.look === 'words' && pattern.words.length === 1);
  const isOneName = isAName && isOneWord;
  if (isOfAPlace && (isTown || isOneName)) return false;
  if (isAName && namedAsAgreedBy !== undefined && owners.includes(namedAsAgreedBy)) return false;
  if (kind === 'first-name') return !isOf(authorId) && !owners.some((owner) => namesToldOf.includes(owner));
  return true;
}

type Looking<Look extends Pattern['look']> = Sought & { readonly pattern: Extract<Pattern, { look: Look }> };

function looking<Look extends Pattern['look']>(sought: readonly Sought[], look: Look): readonly Looking<Look>[] {
  return sought.filter((each): each is Looking<Look> => each.pattern.look === look);
}

function findingOf({ kind, owners }: Sought, { from, to }: Place): Finding {
  return { kind, owners, from, to };
}

function inDigits(sought: readonly Sought[], runs: readonly DigitRun[]): readonly Finding[] {
  const long = runs.filter(({ digits }) => digits.length >= 6);
  return looking(sought, 'digits').flatMap((each) => {
    const { digits, isWhole } = each.pattern;
    return long
      .filter((run) => (isWhole ? run.digits === digits : run.digits.includes(digits)))
      .map((run) => findingOf(each, run));
  });
}

function inPostcodes(sought: readonly Sought[], tokens: readonly Token[]): readonly Finding[] {
  const byLetters = new Map(looking(sought, 'postcode').map((each) => [each.pattern.letters, each]));
  if (byLetters.size === 0) return [];
  return tokens.flatMap((_, start) => {
    let letters = '';
    for (let at = start; at < tokens.length; at += 1) {
      const token = tokens[at];
      if (!token) break;
      letters += inPostcode(token, tokens[at - 1]);
      if (letters.length > 7) break;
      const each = byLetters.get(alike(letters));
      if (each) return [findingOf(each, { from: tokens[start]?.from ?? 0, to: token.to })];
    }
    return [];
  });
}

// "Double N one six oh A B".
function inPostcode({ word, canonical }: Token, before: Token | undefined): string {
  if (word === 'oh' || word === 'nought') return '0';
  if (word === 'double') return '';
  const said = /^\d+$/.test(canonical) ? canonical : word;
  return before?.word === 'double' && said.length === 1 ? said + said : said;
}

const saidInEmails = new Set(['at', 'dot', 'point', 'underscore', 'hyphen', 'dash', 'full', 'stop']);

function inLetters(sought: readonly Sought[], tokens: readonly Token[]): readonly Finding[] {
  const all = streamOf(tokens);
  const short = streamOf(tokens, saidInEmails);
  return looking(sought, 'letters').flatMap((each) => {
    const { letters, withoutAt } = each.pattern;
    const streams = withoutAt ? [all, short] : [all];
    return streams.flatMap((stream) => placesOf(letters, stream, tokens).map((place) => findingOf(each, place)));
  });
}

const anEmail = /[^\s@,;:<>()]+\s*@\s*[^\s@,;:<>()]+/g;

// An e-mail address with one letter wrong still says which one is meant.
function inEmails(sought: readonly Sought[], text: string): readonly Finding[] {
  const whole = looking(sought, 'letters').filter(({ pattern }) => pattern.withoutAt);
  if (whole.length === 0) return [];
  return [...text.matchAll(anEmail)].flatMap(({ 0: written, index: from }) => {
    const letters = streamOf(tokensOf(written)).text;
    const to = from + written.length;
    return whole
      .filter(({ pattern }) => isOneSlipFrom(letters, pattern.letters))
      .map((each) => findingOf(each, { from, to }));
  });
}

const endOfVerb = /^(s|t|d|m|ll|re|ve)$/;
const longEnoughApart = 5;

/**
 * One word that is taken apart: letter by letter, by hyphens and dots, or, when it is long enough to be no accident, by spaces. "She'll" is
 * no Shell, and "a good man" no Goodman.
 */
function inWordsApart(sought: readonly Sought[], tokens: readonly Token[], text: string): readonly Finding[] {
  const byLetters = Map.groupBy(looking(sought, 'apart'), ({ pattern }) => pattern.letters);
  const longest = Math.max(0, ...[...byLetters.keys()].map(({ length }) => length));
  return tokens.flatMap((first, start) => {
    let letters = first.word;
    const gaps: string[] = [];
    for (let at = start + 1; at < tokens.length && letters.length <= longest; at += 1) {
      const [before, token] = [tokens[at - 1], tokens[at]];
      if (!before || !token) break;
      const gap = text.slice(before.to, token.from);
      if (/['’]$/.test(gap) && endOfVerb.test(token.word)) break;
      letters += token.word;
      gaps.push(gap);
      const each = byLetters.get(letters) ?? byLetters.get(letters.replace(/(?<=..)s$/, '')) ?? [];
      if (each.length === 0 || !isApart(tokens.slice(start, at + 1), gaps, each[0]?.pattern.letters ?? '')) continue;
      return each.map((one) => findingOf(one, { from: first.from, to: token.to }));
    }
    return [];
  });
}

function isApart(pieces: readonly Token[], gaps: readonly string[], letters: string): boolean {
  if (gaps.every((gap) => !/\s/.test(gap))) return true;
  if (pieces.every(({ word }) => word.length === 1) && new Set(gaps).size === 1) return true;
  if (letters.length < longEnoughApart) return false;
  return pieces[0]?.isCapital === true || !pieces.every(({ word }) => isUsual(word));
}

function placesOf(letters: string, { text, tokenAt }: Stream, tokens: readonly Token[]): readonly Place[] {
  const places: Place[] = [];
  for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, at + 1)) {
    const first = tokens[tokenAt[at] ?? -1];
    const last = tokens[tokenAt[at + letters.length - 1] ?? -1];
    if (first && last) places.push({ from: first.from, to: last.to });
  }
  return places;
}

function inWords(sought: readonly Sought[], tokens: readonly Token[]): readonly Finding[] {
  const phrases = looking(sought, 'words');
  const byFirst = Map.groupBy(phrases, ({ pattern }) => pattern.words[0] ?? '');
  const reading = readingOf(dictionaryOf(new Set(phrases.flatMap(({ pattern }) => pattern.words))));
  return tokens.flatMap((token, start) =>
    reading(token).flatMap(({ word }) =>
      (byFirst.get(word) ?? []).flatMap((each) => {
        const end = endOf(each.pattern, tokens, start, reading);
        return end === undefined ? [] : [findingOf(each, { from: token.from, to: end })];
      }),
    ),
  );
}

type Reading = (token: Token) => readonly Meant[];

// Most words of a text come again: each is looked up once.
function readingOf(dictionary: Dictionary): Reading {
  const known = new Map<string, readonly Meant[]>();
  return (token) => {
    const before = known.get(token.word);
    if (before) return before;
    const meant = meantBy(token, dictionary);
    known.set(token.word, meant);
    return meant;
  };
}

/** Where a phrase that begins at a word ends, if it stands there. */
function endOf(
  { words, needsCapital }: Looking<'words'>['pattern'],
  tokens: readonly Token[],
  start: number,
  reading: Reading,
): number | undefined {
  let at = start;
  let end: number | undefined;
  for (const word of words) {
    const token = tokens[at];
    const meant = token && reading(token).find((each) => each.word === word);
    if (!token || !meant) return undefined;
    if (needsCapital && !token.isCapital && /^[a-z]/.test(token.word)) return undefined;
    if (words.length === 1 && meant.by !== 'itself' && !token.isCapital) {
      if (meant.by === 'short-slip' || isEveryday(token.word, word)) return undefined;
    }
    end = token.to;
    at += 1;
  }
  return end;
}

// One address gives many parts: the place is shown once, as wide as they reach.
function merged(found: readonly Finding[]): readonly Finding[] {
  const places: Finding[] = [];
  for (const each of found.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    const before = places.at(-1);
    const isSame = before?.kind === each.kind || (before && each.to <= before.to);
    if (before && isSame && each.from <= before.to) {
      const owners = [...new Set([...before.owners, ...each.owners])];
      places[places.length - 1] = { ...before, owners, to: Math.max(before.to, each.to) };
    } else places.push(each);
  }
  return places;
}

/** A member of staff saying that what was found in one text is not what it looks like. */
export interface FalseAlarm {
  readonly found: readonly Finding[];
  readonly reason: string;
  readonly saidBy: StaffId;
  readonly secondedBy: StaffId | null;
}

export type CannotCross = 'holds-what-is-protected';

/** Whether words may cross: nothing was found, or all of it was answered, contact details by two people. (PRO-3, PRO-4) */
export function mayCross(found: readonly Finding[], alarms: readonly FalseAlarm[]): Decision<true, CannotCross> {
  const isAnswered = found.length === 0 || alarms.some((alarm) => isWhole(alarm) && answers(alarm, found));
  return isAnswered ? allow(true) : refuse('holds-what-is-protected');
}

/** Whether an answer about an alarm counts: a second person looked too where it is about contact details. (PRO-4) */
export function isWhole({ found, secondedBy }: Pick<FalseAlarm, 'found' | 'secondedBy'>): boolean {
  return secondedBy !== null || !found.some(({ kind }) => isContactDetail(kind));
}

/** Whether an answer covers everything that is found now: what came to light since is not covered. (PRO-3) */
export function answers({ found }: Pick<FalseAlarm, 'found'>, now: readonly Finding[]): boolean {
  return now.every((each) =>
    found.some(({ kind, from, to }) => kind === each.kind && from === each.from && to === each.to),
  );
}

export type CannotAnswerAlarm =
  | 'say-why-it-is-a-false-alarm'
  | 'nothing-was-found'
  | 'somebody-else-looks-too'
  | 'not-there';

/** Answers an alarm with a reason. (PRO-4) */
export function sayFalseAlarm(
  found: readonly Finding[],
  reason: string,
): Decision<{ readonly found: readonly Finding[]; readonly reason: string }, CannotAnswerAlarm> {
  const reasons: CannotAnswerAlarm[] = [];
  if (reason.trim() === '') reasons.push('say-why-it-is-a-false-alarm');
  if (found.length === 0) reasons.push('nothing-was-found');
  return refuseAny(reasons, { found, reason: reason.trim() });
}

/** Looks too, as somebody else than who answered first. (PRO-4) */
export function secondFalseAlarm(alarm: FalseAlarm, by: StaffId): Decision<FalseAlarm, CannotAnswerAlarm> {
  if (alarm.saidBy === by) return refuse('somebody-else-looks-too');
  return allow({ ...alarm, secondedBy: alarm.secondedBy ?? by });
}

/** The refusal in plain words for staff. */
export function explain(reason: CannotCross | CannotAnswerAlarm): string {
  switch (reason) {
    case 'holds-what-is-protected':
      return 'These words may hold something that must not cross. Look at the place that is marked';
    case 'say-why-it-is-a-false-alarm':
      return 'Say why these words may cross';
    case 'nothing-was-found':
      return 'Nothing is marked in these words now';
    case 'somebody-else-looks-too':
      return 'You have answered already. The second person is somebody else';
    case 'not-there':
      return 'The words were changed since. Look at them again';
    default:
      return unreachable(reason);
  }
}

/** A place as staff are shown it: the words in it, with a little of what stands around them. */
export interface Excerpt {
  readonly kind: ProtectedKind;
  readonly owners: readonly ParticipantId[];
  readonly before: string;
  readonly marked: string;
  readonly after: string;
  /** Of words on pages: on which one, and 0 before the first. */
  readonly page?: number;
}

const around = 60;

/** Cuts each place out of its text, for staff only; where a text has pages, each begins with a form feed. */
export function excerptsOf(text: string, found: readonly Finding[], { isPaged = false } = {}): readonly Excerpt[] {
  const cut = (from: number, to: number) => text.slice(from, to).replaceAll('\f', ' ');
  return found.map(({ kind, owners, from, to }) => ({
    kind,
    owners,
    before: cut(Math.max(0, from - around), from),
    marked: cut(from, to),
    after: cut(to, to + around),
    ...(isPaged && { page: text.slice(0, from).split('\f').length - 1 }),
  }));
}
