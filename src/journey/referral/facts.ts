import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { IncidentKind, Part } from '#vocabulary/parts.ts';
import type { Answers } from './rules.ts';
import { harmPairs, isWrittenTo, type DeclineReason, type Other, type ReferralStatus, type Source } from './triage-rules.ts';

export interface Draft {
  readonly answers: Answers;
  /** The reference to keep, once it was sent; the answers are gone from the draft then. */
  readonly reference: string | null;
}

/** What this visitor has written so far; nobody else's draft is visible to them, and none after its day. (REF-7) */
export async function draftOf(db: Db, visitor: string, now: Date): Promise<Draft | undefined> {
  if (visitor === '') return undefined;
  return db.row(sql<Draft>`
    select d.answers, r.reference
      from app.referral_drafts d
      left join app.referrals r on r.service_id = d.service_id and r.id = d.referral_id
     where d.visitor = ${visitor} and d.expires_at > ${now}`);
}

export interface Referral {
  readonly id: ReferralId;
  readonly reference: string;
  readonly source: Source;
  readonly referrerName: string;
  readonly referrerContact: string;
  readonly part: Part;
  readonly status: ReferralStatus;
  readonly fullName: string;
  readonly called: string;
  readonly pronouns: string;
  readonly dateOfBirth: PlainDate | null;
  readonly isUnder18: boolean;
  readonly guardianName: string;
  readonly language: string;
  readonly needsInterpreter: boolean;
  readonly accessNeeds: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly mayPhone: boolean;
  readonly mayText: boolean;
  readonly mayEmail: boolean;
  readonly mayPost: boolean;
  readonly safeTimes: string;
  readonly mayLeaveVoicemail: boolean;
  readonly codeword: string;
  readonly ifSomeoneElseAnswers: string;
  readonly incidentKind: IncidentKind;
  readonly whatHappened: string;
  readonly whenWords: string;
  readonly happenedOn: PlainDate | null;
  readonly whereWords: string;
  readonly postcodeDistrict: string;
  readonly inArea: boolean | null;
  readonly otherPeopleWords: string;
  readonly hopes: string;
  readonly agreedToReferral: boolean;
  readonly receivedOn: PlainDate;
  readonly enteredAt: Date;
  readonly enteredBy: StaffId | null;
  readonly acknowledgedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly declineReason: DeclineReason | null;
  readonly declineWords: string;
  readonly caseId: CaseId | null;
}

const everything = sql`
  id, reference, source, referrer_name as "referrerName", referrer_contact as "referrerContact", part, status,
  full_name as "fullName", called, pronouns, date_of_birth as "dateOfBirth", is_under_18 as "isUnder18",
  guardian_name as "guardianName", language, needs_interpreter as "needsInterpreter", access_needs as "accessNeeds",
  phone, email, address, may_phone as "mayPhone", may_text as "mayText", may_email as "mayEmail", may_post as "mayPost",
  safe_times as "safeTimes", may_leave_voicemail as "mayLeaveVoicemail", codeword,
  if_someone_else_answers as "ifSomeoneElseAnswers", incident_kind as "incidentKind", what_happened as "whatHappened",
  when_words as "whenWords", happened_on as "happenedOn", where_words as "whereWords",
  postcode_district as "postcodeDistrict", in_area as "inArea", other_people_words as "otherPeopleWords", hopes,
  agreed_to_referral as "agreedToReferral", received_on as "receivedOn", entered_at as "enteredAt",
  entered_by as "enteredBy", acknowledged_at as "acknowledgedAt", decided_at as "decidedAt",
  decline_reason as "declineReason", decline_words as "declineWords", case_id as "caseId"`;

/** A referral by its reference, as whoever asks. */
export async function referralByReference(db: Db, reference: string): Promise<Referral | undefined> {
  return db.row(sql<Referral>`select ${everything} from app.referrals where reference = ${reference}`);
}

/** Locks a referral, so that two people at triage decide one after the other. */
export async function holdReferral(hand: Hand, reference: string): Promise<Referral | undefined> {
  return hand.row(sql<Referral>`
    select ${everything} from app.referrals
     where service_id = ${hand.serviceId} and reference = ${reference} for update`);
}

/** Everybody else on a referral, in the order they were added. */
export async function othersOf(db: Db, referralId: ReferralId): Promise<readonly Other[]> {
  return db.rows(sql<Other>`
    select id, kind, part, full_name as "fullName", called, is_under_18 as "isUnder18", contact_role as "contactRole", phone
      from app.referral_others where referral_id = ${referralId} order by added_at, id`);
}

export type ReferralLine = Pick<
  Referral,
  'id' | 'reference' | 'source' | 'part' | 'status' | 'called' | 'fullName' | 'incidentKind' | 'receivedOn' | 'inArea'
> & { readonly acknowledgedAt: Date | null; readonly decidedAt: Date | null };

export interface Place {
  readonly receivedOn: PlainDate;
  readonly id: string;
}

const pageLength = 25;

/**
 * A page of referrals of some statuses after a place: those that wait with the oldest first, those that are decided with
 * the newest first. One row more than the page says whether there is another.
 */
export async function listReferrals(
  db: Db,
  wanted: { readonly statuses: readonly ReferralStatus[]; readonly oldestFirst: boolean; readonly after: Place | undefined },
): Promise<{ readonly lines: readonly ReferralLine[]; readonly next: Place | undefined }> {
  const { statuses, oldestFirst, after } = wanted;
  const order = oldestFirst ? sql`received_on, id` : sql`received_on desc, id desc`;
  const beyond = oldestFirst
    ? sql`(received_on, id) > (${after?.receivedOn}::date, ${after?.id}::uuid)`
    : sql`(received_on, id) < (${after?.receivedOn}::date, ${after?.id}::uuid)`;
  const rows = await db.rows(sql<ReferralLine>`
    select id, reference, source, part, status, called, full_name as "fullName", incident_kind as "incidentKind",
           received_on as "receivedOn", in_area as "inArea", acknowledged_at as "acknowledgedAt", decided_at as "decidedAt"
      from app.referrals
     where status = any(${statuses}) and ${after ? beyond : sql`true`}
     order by ${order} limit ${pageLength + 1}`);
  const lines = rows.slice(0, pageLength);
  const last = lines.at(-1);
  return { lines, next: rows.length > pageLength && last ? { receivedOn: last.receivedOn, id: last.id } : undefined };
}

/** What a letter to the person of a referral says and where it may go. */
export type ReferralForLetter = Pick<
  Referral,
  | 'id'
  | 'reference'
  | 'source'
  | 'part'
  | 'status'
  | 'called'
  | 'isUnder18'
  | 'phone'
  | 'email'
  | 'address'
  | 'mayPhone'
  | 'mayText'
  | 'mayEmail'
  | 'mayPost'
  | 'safeTimes'
  | 'codeword'
  | 'declineReason'
  | 'declineWords'
>;

/** What an answer to a referral needs; undefined where nobody may be written to, because an agency asked. (REF-9, H17) */
export async function referralForLetter(db: Db, referralId: ReferralId): Promise<ReferralForLetter | undefined> {
  const found = await db.row(sql<Referral>`select ${everything} from app.referrals where id = ${referralId}`);
  return found && isWrittenTo(found.source) ? found : undefined;
}

/** A referral as the case it becomes: what happened, everybody by place in a list, and who harmed whom. (REF-5) */
export interface CaseToBe {
  readonly reference: string;
  readonly referral: Referral;
  /** The day the contact that was given counts as checked: when the person gave it themselves (domain 199). */
  readonly contactCheckedOn: PlainDate | null;
  readonly others: readonly Other[];
  /** Places in the list of the referral's person followed by the others. */
  readonly links: readonly (readonly [harmed: number, responsible: number])[];
}

/** Loads what an accepted referral becomes. */
export async function caseToBe(hand: Hand, referralId: ReferralId, isMutual: boolean): Promise<CaseToBe> {
  const referral = await hand.row(sql<Referral>`select ${everything} from app.referrals where id = ${referralId}`);
  if (!referral) throw new Error('The accepted referral is not there');
  const others = await othersOf(hand, referralId);
  return {
    reference: referral.reference,
    referral,
    contactCheckedOn: referral.source === 'self' ? referral.receivedOn : null,
    others,
    links: harmPairs([referral.part, ...others.map(({ part }) => part)], isMutual),
  };
}
