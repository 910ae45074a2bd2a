import { sealed, sql } from '#platform/sql.ts';
import { emailIndex } from '#vocabulary/blind-index.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import type { CaseId, CompanionId, ParticipantId, ServiceId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { Yes } from './rules.ts';

export interface SupporterSession {
  readonly serviceId: ServiceId;
  readonly isDemonstration: boolean;
  readonly caseId: CaseId;
  readonly companionId: CompanionId;
  readonly called: string;
}

export async function findSupporter(
  keeper: Keeper,
  tokenHash: string,
  idleMinutes: number,
): Promise<SupporterSession | undefined> {
  const rows = await keeper.ask(sql<SupporterSession>`
    select service_id as "serviceId", is_demonstration as "isDemonstration", case_id as "caseId", companion_id as "companionId", called
      from doorkeeper.supporter_of_session(${tokenHash}, make_interval(mins => ${idleMinutes}::int))`);
  return rows[0];
}

export async function isLinkOpen(keeper: Keeper, tokenHash: string): Promise<boolean> {
  const rows = await keeper.ask(sql<{ open: boolean }>`select doorkeeper.is_supporter_link_open(${tokenHash}) as open`);
  return rows[0]?.open ?? false;
}

export async function useLink(
  keeper: Keeper,
  link: { readonly tokenHash: string; readonly codeHash: string },
  session: { readonly tokenHash: string; readonly until: Date },
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ used: boolean }>`
    select doorkeeper.use_supporter_link(${link.tokenHash}, ${link.codeHash}, ${session.tokenHash}, ${session.until}) as used`);
  return rows[0]?.used ?? false;
}

export async function endSession(keeper: Keeper, tokenHash: string): Promise<void> {
  await keeper.ask(sql`select doorkeeper.end_supporter_session(${tokenHash})`);
}

/** Whose session it is, and how many seconds it has left when nobody is there; asking does not keep it awake. */
export async function supporterLeft(
  keeper: Keeper,
  tokenHash: string,
  idleMinutes: number,
): Promise<{ readonly companionId: CompanionId; readonly seconds: number } | undefined> {
  const rows = await keeper.ask(sql<{ companionId: CompanionId; seconds: number }>`
    select companion_id as "companionId", seconds from doorkeeper.supporter_session_left(${tokenHash}, make_interval(mins => ${idleMinutes}::int))`);
  return rows[0];
}

/** Forgets sessions that are over. */
export async function sweepSessions(keeper: Keeper): Promise<number> {
  const [swept] = await keeper.ask(sql<{ swept: number }>`select doorkeeper.sweep_supporter_sessions()::int as swept`);
  return swept?.swept ?? 0;
}

export interface NewWayIn extends Yes {
  readonly participantId: ParticipantId;
  readonly companionId: CompanionId;
  readonly email: string;
  readonly tokenHash: string;
  readonly codeHash: string;
  readonly until: Date;
}

/** Writes a way in down; the one before must have ended. */
export async function addWayIn(hand: Hand, made: NewWayIn): Promise<void> {
  await hand.run(sql`
    insert into app.supporter_access (service_id, case_id, participant_id, companion_id, agreed_on, shows_place, code_index, token_hash,
                                      code_hash, made_by, made_at, link_ends_at)
    values (${hand.serviceId}, ${hand.caseId}, ${made.participantId}, ${made.companionId}, ${made.agreedOn}, ${made.showsPlace},
            nullif(${emailIndex(hand, made.codeMayGo ? made.email : '')}, ''), ${made.tokenHash}, ${made.codeHash}, ${hand.actor.id}, ${hand.at}, ${made.until})`);
}

/** Ends the ways in of a supporter, or of all beside a participant, with their sessions; says how many there were. */
export async function endWaysIn(
  hand: Hand,
  {
    participantId,
    companionId = null,
  }: { readonly participantId: ParticipantId; readonly companionId?: CompanionId | null },
  because: string,
): Promise<number> {
  const endedBy = hand.actor.kind === 'staff' ? hand.actor.id : null;
  const ended = await hand.run(sql`
    update app.supporter_access set ended_at = ${hand.at}, ended_by = ${endedBy}, ended_because = ${sealed(ofParticipant(participantId), because)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and ended_at is null
       and participant_id = ${participantId} and (${companionId}::uuid is null or companion_id = ${companionId})`);
  // Whoever came in while this waited is out too: this statement sees them.
  await hand.run(sql`
    delete from app.supporter_sessions s using app.supporter_access a
     where s.service_id = ${hand.serviceId} and s.case_id = ${hand.caseId} and a.service_id = s.service_id and a.case_id = s.case_id
       and a.id = s.access_id and a.ended_at is not null`);
  return ended;
}
