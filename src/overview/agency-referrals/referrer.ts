import { countDrafts } from '#journey/agency-draft/facts.ts';
import { amendmentsOf } from '#journey/agency-referral/facts.ts';
import { filesOf, threadOf } from '#journey/agency-thread/facts.ts';
import { placeOfReferrer } from '#service/agencies/facts.ts';
import { levelsTold } from '#service/service-levels/facts.ts';
import type { Html } from '#platform/html.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Page, ReferrerDoor, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { ownReferral, ownReferrals, type OwnPlace } from './facts.ts';
import { ownReferralPage, ownReferralsPage } from './pages.ts';

/** Words to say to people, where somebody refers such as nobody had told. */
export type OfferWords = (visit: StaffVisit) => Promise<Html | undefined>;

/** What became of the referrals of an agency, for one of its people. (AGY-1) */
export function agencyReferralsForReferrers(door: ReferrerDoor, offerWords: OfferWords): void {
  door.page('', (visit) => list(visit, offerWords));
  door.page('/referrals/:reference', show);
}

async function list(visit: StaffVisit, offerWords: OfferWords): Promise<Page | 'not-found'> {
  const { db, staff, query, now } = visit;
  const agency = await placeOfReferrer(db, staff.staffId);
  if (!agency) return 'not-found';
  const after = placeIn(query['after'] ?? '');
  const found = await ownReferrals(db, staff.staffId, after);
  const drafts = await countDrafts(db, now);
  const page = ownReferralsPage({
    agency,
    isLater: after !== undefined,
    drafts,
    offered: await offerWords(visit),
    ...found,
  });
  return { ...page, read: { what: 'referral' } };
}

function placeIn(text: string): OwnPlace | undefined {
  const [day = '', id = ''] = text.split('_');
  const receivedOn = asPlainDate(day);
  return receivedOn && isId(id) ? { receivedOn, id } : undefined;
}

async function show(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, staff } = visit;
  const agency = await placeOfReferrer(db, staff.staffId);
  const referral = agency && (await ownReferral(db, staff.staffId, visit.params['reference'] ?? ''));
  if (!referral) return 'not-found';
  const amendments = await amendmentsOf(db, referral.id);
  const messages = await threadOf(db, referral.id);
  const passed = { messages: messages.length, newest: messages.at(-1), files: (await filesOf(db, referral.id)).length };
  const page = ownReferralPage(agency.kind, referral, {
    ...{ amendments, passed, promised: await levelsTold(db) },
  });
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}
