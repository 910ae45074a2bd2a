import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import type { CaseId, ParticipantId, PersonId, ServiceId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { EndReason } from './rules.ts';

export interface ParticipantSession {
  readonly serviceId: ServiceId;
  readonly serviceName: string;
  /** They asked that it stands nowhere on their pages. */
  readonly hidesServiceName: boolean;
  readonly isDemonstration: boolean;
  readonly participantId: ParticipantId;
  readonly personId: PersonId;
  readonly caseId: CaseId;
  readonly called: string;
}

export async function findParticipant(
  keeper: Keeper,
  tokenHash: string,
  idleMinutes: number,
): Promise<ParticipantSession | undefined> {
  const rows = await keeper.ask(sql<ParticipantSession>`
    select service_id as "serviceId", service_name as "serviceName", hides_service_name as "hidesServiceName",
           is_demonstration as "isDemonstration",
           participant_id as "participantId", person_id as "personId", case_id as "caseId", called
      from doorkeeper.participant_of_session(${tokenHash}, make_interval(mins => ${idleMinutes}::int))`);
  return rows[0];
}

export async function isInvitationOpen(keeper: Keeper, tokenHash: string): Promise<boolean> {
  const rows = await keeper.ask(sql<{ open: boolean }>`select doorkeeper.is_invitation_open(${tokenHash}) as open`);
  return rows[0]?.open ?? false;
}

export async function useInvitation(
  keeper: Keeper,
  invitation: { readonly tokenHash: string; readonly codeHash: string },
  session: { readonly tokenHash: string; readonly until: Date },
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ used: boolean }>`
    select doorkeeper.use_invitation(${invitation.tokenHash}, ${invitation.codeHash}, ${session.tokenHash}, ${session.until}) as used`);
  return rows[0]?.used ?? false;
}

/** Writes down that a link or its code did not work; which it was, by the hash that we know it by. */
export async function noteFailure(keeper: Keeper, tokenHash: string): Promise<void> {
  await keeper.ask(sql`
    select trails.note_security(null, 'sign-in-failed', 'link-or-code-does-not-work', null, null, null, ${tokenHash})`);
}

/** Writes an invitation down; earlier ones of the same participant stop working. */
export async function addInvitation(
  hand: Hand,
  made: {
    readonly participantId: ParticipantId;
    readonly tokenHash: string;
    readonly codeHash: string;
    readonly until: Date;
  },
): Promise<void> {
  await stopInvitations(hand, made.participantId);
  await hand.run(sql`
    insert into app.invitations (service_id, case_id, participant_id, token_hash, code_hash, made_by, made_at, ends_at)
    values (${hand.serviceId}, ${hand.caseId}, ${made.participantId}, ${made.tokenHash}, ${made.codeHash}, ${hand.actor.id}, ${hand.at}, ${made.until})`);
}

export async function stopInvitations(hand: Hand, participantId: ParticipantId): Promise<void> {
  await hand.run(sql`
    update app.invitations set stopped_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and participant_id = ${participantId}
       and used_at is null and stopped_at is null`);
}

/** Ends a participant's way in: links, codes and sessions stop, in this order, so that whoever comes in meanwhile is out too. (PSI-5) */
export async function endEverything(
  hand: Hand,
  ended: { readonly participantId: ParticipantId; readonly because: EndReason; readonly words: string },
): Promise<void> {
  const { participantId, because, words } = ended;
  await stopInvitations(hand, participantId);
  await endOwnCodes(hand, participantId);
  await hand.run(sql`
    insert into app.access_ends (service_id, case_id, participant_id, because, words, ended_by)
    values (${hand.serviceId}, ${hand.caseId}, ${participantId}, ${because}, ${sealed(ofParticipant(participantId), words)}, ${hand.actor.id})`);
  await hand.run(sql`
    delete from app.sessions where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and participant_id = ${participantId}`);
}

async function endOwnCodes(hand: Hand, participantId: ParticipantId): Promise<void> {
  await hand.run(sql`
    update app.own_codes set ended_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and participant_id = ${participantId} and ended_at is null`);
}
