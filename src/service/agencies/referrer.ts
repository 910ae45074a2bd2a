import type { Page, ReferrerDoor, StaffVisit } from '#vocabulary/doors.ts';
import { agencyEmails } from '#vocabulary/agencies.ts';
import { chooseEmails, putWordsAway } from './actions.ts';
import { emailsPage } from './emails-pages.ts';
import { emailsOf, placeOfReferrer, tellingOf } from './facts.ts';
import { whatToSayPage, wordsOffered } from './telling-pages.ts';
import { isOfferedWords } from './telling-rules.ts';
import type { Html } from '#platform/html.ts';

/** What to say to people about restorative practice, for whoever refers them. (TEL-1) */
export function tellingForReferrers(door: ReferrerDoor): void {
  door.page('/what-to-say', show);
  door.form(
    '/what-to-say/put-away',
    async (sent) => {
      const decision = await sent.act((hand) => putWordsAway(hand));
      return decision.ok ? { to: '/agency', said: 'We ask again in a month at the earliest.' } : 'not-found';
    },
    show,
  );
}

/** When somebody of an agency wants an e-mail. (AGN-4) */
export function emailsForReferrers(door: ReferrerDoor): void {
  door.page('/e-mails', showEmails);
  door.form(
    '/e-mails',
    async ({ form, act }) => {
      const typed = [form['when'] ?? []].flat();
      const decision = await act((hand) =>
        chooseEmails(
          hand,
          agencyEmails.filter((each) => typed.includes(each)),
        ),
      );
      return decision.ok ? { to: '/agency', said: 'It is saved.' } : 'not-found';
    },
    showEmails,
  );
}

async function showEmails({ db, staff, attempt }: StaffVisit): Promise<Page | 'not-found'> {
  const wanted = await emailsOf(db, staff.staffId);
  return wanted ? emailsPage(wanted, attempt) : 'not-found';
}

async function show({ db, staff }: StaffVisit): Promise<Page | 'not-found'> {
  return (await placeOfReferrer(db, staff.staffId)) ? whatToSayPage() : 'not-found';
}

/** The offer of words on the page of their referrals, where it is due. (TEL-1) */
export async function wordsOfferedTo({ db, staff, today }: StaffVisit): Promise<Html | undefined> {
  const telling = await tellingOf(db, staff.staffId);
  return telling && isOfferedWords(telling, today) ? wordsOffered(telling.isOfAgency) : undefined;
}
