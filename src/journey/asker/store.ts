import { sealed, sql } from '#platform/sql.ts';
import type { Asker } from '#vocabulary/asking.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { ofReferral } from '#vocabulary/key-owners.ts';

/** Adds who asked on another's behalf to the referral that came of it; their name stands there. */
export async function addAsker(hand: Hand, referralId: ReferralId, asker: Asker): Promise<void> {
  const contact = sealed(ofReferral(referralId), JSON.stringify(asker.contact));
  await hand.run(sql`
    insert into app.askers (service_id, referral_id, relation, knowing, safe_contact)
    values (${hand.serviceId}, ${referralId}, ${asker.relation}, ${asker.knowing}, ${contact})`);
}
