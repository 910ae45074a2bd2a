import { placesForWriter, type Excerpt } from '#casefile/protection/facts.ts';
import {
  findReferral,
  referralById,
  whatIsSafeOn,
  type DeclineReason,
  type Referral,
} from '#journey/referral/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { harmPairs, isWrittenTo, signsOfComplexity, type Other } from './rules.ts';

export type { DeclineReason, Excerpt, Other, Referral };

/** Everybody else on a referral, in the order they were added. */
export async function othersOf(db: Db, referralId: ReferralId): Promise<readonly Other[]> {
  return db.rows(sql<Other>`
    select id, kind, part, full_name as "fullName", called, is_under_18 as "isUnder18", contact_role as "contactRole", phone
      from app.referral_others where referral_id = ${referralId} order by added_at, id`);
}

/** Where words to the writer of a referral hold what we know of the others in it, and they did not write to us. (REF-10) */
export function placesOfOthers(referral: Referral, others: readonly Other[], words: string): readonly Excerpt[] {
  const held = others.flatMap(({ fullName, called, phone }) => [
    { kind: 'name', value: fullName } as const,
    { kind: 'first-name', value: called } as const,
    { kind: 'phone', value: phone } as const,
  ]);
  const { whatHappened, whenWords, whereWords, otherPeopleWords, hopes } = referral;
  return placesForWriter(words, held, [whatHappened, whenWords, whereWords, otherPeopleWords, hopes].join('\n'));
}

/** What an answer to a referral needs; undefined where nobody may be written to, because an agency asked. (REF-8, H17) */
export async function referralForLetter(db: Db, referralId: ReferralId): Promise<Referral | undefined> {
  const found = await findReferral(db, referralId);
  return found && isWrittenTo(found.source) ? found : undefined;
}

/** What an answer to a referral says, read as whoever asked us themselves; the policy shows them no other. (REF-8) */
export async function toldToWriter(
  db: Db,
  id: ReferralId,
): Promise<Pick<Referral, 'called' | 'reference' | 'declineReason' | 'declineWords'> | undefined> {
  return db.row(sql<Pick<Referral, 'called' | 'reference' | 'declineReason' | 'declineWords'>>`
    select called, reference, decline_reason as "declineReason", decline_words as "declineWords" from app.referrals where id = ${id}`);
}

/** Somebody who joins the case that a referral becomes. */
export type Joining = ReturnType<typeof whoIsReferred> | ReturnType<typeof whoElse>;

/** What an accepted referral becomes: what happened, everybody in it, and who harmed whom by place in that list. (REF-5) */
export async function caseToBe(hand: Hand, referralId: ReferralId, isMutual: boolean) {
  const referral = await referralById(hand, referralId);
  const others = await othersOf(hand, referralId);
  const { reference, postcodeDistrict, incidentKind: kind, whatHappened, whenWords, happenedOn, whereWords } = referral;
  const joining: readonly Joining[] = [whoIsReferred(referral), ...others.map(whoElse)];
  return {
    ...{ reference, postcodeDistrict, joining },
    signs: signsOfComplexity(referral, others),
    // Each with the id by which the referral knows them, in the same order.
    aboutIds: [referral.id, ...others.map(({ id }) => id)],
    parts: [referral.part, ...others.map(({ part }) => part)],
    incident: { kind, summary: whatHappened.slice(0, 5000), whenWords, happenedOn, whereWords },
    links: harmPairs([referral.part, ...others.map(({ part }) => part)], isMutual),
  };
}

// What somebody says about their own number is its check (domain 199); what an agency says about it is not.
function whoIsReferred(referral: Referral) {
  const { phone, email, address: post, fullName, called, pronouns, dateOfBirth, isUnder18 } = referral;
  const { language, needsInterpreter, accessNeeds, guardianName } = referral;
  const isOwn = referral.source === 'self';
  return {
    kind: 'person',
    person: { fullName, called, pronouns, dateOfBirth, isUnder18, language, needsInterpreter, accessNeeds },
    contact: { phone, email, post, checkedOn: isOwn ? referral.receivedOn : null },
    safe: whatIsSafeOn(referral),
    guardianName,
  } as const;
}

function whoElse({ kind, fullName, called, isUnder18, phone, contactRole }: Other) {
  if (kind === 'organisation')
    return { kind, organisation: { name: fullName, contactRole, email: '', phone } } as const;
  const unknown = { pronouns: '', dateOfBirth: null, language: 'English', needsInterpreter: false, accessNeeds: '' };
  return {
    kind,
    person: { ...unknown, fullName, called, isUnder18 },
    contact: { phone, email: '', post: '', checkedOn: null },
    safe: null,
    guardianName: '',
  } as const;
}
