import type { PlainDate } from './dates.ts';
import type { CaseKind, IncidentKind, Part } from './parts.ts';

/** Somebody who said yes to going along, with everything that goes with them. */
export interface Packed {
  readonly kind: 'person' | 'organisation';
  readonly part: Part;
  readonly fullName: string;
  readonly called: string;
  readonly pronouns: string;
  readonly dateOfBirth: PlainDate | null;
  readonly isUnder18: boolean;
  readonly guardianName: string;
  readonly language: string;
  readonly needsInterpreter: boolean;
  readonly accessNeeds: string;
  readonly contactRole: string;
  readonly phone: string;
  readonly email: string;
  readonly post: string;
  /** Null where nobody said what is safe, or it is so long ago that it is asked again. */
  readonly safe: PackedSafe | null;
}

export interface PackedSafe {
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
  readonly hidesServiceName: boolean;
}

/** What goes with somebody in words that somebody typed; names, numbers and addresses are their own. (TRF-9) */
export function typedOf({ pronouns, language, accessNeeds, contactRole, safe }: Packed): readonly string[] {
  const said = safe ? [safe.timesWords, safe.codeword, safe.ifSomeoneElseAnswers] : [];
  return [pronouns, language, accessNeeds, contactRole, ...said].filter((each) => each !== '');
}

/** A place in what would go with somebody that holds something of somebody who stays. (TRF-9) */
export interface Staying {
  readonly called: string;
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** What goes to another service: those who said yes, and of what happened no more than its kind unless everybody did. */
export interface Pack {
  readonly fromName: string;
  /** Null of a referral that waited: nobody knows yet what fits. */
  readonly kind: CaseKind | null;
  readonly incident: { readonly kind: IncidentKind; readonly happenedOn: PlainDate | null; readonly words: string };
  readonly people: readonly Packed[];
}

/** Everybody who goes along, a person first: the referral of the new service is of them. (TRF-4) */
export function firstAndOthers(people: readonly Packed[]): {
  readonly first: Packed | undefined;
  readonly others: readonly Packed[];
} {
  const first =
    people.find(({ kind, part }) => kind === 'person' && part === 'harmed') ??
    people.find(({ kind }) => kind === 'person');
  return { first, others: people.filter((each) => each !== first) };
}

type Way = 'call' | 'text' | 'email' | 'post' | 'none';

/** The ways that are safe and lead somewhere, as a referral asks for them; none where nothing is known. (TRF-4) */
export function waysOf({
  safe,
  phone,
  email,
  post,
}: Pick<Packed, 'safe' | 'phone' | 'email' | 'post'>): readonly Way[] {
  const ways = [
    safe?.mayPhone && phone !== '' && ('call' as const),
    safe?.mayText && phone !== '' && ('text' as const),
    safe?.mayEmail && email !== '' && ('email' as const),
    safe?.mayPost && post !== '' && ('post' as const),
  ].filter((way) => typeof way === 'string');
  return ways.length === 0 ? ['none'] : ways;
}

const wayWords: Readonly<Record<Way, string>> = {
  call: 'phone',
  text: 'text',
  email: 'e-mail',
  post: 'post',
  none: 'no way is known to be safe',
};

/** How it is safe to reach somebody, as one line for whoever reads the referral: words that make it safe are never left out. (TRF-4) */
export function safeInWords(packed: Packed): string {
  const { called, safe, phone, email, post, contactRole } = packed;
  const ways = waysOf(packed);
  const parts = [
    `Safe: ${ways.map((way) => wayWords[way]).join(', ')}`,
    safe &&
      safe.fromHour !== null &&
      safe.untilHour !== null &&
      `calls and texts from ${safe.fromHour}:00 to ${safe.untilHour}:00`,
    safe?.timesWords,
    safe && ways.includes('call') && (safe.mayLeaveVoicemail ? 'voicemail is all right' : 'no voicemail'),
    safe && safe.codeword !== '' && `codeword ${safe.codeword}`,
    safe && safe.ifSomeoneElseAnswers !== '' && `if somebody else answers: ${safe.ifSomeoneElseAnswers}`,
    safe?.hidesServiceName && 'our name is to stand nowhere',
    contactRole,
    ways.includes('none') ? '' : [phone, email, post.replaceAll('\n', ', ')].filter((each) => each !== '').join('; '),
  ].filter((each) => typeof each === 'string' && each !== '');
  return `${called}: ${parts.join('. ')}.`;
}
