import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { ofReferral } from '#vocabulary/key-owners.ts';
import type { Matter } from '#vocabulary/matter.ts';
import { informBy } from './rules.ts';

/** Keeps what others have of what a referral is about; what stood there before is in the trail of changes. */
export async function keepMatter(hand: Hand, referralId: ReferralId, matter: Matter): Promise<void> {
  const theirs = (number: string) => sealed(ofReferral(referralId), number);
  await hand.run(sql`
    insert into app.referral_matters (service_id, referral_id, crime_number, urn, prison_number, reported_on, is_enhanced, inform_by, informed_on,
      origin)
    values (${hand.serviceId}, ${referralId}, ${theirs(matter.crimeNumber)}, ${theirs(matter.urn)}, ${theirs(matter.prisonNumber)},
            ${matter.reportedOn}, ${matter.isEnhanced}, ${informBy(matter)}, ${matter.informedOn}, ${matter.origin})
    on conflict (service_id, referral_id) do update set crime_number = excluded.crime_number, urn = excluded.urn,
      prison_number = excluded.prison_number, reported_on = excluded.reported_on, is_enhanced = excluded.is_enhanced,
      inform_by = excluded.inform_by, informed_on = excluded.informed_on, origin = excluded.origin`);
}
