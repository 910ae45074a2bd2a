import { sql, type Db, type Query } from '#platform/sql.ts';
import type { Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, CompanionId, OrganisationId, ParticipantId, PersonId } from '#vocabulary/ids.ts';
import type { SendingChannel } from '#vocabulary/modes.ts';
import type { CompanionKind } from '#vocabulary/parts.ts';
import { mayContact, type CannotContact, type ContactPoint, type Reach, type SafeContact } from './rules.ts';

/** The guardian beside a participant who is a child; null when none is on the case. */
export async function guardianOf(db: Db, participantId: ParticipantId): Promise<CompanionId | null> {
  const row = await db.row(sql<{ id: CompanionId }>`
    select id from app.companions where participant_id = ${participantId} and kind = 'guardian' order by added_at limit 1`);
  return row?.id ?? null;
}

/** The guardians on a case by name, the first first; as a participant, those beside oneself. */
export async function guardianNamesOf(
  db: Db,
  caseId: CaseId,
): Promise<readonly { readonly participantId: ParticipantId; readonly fullName: string }[]> {
  return db.rows(sql<{ participantId: ParticipantId; fullName: string }>`
    select participant_id as "participantId", full_name as "fullName" from app.companions
     where case_id = ${caseId} and kind = 'guardian' order by added_at, id`);
}

/** The guardians of the participant `q` of a neighbour's query. */
export const guardiansOfQ: Query<unknown> = sql`select g.id from app.companions g
  where g.service_id = q.service_id and g.case_id = q.case_id and g.participant_id = q.id and g.kind = 'guardian'`;

/** Who asked us not to be in touch, with the day until which we wait, or null for not at all. */
export type WishesAboutContact = ReadonlyMap<ParticipantId, PlainDate | null>;

/** The consent ledger's answer, handed in: this slice is below it. */
export type AskWishes = (db: Db, caseId: CaseId, today: PlainDate) => Promise<WishesAboutContact>;

export interface Companion {
  readonly id: CompanionId;
  readonly participantId: ParticipantId;
  readonly kind: CompanionKind;
  readonly fullName: string;
  readonly called: string;
  readonly relation: string;
  readonly phone: string;
  readonly email: string;
}

/** Everybody beside the participants of a case, in the order they were added. */
export async function companionsOf(db: Db, caseId: CaseId): Promise<readonly Companion[]> {
  return db.rows(sql<Companion>`
    select id, participant_id as "participantId", kind, full_name as "fullName", called, relation, phone, email
      from app.companions where case_id = ${caseId} order by added_at, id`);
}

export interface PersonDetails {
  readonly participantId: ParticipantId;
  /** Null for an organisation. */
  readonly personId: PersonId | null;
  readonly organisationId: OrganisationId | null;
  readonly fullName: string;
  readonly called: string;
  readonly pronouns: string;
  readonly dateOfBirth: PlainDate | null;
  readonly isUnder18: boolean;
  readonly language: string;
  readonly needsInterpreter: boolean;
  readonly accessNeeds: string;
  readonly ownWord: string;
  /** Of an organisation. */
  readonly contactRole: string;
  readonly organisationPhone: string;
  readonly organisationEmail: string;
}

/** The participants of a case with their details, or one of them. */
export async function detailsOf(
  db: Db,
  caseId: CaseId,
  participantId: ParticipantId | null = null,
): Promise<readonly PersonDetails[]> {
  return db.rows(sql<PersonDetails>`
    select q.id as "participantId", q.person_id as "personId", q.organisation_id as "organisationId",
           coalesce(p.full_name, o.name) as "fullName", coalesce(p.called, o.name) as called,
           coalesce(p.pronouns, '') as pronouns, p.date_of_birth as "dateOfBirth",
           coalesce(p.is_under_18, false) as "isUnder18", coalesce(p.language, 'English') as language,
           coalesce(p.needs_interpreter, false) as "needsInterpreter", coalesce(p.access_needs, '') as "accessNeeds",
           coalesce(p.own_word, '') as "ownWord", coalesce(o.contact_role, '') as "contactRole",
           coalesce(o.phone, '') as "organisationPhone", coalesce(o.email, '') as "organisationEmail"
      from app.participants q
      left join app.people p on p.service_id = q.service_id and p.id = q.person_id
      left join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
     where q.case_id = ${caseId} and (${participantId}::uuid is null or q.id = ${participantId})
     order by q.added_at, q.id`);
}

/** How to reach somebody: what they said is safe, their numbers and addresses, and in which language. */
export interface Reachable {
  readonly participantId: ParticipantId;
  readonly called: string;
  readonly language: string;
  readonly safe: SafeContact | null;
  readonly points: readonly ContactPoint[];
}

type ReachRow = Omit<Reachable, 'points'> & { readonly points: readonly ContactPoint[] | null };

// An organisation is reached at its office: what is written there is safe for the way it is written for.
function reachable(where: Query<unknown>): Query<ReachRow> {
  return sql<ReachRow>`
    select q.id as "participantId", coalesce(p.called, o.name) as called, coalesce(p.language, 'English') as language,
           case when o.id is not null then json_build_object('mayPhone', o.phone <> '', 'mayText', false,
                  'mayEmail', o.email <> '', 'mayPost', false, 'fromHour', null, 'untilHour', null, 'timesWords', '',
                  'mayLeaveVoicemail', false, 'maySayWhoCalls', true, 'codeword', '', 'ifSomeoneElseAnswers', '',
                  'hidesServiceName', false, 'saidOn', null)
                else (select json_build_object('mayPhone', r.may_phone, 'mayText', r.may_text, 'mayEmail', r.may_email,
                  'mayPost', r.may_post, 'fromHour', r.from_hour, 'untilHour', r.until_hour, 'timesWords', r.times_words,
                  'mayLeaveVoicemail', r.may_leave_voicemail, 'maySayWhoCalls', r.may_say_who_calls, 'codeword', r.codeword,
                  'ifSomeoneElseAnswers', r.if_someone_else_answers, 'hidesServiceName', r.hides_service_name, 'saidOn', r.said_on)
                  from app.safe_contact_rules r where r.service_id = q.service_id and r.person_id = q.person_id
                 order by r.seq desc limit 1) end as safe,
           case when o.id is not null then (select json_agg(json_build_object('id', o.id, 'channel', each.channel,
                  'value', each.value, 'checkedOn', '2000-01-01', 'checkedHow', 'with-the-referral', 'isInUse', true))
                  from (values ('phone', o.phone), ('email', o.email)) as each (channel, value) where each.value <> '')
                else (select json_agg(json_build_object('id', c.id, 'channel', c.channel, 'value', c.value,
                  'checkedOn', c.checked_on, 'checkedHow', c.checked_how, 'isInUse', c.is_in_use) order by c.added_at desc, c.id)
                  from app.contact_points c where c.service_id = q.service_id and c.person_id = q.person_id) end as points
      from app.participants q
      left join app.people p on p.service_id = q.service_id and p.id = q.person_id
      left join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
     where ${where}`;
}

/** How to reach one participant; the newest number or address comes first. */
export async function safeContactOf(db: Db, participantId: ParticipantId): Promise<Reachable> {
  const row = await db.row(reachable(sql`q.id = ${participantId}`));
  if (!row) throw new Error('Whoever is to be reached is not there for this reader');
  return { ...row, points: row.points ?? [] };
}

/** How to reach everybody in a case. */
export async function safeContactsOf(db: Db, caseId: CaseId): Promise<readonly Reachable[]> {
  const rows = await db.rows(reachable(sql`q.case_id = ${caseId} order by q.added_at, q.id`));
  return rows.map((row) => ({ ...row, points: row.points ?? [] }));
}

/** Whether one participant may be reached this way at this moment, and where. Asked at every send. (H16) */
export async function mayContactNow(
  db: Db,
  participantId: ParticipantId,
  channel: SendingChannel | 'phone',
  at: Date,
): Promise<Decision<Reach, CannotContact>> {
  const { safe, points } = await safeContactOf(db, participantId);
  return mayContact(safe, points, channel, at);
}

/** Everything somebody ever said about how it is safe to reach them, the newest first. */
export async function safeHistoryOf(
  db: Db,
  personId: PersonId,
): Promise<readonly (SafeContact & { readonly seq: number; readonly recordedAt: Date })[]> {
  return db.rows(sql<SafeContact & { seq: number; recordedAt: Date }>`
    select seq, may_phone as "mayPhone", may_text as "mayText", may_email as "mayEmail", may_post as "mayPost",
           from_hour as "fromHour", until_hour as "untilHour", times_words as "timesWords",
           may_leave_voicemail as "mayLeaveVoicemail", may_say_who_calls as "maySayWhoCalls", codeword,
           if_someone_else_answers as "ifSomeoneElseAnswers", hides_service_name as "hidesServiceName", said_on as "saidOn", recorded_at as "recordedAt"
      from app.safe_contact_rules where person_id = ${personId} order by seq desc limit 50`);
}

/** What the participant `q` of a neighbour's query is called. */
export const calledOfQ: Query<unknown> = sql`coalesce(
  (select p.called from app.people p where p.service_id = q.service_id and p.id = q.person_id),
  (select o.name from app.organisations o where o.service_id = q.service_id and o.id = q.organisation_id))`;

export { isInHours, isOld } from './rules.ts';
