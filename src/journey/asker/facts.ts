import { sql, type Db } from '#platform/sql.ts';
import type { AskerShown } from '#vocabulary/asking.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';

/** Who asked for the person of a referral, and how it is safe to reach them; undefined where nobody else asked. */
export async function askerOf(db: Db, referralId: ReferralId): Promise<AskerShown | undefined> {
  const found = await db.row(sql<Omit<AskerShown, 'contact'> & { safeContact: string }>`
    select relation, knowing, safe_contact as "safeContact" from app.askers where referral_id = ${referralId}`);
  if (!found) return undefined;
  const { relation, knowing, safeContact } = found;
  // Once it was erased, a sentence stands there.
  const contact = safeContact.startsWith('{') ? (JSON.parse(safeContact) as SafeContact) : undefined;
  return { relation, knowing, contact };
}
