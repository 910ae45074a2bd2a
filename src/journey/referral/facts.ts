import { allow, refuse, type Decision } from '#platform/decision.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, PersonId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { IncidentKind, Part, ReferralStatus } from '#vocabulary/parts.ts';
import type { Source } from '#vocabulary/agencies.ts';
import type { DeclineReason } from './rules.ts';

export type { DeclineReason };

/** The reference of a referral that was sent from a draft, for whoever may see the draft. (REF-6) */
export async function referenceOfDraft(db: Db, draftId: string): Promise<string | undefined> {
  const found = await db.row(sql<{ reference: string }>`
    select reference from app.referrals where draft_id = ${draftId}`);
  return found?.reference;
}

/** What a referral tells, but for how to reach somebody. */
export interface Told {
  readonly id: ReferralId;
  readonly reference: string;
  readonly source: Source;
  readonly referrerName: string;
  readonly referrerContact: string;
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
  readonly enteredBy: StaffId | null;
}

export interface Referral extends Told {
  readonly status: ReferralStatus;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly mayPhone: boolean;
  readonly mayText: boolean;
  readonly mayEmail: boolean;
  readonly mayPost: boolean;
  readonly fromHour: number | null;
  readonly untilHour: number | null;
  readonly safeTimes: string;
  readonly mayLeaveVoicemail: boolean;
  readonly codeword: string;
  readonly ifSomeoneElseAnswers: string;
  readonly enteredAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly declineReason: DeclineReason | null;
  readonly declineWords: string;
  readonly caseId: CaseId | null;
  /** Of its case, which is another than its own where it was linked; null where it is none, or not to be opened. */
  readonly caseReference: string | null;
}

/** What a referral tells of whoever is referred, and how it is safe to reach them. */
export type OwnOnReferral = Pick<
  Referral,
  | 'source'
  | 'part'
  | 'fullName'
  | 'called'
  | 'pronouns'
  | 'dateOfBirth'
  | 'isUnder18'
  | 'guardianName'
  | 'language'
  | 'needsInterpreter'
  | 'accessNeeds'
  | 'phone'
  | 'email'
  | 'address'
  | 'mayPhone'
  | 'mayText'
  | 'mayEmail'
  | 'mayPost'
  | 'fromHour'
  | 'untilHour'
  | 'safeTimes'
  | 'mayLeaveVoicemail'
  | 'codeword'
  | 'ifSomeoneElseAnswers'
  | 'whatHappened'
  | 'receivedOn'
>;

const own = sql`
  source, part, full_name as "fullName", called, pronouns, date_of_birth as "dateOfBirth", is_under_18 as "isUnder18",
  guardian_name as "guardianName", language, needs_interpreter as "needsInterpreter", access_needs as "accessNeeds",
  phone, email, address, may_phone as "mayPhone", may_text as "mayText", may_email as "mayEmail", may_post as "mayPost", from_hour as "fromHour", until_hour as "untilHour",
  safe_times as "safeTimes", may_leave_voicemail as "mayLeaveVoicemail", codeword,
  if_someone_else_answers as "ifSomeoneElseAnswers", what_happened as "whatHappened", received_on as "receivedOn"`;

const everything = sql`
  id, reference, referrer_name as "referrerName", referrer_contact as "referrerContact", status, ${own}, incident_kind as "incidentKind",
  when_words as "whenWords", happened_on as "happenedOn", where_words as "whereWords",
  postcode_district as "postcodeDistrict", in_area as "inArea", other_people_words as "otherPeopleWords", hopes,
  agreed_to_referral as "agreedToReferral", entered_at as "enteredAt",
  entered_by as "enteredBy", acknowledged_at as "acknowledgedAt", decided_at as "decidedAt",
  decline_reason as "declineReason", decline_words as "declineWords", case_id as "caseId",
  (select c.reference from app.cases c where c.service_id = referrals.service_id and c.id = referrals.case_id) as "caseReference"`;

/** What goes along with whoever is referred: this, and nothing else of their referral. */
export async function ownOnReferral(db: Db, id: ReferralId): Promise<OwnOnReferral | undefined> {
  return db.row(sql<OwnOnReferral>`select ${own} from app.referrals where id = ${id}`);
}

/** A referral by its reference, as the member of staff who asks; whether its area is another team's. */
export async function referralByReference(
  db: Db,
  reference: string,
): Promise<(Referral & { readonly isOtherTeams: boolean }) | undefined> {
  return db.row(sql<Referral & { isOtherTeams: boolean }>`
    select ${everything}, app.is_other_teams_referral(service_id, postcode_district, entered_by, app.staff_id()) as "isOtherTeams"
      from app.referrals where reference = ${reference}`);
}

/** The references of these referrals, as far as whoever asks may see them. */
export async function referencesOf(db: Db, ids: readonly ReferralId[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.rows(sql<{ id: string; reference: string }>`
    select id, reference from app.referrals where id = any(${ids})`);
  return new Map(rows.map(({ id, reference }) => [id, reference]));
}

export type ReferralName = Pick<Referral, 'id' | 'reference' | 'called' | 'status' | 'agreedToReferral'>;

type Standing = Pick<Referral, 'id' | 'reference' | 'status' | 'caseId'> & { readonly personId: PersonId | null };

/** Where some referrals stand and whom of a case they are about, as whoever asks; those they may not read are left out. */
export async function standingsOf(db: Db, ids: readonly string[]): Promise<readonly Standing[]> {
  if (ids.length === 0) return [];
  return db.rows(sql<Standing>`
    select id, reference, status, case_id as "caseId", person_id as "personId" from app.referrals where id = any(${ids}::uuid[])`);
}

/** Which of these were declined because somebody wants no contact, as whoever asks. */
export async function wantNoContact(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await db.rows(sql<{ reference: string }>`
    select reference from app.referrals where id = any(${ids}::uuid[]) and decline_reason = 'no-contact-wanted'`);
  return rows.map(({ reference }) => reference);
}

/** How a referral is named, and where it stands, as whoever asks. */
export async function namedReferral(db: Db, reference: string): Promise<ReferralName | undefined> {
  return db.row(
    sql<ReferralName>`select id, reference, called, status, agreed_to_referral as "agreedToReferral" from app.referrals where reference = ${reference}`,
  );
}

/** The same by its id; undefined where it is not theirs to read. */
export async function nameOfReferral(db: Db, id: ReferralId): Promise<ReferralName | undefined> {
  return db.row(
    sql<ReferralName>`select id, reference, called, status, agreed_to_referral as "agreedToReferral" from app.referrals where id = ${id}`,
  );
}

/** Locks a referral, so that two people at triage decide one after the other. */
export async function holdReferral(hand: Hand, reference: string): Promise<Referral | undefined> {
  return hand.row(sql<Referral>`
    select ${everything} from app.referrals
     where service_id = ${hand.serviceId} and reference = ${reference} for update`);
}

/** A referral by its id, as whoever asks; undefined where it is not theirs to read. */
export async function findReferral(db: Db, id: ReferralId): Promise<Referral | undefined> {
  return db.row(sql<Referral>`select ${everything} from app.referrals where id = ${id}`);
}

/** The case that a referral became, for the hand that is to hold it; none while it waits. */
export async function caseOfReferral(hand: Hand, reference: string): Promise<Decision<CaseId | null, 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  return referral ? allow(referral.caseId) : refuse('not-there');
}

/** A referral by its id, for what follows from an announcement. */
export async function referralById(hand: Hand, id: ReferralId): Promise<Referral> {
  const found = await hand.row(
    sql<Referral>`select ${everything} from app.referrals where service_id = ${hand.serviceId} and id = ${id}`,
  );
  if (!found) throw new Error('The referral that was announced is not there');
  return found;
}

/** How it is safe to reach whoever is referred; null where an agency says no way at all. */
export function whatIsSafeOn(referral: OwnOnReferral): ReturnType<typeof safeContactOf> | null {
  const { source, mayPhone, mayText, mayEmail, mayPost } = referral;
  return source === 'self' || mayPhone || mayText || mayEmail || mayPost ? safeContactOf(referral) : null;
}

function safeContactOf(referral: OwnOnReferral) {
  const { mayPhone, mayText, mayEmail, mayPost, fromHour, untilHour, safeTimes: timesWords } = referral;
  const { mayLeaveVoicemail, codeword, ifSomeoneElseAnswers, receivedOn: saidOn } = referral;
  return {
    ...{ mayPhone, mayText, mayEmail, mayPost, fromHour, untilHour, timesWords },
    ...{ mayLeaveVoicemail, maySayWhoCalls: false, codeword, ifSomeoneElseAnswers, hidesServiceName: false, saidOn },
  };
}

/** What a referral is called by, for what is announced of it. */
export async function referenceOf(hand: Hand, id: ReferralId): Promise<string> {
  const found = await hand.row(sql<{ reference: string }>`
    select reference from app.referrals where service_id = ${hand.serviceId} and id = ${id}`);
  if (!found) throw new Error('The referral that was announced is not there');
  return found.reference;
}

/** Each referral of a case, with how to answer whoever referred; the one that became it first. */
export async function referrersOfCase(
  hand: Hand,
  caseId: CaseId,
): Promise<readonly Pick<Referral, 'id' | 'referrerContact'>[]> {
  return hand.rows(sql<Pick<Referral, 'id' | 'referrerContact'>>`
    select id, referrer_contact as "referrerContact" from app.referrals
     where service_id = ${hand.serviceId} and case_id = ${caseId} order by decided_at, id`);
}

/** On whose side a case began: the person harmed as soon as one referral is of theirs; undefined where it came without one. */
export async function begunBy(hand: Hand, caseId: CaseId): Promise<Part | undefined> {
  const first = await hand.row(sql<{ part: Part }>`
    select part from app.referrals where service_id = ${hand.serviceId} and case_id = ${caseId} order by part limit 1`);
  return first?.part;
}

/** The referrals that became a case. */
export async function referralsOfCase(hand: Hand, caseId: CaseId): Promise<readonly ReferralId[]> {
  const rows = await hand.rows(sql<{ id: ReferralId }>`
    select id from app.referrals where service_id = ${hand.serviceId} and case_id = ${caseId}`);
  return rows.map(({ id }) => id);
}
