import { amendmentsOf, fromAgency } from '#journey/agency-referral/facts.ts';
import { namedReferral } from '#journey/referral/facts.ts';
import { agencyById } from '#service/agencies/facts.ts';
import { staffByIds } from '#service/staff/facts.ts';
import type { Page, StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import { fromAgencyPage, writtenDownPage } from './said-pages.ts';
import { readsAgencyWords } from './policy.ts';

/** What an agency said of a referral, for those who decide about it. */
export function agencyWordsForStaff(door: StaffDoor): void {
  door.page('/referrals/:reference/agency', show, readsAgencyWords);
}

async function show({ db, params }: StaffVisit): Promise<Page | 'not-found'> {
  const referral = await namedReferral(db, params['reference'] ?? '');
  if (!referral) return 'not-found';
  const said = await fromAgency(db, referral.id);
  if (!said) return writtenDownPage(referral.reference);
  const agency = (await agencyById(db, said.agencyId))?.name ?? '';
  const by = (await staffByIds(db, [said.referredBy]))[0]?.name ?? '';
  return fromAgencyPage(referral.reference, { ...said, agency, by }, await amendmentsOf(db, said.referralId));
}
