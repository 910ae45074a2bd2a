import { countedApart } from '#casefile/cases/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import type { Part } from '#vocabulary/parts.ts';
import { reoffending, wilson, type Feedback, type FollowUp, type Interval, type Reoffending } from './rules.ts';

export type { Excerpt } from '#casefile/protection/facts.ts';

export interface CaseFollowUp extends FollowUp {
  readonly participantId: ParticipantId;
  readonly note: string;
}

/** What falls due afterwards in a case, oldest first; a participant reads their own. */
export async function followUpsOf(db: Db, caseId: CaseId): Promise<readonly CaseFollowUp[]> {
  return db.rows(sql<CaseFollowUp>`
    select id, participant_id as "participantId", occasion, due_on as "dueOn", done_on as "doneOn", note, let_go_because as "letGoBecause"
      from app.follow_ups where case_id = ${caseId} order by due_on, participant_id`);
}

/** Whether a follow-up is the reader's own and still to come; what hints at a delivery they may not know of is not there for them. */
export async function isOwnFollowUpDue(db: Db, id: string): Promise<boolean> {
  const row = await db.row(sql<{ due: boolean }>`select done_on is null as due from app.follow_ups where id = ${id}`);
  return row?.due ?? false;
}

/** How many follow-ups of a case are neither done nor let go (H11). */
export async function openFollowUps(db: Db, caseId: CaseId): Promise<number> {
  const row = await db.row(sql<{ open: number }>`
    select count(*) as open from app.follow_ups where case_id = ${caseId} and done_on is null and let_go_because = ''`);
  return row?.open ?? 0;
}

export interface CaseSurvey extends Feedback {
  readonly participantId: ParticipantId;
  readonly answeredOn: PlainDate;
}

/** What people said about how it was; a participant reads their own. */
export async function surveysOf(db: Db, caseId: CaseId): Promise<readonly CaseSurvey[]> {
  return db.rows(sql<CaseSurvey>`
    select participant_id as "participantId", satisfied, would_recommend as "wouldRecommend", words, may_quote as "mayQuote",
           answered_on as "answeredOn" from app.surveys where case_id = ${caseId} order by answered_on, id`);
}

/** Whether this voice has said on this day how it was (FOL-8). */
export async function hasAnswered(
  db: Db,
  who: { readonly participantId: ParticipantId; readonly answeredAs: string },
  on: PlainDate,
): Promise<boolean> {
  const row = await db.row(sql<{ there: boolean }>`
    select exists (select from app.surveys where participant_id = ${who.participantId} and answered_as = ${who.answeredAs}
                     and answered_on = ${on}) as there`);
  return row?.there ?? false;
}

/** The last day somebody communicated, read from the follow-ups it caused; null when they have not. */
export async function lastCommunicatedOn(db: Db, participantId: ParticipantId): Promise<PlainDate | null> {
  const row = await db.row(sql<{ day: PlainDate | null }>`
    select max(due_on) - 1 as day from app.follow_ups where participant_id = ${participantId} and occasion = 'next-day'`);
  return row?.day ?? null;
}

export interface CaseCheck {
  readonly participantId: ParticipantId;
  readonly fromOn: PlainDate;
  readonly months: number;
  readonly source: string;
  readonly checkedOn: PlainDate;
  readonly reoffences: number;
}

/** The looks at reoffending in a case. For staff only: participants have no right to the table. */
export async function checksOf(db: Db, caseId: CaseId): Promise<readonly CaseCheck[]> {
  return db.rows(sql<CaseCheck>`
    select participant_id as "participantId", from_on as "fromOn", months, source, checked_on as "checkedOn", reoffences
      from app.reoffending_checks where case_id = ${caseId} order by checked_on, id`);
}

export interface FollowUpFigures {
  /** Share of 4s and 5s among answers people gave themselves (H18), for each part; null without answers. */
  readonly satisfied: Readonly<Record<Part, Interval | null>>;
  readonly reoffending: Reoffending;
}

/** The service's figures on satisfaction and on reoffending at twelve months, of what the reader may see. */
export async function followUpFigures(db: Db): Promise<FollowUpFigures> {
  const answers = await db.rows(sql<{ part: Part; answers: number; satisfied: number }>`
    select part, count(satisfied) as answers, count(*) filter (where satisfied >= 4) as satisfied
      from app.surveys where answered_as = 'self' and case_id not in (${countedApart}) group by part`);
  const counts = await db.rows(sql<{ reoffences: number }>`
    select distinct on (participant_id) reoffences from app.reoffending_checks
     where months = 12 and case_id not in (${countedApart}) order by participant_id, checked_on desc`);
  const of = (part: Part) => {
    const row = answers.find((each) => each.part === part);
    return row ? wilson(row.satisfied, row.answers) : null;
  };
  return {
    satisfied: { harmed: of('harmed'), responsible: of('responsible') },
    reoffending: reoffending(counts.map(({ reoffences }) => reoffences)),
  };
}

/** A percentage with its interval, for neighbours that count other things. */
export function percentWithInterval(hits: number, base: number): Interval | null {
  return wilson(hits, base);
}
