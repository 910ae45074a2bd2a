import { approachesOf } from '#casefile/cases/facts.ts';
import type { Referral } from '#journey/referral/facts.ts';
import { html, type Html } from '#platform/html.ts';
import type { CaseVisit, StaffVisit } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { clocksOfReferral, type Kept } from './facts.ts';
import { clocksPanel } from './pages.ts';

/** How a referral stands to what the service promises, for its page. */
export async function clocksShown({ db, today }: StaffVisit, { id }: Referral): Promise<Html> {
  const kept = await clocksOfReferral(db, id);
  return kept ? clocksPanel(kept, [], today) : html``;
}

/** How a case stands to what the service promises, and who is spoken with first, for its page. */
export async function clocksOfCaseShown({ db, frame, today }: CaseVisit, kept: Kept): Promise<Html> {
  const isAwaited = kept.contactBy !== null && kept.contactedOn === null;
  const approaches = isAwaited ? await approachesOf(db, frame.id) : [];
  const people = approaches.map((each) => ({
    ...each,
    called: participantIn(frame, each.participantId)?.called ?? '',
  }));
  return clocksPanel(kept, people, today);
}
