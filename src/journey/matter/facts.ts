import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { noMatter, numbersIn, type Matter, type Origin } from '#vocabulary/matter.ts';

export { explain as explainMatter, isOfMatter, type CannotKeep } from './rules.ts';

const everything = sql`crime_number as "crimeNumber", urn, prison_number as "prisonNumber", reported_on as "reportedOn",
  is_enhanced as "isEnhanced", informed_on as "informedOn", origin`;

/** What others have of what a referral is about, as whoever asks; nothing, where nothing was written down. */
export async function matterOf(db: Db, referralId: ReferralId): Promise<Matter> {
  const found = await db.row(
    sql<Matter>`select ${everything} from app.referral_matters where referral_id = ${referralId}`,
  );
  return found ?? noMatter;
}

/** The numbers that others know some referrals by. */
export async function numbersOf(hand: Hand, ids: readonly ReferralId[]): Promise<readonly string[]> {
  const rows = await hand.rows(sql<Matter>`
    select ${everything} from app.referral_matters where service_id = ${hand.serviceId} and referral_id = any(${ids}::uuid[])`);
  return rows.flatMap(numbersIn);
}

/** Where each of these referrals comes from: to this service, or from what the police had settled themselves. (MAT-6) */
export async function originsOf(hand: Hand, ids: readonly ReferralId[]): Promise<readonly Origin[]> {
  const rows = await hand.rows(sql<{ origin: Origin }>`
    select coalesce(m.origin, 'service') as origin from unnest(${ids}::uuid[]) as r (id)
      left join app.referral_matters m on m.service_id = ${hand.serviceId} and m.referral_id = r.id`);
  return rows.map(({ origin }) => origin);
}
