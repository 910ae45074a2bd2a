import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';

export interface Area {
  /** Such as `NN1`. */
  readonly district: string;
  readonly town: string;
}

/** Adds the postcode districts that the service works in; one that is there already keeps its town. */
export async function addAreas(hand: Hand, areas: readonly Area[]): Promise<void> {
  await hand.run(sql`
    insert into app.areas (service_id, postcode_district, town)
    select ${hand.serviceId}::uuid, district, town
      from unnest(${areas.map(({ district }) => district)}::text[], ${areas.map(({ town }) => town)}::text[]) as area (district, town)
    on conflict do nothing`);
}
