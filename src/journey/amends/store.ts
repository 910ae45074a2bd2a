import { type KeyOwner, sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Instalment, Promised } from '#vocabulary/agreements.ts';
import type { AgreementId, AmendsId, ParticipantId } from '#vocabulary/ids.ts';
import { ofParticipant, ofSide } from '#vocabulary/key-owners.ts';
import type { Progress, Settlement } from './progress-rules.ts';

/** Adds a promise at the end of a draft; the same id a second time adds nothing. */
export async function addAmends(
  hand: Hand,
  agreementId: AgreementId,
  id: AmendsId,
  promised: Promised,
): Promise<boolean> {
  const { kind, wording, owedById, owedToId, pence, minutes, dueOn, proof } = promised;
  const added = await hand.run(sql`
    insert into app.amends (service_id, case_id, id, agreement_id, promise_id, position, kind, wording, participant_id,
                            owed_to_id, pence, minutes, due_on, proof)
    select ${hand.serviceId}, ${hand.caseId}, ${id}, ${agreementId}, ${id}, coalesce(max(position), 0) + 1, ${kind}, ${sealed(ofParticipant(owedById), wording)},
           ${owedById}, ${owedToId}, ${pence}, ${minutes}, ${dueOn}, ${sealed(ofParticipant(owedById), proof)}
      from app.amends where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and agreement_id = ${agreementId}
    on conflict (service_id, case_id, id) do nothing`);
  if (added === 1) await addInstalments(hand, id, promised.instalments);
  return added === 1;
}

/** Writes a promise of a draft anew. */
export async function saveAmends(hand: Hand, id: AmendsId, promised: Promised): Promise<void> {
  const { kind, wording, owedById, owedToId, pence, minutes, dueOn, proof } = promised;
  const changed = await hand.run(sql`
    update app.amends set kind = ${kind}, wording = ${sealed(ofParticipant(owedById), wording)}, participant_id = ${owedById}, owed_to_id = ${owedToId},
           pence = ${pence}, minutes = ${minutes}, due_on = ${dueOn}, proof = ${sealed(ofParticipant(owedById), proof)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status = 'owed'`);
  if (changed !== 1) throw new Error(`Amends ${id} could no longer be written`);
  await removeInstalments(hand, id);
  await addInstalments(hand, id, promised.instalments);
}

/** Takes a promise out of a draft. */
export async function removeAmends(hand: Hand, id: AmendsId): Promise<void> {
  await removeInstalments(hand, id);
  await hand.run(sql`
    delete from app.amends where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id}`);
}

async function addInstalments(hand: Hand, id: AmendsId, instalments: readonly Instalment[]): Promise<void> {
  if (instalments.length === 0) return;
  await hand.run(sql`
    insert into app.amends_instalments (service_id, case_id, amends_id, position, due_on, pence)
    select ${hand.serviceId}, ${hand.caseId}, ${id}, part.position, part.due_on, part.pence
      from unnest(${instalments.map(({ dueOn }) => dueOn)}::date[], ${instalments.map(({ pence }) => pence)}::int[])
           with ordinality as part (due_on, pence, position)`);
}

async function removeInstalments(hand: Hand, id: AmendsId): Promise<void> {
  await hand.run(sql`
    delete from app.amends_instalments
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and amends_id = ${id}`);
}

/** Adds what was done; the same id a second time adds nothing. Who wrote it is the hand's actor. */
export async function addProgress(hand: Hand, amendsId: AmendsId, id: string, done: Progress): Promise<boolean> {
  const { happenedOn, pence, minutes, note, evidence } = done;
  const owner = await owedBy(hand, amendsId);
  const added = await hand.run(sql`
    insert into app.amends_progress (service_id, case_id, id, amends_id, happened_on, pence, minutes, note, evidence,
                                     actor_kind, actor_id, recorded_at)
    values (${hand.serviceId}, ${hand.caseId}, ${id}, ${amendsId}, ${happenedOn}, ${pence}, ${minutes}, ${sealed(owner, note)}, ${sealed(owner, evidence)},
            ${hand.actor.kind}, ${hand.actor.id}, ${hand.at})
    on conflict (service_id, case_id, id) do nothing`);
  return added === 1;
}

/** Writes down how a promise came out; late is not yet settled. */
export async function markSettled(hand: Hand, id: AmendsId, settlement: Settlement): Promise<void> {
  const { status, on, because, by } = settlement;
  const owner = await owedBy(hand, id);
  const isVerified = status === 'done' || status === 'released';
  const changed = await hand.run(sql`
    update app.amends set status = ${status}, settled_on = ${status === 'late' ? null : on}, settled_because = ${sealed(owner, because)},
           verified_by_kind = ${isVerified ? by.kind : null}, verified_by = ${isVerified ? by.id : null}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status in ('owed', 'late')`);
  if (changed !== 1) throw new Error(`Amends ${id} was no longer owed`);
}

// What is written about a promise is under the key of whoever owes it, also where staff write it.
async function owedBy(hand: Hand, id: AmendsId): Promise<KeyOwner> {
  const row = await hand.row(sql<{ owedById: ParticipantId }>`
    select participant_id as "owedById" from app.amends
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id}`);
  return ofSide(hand, row?.owedById ?? null);
}

/** Whether something was written down already under this id. */
export async function hasProgress(hand: Hand, amendsId: AmendsId, id: string): Promise<boolean> {
  const row = await hand.row(sql<{ id: string }>`
    select id from app.amends_progress
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and amends_id = ${amendsId} and id = ${id}`);
  return row !== undefined;
}
