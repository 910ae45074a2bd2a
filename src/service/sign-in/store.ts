import { sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId, ParticipantId, PersonId, ServiceId, StaffId } from '#vocabulary/ids.ts';
import type { StaffMember, StaffRole } from '#vocabulary/staff.ts';

/** The doorkeeper's login: no table, only the functions named here. */
export interface Keeper {
  ask<Row>(query: Query<Row>): Promise<readonly Row[]>;
}

export interface StaffSession extends StaffMember {
  readonly serviceName: string;
  readonly isDemonstration: boolean;
}

export interface ParticipantSession {
  readonly serviceId: ServiceId;
  readonly serviceName: string;
  readonly isDemonstration: boolean;
  readonly participantId: ParticipantId;
  readonly personId: PersonId;
  readonly caseId: CaseId;
  readonly called: string;
}

export interface Credentials {
  readonly serviceId: ServiceId;
  readonly staffId: StaffId;
  readonly hash: string;
  readonly failures: number;
  readonly lastFailureAt: Date | null;
}

export async function findCredentials(keeper: Keeper, email: string): Promise<Credentials | undefined> {
  const rows = await keeper.ask(sql<Credentials>`
    select service_id as "serviceId", staff_id as "staffId", hash, failures, last_failure_at as "lastFailureAt"
      from doorkeeper.staff_by_email(${email})`);
  return rows[0];
}

export async function noteTry(keeper: Keeper, serviceId: ServiceId, email: string, worked: boolean): Promise<void> {
  await keeper.ask(sql`select doorkeeper.note_try(${serviceId}, ${email}, ${worked})`);
}

export async function openStaffSession(
  keeper: Keeper,
  who: Credentials,
  tokenHash: string,
  until: Date,
): Promise<void> {
  await keeper.ask(sql`select doorkeeper.open_staff_session(${who.serviceId}, ${who.staffId}, ${tokenHash}, ${until})`);
}

export async function findStaff(
  keeper: Keeper,
  tokenHash: string,
  idleMinutes: number,
): Promise<StaffSession | undefined> {
  const rows = await keeper.ask(sql<StaffSession & { roles: readonly StaffRole[] }>`
    select service_id as "serviceId", service_name as "serviceName", is_demonstration as "isDemonstration",
           staff_id as "staffId", name, roles from doorkeeper.staff_of_session(${tokenHash}, make_interval(mins => ${idleMinutes}::int))`);
  return rows[0];
}

export async function findParticipant(
  keeper: Keeper,
  tokenHash: string,
  idleMinutes: number,
): Promise<ParticipantSession | undefined> {
  const rows = await keeper.ask(sql<ParticipantSession>`
    select service_id as "serviceId", service_name as "serviceName", is_demonstration as "isDemonstration",
           participant_id as "participantId", person_id as "personId", case_id as "caseId", called
      from doorkeeper.participant_of_session(${tokenHash}, make_interval(mins => ${idleMinutes}::int))`);
  return rows[0];
}

export async function endSession(keeper: Keeper, tokenHash: string): Promise<void> {
  await keeper.ask(sql`select doorkeeper.end_session(${tokenHash})`);
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

export interface HomeService {
  readonly serviceId: ServiceId;
  readonly name: string;
  readonly isDemonstration: boolean;
}

export async function findHomeService(keeper: Keeper): Promise<HomeService | undefined> {
  const rows = await keeper.ask(sql<HomeService>`
    select service_id as "serviceId", name, is_demonstration as "isDemonstration" from doorkeeper.home_service()`);
  return rows[0];
}

export interface DemonstrationPerson {
  readonly kind: 'staff' | 'participant';
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly caseReference: string | null;
}

export async function listDemonstrationPeople(keeper: Keeper): Promise<readonly DemonstrationPerson[]> {
  return keeper.ask(sql<DemonstrationPerson>`
    select kind, id, name, role, case_reference as "caseReference" from doorkeeper.demonstration_people() order by kind desc, role, name, id`);
}

export async function openDemonstrationSession(
  keeper: Keeper,
  who: { readonly kind: string; readonly id: string },
  session: { readonly tokenHash: string; readonly until: Date },
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ opened: boolean }>`
    select doorkeeper.open_demonstration_session(${who.kind}, ${who.id}, ${session.tokenHash}, ${session.until}) as opened`);
  return rows[0]?.opened ?? false;
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

/** Keeps a member of staff's password, hashed. */
export async function savePassword(hand: Hand, staffId: StaffId, hash: string): Promise<void> {
  await hand.run(sql`
    insert into app.staff_passwords (service_id, staff_id, hash, set_at) values (${hand.serviceId}, ${staffId}, ${hash}, ${hand.at})
    on conflict (service_id, staff_id) do update set hash = excluded.hash, set_at = excluded.set_at`);
}
