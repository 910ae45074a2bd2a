import { sql, type Db } from '#platform/sql.ts';
import { districtOf } from './rules.ts';

export interface AreaCheck {
  /** Empty when no postcode was given. */
  readonly district: string;
  /** Null when it cannot be told: nothing was typed, or the service has named no area. */
  readonly inArea: boolean | null;
}

/** Whether the service works where a typed postcode lies; `not-a-postcode` when it is none. (ARE-1) */
export async function checkArea(db: Db, typed: string): Promise<AreaCheck | 'not-a-postcode'> {
  if (typed.trim() === '') return { district: '', inArea: null };
  const district = districtOf(typed);
  if (district === null) return 'not-a-postcode';
  const found = await db.row(sql<{ covered: boolean; any: boolean }>`
    select exists (select from app.areas where postcode_district = ${district}) as covered,
           exists (select from app.areas) as any`);
  return { district, inArea: found?.any === true ? found.covered : null };
}

/** The towns of these districts, as far as the service says them. */
export async function townsOf(db: Db, districts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(districts)].filter((district) => district !== '');
  if (known.length === 0) return new Map();
  const rows = await db.rows(sql<{ district: string; town: string }>`
    select postcode_district as district, town from app.areas where postcode_district = any(${known})`);
  return new Map(rows.map(({ district, town }) => [district, town]));
}
