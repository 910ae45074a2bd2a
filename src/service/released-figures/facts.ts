import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Shown } from './rules.ts';

/** A quarter whose figures were made ready. */
export interface FigureRelease {
  readonly quarter: PlainDate;
  readonly definitions: number;
  readonly madeAt: Date;
}

/** Every quarter that is made ready, oldest first. */
export async function releasesOf(db: Db): Promise<readonly FigureRelease[]> {
  return db.rows(sql<FigureRelease>`
    select quarter, definitions, made_at as "madeAt" from app.figure_releases
     where service_id = (select app.service_id()) order by quarter`);
}

/** A number of a quarter as it was released. */
export interface ReleasedFigure {
  readonly quarter: PlainDate;
  readonly ofTable: string;
  readonly part: string;
  readonly shown: Shown;
}

/** The numbers of some quarters. */
export async function figuresOf(db: Db, quarters: readonly PlainDate[]): Promise<readonly ReleasedFigure[]> {
  return db.rows(sql<ReleasedFigure>`
    select quarter, of_table as "ofTable", part, shown from app.released_figures
     where service_id = (select app.service_id()) and quarter = any(${quarters}::date[]) order by quarter, of_table, part`);
}
