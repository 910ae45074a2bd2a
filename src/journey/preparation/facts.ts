import { facilitatorsOfC } from '#casefile/allocation/facts.ts';
import { withoutGuardianInC } from '#casefile/deciding/facts.ts';
import { harmLinksOf, isChildOn, participantsOf } from '#casefile/cases/facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import { eligibilityOfC } from '#journey/eligibility/facts.ts';
import { suitabilityOf } from '#journey/suitability/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { CaseId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { CommunicationFacts } from './gate-rules.ts';
import type { Check, CheckAnswer, CheckItem, Session, Topic } from './rules.ts';

export { approachResponsibleGate, communicateGate, readyGate, type CommunicationFacts } from './gate-rules.ts';

/**
 * Everything the gates of communication weigh on a day, in five queries; as staff who may open the case, or on the hand.
 * A page that has the frame of the case hands it in, which spares two of them.
 */
export async function communicationFacts(
  db: Db,
  caseId: CaseId,
  today: PlainDate,
  known?: Pick<CaseFrame, 'participants' | 'links'>,
): Promise<CommunicationFacts> {
  const [frame, participants, links, stands, suitability] = await Promise.all([
    frameOf(db, caseId, today),
    known?.participants ?? framedParticipants(db, caseId, today),
    known?.links ?? harmLinksOf(db, caseId),
    ledgerOf(db, caseId),
    suitabilityOf(db, caseId),
  ]);
  const {
    status,
    kind,
    orderOfApproach,
    orderReason,
    approaches,
    checks,
    eligibility,
    signs,
    facilitators,
    withoutGuardian,
  } = frame;
  const children = participants.filter(({ isChild }) => isChild).map(({ id }) => id);
  return {
    ...suitability,
    today,
    status,
    kind,
    eligibility,
    signs,
    facilitators,
    withoutGuardian,
    orderOfApproach,
    orderReason,
    checks,
    links,
    standing: { stands, children },
    participants: participants.map(({ id, called, parts }) => ({
      id,
      called,
      parts,
      isChild: children.includes(id),
      approachedOn: approaches[id] ?? null,
    })),
  };
}

async function framedParticipants(db: Db, caseId: CaseId, today: PlainDate) {
  const participants = await participantsOf(db, caseId);
  return participants.map((each) => ({ ...each, isChild: isChildOn(each, today) }));
}

type CaseRow = Pick<
  CommunicationFacts,
  | 'status'
  | 'kind'
  | 'orderOfApproach'
  | 'orderReason'
  | 'checks'
  | 'eligibility'
  | 'signs'
  | 'facilitators'
  | 'withoutGuardian'
> & {
  readonly approaches: Readonly<Record<ParticipantId, PlainDate | null>>;
};

async function frameOf(db: Db, caseId: CaseId, today: PlainDate): Promise<CaseRow> {
  const row = await db.row(sql<CaseRow>`
    select c.status, c.kind, c.complex_because as signs, ${eligibilityOfC} as eligibility, c.order_of_approach as "orderOfApproach", c.order_reason as "orderReason",
           coalesce((select json_object_agg(q.id, q.approached_on) from app.participants q
              where q.service_id = c.service_id and q.case_id = c.id), '{}') as approaches,
           coalesce((select json_agg(json_build_object('participantId', k.participant_id, 'item', k.item, 'answer', k.answer))
              from (select distinct on (participant_id, item) participant_id, item, answer from app.preparation_checks
                     where service_id = c.service_id and case_id = c.id order by participant_id, item, seq desc) k), '[]') as checks,
           ${facilitatorsOfC(today)} as facilitators, ${withoutGuardianInC} as "withoutGuardian"
      from app.cases c where c.id = ${caseId}`);
  if (!row) throw new Error('The case to weigh is not there');
  return row;
}

export type SessionLine = Session & { readonly id: string; readonly recordedBy: StaffId };

type SessionRow = Omit<SessionLine, 'words'> & Record<Topic, string>;

/** The preparation sessions of a case, the latest first: for staff alone, nothing of it crosses between sides. */
export async function sessionsOf(db: Db, caseId: CaseId): Promise<readonly SessionLine[]> {
  const rows = await db.rows(sql<SessionRow>`
    select id, participant_id as "participantId", part, held_on as "heldOn", minutes, account, impact,
           impact_on_others as "impactOnOthers", would_help as "wouldHelp", questions, not_wanted as "notWanted",
           who_was_affected as "whoWasAffected", could_do as "couldDo", feelings, recorded_by as "recordedBy"
      from app.preparation_sessions where case_id = ${caseId} order by held_on desc, recorded_at desc, id`);
  return rows.map(({ id, participantId, part, heldOn, minutes, recordedBy, ...words }) => ({
    id,
    participantId,
    part,
    heldOn,
    minutes,
    recordedBy,
    words,
  }));
}

export interface CheckLine extends Check {
  readonly item: CheckItem;
  readonly answer: CheckAnswer;
  readonly waivedBecause: string;
  readonly checkedOn: PlainDate;
}

/** Where everybody's checklist stands now, with why an item was left out. */
export async function checksOf(db: Db, caseId: CaseId): Promise<readonly CheckLine[]> {
  return db.rows(sql<CheckLine>`
    select distinct on (participant_id, item) participant_id as "participantId", item, answer,
           waived_because as "waivedBecause", checked_on as "checkedOn"
      from app.preparation_checks where case_id = ${caseId} order by participant_id, item, seq desc`);
}
