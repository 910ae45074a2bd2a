import { sql, type Marked, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId, ParticipantId, ReferralId, ServiceId } from '#vocabulary/ids.ts';
import { lettersOf, soundsOf } from '#vocabulary/names-alike.ts';
import type { Comparable } from './rules.ts';

export interface Entry extends Comparable {
  readonly aboutId: string;
  readonly marks: readonly Marked[];
  /** Who wrote the referral down. */
  readonly enteredBy: string | null;
}

/** Keeps what somebody on a referral is found by; what was kept before gives way. */
export async function keepOfReferral(hand: Hand, referralId: ReferralId, entry: Entry): Promise<void> {
  await hand.run(sql`
    insert into app.likeness_entries (service_id, about_id, referral_id, full_name, words, sounds, marks, born, happened_on, postcode_district, incident_kind, entered_by)
    values (${hand.serviceId}, ${entry.aboutId}, ${referralId}, ${entry.fullName}, ${lettersOf(entry.fullName)}, ${soundsOf(entry.fullName)},
            ${entry.marks}, ${entry.born}, ${entry.happenedOn}, ${entry.postcodeDistrict}, ${entry.incidentKind}, ${entry.enteredBy})
    on conflict (service_id, about_id) do update set full_name = excluded.full_name, words = excluded.words, sounds = excluded.sounds,
      marks = excluded.marks, born = excluded.born, is_whole = true`);
}

/** Keeps what a participant of the held case is found by; where and when it happened is known from the others of the case. */
export async function keepOfParticipant(
  hand: Hand,
  entry: Pick<Entry, 'aboutId' | 'fullName' | 'born'>,
): Promise<void> {
  await hand.run(sql`
    insert into app.likeness_entries (service_id, about_id, case_id, full_name, words, sounds, born, happened_on, postcode_district, incident_kind, marks)
    select ${hand.serviceId}, ${entry.aboutId}, ${hand.caseId}, ${entry.fullName}, ${lettersOf(entry.fullName)}, ${soundsOf(entry.fullName)}::text[],
           ${entry.born}::date, there.happened_on, coalesce(there.postcode_district, ''), there.incident_kind, coalesce(there.marks, '{}')
      from (select) as one left join lateral (select e.happened_on, e.postcode_district, e.incident_kind, e.marks from app.likeness_entries e
             where e.service_id = ${hand.serviceId} and e.case_id = ${hand.caseId} limit 1) there on true
    on conflict (service_id, about_id) do update set full_name = excluded.full_name, words = excluded.words, sounds = excluded.sounds, born = excluded.born`);
}

/** Keeps where and when the incident of the held case was, with each of its people. */
export async function placeOfCase(
  hand: Hand,
  { happenedOn, postcodeDistrict, incidentKind }: Omit<Comparable, 'fullName' | 'born'>,
): Promise<void> {
  await hand.run(sql`
    update app.likeness_entries set happened_on = ${happenedOn}, postcode_district = ${postcodeDistrict}, incident_kind = ${incidentKind}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId}`);
}

/** Keeps the references of the held case with each of its people: what else they are marked by stands where they are looked for. */
export async function keepReferencesOfCase(hand: Hand, marks: readonly Marked[]): Promise<void> {
  await hand.run(sql`
    update app.likeness_entries set marks = ${marks} where service_id = ${hand.serviceId} and case_id = ${hand.caseId}`);
}

/** The doorkeeper's login: no table, only named functions. */
export interface Keeper {
  ask<Row>(query: Query<Row>): Promise<readonly Row[]>;
}

/** A referral or a case that was there before everything of it was compared. */
export interface NotWhole {
  readonly serviceId: ServiceId;
  readonly referralId: ReferralId | null;
  readonly caseId: CaseId | null;
}

/** Some of what is not compared whole yet, in any service. */
export async function notWhole(keeper: Keeper, most: number): Promise<readonly NotWhole[]> {
  return keeper.ask(sql<NotWhole>`
    select service_id as "serviceId", referral_id as "referralId", case_id as "caseId" from doorkeeper.likeness_not_whole(${most})`);
}

/** Who of the held case is found already, and not compared whole yet. */
export async function notWholeOfCase(hand: Hand): Promise<readonly ParticipantId[]> {
  const rows = await hand.rows(sql<{ id: ParticipantId }>`
    select about_id as id from app.likeness_entries where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and not is_whole`);
  return rows.map(({ id }) => id);
}

/** Keeps that everybody of the held case is compared whole. */
export async function markCaseWhole(hand: Hand): Promise<void> {
  await hand.run(sql`
    update app.likeness_entries set is_whole = true where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and not is_whole`);
}

/** Forgets a referral that is part of a case now: the people of the case are found instead. */
export async function forgetReferral(hand: Hand, referralId: ReferralId): Promise<void> {
  await hand.run(sql`
    delete from app.likeness_entries where service_id = ${hand.serviceId} and referral_id = ${referralId}`);
}

/** Keeps that two are not the same. */
export async function keepApart(hand: Hand, referralId: ReferralId, otherId: string): Promise<void> {
  await hand.run(sql`
    insert into app.told_apart (service_id, referral_id, other_id, said_by, said_at)
    values (${hand.serviceId}, ${referralId}, ${otherId}, ${hand.actor.id}, ${hand.at})`);
}

/** Takes back that two are not the same, whichever of them it was said of; how many times it was. */
export async function takeBackApart(hand: Hand, referralId: ReferralId, otherId: string): Promise<number> {
  return hand.run(sql`
    update app.told_apart set taken_back_at = ${hand.at}
     where service_id = ${hand.serviceId} and taken_back_at is null
       and (referral_id = ${referralId} and other_id = ${otherId} or referral_id = ${otherId} and other_id = ${referralId})`);
}

/** What was told apart from a referral stays apart from the case that it became. */
export async function keepApartFromCase(hand: Hand, referralId: ReferralId): Promise<void> {
  await hand.run(sql`
    insert into app.told_apart (service_id, referral_id, other_id, said_by, said_at)
    select t.service_id, t.referral_id, ${hand.caseId}::uuid, t.said_by, t.said_at from app.told_apart t
     where t.service_id = ${hand.serviceId} and t.other_id = ${referralId} and t.taken_back_at is null
    union
    select t.service_id, t.other_id, ${hand.caseId}::uuid, t.said_by, t.said_at from app.told_apart t
     where t.service_id = ${hand.serviceId} and t.referral_id = ${referralId} and t.taken_back_at is null
       and exists (select from app.likeness_entries e where e.service_id = t.service_id and e.referral_id = t.other_id)
    on conflict do nothing`);
}
