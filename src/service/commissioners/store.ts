import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';

/** Writes down for which body somebody in the register looks at the figures. */
export async function insertCommissioner(
  hand: Hand,
  who: { readonly staffId: StaffId; readonly bodyName: string },
): Promise<void> {
  await hand.run(sql`
    insert into app.commissioners (service_id, staff_id, body_name) values (${hand.serviceId}, ${who.staffId}, ${who.bodyName})`);
}
