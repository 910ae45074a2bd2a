import { isInHours, mayContactNow, safeContactOf } from '#casefile/people/facts.ts';
import { checkWords, type Checked } from '#casefile/protection/facts.ts';
import { namesKnown } from '#journey/conference/crossing-facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import { type Referral } from '#journey/referral/facts.ts';
import { referralForLetter } from '#journey/triage/facts.ts';
import { allow, refuse } from '#platform/decision.ts';
import type { Db } from '#platform/sql.ts';
import { staffById } from '#service/staff/facts.ts';
import { wantsToHear, type LookThrough, type Notice, type Way, type Ways } from '#service/notices/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { SendingChannel } from '#vocabulary/modes.ts';
import { numberForTexts } from '#vocabulary/phones.ts';

/** Looks a message through as it leaves. Words to who is in no case yet were looked through when they were written. (PRO-6, REF-10) */
export function lookThroughNotice(keep: (hand: Hand, checked: Checked) => Promise<void>): LookThrough {
  return async (hand, { id, caseId, participantId: readerId }, words) => {
    if (caseId === null || readerId === null) return allow(true);
    const namesToldOf = (await namesKnown(hand, caseId))(readerId);
    const going = { way: 'notice', aboutId: id, readerId, authorId: null, namesToldOf, words } as const;
    const checked = await checkWords(hand, caseId, going);
    // Kept without a line of the history: that it was sent is one already.
    if (checked.ok) await keep(hand, checked.value);
    return checked.ok ? allow(true) : checked;
  };
}

const inOrder: readonly SendingChannel[] = ['email', 'text', 'post'];
const nobody: Ways = { wanted: allow(true), ways: [] };

/** The ways to the reader of a notice at this very moment, and whether they want to hear from us. (H16) */
export async function waysTo(
  db: Db,
  {
    participantId,
    referralId,
    caseId,
    staffId = null,
  }: Pick<Notice, 'participantId' | 'referralId' | 'caseId'> & Partial<Pick<Notice, 'staffId'>>,
  at: Date,
): Promise<Ways> {
  if (staffId !== null) return waysToReferrer(db, staffId);
  if (participantId !== null && caseId !== null) return waysToParticipant(db, caseId, participantId, at);
  return referralId === null ? nobody : waysToWriter(db, referralId, at);
}

async function waysToParticipant(db: Db, caseId: CaseId, participantId: ParticipantId, at: Date): Promise<Ways> {
  const { safe } = await safeContactOf(db, participantId);
  const ways: Way[] = [];
  for (const channel of inOrder) {
    const decision = await mayContactNow(db, participantId, channel, at);
    ways.push({ channel, decision, opensAtHour: channel === 'text' ? (safe?.fromHour ?? null) : null });
  }
  return { wanted: wantsToHear(await ledgerOf(db, caseId), participantId, dayOf(at)), ways };
}

// Somebody of an agency is written to where they work, while they can come in. (NTC-7)
async function waysToReferrer(db: Db, staffId: StaffId): Promise<Ways> {
  const who = await staffById(db, staffId);
  const decision: Way['decision'] = who?.isActive
    ? allow({ to: who.email, maySayWhoCalls: true, codeword: '' })
    : refuse('can-no-longer-come-in');
  return { wanted: allow(true), ways: [{ channel: 'email', decision, opensAtHour: null }] };
}

// Whoever wrote to us is no participant yet: how it is safe to answer stands in what they wrote.
async function waysToWriter(db: Db, referralId: ReferralId, at: Date): Promise<Ways> {
  const referral = await referralForLetter(db, referralId);
  if (!referral) return nobody;
  return {
    wanted: allow(true),
    ways: inOrder.map((channel) => ({
      channel,
      decision: toWriter(referral, channel, at),
      opensAtHour: channel === 'text' ? referral.fromHour : null,
    })),
  };
}

function toWriter(referral: Referral, channel: SendingChannel, at: Date): Way['decision'] {
  const isSafe = { email: referral.mayEmail, text: referral.mayText, post: referral.mayPost }[channel];
  const to = { email: referral.email, text: referral.phone, post: referral.address }[channel];
  if (!isSafe) return refuse('channel-is-not-safe');
  if (channel === 'text' && !isInHours(referral, at)) return refuse('not-at-this-hour');
  if (channel === 'text' && to !== '' && numberForTexts(to) === undefined) return refuse('number-takes-no-texts');
  return to === ''
    ? refuse('no-checked-contact-point')
    : allow({ to, maySayWhoCalls: false, codeword: referral.codeword });
}
