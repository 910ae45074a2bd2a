import { sql, type Db, type Query } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, VenueId } from '#vocabulary/ids.ts';
import type { ZoneOnFile } from './rules.ts';

/** A place on file, and the venues that somebody looked at. */
export interface ZoneLine extends ZoneOnFile {
  readonly id: string;
  readonly venues: readonly { readonly venueId: VenueId; readonly isClear: boolean; readonly lookedOn: PlainDate }[];
}

/** The places that somebody of a case may not go to, the latest first: for staff who may open it. (ZON-5) */
export async function zonesOf(db: Db, caseId: CaseId): Promise<readonly ZoneLine[]> {
  return db.rows(sql<ZoneLine>`
    select z.id, z.restrains_id as "restrainsId", z.participant_id as "protectsId", z.named, z.document_reference as "documentReference",
           z.starts_on as "startsOn", z.ends_on as "endsOn",
           coalesce((select json_agg(json_build_object('venueId', v.venue_id, 'isClear', v.is_clear,
                     'lookedOn', (v.looked_at at time zone 'Europe/London')::date) order by v.looked_at desc)
              from app.zone_venues v where v.service_id = z.service_id and v.case_id = z.case_id and v.zone_id = z.id), '[]') as venues
      from app.exclusion_zones z where z.case_id = ${caseId} order by z.starts_on desc, z.id limit 50`);
}

/** Whom of a case a venue is not clear for on a day, as `what` and `id`, for a neighbour's query. (ZON-2) */
export function notClearOn(caseId: CaseId, venueId: VenueId | null, day: PlainDate): Query<unknown> {
  return sql`
    select case when v.is_clear is null then 'not-looked-at' else 'not-clear' end as what, z.restrains_id as id
      from app.exclusion_zones z left join app.zone_venues v on v.service_id = z.service_id and v.case_id = z.case_id
       and v.zone_id = z.id and v.venue_id = ${venueId}
     where z.case_id = ${caseId} and ${venueId}::uuid is not null and z.starts_on <= ${day}::date
       and (z.ends_on is null or z.ends_on >= ${day}::date) and v.is_clear is not true`;
}
