import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofHeldCase, ofService } from '#vocabulary/key-owners.ts';
import type { CaseId } from '#vocabulary/ids.ts';

export interface GlassTry {
  readonly reference: string;
  readonly because: string;
}

/** Writes down that a case is opened for an hour of the database's own clock; the database lets them in. */
export async function addOpening(hand: Hand, made: GlassTry, id: string): Promise<void> {
  await hand.run(sql`
    insert into app.glass_openings (service_id, id, staff_id, reference, because, case_id, opened_at, until_at)
    values (${hand.serviceId}, ${id}, ${hand.actor.id}, ${made.reference}, ${sealed(ofHeldCase(hand), made.because)}, ${hand.caseId}, now(), now() + interval '1 hour')`);
}

/** Writes down a try with which nothing opened. */
export async function addVainTry(hand: Hand, made: GlassTry): Promise<void> {
  await hand.run(sql`
    insert into app.glass_openings (service_id, staff_id, reference, because, opened_at)
    values (${hand.serviceId}, ${hand.actor.id}, ${made.reference}, ${sealed(ofService(hand), made.because)}, now())`);
}

/** The case behind a reference, for acting only. */
export async function findCaseOf(hand: Hand, reference: string): Promise<CaseId | null> {
  const row = await hand.row(sql<{ id: CaseId | null }>`select app.case_of_reference(${reference}) as id`);
  return row?.id ?? null;
}
