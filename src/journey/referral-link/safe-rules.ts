/** How it is safe to reach somebody, as the case or a referral says it. What only one of them asks about is not compared. */
export interface SaidSafe {
  readonly mayPhone: boolean;
  readonly mayText: boolean;
  readonly mayEmail: boolean;
  readonly mayPost: boolean;
  readonly fromHour: number | null;
  readonly untilHour: number | null;
  readonly timesWords: string;
  readonly mayLeaveVoicemail: boolean;
  readonly codeword: string;
  readonly ifSomeoneElseAnswers: string;
  readonly saidOn: string | null;
}

/** The ways a referral and a case both ask about. */
export const safeWays = ['mayPhone', 'mayText', 'mayEmail', 'mayPost'] as const;

const compared = [
  ...safeWays,
  'fromHour',
  'untilHour',
  'timesWords',
  'mayLeaveVoicemail',
  'codeword',
  'ifSomeoneElseAnswers',
] as const;

/** Whether two say something else about how it is safe to reach the same person. (LIK-7) */
export function saysAnother(one: SaidSafe, other: SaidSafe): boolean {
  return compared.some((each) => one[each] !== other[each]);
}

/**
 * What both call safe, and no more: the ways, the hours and a voicemail that both allow, the words of both, and the day
 * that is longer ago. Hours that do not meet leave no call. (LIK-7)
 */
export function onlyWhatBothCallSafe<Known extends SaidSafe>(known: Known, said: SaidSafe): Known {
  const [from, until] = [later(known.fromHour, said.fromHour), earlier(known.untilHour, said.untilHour)];
  const meet = from === null || until === null || from < until;
  const times = both(known.timesWords, said.timesWords);
  const ifAnswered = both(known.ifSomeoneElseAnswers, said.ifSomeoneElseAnswers);
  // Words that make a call safe are never cut short: where they cannot stand together nobody is rung.
  const mayRing = meet && times !== undefined && ifAnswered !== undefined;
  return {
    ...known,
    mayPhone: mayRing && known.mayPhone && said.mayPhone,
    mayText: mayRing && known.mayText && said.mayText,
    mayEmail: known.mayEmail && said.mayEmail,
    mayPost: known.mayPost && said.mayPost,
    fromHour: meet ? from : null,
    untilHour: meet ? until : null,
    timesWords: times ?? known.timesWords,
    mayLeaveVoicemail: mayRing && known.mayLeaveVoicemail && said.mayLeaveVoicemail,
    // Two words are no codeword: the one by which they know us here holds.
    codeword: known.codeword === '' ? said.codeword : known.codeword,
    ifSomeoneElseAnswers: ifAnswered ?? known.ifSomeoneElseAnswers,
    saidOn: known.saidOn !== null && said.saidOn !== null && said.saidOn < known.saidOn ? said.saidOn : known.saidOn,
  };
}

/** What is written down of somebody the case knows, in this order, so that the last holds; nothing where nothing is new. (LIK-7) */
export function safeFromNowOn<Safe extends SaidSafe>(known: Safe | null, said: Safe | null): readonly Safe[] {
  if (said === null) return [];
  if (known === null) return [said];
  if (!saysAnother(known, said)) return [];
  return [said, onlyWhatBothCallSafe(known, said)];
}

const mostCharacters = 1000;

function both(one: string, other: string): string | undefined {
  const words = one === other || other === '' ? one : one === '' ? other : `${one} And: ${other}`;
  return words.length > mostCharacters ? undefined : words;
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}
