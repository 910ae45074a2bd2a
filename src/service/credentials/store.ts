import type { NewPasskey } from '#platform/passkey.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';

/** Keeps a member of staff's password, hashed. */
export async function savePassword(hand: Hand, staffId: StaffId, hash: string): Promise<void> {
  await hand.run(sql`
    insert into app.staff_passwords (service_id, staff_id, hash, set_at) values (${hand.serviceId}, ${staffId}, ${hash}, ${hand.at})
    on conflict (service_id, staff_id) do update set hash = excluded.hash, set_at = excluded.set_at`);
}

/** Keeps the secret of somebody's code app, sealed; another app takes the place of the one before. */
export async function saveCodeApp(hand: Hand, staffId: StaffId, sealedSecret: string, step: number): Promise<void> {
  await hand.run(sql`
    insert into app.code_apps (service_id, staff_id, sealed_secret, last_step, set_at)
    values (${hand.serviceId}, ${staffId}, ${sealedSecret}, ${step}, ${hand.at})
    on conflict (service_id, staff_id) do update
      set sealed_secret = excluded.sealed_secret, last_step = excluded.last_step, set_at = excluded.set_at`);
}

/** Keeps the hashes of new recovery codes in the place of those before. */
export async function saveRecoveryCodes(hand: Hand, staffId: StaffId, hashes: readonly string[]): Promise<void> {
  await hand.run(sql`delete from app.recovery_codes where service_id = ${hand.serviceId} and staff_id = ${staffId}`);
  await hand.run(sql`
    insert into app.recovery_codes (service_id, staff_id, code_hash, made_at)
    select ${hand.serviceId}::uuid, ${staffId}::uuid, hash, ${hand.at}::timestamptz from unnest(${hashes}::text[]) as hash`);
}

/** Waits until nobody else changes how somebody signs in. */
export async function holdOwner(hand: Hand, staffId: StaffId): Promise<void> {
  await hand.row(sql`select id from app.staff where service_id = ${hand.serviceId} and id = ${staffId} for update`);
}

/** The ids by which devices know the passkeys of somebody. */
export async function credentialIdsOf(hand: Hand, staffId: StaffId): Promise<readonly string[]> {
  const rows = await hand.rows(sql<{ id: string }>`
    select credential_id as id from app.staff_passkeys where service_id = ${hand.serviceId} and staff_id = ${staffId}`);
  return rows.map(({ id }) => id);
}

/** Takes somebody's password, app and recovery codes away. */
export async function removePassword(hand: Hand, staffId: StaffId): Promise<void> {
  await hand.run(sql`delete from app.recovery_codes where service_id = ${hand.serviceId} and staff_id = ${staffId}`);
  await hand.run(sql`delete from app.code_apps where service_id = ${hand.serviceId} and staff_id = ${staffId}`);
  await hand.run(sql`delete from app.staff_passwords where service_id = ${hand.serviceId} and staff_id = ${staffId}`);
}

/** Keeps a passkey that was verified. */
export async function savePasskey(hand: Hand, staffId: StaffId, made: NewPasskey, name: string): Promise<void> {
  await hand.run(sql`
    insert into app.staff_passkeys (service_id, staff_id, credential_id, public_key, counter, transports, name, made_at)
    values (${hand.serviceId}, ${staffId}, ${made.credentialId}, ${Buffer.from(made.publicKey)}, ${made.counter}, ${made.transports}::text[], ${name}, ${hand.at})`);
}

/** Takes a passkey away. */
export async function removePasskey(hand: Hand, staffId: StaffId, id: string): Promise<void> {
  const gone = await hand.run(sql`
    delete from app.staff_passkeys where service_id = ${hand.serviceId} and staff_id = ${staffId} and id = ${id}`);
  if (gone !== 1) throw new Error('The passkey was no longer there');
}

/** Whose an account at the provider is, if it is anybody's. */
export async function ownerOfAccount(hand: Hand, issuer: string, subject: string): Promise<StaffId | undefined> {
  const found = await hand.row(sql<{ staffId: StaffId }>`
    select staff_id as "staffId" from app.provider_links
     where service_id = ${hand.serviceId} and issuer = ${issuer} and subject = ${subject}`);
  return found?.staffId;
}

/** Links an account at the provider; says whether it still was nobody's. */
export async function saveLink(hand: Hand, staffId: StaffId, issuer: string, subject: string): Promise<boolean> {
  const made = await hand.run(sql`
    insert into app.provider_links (service_id, staff_id, issuer, subject, linked_at)
    values (${hand.serviceId}, ${staffId}, ${issuer}, ${subject}, ${hand.at}) on conflict do nothing`);
  return made === 1;
}

/** Takes the link to an account at the provider away. */
export async function removeLink(hand: Hand, staffId: StaffId, issuer: string): Promise<void> {
  const gone = await hand.run(sql`
    delete from app.provider_links where service_id = ${hand.serviceId} and staff_id = ${staffId} and issuer = ${issuer}`);
  if (gone !== 1) throw new Error('The link was no longer there');
}
