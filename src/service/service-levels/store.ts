import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ServiceLevels } from '#vocabulary/service-levels.ts';

/** Writes down what the service promises from now on; what it promised before is in the change trail. */
export async function keepLevels(hand: Hand, levels: ServiceLevels): Promise<void> {
  await hand.run(sql`
    insert into app.service_levels (service_id, acknowledge, triage, allocate, first_contact, set_by, set_at)
    values (${hand.serviceId}, ${levels.acknowledge}, ${levels.triage}, ${levels.allocate}, ${levels.firstContact}, ${hand.actor.id}, ${hand.at})
    on conflict (service_id) do update
      set acknowledge = excluded.acknowledge, triage = excluded.triage, allocate = excluded.allocate,
          first_contact = excluded.first_contact, set_by = excluded.set_by, set_at = excluded.set_at`);
}
