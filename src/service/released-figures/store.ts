import { sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ServiceId } from '#vocabulary/ids.ts';
import type { Counted, Figure } from './rules.ts';

/** The worker's own login: it counts over all records, and keeps none of it. */
export interface Counting {
  ask<Row>(query: Query<Row>): Promise<readonly Row[]>;
}

export interface DueQuarter {
  readonly serviceId: ServiceId;
  readonly quarter: PlainDate;
}

/** Quarters that had ended by a day and are not made ready yet. */
export async function findDue(counting: Counting, by: PlainDate, months: number): Promise<readonly DueQuarter[]> {
  return counting.ask(sql<DueQuarter>`
    select service_id as "serviceId", quarter from app.quarters_to_count(${by}, ${months})`);
}

/** Counts what happened in a quarter. */
export async function countQuarter(counting: Counting, due: DueQuarter): Promise<readonly Counted[]> {
  return counting.ask(sql<Counted>`
    select of_table as "ofTable", part, number from app.counts_of_quarter(${due.serviceId}, ${due.quarter})`);
}

/** Keeps the figures of a quarter for good; false where they were made ready meanwhile. */
export async function keepRelease(
  hand: Hand,
  made: { readonly quarter: PlainDate; readonly definitions: number; readonly figures: readonly Figure[] },
): Promise<boolean> {
  const kept = await hand.run(sql`
    insert into app.figure_releases (service_id, quarter, definitions, made_at)
    values (${hand.serviceId}, ${made.quarter}, ${made.definitions}, ${hand.at}) on conflict do nothing`);
  if (kept === 0) return false;
  await hand.run(sql`
    insert into app.released_figures (service_id, quarter, of_table, part, shown)
    select ${hand.serviceId}::uuid, ${made.quarter}::date, f.of_table, f.part, f.shown
      from unnest(${made.figures.map((each) => each.ofTable)}::text[], ${made.figures.map((each) => each.part)}::text[],
                  ${made.figures.map((each) => each.shown)}::int[]) as f (of_table, part, shown)`);
  return true;
}
