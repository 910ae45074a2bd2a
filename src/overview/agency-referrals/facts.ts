import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import type { IncidentKind, Part, ReferralStatus } from '#vocabulary/parts.ts';
import { allowedStatus, type AllowedStatus } from '#journey/agency-referral/facts.ts';
import type { ToldReason, WithdrawReason } from '#vocabulary/agencies.ts';

export type { AllowedStatus, KeptAmendment } from '#journey/agency-referral/facts.ts';

/** A referral in the list of whoever made it. */
export interface OwnLine {
  readonly id: ReferralId;
  readonly reference: string;
  readonly called: string;
  readonly incidentKind: IncidentKind;
  readonly receivedOn: PlainDate;
  /** All that they learn of where it stands. */
  readonly standing: AllowedStatus;
  readonly isOwn: boolean;
  /** Somebody of us wrote in the last two weeks, and nobody there answered. */
  readonly hasNews: boolean;
  /** We have asked something, and wait for the answer before we decide. */
  readonly isAsked: boolean;
}

export interface OwnPlace {
  readonly receivedOn: PlainDate;
  readonly id: string;
}

interface Kept {
  readonly status: ReferralStatus;
  readonly isFinished: boolean;
}

function standing<Row extends Kept>({ status, isFinished, ...row }: Row) {
  return { ...row, standing: allowedStatus(status, isFinished) };
}

const hasNews = sql`
  exists (select from app.agency_replies p
    where p.service_id = a.service_id and p.referral_id = a.referral_id and p.written_at > now() - interval '14 days'
      and not exists (select from app.referral_amendments m
        where m.service_id = a.service_id and m.referral_id = a.referral_id and m.field = 'message' and m.amended_at > p.written_at))`;

const isAsked = sql`
  exists (select from app.more_asked q
    where q.service_id = a.service_id and q.referral_id = a.referral_id and q.asked_of = 'agency'
      and q.answered_at is null and q.let_go_at is null)`;

const pageLength = 25;

/** A page of an agency's referrals, the newest first, as one of its people follows them. (AGY-1) */
export async function ownReferrals(
  db: Db,
  staffId: string,
  after: OwnPlace | undefined,
): Promise<{ readonly lines: readonly OwnLine[]; readonly next: OwnPlace | undefined }> {
  const beyond = after ? sql`(r.received_on, r.id) < (${after.receivedOn}::date, ${after.id}::uuid)` : sql`true`;
  const rows = await db.rows(sql<Omit<OwnLine, 'standing'> & Kept>`
    select r.id, r.reference, r.called, r.incident_kind as "incidentKind", r.received_on as "receivedOn", r.status,
           a.finished_at is not null as "isFinished", a.referred_by = ${staffId} as "isOwn", ${hasNews} as "hasNews",
           ${isAsked} as "isAsked"
      from app.agency_referrals a join app.referrals r on r.service_id = a.service_id and r.id = a.referral_id
     where ${beyond} order by r.received_on desc, r.id desc limit ${pageLength + 1}`);
  const lines = rows.slice(0, pageLength).map(standing);
  const last = lines.at(-1);
  return { lines, next: rows.length > pageLength && last ? { receivedOn: last.receivedOn, id: last.id } : undefined };
}

/** A referral as its agency reads it: what it wrote, and where it stands. */
export interface OwnReferral extends OwnLine {
  readonly part: Part;
  readonly fullName: string;
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
  readonly whatHappened: string;
  readonly whenWords: string;
  readonly happenedOn: PlainDate | null;
  readonly whereWords: string;
  readonly postcodeDistrict: string;
  readonly otherPeopleWords: string;
  readonly hopes: string;
  readonly agencyReference: string;
  readonly situationWords: string;
  readonly agreedToReferral: boolean;
  readonly toldWords: string;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBecause: WithdrawReason | null;
  readonly withdrawnWords: string;
  /** Why it was not taken on, as they may know it. (AGY-5) */
  readonly toldBecause: ToldReason | null;
}

const own = sql`
  r.id, r.reference, r.part, r.full_name as "fullName", r.called, r.date_of_birth as "dateOfBirth", r.is_under_18 as "isUnder18",
  r.guardian_name as "guardianName", r.language, r.needs_interpreter as "needsInterpreter", r.access_needs as "accessNeeds",
  r.phone, r.email, r.address, r.may_phone as "mayPhone", r.may_text as "mayText", r.may_email as "mayEmail", r.may_post as "mayPost",
  r.safe_times as "safeTimes", r.incident_kind as "incidentKind", r.what_happened as "whatHappened", r.when_words as "whenWords",
  r.happened_on as "happenedOn", r.where_words as "whereWords", r.postcode_district as "postcodeDistrict",
  r.other_people_words as "otherPeopleWords", r.hopes, r.received_on as "receivedOn", r.status,
  a.finished_at is not null as "isFinished", a.agency_reference as "agencyReference", a.situation_words as "situationWords",
  r.agreed_to_referral as "agreedToReferral", a.told_words as "toldWords", a.withdrawn_at as "withdrawnAt", a.withdrawn_because as "withdrawnBecause",
  a.withdrawn_words as "withdrawnWords", a.told_because as "toldBecause"`;

/** One referral of an agency by its reference, as whoever asks. (AGY-1) */
export async function ownReferral(db: Db, staffId: string, reference: string): Promise<OwnReferral | undefined> {
  const row = await db.row(sql<Omit<OwnReferral, 'standing'> & Kept>`
    select ${own}, a.referred_by = ${staffId} as "isOwn", ${hasNews} as "hasNews", ${isAsked} as "isAsked"
      from app.agency_referrals a join app.referrals r on r.service_id = a.service_id and r.id = a.referral_id
     where r.reference = ${reference}`);
  return row && standing(row);
}
