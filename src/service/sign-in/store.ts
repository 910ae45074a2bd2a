import type { KnownPasskey } from '#platform/passkey.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ServiceId, StaffId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { SignedInStaff } from '#vocabulary/staff.ts';

export interface StaffSession extends SignedInStaff {
  /** Who sees as this person, in a demonstration; null for everybody who is themselves. */
  readonly behindName: string | null;
}

/** Somebody between the first and the second step. */
export interface HalfWay {
  readonly serviceId: ServiceId;
  readonly serviceName: string;
  readonly staffId: StaffId;
  readonly name: string;
  readonly email: string;
  readonly stage: 'second-step' | 'must-enrol';
  /** The secret of their app, or null where none is set up. */
  readonly sealedSecret: string | null;
  readonly hasPassword: boolean;
  readonly hasProvider: boolean;
}

/** Whom a link lets in. */
export interface Invited {
  readonly serviceId: ServiceId;
  readonly serviceName: string;
  readonly staffId: StaffId;
  readonly name: string;
  readonly email: string;
}

/** A passkey, and whose it is. */
export interface PasskeyOfStaff extends KnownPasskey {
  readonly serviceId: ServiceId;
  readonly staffId: StaffId;
}

export interface Credentials {
  readonly serviceId: ServiceId;
  readonly serviceName: string;
  readonly staffId: StaffId;
  readonly hash: string;
}

/** A session that begins: what the database knows its token by, and when it ends. */
export interface Beginning {
  readonly tokenHash: string;
  readonly until: Date;
}

/** Counts a try before it is made. Answers until when to wait, when it must not be made at all. */
export async function beginTry(keeper: Keeper, key: string, waits: readonly number[], now: Date): Promise<Date | null> {
  const rows = await keeper.ask(sql<{ until: Date | null }>`
    select doorkeeper.begin_try(${key}, ${waits}::int[], ${now}) as until`);
  return rows[0]?.until ?? null;
}

/** The try was right: what is counted for the person alone starts anew, what many share is only not counted. */
export async function endTry(keeper: Keeper, own: readonly string[], common: readonly string[]): Promise<void> {
  await keeper.ask(sql`select doorkeeper.end_try(${own}::text[], ${common}::text[])`);
}

/** What an address has to prove itself with, in each service that somebody with it works for. */
export async function findCredentials(keeper: Keeper, email: string): Promise<readonly Credentials[]> {
  return keeper.ask(sql<Credentials>`
    select service_id as "serviceId", service_name as "serviceName", staff_id as "staffId", hash from doorkeeper.staff_by_email(${email})`);
}

/** Writes down that somebody failed to come in by an address: in each service that knows it, or where none does for the installation. */
export async function noteFailures(
  keeper: Keeper,
  failed: {
    readonly because: string;
    readonly tried: string;
    readonly whose: readonly Pick<Credentials, 'serviceId' | 'staffId'>[];
  },
): Promise<void> {
  const { because, tried, whose } = failed;
  const all = whose.length === 0 ? [{ serviceId: null, staffId: null }] : whose;
  await keeper.ask(sql`
    select trails.note_security(w.service_id, 'sign-in-failed', ${because}, case when w.staff_id is not null then 'staff' end, w.staff_id, null, ${tried})
      from unnest(${all.map(({ serviceId }) => serviceId)}::uuid[], ${all.map(({ staffId }) => staffId)}::uuid[]) as w (service_id, staff_id)`);
}

/** Writes down that somebody failed to come in: why, and a mark of what was tried. */
export async function noteFailure(
  keeper: Keeper,
  failed: {
    readonly because: string;
    readonly tried: string | null;
    readonly who: Pick<Credentials, 'serviceId' | 'staffId'> | undefined;
  },
): Promise<void> {
  const { because, tried, who } = failed;
  await keeper.ask(sql`
    select trails.note_security(${who?.serviceId ?? null}, 'sign-in-failed', ${because}, ${who ? 'staff' : null}, ${who?.staffId ?? null}, null, ${tried})`);
}

/** Opens the first step to whoever typed the password with this hash, if it is still theirs. */
export async function openHalfSession(
  keeper: Keeper,
  who: Pick<Credentials, 'serviceId' | 'staffId' | 'hash'>,
  session: Beginning,
  from: { readonly browser: string; readonly at: Date },
): Promise<HalfWay['stage'] | undefined> {
  const rows = await keeper.ask(sql<{ stage: HalfWay['stage'] | null }>`
    select doorkeeper.open_half_session(${who.serviceId}, ${who.staffId}, ${who.hash}, ${session.tokenHash}, ${from.at}, ${session.until},
                                        ${from.browser}) as stage`);
  return rows[0]?.stage ?? undefined;
}

export async function findHalfWay(keeper: Keeper, tokenHash: string): Promise<HalfWay | undefined> {
  const rows = await keeper.ask(sql<HalfWay>`
    select service_id as "serviceId", service_name as "serviceName", staff_id as "staffId", name, email, stage,
           sealed_secret as "sealedSecret", has_password as "hasPassword", has_provider as "hasProvider" from doorkeeper.half_way(${tokenHash})`);
  return rows[0];
}

export async function completeWithCode(keeper: Keeper, half: string, step: number, full: Beginning): Promise<boolean> {
  const rows = await keeper.ask(sql<{ done: boolean }>`
    select doorkeeper.complete_with_code(${half}, ${step}, ${full.tokenHash}, ${full.until}) as done`);
  return rows[0]?.done ?? false;
}

/** What is kept of the recovery codes that somebody half way in has left. */
export async function recoveryCodesLeft(keeper: Keeper, half: string): Promise<readonly string[]> {
  const rows = await keeper.ask(sql<{ hash: string }>`
    select code_hash as hash from doorkeeper.recovery_codes_left(${half})`);
  return rows.map(({ hash }) => hash);
}

/** How many recovery codes are left, or null when this one does not work. */
export async function completeWithRecoveryCode(
  keeper: Keeper,
  half: string,
  codeHash: string,
  full: Beginning,
): Promise<number | null> {
  const rows = await keeper.ask(sql<{ left: number | null }>`
    select doorkeeper.complete_with_recovery_code(${half}, ${codeHash}, ${full.tokenHash}, ${full.until}) as left`);
  return rows[0]?.left ?? null;
}

/** Keeps what a device was asked to sign. */
export async function keepChallenge(keeper: Keeper, mark: string, now: Date, until: Date): Promise<void> {
  await keeper.ask(sql`select doorkeeper.keep_challenge(${mark}, ${now}, ${until})`);
}

/** Whether it was asked and its time is not over; it is used up by asking. */
export async function takeChallenge(keeper: Keeper, mark: string, now: Date): Promise<boolean> {
  const rows = await keeper.ask(sql<{ taken: boolean }>`select doorkeeper.take_challenge(${mark}, ${now}) as taken`);
  return rows[0]?.taken ?? false;
}

export async function findPasskey(keeper: Keeper, credentialId: string): Promise<PasskeyOfStaff | undefined> {
  const rows = await keeper.ask(sql<PasskeyOfStaff>`
    select service_id as "serviceId", staff_id as "staffId", ${credentialId}::text as "credentialId", public_key as "publicKey", counter
      from doorkeeper.staff_of_passkey(${credentialId})`);
  return rows[0];
}

export async function openWithPasskey(
  keeper: Keeper,
  used: { readonly credentialId: string; readonly counter: number },
  session: Beginning,
  browser: string,
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ opened: boolean }>`
    select doorkeeper.open_with_passkey(${used.credentialId}, ${used.counter}, ${session.tokenHash}, ${session.until}, ${browser}) as opened`);
  return rows[0]?.opened ?? false;
}

export async function findInvited(keeper: Keeper, linkHash: string): Promise<Invited | undefined> {
  const rows = await keeper.ask(sql<Invited>`
    select service_id as "serviceId", service_name as "serviceName", staff_id as "staffId", name, email
      from doorkeeper.staff_of_invitation(${linkHash})`);
  return rows[0];
}

export async function openInvitedSession(
  keeper: Keeper,
  linkHash: string,
  session: Beginning,
  from: { readonly browser: string; readonly at: Date },
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ opened: boolean }>`
    select doorkeeper.open_invited_session(${linkHash}, ${session.tokenHash}, ${from.at}, ${session.until}, ${from.browser}) as opened`);
  return rows[0]?.opened ?? false;
}

export async function completeSetUp(
  keeper: Keeper,
  half: string,
  providerIsEnough: boolean,
  full: Beginning,
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ done: boolean }>`
    select doorkeeper.complete_set_up(${half}, ${providerIsEnough}, ${full.tokenHash}, ${full.until}) as done`);
  return rows[0]?.done ?? false;
}

export async function findStaff(
  keeper: Keeper,
  tokenHash: string,
  idleMinutes: number,
): Promise<StaffSession | undefined> {
  const rows = await keeper.ask(sql<StaffSession>`
    select service_id as "serviceId", service_name as "serviceName", is_demonstration as "isDemonstration", session_id as "sessionId",
           staff_id as "staffId", name, roles, behind_name as "behindName" from doorkeeper.staff_of_session(${tokenHash}, make_interval(mins => ${idleMinutes}::int))`);
  return rows[0];
}

export async function endSession(keeper: Keeper, tokenHash: string): Promise<void> {
  await keeper.ask(sql`select doorkeeper.end_session(${tokenHash})`);
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

/** Who works in a demonstration. */
export async function listColleagues(keeper: Keeper, serviceId: ServiceId): Promise<readonly DemonstrationPerson[]> {
  return keeper.ask(sql<DemonstrationPerson>`
    select kind, id, name, role, case_reference as "caseReference" from doorkeeper.demonstration_people()
     where service_id = ${serviceId} and kind = 'staff' order by name, id`);
}

export async function openDemonstrationSession(
  keeper: Keeper,
  who: { readonly kind: string; readonly id: string },
  session: Beginning,
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ opened: boolean }>`
    select doorkeeper.open_demonstration_session(${who.kind}, ${who.id}, ${session.tokenHash}, ${session.until}) as opened`);
  return rows[0]?.opened ?? false;
}

/** Turns a session into one of a colleague, or of oneself again where nobody is named; says whether it did. */
export async function turnSession(
  keeper: Keeper,
  tokenHash: string,
  who: StaffId | null,
  nextHash: string,
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ turned: boolean }>`
    select doorkeeper.see_as(${tokenHash}, ${who}, ${nextHash}) as turned`);
  return rows[0]?.turned ?? false;
}

/** How many seconds a session has left when nobody is there; asking does not keep it awake. */
export async function secondsLeft(keeper: Keeper, tokenHash: string, idleMinutes: number): Promise<number> {
  const rows = await keeper.ask(sql<{ left: number }>`
    select doorkeeper.session_left(${tokenHash}, make_interval(mins => ${idleMinutes}::int)) as left`);
  return rows[0]?.left ?? 0;
}

/** Ends one of somebody's own sessions; says whether it was there. */
export async function endSessionOf(hand: Hand, staffId: StaffId, id: string): Promise<boolean> {
  const ended = await hand.run(sql`
    delete from app.sessions where service_id = ${hand.serviceId} and staff_id = ${staffId} and id = ${id}`);
  return ended === 1;
}

/** Ends every session of somebody but one, those half way too; says how many. */
export async function endOtherSessions(hand: Hand, staffId: StaffId, kept: string): Promise<number> {
  return hand.run(sql`
    delete from app.sessions where service_id = ${hand.serviceId} and staff_id = ${staffId} and id <> ${kept}`);
}
