import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import type { Answers, Question } from './rules.ts';

const day = 24 * 3600 * 1000;

/** Forgets every draft whose day is over, whoever wrote it. */
export async function removeExpiredDrafts(hand: Hand): Promise<void> {
  await hand.run(sql`
    delete from app.referral_drafts where service_id = ${hand.serviceId} and expires_at <= ${hand.at}`);
}

/** Saves the answer to one question beside the others; undefined when the draft was sent already. */
export async function saveAnswer<Asked extends Question>(
  hand: Hand,
  visitor: string,
  question: Asked,
  answer: NonNullable<Answers[Asked]>,
): Promise<Answers | undefined> {
  // Another place is asked about anew: whether to go on outside the area was answered for the old one.
  const outdated = question === 'place' ? 'area' : '';
  const saved = await hand.row(sql<{ answers: Answers }>`
    insert into app.referral_drafts as d (service_id, visitor, answers, begun_at, expires_at)
    values (${hand.serviceId}, ${visitor}, ${JSON.stringify({ [question]: answer })}, ${hand.at}, ${new Date(hand.at.getTime() + day)})
    on conflict (service_id, visitor) do update set answers = (d.answers - ${outdated}::text) || excluded.answers
     where d.referral_id is null
    returning answers`);
  return saved?.answers;
}

export interface HeldDraft {
  readonly answers: Answers;
  readonly referralId: ReferralId | null;
  readonly reference: string | null;
}

/** Locks a visitor's draft, so that sending it twice at once is one referral. */
export async function holdDraft(hand: Hand, visitor: string): Promise<HeldDraft | undefined> {
  return hand.row(sql<HeldDraft>`
    select d.answers, d.referral_id as "referralId",
           (select r.reference from app.referrals r where r.service_id = d.service_id and r.id = d.referral_id) as reference
      from app.referral_drafts d
     where d.service_id = ${hand.serviceId} and d.visitor = ${visitor} and d.expires_at > ${hand.at}
       for update of d`);
}

/** Marks a draft as sent; what was written is kept in the referral alone, not on the way in. */
export async function markSent(hand: Hand, visitor: string, referralId: ReferralId): Promise<void> {
  const marked = await hand.run(sql`
    update app.referral_drafts set referral_id = ${referralId}, answers = '{}'
     where service_id = ${hand.serviceId} and visitor = ${visitor} and referral_id is null`);
  if (marked !== 1) throw new Error('The draft was sent or gone already');
}

/** Forgets a visitor's draft. */
export async function removeDraft(hand: Hand, visitor: string): Promise<void> {
  await hand.run(sql`
    delete from app.referral_drafts where service_id = ${hand.serviceId} and visitor = ${visitor}`);
}
