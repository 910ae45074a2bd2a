import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ConferenceId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import type { Step } from './rules.ts';

/** Writes the run sheet in the place of the one before. */
export async function replaceRunSheet(hand: Hand, id: ConferenceId, steps: readonly Step[]): Promise<void> {
  await hand.run(sql`
    delete from app.run_sheet_steps
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and conference_id = ${id}`);
  await hand.run(sql`
    insert into app.run_sheet_steps (service_id, case_id, conference_id, position, words, minutes)
    select ${hand.serviceId}::uuid, ${hand.caseId}::uuid, ${id}::uuid, each.position, each.words, each.minutes
      from unnest(${steps.map(({ words }) => sealed(ofHeldCase(hand), words))}::text[], ${steps.map(({ minutes }) => minutes)}::int[])
           with ordinality as each (words, minutes, position)`);
}
