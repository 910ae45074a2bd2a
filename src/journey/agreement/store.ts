import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgreementStatus } from '#vocabulary/agreements.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AgreementId, ParticipantId } from '#vocabulary/ids.ts';
import type { Drafting } from './rules.ts';

/** Adds an empty draft. */
export async function addDraft(
  hand: Hand,
  drafted: Drafting & { readonly id: AgreementId; readonly responsibleId: ParticipantId; readonly on: PlainDate },
): Promise<void> {
  await hand.run(sql`
    insert into app.agreements (service_id, case_id, id, participant_id, version, replaces_id, drafted_on)
    values (${hand.serviceId}, ${hand.caseId}, ${drafted.id}, ${drafted.responsibleId}, ${drafted.version},
            ${drafted.replacesId}, ${drafted.on})`);
}

/** Makes these the parties of a draft; whoever stays keeps what they chose about updates. */
export async function saveParties(
  hand: Hand,
  agreementId: AgreementId,
  chosen: readonly ParticipantId[],
): Promise<void> {
  await hand.run(sql`
    delete from app.agreement_parties
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and agreement_id = ${agreementId}
       and participant_id <> all (${chosen}::uuid[])`);
  await hand.run(sql`
    insert into app.agreement_parties (service_id, case_id, agreement_id, participant_id)
    select ${hand.serviceId}, ${hand.caseId}, ${agreementId}, chosen.id from unnest(${chosen}::uuid[]) as chosen (id)
    on conflict do nothing`);
}

/** Writes down who wants to hear how it goes; every other party does not. */
export async function saveUpdates(
  hand: Hand,
  agreementId: AgreementId,
  wanting: readonly ParticipantId[],
): Promise<void> {
  await hand.run(sql`
    update app.agreement_parties set wants_updates = participant_id = any (${wanting}::uuid[])
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and agreement_id = ${agreementId}`);
}

/** Copies the parties and what is not settled from one agreement into a draft; a promise stays the same promise. */
export async function copyTerms(hand: Hand, from: AgreementId, into: AgreementId): Promise<void> {
  const [service, held] = [hand.serviceId, hand.caseId];
  await hand.run(sql`
    insert into app.agreement_parties (service_id, case_id, agreement_id, participant_id, wants_updates)
    select service_id, case_id, ${into}, participant_id, wants_updates from app.agreement_parties
     where service_id = ${service} and case_id = ${held} and agreement_id = ${from}`);
  await hand.run(sql`
    insert into app.amends (service_id, case_id, agreement_id, promise_id, position, kind, wording, participant_id,
                            owed_to_id, pence, minutes, due_on, proof)
    select service_id, case_id, ${into}, promise_id, position, kind, wording, participant_id, owed_to_id, pence, minutes, due_on, proof
      from app.amends where service_id = ${service} and case_id = ${held} and agreement_id = ${from} and status in ('owed', 'late')`);
  await hand.run(sql`
    insert into app.amends_instalments (service_id, case_id, amends_id, position, due_on, pence)
    select i.service_id, i.case_id, copy.id, i.position, i.due_on, i.pence
      from app.amends_instalments i
      join app.amends a on a.service_id = i.service_id and a.case_id = i.case_id and a.id = i.amends_id
      join app.amends copy on copy.service_id = a.service_id and copy.case_id = a.case_id and copy.agreement_id = ${into}
       and copy.promise_id = a.promise_id
     where a.service_id = ${service} and a.case_id = ${held} and a.agreement_id = ${from}`);
}

/** Puts a draft before its parties. */
export async function markProposed(hand: Hand, id: AgreementId, on: PlainDate): Promise<void> {
  const changed = await hand.run(sql`
    update app.agreements set status = 'proposed', proposed_on = ${on}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status = 'draft'`);
  mustChange(changed, id, 'draft');
}

/** Sets aside what nobody agreed to. */
export async function markSetAside(hand: Hand, id: AgreementId): Promise<void> {
  const changed = await hand.run(sql`
    update app.agreements set status = 'set-aside'
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status in ('draft', 'proposed')`);
  mustChange(changed, id, 'draft');
}

/** Puts a proposal in force. */
export async function markAgreed(hand: Hand, id: AgreementId, on: PlainDate): Promise<void> {
  const changed = await hand.run(sql`
    update app.agreements set status = 'agreed', made_on = ${on}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status = 'proposed'`);
  mustChange(changed, id, 'proposed');
}

/** Ends what was in force because a newer version takes its place; true when it was still in force. */
export async function markReplaced(hand: Hand, id: AgreementId): Promise<boolean> {
  const changed = await hand.run(sql`
    update app.agreements set status = 'replaced'
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status = 'agreed'`);
  return changed === 1;
}

/** Ends what is in force, as kept or not. */
export async function markEnded(hand: Hand, id: AgreementId, isKept: boolean, on: PlainDate): Promise<void> {
  const changed = await hand.run(sql`
    update app.agreements set status = 'ended', ended_on = ${on}, is_kept = ${isKept}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status = 'agreed'`);
  mustChange(changed, id, 'agreed');
}

function mustChange(changed: number, id: AgreementId, before: AgreementStatus): void {
  if (changed !== 1) throw new Error(`Agreement ${id} was no longer ${before}`);
}
