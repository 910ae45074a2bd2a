import { sql, type Db } from '#platform/sql.ts';
import { advancedOf } from '#service/facilitators/facts.ts';
import { supervisorsTalks, talksOf } from '#service/volunteers/facts.ts';
import { plusMonths, type PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';
import {
  learningWords,
  standingOf,
  supervisionWarning,
  warningsOf,
  warningWords,
  type Learning,
  type Standing,
  type SupervisionWarning,
  type Warning,
} from './rules.ts';

export interface LearningLine extends Learning {
  readonly id: string;
}

/** What somebody learned in the last two years, the newest first. */
export async function learningOf(db: Db, staffId: StaffId, today: PlainDate): Promise<readonly LearningLine[]> {
  return db.rows(sql<LearningLine>`
    select id, kind, done_on as "doneOn", minutes, is_approved as "isApproved" from app.learning_hours
     where staff_id = ${staffId} and taken_back_at is null and done_on > ${plusMonths(today, -24)} order by done_on desc, id limit 200`);
}

/** Somebody of whom it is asked what keeps them at their level. */
export interface Asked {
  readonly id: StaffId;
  readonly level: PracticeLevel;
  readonly isSupervisor: boolean;
}

/** What keeps somebody at their level, and what is missing. */
export interface Practice {
  readonly learning: Standing;
  /** Of whoever works on cases, whether their supervision is due. */
  readonly supervision: SupervisionWarning | undefined;
  /** Of whoever supervises, what is missing for that. */
  readonly supervising: readonly Warning[];
}

/** What somebody who works on cases has to do to stay at their level, in words. (PRC-3, PRC-4) */
export function levelWords({ learning, supervision }: Practice): readonly string[] {
  return [learningWords(learning), ...(supervision === undefined ? [] : [warningWords(supervision)])];
}

/** What is missing of what whoever supervises has to keep, in words. (PRC-4) */
export function supervisingWords(practice: Practice | undefined): readonly string[] {
  return (practice?.supervising ?? []).map(warningWords);
}

type Counted = Pick<Learning, 'doneOn' | 'minutes' | 'isApproved'> & { readonly staffId: StaffId };

/** How some people stand, each by their id; four queries, for however many. (PRC-3, PRC-4) */
export async function practiceOf(
  db: Db,
  who: readonly Asked[],
  today: PlainDate,
): Promise<ReadonlyMap<StaffId, Practice>> {
  const ids = who.map(({ id }) => id);
  const lines = await db.rows(sql<Counted>`
    select staff_id as "staffId", done_on as "doneOn", minutes, is_approved as "isApproved" from app.learning_hours
     where staff_id = any(${ids}::uuid[]) and taken_back_at is null and done_on > ${plusMonths(today, -12)}`);
  const talks = await talksOf(db, ids);
  const supervised = await supervisorsTalks(db, ids, plusMonths(today, -12));
  const advanced = await advancedOf(db, ids);
  return new Map(
    who.map((each) => {
      const talked = talks.get(each.id) ?? { heldOn: null, nextOn: null };
      const theirs = lines.filter(({ staffId }) => staffId === each.id);
      const known = {
        level: each.level,
        advancedSince: advanced.get(each.id)?.since ?? null,
        advancedUntil: advanced.get(each.id)?.until ?? null,
        supervised: supervised.get(each.id) ?? 0,
        ownOn: talked.heldOn,
      };
      return [
        each.id,
        {
          learning: standingOf(each, theirs, today),
          supervision: supervisionWarning(talked, today),
          supervising: each.isSupervisor ? warningsOf(known, today) : [],
        },
      ];
    }),
  );
}
