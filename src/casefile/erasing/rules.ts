import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';

/** Whom an operator asks to be erased, as the record has them. */
export interface ToErase {
  readonly serviceId: string;
  readonly personId: string;
  readonly hasOpenCase: boolean;
  /** How many texts about their cases nobody has looked through for them. */
  readonly textsLeft: number;
}

export type CannotErase =
  | 'nobody-of-that-name-there'
  | 'several-of-that-name-there'
  | 'a-case-is-open'
  | 'texts-not-looked-through'
  | 'say-why';

/**
 * One person is erased for a reason, once every case of theirs is closed and staff looked through what was written about it as a
 * whole. It cannot be taken back. (ERA-1, ERA-2)
 */
export function eraseOne(found: readonly ToErase[], because: string): Decision<ToErase, CannotErase> {
  const [one, another] = found;
  if (!one) return refuse('nobody-of-that-name-there');
  const reasons: CannotErase[] = [];
  if (another) reasons.push('several-of-that-name-there');
  if (one.hasOpenCase) reasons.push('a-case-is-open');
  else if (one.textsLeft > 0) reasons.push('texts-not-looked-through');
  if (because.trim() === '') reasons.push('say-why');
  return refuseAny(reasons, one);
}

/** The refusals in plain words for the operator. */
export function explain(reason: CannotErase): string {
  switch (reason) {
    case 'nobody-of-that-name-there':
      return 'There is nobody of that name in that case. Nothing was changed';
    case 'several-of-that-name-there':
      return 'There are several people of that name in that case. Nothing was changed';
    case 'a-case-is-open':
      return 'A case of theirs is not closed. Close it first; nothing was changed';
    case 'texts-not-looked-through':
      return 'What was written about a case of theirs as a whole may name them. A supervisor or manager looks through it first: in the case, under People, “Before they are erased”. Nothing was changed';
    case 'say-why':
      return 'Say why: --because "They asked us to"';
    default:
      return unreachable(reason);
  }
}

/** A text about a case as a whole, and what staff said of it for somebody who is to be erased. */
export interface SharedText {
  readonly tab: string;
  readonly col: string;
  readonly rowKey: string;
  readonly words: string;
  /** Null where nobody has said yet. */
  readonly isStruck: boolean | null;
}

/** What a form calls a text by. */
export function markOf({ tab, col, rowKey }: Pick<SharedText, 'tab' | 'col' | 'rowKey'>): string {
  return `${tab} ${col} ${rowKey}`;
}

/** Whether words name somebody: by any part of a name of theirs, however it is written large or small. */
export function namesThem(words: string, names: readonly string[]): boolean {
  const inWords = new Set(partsOf(words));
  return names.flatMap(partsOf).some((part) => part.length > 1 && inWords.has(part));
}

function partsOf(words: string): readonly string[] {
  const bare = words.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return bare.toLowerCase().match(/\p{L}+/gu) ?? [];
}

export type CannotLookThrough = 'a-case-is-open' | 'not-there' | 'say-that-each-was-read';

export interface LookedThrough {
  /** The texts that were before whoever looked, by their marks. */
  readonly shown: readonly string[];
  readonly struck: readonly string[];
  readonly isEachRead: boolean;
}

/** What was before whoever looked is struck out or stays, once the case is closed and they say that they read each. (ERA-2) */
export function lookThrough(
  texts: readonly SharedText[],
  { shown, struck, isEachRead }: LookedThrough,
  status: string,
): Decision<readonly SharedText[], CannotLookThrough> {
  if (status !== 'closed') return refuse('a-case-is-open');
  const there = new Map(texts.map((text) => [markOf(text), text]));
  if (![...shown, ...struck].every((mark) => there.has(mark))) return refuse('not-there');
  if (!isEachRead) return refuse('say-that-each-was-read');
  return allow(
    [...new Set([...shown, ...struck])].flatMap((mark) => {
      const text = there.get(mark);
      return text ? [{ ...text, isStruck: struck.includes(mark) }] : [];
    }),
  );
}

/** The refusals in plain words for staff. */
export function explainLook(reason: CannotLookThrough): string {
  switch (reason) {
    case 'a-case-is-open':
      return 'The case is not closed. Close it first';
    case 'not-there':
      return 'One of these texts is not there any more. Look at the page again';
    case 'say-that-each-was-read':
      return 'Read each text, and say that you did';
    default:
      return unreachable(reason);
  }
}
