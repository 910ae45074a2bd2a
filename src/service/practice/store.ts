import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Learning } from './rules.ts';

/** Writes down what somebody learned. */
export async function addLearning(hand: Hand, staffId: StaffId, made: Learning): Promise<void> {
  await hand.run(sql`
    insert into app.learning_hours (service_id, staff_id, kind, done_on, minutes, is_approved, recorded_by, recorded_at)
    values (${hand.serviceId}, ${staffId}, ${made.kind}, ${made.doneOn}, ${made.minutes}, ${made.isApproved}, ${hand.actor.id}, ${hand.at})`);
}

/** Takes a wrong line back; whether it was there. */
export async function takeLearningBack(hand: Hand, staffId: StaffId, id: string): Promise<boolean> {
  const taken = await hand.run(sql`
    update app.learning_hours set taken_back_at = ${hand.at}
     where service_id = ${hand.serviceId} and staff_id = ${staffId} and id = ${id} and taken_back_at is null`);
  return taken === 1;
}
