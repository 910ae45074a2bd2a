import { z } from 'zod';
import { approachesOf } from '#casefile/cases/facts.ts';
import { safeContactsOf, type AskWishes, type Reachable, type WishesAboutContact } from '#casefile/people/facts.ts';
import { problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import type { Html } from '#platform/html.ts';
import { staffNames } from '#service/staff/facts.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { isId } from '#vocabulary/ids.ts';
import { recordContact } from './actions.ts';
import { contactsAtOnce, contactsOf, type ContactCursor } from './facts.ts';
import { contactsPage } from './pages.ts';
import { explain, outcomes, type CannotRecord, type ContactOutcome } from './rules.ts';

/** Shows what is safe before anybody rings, writes or knocks; the people slice has the words. */
export type SafeBanner = (reachable: Reachable, now: Date, wishes: WishesAboutContact) => Html;

/** What this slice is handed: words of its neighbour, and what the ledger above it says. */
export interface Neighbours {
  readonly banner: SafeBanner;
  readonly askWishes: AskWishes;
}

/** Contacts on the case page: what is safe, what happened, and writing it down. */
export function contactsForStaff(door: StaffDoor, neighbours: Neighbours): void {
  const show = (visit: CaseVisit) => showContacts(visit, neighbours);
  door.casePage('/contacts', show);
  door.caseForm('/contacts', writeDown, show);
}

async function showContacts(
  { db, frame, query, today, now, attempt }: CaseVisit,
  { banner, askWishes }: Neighbours,
): Promise<Page> {
  const before = cursorOf(query['before'] ?? '');
  const [found, wishes, safeContacts, told, names] = await Promise.all([
    contactsOf(db, frame.id, before),
    askWishes(db, frame.id, today),
    safeContactsOf(db, frame.id),
    approachesOf(db, frame.id),
    staffNames(db),
  ]);
  const lines = found.slice(0, contactsAtOnce);
  return contactsPage({
    frame,
    banners: safeContacts.map((each) => banner(each, now, wishes)),
    told,
    lines,
    olderFrom: found.length > contactsAtOnce ? (lines.at(-1) ?? null) : null,
    isOlder: before !== null,
    staffNames: names,
    attempt,
  });
}

function cursorOf(text: string): ContactCursor | null {
  const [day = '', id = ''] = text.split('_');
  const happenedOn = asPlainDate(day);
  return happenedOn && isId(id) ? { happenedOn, id } : null;
}

const outcomeNames = Object.keys(outcomes) as [ContactOutcome, ...ContactOutcome[]];

const Written = z.object({
  participant: z.string('Choose with whom').min(1, 'Choose with whom'),
  channel: z.enum(['phone', 'text', 'email', 'post', 'in-person', 'video-call'], 'Choose how'),
  outcome: z.enum(outcomeNames, 'Choose how it ended'),
  note: z.string().max(5000, 'Write the note in 5,000 characters or fewer').default(''),
});

async function writeDown({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Written.safeParse(form);
  const happenedOn = asPlainDate(typedDay(form, 'happened-on'));
  const noDay: readonly Problem[] = happenedOn
    ? []
    : [{ field: 'happened-on', text: 'Write the day it happened, like 23 11 2026' }];
  if (!parsed.success) return { problems: [...problemsOf(parsed.error), ...noDay] };
  if (!happenedOn) return { problems: noDay };
  const { participant, ...rest } = parsed.data;
  const who = participantIn(frame, participant);
  if (!who) return 'not-found';
  const isApproach = form['approach'] !== undefined && form['approach'] !== '';
  const decision = await act((hand) => recordContact(hand, { ...rest, participantId: who.id, happenedOn, isApproach }));
  if (decision.ok) return { to: `/cases/${frame.reference}/contacts`, said: 'Written down.' };
  return { problems: decision.because.map(problemOf) };
}

function problemOf(reason: CannotRecord): Problem {
  return { field: reason === 'happened-in-the-future' ? 'happened-on' : 'approach', text: explain(reason) };
}
