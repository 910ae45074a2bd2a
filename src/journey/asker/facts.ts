import { sql, type Db } from '#platform/sql.ts';
import type { Knowing, Relation } from '#vocabulary/asking.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';

/** Who asked on another's behalf, for whoever may read the referral. */
export interface Asker {
  readonly relation: Relation;
  readonly knowing: Knowing;
  /** How it is safe to reach them; undefined once what the referral says was erased. */
  readonly contact: SafeContact | undefined;
}

/** Who asked for the person of a referral, and how it is safe to reach them; undefined where nobody else asked. */
export async function askerOf(db: Db, referralId: ReferralId): Promise<Asker | undefined> {
  const found = await db.row(sql<Omit<Asker, 'contact'> & { safeContact: string }>`
    select relation, knowing, safe_contact as "safeContact" from app.askers where referral_id = ${referralId}`);
  if (!found) return undefined;
  const { relation, knowing, safeContact } = found;
  return {
    relation,
    knowing,
    contact: safeContact.startsWith('{') ? (JSON.parse(safeContact) as SafeContact) : undefined,
  };
}
