import { sql, type Db, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ComplexSign } from '#vocabulary/complexity.ts';
import { ageOn, dayOf, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseFrame, FrameParticipant, HarmLink, Standing } from '#vocabulary/frame.ts';
import type { CaseId, IncidentId, ParticipantId, PersonId, TeamId } from '#vocabulary/ids.ts';
import type {
  CaseKind,
  CaseStatus,
  Complexity,
  IncidentKind,
  OrderOfApproach,
  Part,
  Stage,
} from '#vocabulary/parts.ts';
import { mayApproach, signsOfPeople, type Approach } from './rules.ts';

export { withSigns } from './rules.ts';

/** What the people of the case that the hand holds make it complex by, whenever they joined. (CAS-7) */
export async function signsOfPeopleIn(hand: Hand): Promise<readonly ComplexSign[]> {
  const people = await participantsOf(hand, hand.caseId as CaseId);
  return signsOfPeople(people.map((each) => ({ isChild: isChildOn(each, dayOf(hand.at)) })));
}

export interface HeldCase {
  readonly id: CaseId;
  readonly reference: string;
  readonly kind: CaseKind;
  readonly stage: Stage;
  readonly status: CaseStatus;
  readonly complexity: Complexity;
  readonly openedOn: PlainDate;
}

/** Locks the case that the hand holds: one writer a case, so that the facts read afterwards stay true. */
export async function holdCase(hand: Hand): Promise<HeldCase> {
  const held = await hand.row(sql<HeldCase>`
    select id, reference, kind, stage, status, complexity, opened_on as "openedOn"
      from app.cases where service_id = ${hand.serviceId} and id = ${hand.caseId} for update`);
  if (!held) throw new Error('The case to hold is not there');
  return held;
}

export interface CaseParticipant {
  readonly id: ParticipantId;
  /** Null for an organisation. */
  readonly personId: PersonId | null;
  readonly called: string;
  readonly dateOfBirth: PlainDate | null;
  readonly isUnder18: boolean;
  readonly parts: readonly Part[];
}

/** The cases that figures leave out: what the police settled themselves is no work of this service. (CAS-8) */
export const countedApart: Query<unknown> = sql`select apart.id from app.cases apart where apart.origin = 'police-out-of-court'`;

/** The participants of a case with their parts, in the order they joined it. */
export async function participantsOf(db: Db, caseId: CaseId): Promise<readonly CaseParticipant[]> {
  return db.rows(sql<CaseParticipant>`
    select q.id, q.person_id as "personId", coalesce(p.called, o.name) as called, p.date_of_birth as "dateOfBirth",
           coalesce(p.is_under_18, false) as "isUnder18",
           array(select part from (values ('harmed'), ('responsible')) as each (part)
                  where exists (select from app.harm_links l where l.service_id = q.service_id and l.case_id = q.case_id
                    and q.id = case part when 'harmed' then l.harmed_id else l.responsible_id end)) as parts
      from app.participants q
      left join app.people p on p.service_id = q.service_id and p.id = q.person_id
      left join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
     where q.case_id = ${caseId} order by q.added_at, q.id`);
}

/** The incident of a case, the first where there are several. */
export async function firstIncidentOf(db: Db, caseId: CaseId): Promise<IncidentId | undefined> {
  const found = await db.row(sql<{ id: IncidentId }>`
    select i.id from app.incidents i where i.case_id = ${caseId} order by i.id limit 1`);
  return found?.id;
}

/** What the first incident of a case was. */
export async function incidentOf(
  db: Db,
  caseId: CaseId,
): Promise<
  { readonly kind: IncidentKind; readonly happenedOn: PlainDate | null; readonly summary: string } | undefined
> {
  return db.row(sql<{ kind: IncidentKind; happenedOn: PlainDate | null; summary: string }>`
    select kind, happened_on as "happenedOn", summary from app.incidents where case_id = ${caseId} order by id limit 1`);
}

/** Who harmed whom in a case. */
export async function harmLinksOf(db: Db, caseId: CaseId): Promise<readonly HarmLink[]> {
  return db.rows(sql<HarmLink>`
    select incident_id as "incidentId", harmed_id as "harmedId", responsible_id as "responsibleId"
      from app.harm_links where case_id = ${caseId} order by incident_id, harmed_id, responsible_id`);
}

/** Whether somebody is a child on a day: by date of birth, or by what was said where that is not known. */
export function isChildOn(person: Pick<CaseParticipant, 'dateOfBirth' | 'isUnder18'>, day: PlainDate): boolean {
  return person.isUnder18 || (person.dateOfBirth !== null && ageOn(person.dateOfBirth, day) < 18);
}

type AsText<Moments extends keyof Standing> = Omit<Standing, Moments> & Readonly<Record<Moments, string | null>>;
type FrameRow = Omit<CaseFrame, 'participants' | 'own'> & {
  readonly participants: readonly CaseParticipant[];
  readonly own: AsText<'lookingUntil' | 'coveringUntil'>;
};

/** The head of a case page by its reference, as whoever asks, in one query; null where it is not theirs to open. */
export async function caseFrame(db: Db, reference: string, today: PlainDate): Promise<CaseFrame | null> {
  const row = await db.row(sql<FrameRow>`
    with me as materialized (select app.staff_id() as id)
    select c.id, c.service_id as "serviceId", c.reference, c.kind, c.stage, c.status, c.complexity, c.opened_on as "openedOn",
           exists (select from app.restrictions x where x.service_id = c.service_id and x.case_id = c.id and x.lifted_at is null) as "isRestricted",
           (select json_build_object('isAllocated', coalesce(bool_or(r.because = 'allocated'), false), 'isNamed', coalesce(bool_or(r.because = 'named'), false),
                     'coveringUntil', max(r.until_at) filter (where r.because = 'covering'),
                     'hasConflict', exists (select from app.conflicts k where k.service_id = c.service_id and k.case_id = c.id and k.staff_id = (select me.id from me) and k.lifted_at is null),
                     'isOtherTeams', app.is_other_teams(c.service_id, c.team_id, (select me.id from me)),
                     'lookingUntil', case when bool_and(r.because = 'break-glass') then max(r.until_at) end)
              from app.case_readers r where r.service_id = c.service_id and r.case_id = c.id and r.staff_id = (select me.id from me)) as own,
           coalesce((select json_agg(json_build_object('id', i.id, 'kind', i.kind, 'summary', i.summary) order by i.id)
              from app.incidents i where i.service_id = c.service_id and i.case_id = c.id), '[]') as incidents,
           coalesce((select json_agg(json_build_object('incidentId', l.incident_id, 'harmedId', l.harmed_id, 'responsibleId', l.responsible_id)
                     order by l.incident_id, l.harmed_id, l.responsible_id)
              from app.harm_links l where l.service_id = c.service_id and l.case_id = c.id), '[]') as links,
           coalesce((select json_agg(json_build_object('staffId', a.staff_id, 'name', s.name, 'as', a.role) order by a.role desc)
              from app.allocations a join app.staff s on s.service_id = a.service_id and s.id = a.staff_id
             where a.service_id = c.service_id and a.case_id = c.id and a.until_at is null), '[]') as facilitators,
           coalesce((select json_agg(json_build_object('id', q.id, 'personId', q.person_id, 'called', coalesce(p.called, o.name),
                     'dateOfBirth', p.date_of_birth, 'isUnder18', coalesce(p.is_under_18, false)) order by q.added_at, q.id)
              from app.participants q
              left join app.people p on p.service_id = q.service_id and p.id = q.person_id
              left join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
             where q.service_id = c.service_id and q.case_id = c.id), '[]') as participants
      from app.cases c where c.reference = ${reference}`);
  if (!row) return null;
  const { lookingUntil, coveringUntil } = row.own;
  return {
    ...row,
    own: { ...row.own, lookingUntil: momentOf(lookingUntil), coveringUntil: momentOf(coveringUntil) },
    participants: row.participants.map((each) => asFramed(each, row.links, today)),
  };
}

const momentOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

function asFramed(participant: CaseParticipant, links: readonly HarmLink[], today: PlainDate): FrameParticipant {
  const { id, personId, called } = participant;
  const parts: Part[] = [];
  if (links.some(({ harmedId }) => harmedId === id)) parts.push('harmed');
  if (links.some(({ responsibleId }) => responsibleId === id)) parts.push('responsible');
  return { id, personId, called, parts, isChild: isChildOn(participant, today) };
}

/** The reference of the case a participant is in, read as that participant. */
export async function ownCase(
  db: Db,
  caseId: CaseId,
): Promise<{ readonly reference: string; readonly status: CaseStatus } | undefined> {
  return db.row(sql<{ reference: string; status: CaseStatus }>`
    select reference, status from app.cases where id = ${caseId}`);
}

/** What was decided about a case as a whole: whom to speak with first and why, and why it is complex. */
export interface CaseChoices {
  readonly order: OrderOfApproach;
  readonly orderReason: string;
  readonly complexity: Complexity;
  readonly complexBecause: readonly ComplexSign[];
}

/** The team a case is of; null for none. */
export async function teamOf(db: Db, caseId: CaseId): Promise<TeamId | null> {
  const row = await db.row(
    sql<{ teamId: TeamId | null }>`select team_id as "teamId" from app.cases where id = ${caseId}`,
  );
  return row?.teamId ?? null;
}

/** What was decided about a case as a whole. */
export async function choicesOf(db: Db, caseId: CaseId): Promise<CaseChoices> {
  const row = await db.row(sql<CaseChoices>`
    select order_of_approach as "order", order_reason as "orderReason", complexity, complex_because as "complexBecause"
      from app.cases where id = ${caseId}`);
  if (!row) throw new Error('The case to read is not there');
  return row;
}

/** How far the service has come with telling everybody in a case about restorative practice, and who may be told now (H17). */
export async function approachesOf(
  db: Db,
  caseId: CaseId,
): Promise<readonly (Approach & { readonly isInOrder: boolean })[]> {
  const approaches = await db.rows(sql<Approach>`
    select q.id as "participantId", q.approached_on as "approachedOn", c.order_of_approach as "order",
           exists (select from app.harm_links l
             where l.service_id = q.service_id and l.case_id = q.case_id and l.harmed_id = q.id) as "isHarmed",
           array(select distinct l.harmed_id from app.harm_links l
                  where l.service_id = q.service_id and l.case_id = q.case_id and l.responsible_id = q.id
                    and not app.agrees(l.service_id, l.case_id, l.harmed_id, 'approach-other', null, q.id, null)) as "waitsFor"
      from app.participants q join app.cases c on c.service_id = q.service_id and c.id = q.case_id
     where q.case_id = ${caseId} order by q.added_at, q.id`);
  return approaches.map((each) => ({ ...each, isInOrder: mayApproach(approaches, each.participantId).ok }));
}

/** Where each incident of a case happened, in the words it was told in, and who knows it: those whom it links. */
export async function incidentPlacesOf(
  db: Db,
  caseId: CaseId,
): Promise<readonly { readonly words: string; readonly knownTo: readonly ParticipantId[] }[]> {
  return db.rows(sql<{ words: string; knownTo: ParticipantId[] }>`
    select i.where_words as words,
           array(select l.harmed_id from app.harm_links l
                  where l.service_id = i.service_id and l.case_id = i.case_id and l.incident_id = i.id
                 union select l.responsible_id from app.harm_links l
                  where l.service_id = i.service_id and l.case_id = i.case_id and l.incident_id = i.id) as "knownTo"
      from app.incidents i where i.case_id = ${caseId} and i.where_words <> '' order by i.id`);
}
