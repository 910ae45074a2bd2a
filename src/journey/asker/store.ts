import { sealed, sql } from '#platform/sql.ts';
import type { Knowing, Relation } from '#vocabulary/asking.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { ofReferral } from '#vocabulary/key-owners.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';

/** Adds who asked on another's behalf to the referral that came of it. */
export async function addAsker(
  hand: Hand,
  referralId: ReferralId,
  asker: { readonly relation: Relation; readonly knowing: Knowing; readonly contact: SafeContact },
): Promise<void> {
  await hand.run(sql`
    insert into app.askers (service_id, referral_id, relation, knowing, safe_contact)
    values (${hand.serviceId}, ${referralId}, ${asker.relation}, ${asker.knowing},
            ${sealed(ofReferral(referralId), JSON.stringify(asker.contact))})`);
}
