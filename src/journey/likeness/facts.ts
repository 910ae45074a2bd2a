import { standingsOf } from '#journey/referral/facts.ts';
import { townsOf } from '#service/areas/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { emailIndex, phoneIndex, referenceIndex } from '#vocabulary/blind-index.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { CaseId, ReferralId } from '#vocabulary/ids.ts';
import { lettersOf, soundsOf } from '#vocabulary/names-alike.ts';
import type { CaseStatus, ReferralStatus } from '#vocabulary/parts.ts';
import {
  nearDays,
  ranked,
  incidentSaysSomething,
  saysSomething,
  swapped,
  type Found,
  type Ranked,
  type Sought,
  type SoughtIncident,
} from './rules.ts';

/** A referral or a case that may be about the same, with each reason. */
export interface Alike extends Omit<Ranked<Hit>, 'hit'> {
  readonly kind: 'referral' | 'case';
  readonly id: string;
  readonly reference: string;
  readonly status: ReferralStatus | CaseStatus;
}

interface Hit extends Found {
  readonly referralId: ReferralId | null;
  readonly caseId: CaseId | null;
  /** Of its case; of a referral it is asked where referrals are. */
  readonly reference: string;
  readonly status: CaseStatus | null;
}

interface Service {
  readonly serviceId: string;
}

const hitsAtMost = 300;

/**
 * Referrals and cases that look like what is sought, as whoever asks: what they may not open does not exist here (LIK-2, H14).
 * `than` is the referral itself and what it was told apart from.
 */
export async function alike(
  db: Db,
  service: Service,
  sought: readonly Sought[],
  incident: SoughtIncident,
  than: ReferralId | null,
): Promise<readonly Alike[]> {
  const told = sought.filter(saysSomething);
  // What happened is compared although nothing is known yet of anybody.
  const people = told.length === 0 && incidentSaysSomething(incident) ? sought.slice(0, 1) : told;
  if (people.length === 0) return [];
  const rows = await db.rows(sql<Hit>`
    select ${whatIsTold(service, people, incident)}, coalesce(c.reference, '') as reference, c.status
      from ${toldOf(service, people, incident)} a
      left join app.cases c on c.id = a.case_id
     where (a.case_id is null or c.id is not null) and (a.referral_id is null or a.referral_id is distinct from ${than}::uuid)
       and not exists (select from app.told_apart t where t.taken_back_at is null
         and (t.referral_id = ${than} and t.other_id = coalesce(a.case_id, a.referral_id) or t.other_id = ${than} and t.referral_id = a.referral_id))`);
  const towns = await townsOf(
    db,
    [...rows, incident].map(({ postcodeDistrict }) => postcodeDistrict),
  );
  const weighed = ranked(people, incident, rows, towns);
  const standings = await standingsOf(
    db,
    weighed.flatMap(({ hit }) => hit.referralId ?? []),
  );
  return weighed.flatMap(({ hit, ...each }): Alike[] => {
    if (hit.status !== null)
      return [{ ...each, kind: 'case', id: hit.caseId ?? '', reference: hit.reference, status: hit.status }];
    const there = standings.find(({ id }) => id === hit.referralId);
    return there ? [{ ...each, kind: 'referral', ...there }] : [];
  });
}

// By their places: the first of each is the first person's.
const phonesOf = (service: Service, people: readonly Sought[]) => people.map(({ phone }) => phoneIndex(service, phone));
const emailsOf = (service: Service, people: readonly Sought[]) => people.map(({ email }) => emailIndex(service, email));

const referencesIn = (service: Service, { references }: SoughtIncident) =>
  references.map((reference) => referenceIndex(service, reference));

function toldOf(service: Service, people: readonly Sought[], incident: SoughtIncident) {
  const { happenedOn, postcodeDistrict } = incident;
  const names = people.map(({ fullName }) => fullName).filter((name) => name !== '');
  const born = people.flatMap(({ born: day }) => (day === null ? [] : [day, swapped(day) ?? day]));
  const [phones, emails] = [phonesOf(service, people), emailsOf(service, people)];
  const references = referencesIn(service, incident);
  return sql`app.alike(${names.map(lettersOf)}, ${names.flatMap(soundsOf)}, array_remove(${phones}::text[] || ${emails}::text[] || ${references}::text[], ''), ${born}::date[],
    ${postcodeDistrict}, ${happenedOn && plusDays(happenedOn, -nearDays)}, ${happenedOn && plusDays(happenedOn, nearDays)}, ${hitsAtMost})`;
}

function whatIsTold(service: Service, people: readonly Sought[], incident: SoughtIncident) {
  return sql`
    a.about_id as "aboutId", coalesce(a.case_id, a.referral_id) as "ofId", a.referral_id as "referralId", a.case_id as "caseId", a.full_name as "fullName", a.born,
    a.happened_on as "happenedOn", a.postcode_district as "postcodeDistrict", a.incident_kind as "incidentKind",
    array(select m.place::int from unnest(${phonesOf(service, people)}::text[]) with ordinality as m (mark, place) where m.mark = any (a.marks_met)) as phones,
    array(select m.place::int from unnest(${emailsOf(service, people)}::text[]) with ordinality as m (mark, place) where m.mark = any (a.marks_met)) as emails,
    array_remove(${referencesIn(service, incident)}::text[], '') && a.marks_met as "isOfReference"`;
}

/** What a referral was told apart from, on its own page or on the other's, as far as whoever asks may know it. */
export async function toldApartFrom(
  db: Db,
  referralId: ReferralId,
): Promise<readonly { readonly otherId: string; readonly reference: string }[]> {
  const rows = await db.rows(sql<{ otherId: string; reference: string | null }>`
    select case when t.referral_id = ${referralId} then t.other_id else t.referral_id end as "otherId", c.reference
      from app.told_apart t left join app.cases c on c.id = t.other_id
     where (t.referral_id = ${referralId} or t.other_id = ${referralId}) and t.taken_back_at is null order by t.said_at desc, t.id limit 50`);
  const standings = await standingsOf(
    db,
    rows.flatMap(({ otherId, reference }) => (reference === null ? otherId : [])),
  );
  return rows.flatMap(({ otherId, reference }) => {
    const shown = reference ?? standings.find(({ id, caseId }) => id === otherId && caseId === null)?.reference;
    return shown === undefined ? [] : [{ otherId, reference: shown }];
  });
}

/** Whether a referral was told apart from another, whichever of the two it was said of, or from a case. */
export async function isToldApart(hand: Hand, referralId: ReferralId, otherId: string): Promise<boolean> {
  const found = await hand.row(sql`
    select from app.told_apart
     where service_id = ${hand.serviceId} and taken_back_at is null
       and (referral_id = ${referralId} and other_id = ${otherId} or referral_id = ${otherId} and other_id = ${referralId})`);
  return found !== undefined;
}
