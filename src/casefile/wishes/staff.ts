import { z } from 'zod';
import { problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { recordWish } from './actions.ts';
import { wishesOf } from './facts.ts';
import { wishesPage } from './pages.ts';
import { explain, wishes } from './rules.ts';

/** With whom the participants of a case would rather speak. */
export function wishesForStaff(door: StaffDoor): void {
  door.casePage('/allocation/wishes', show);
  door.caseForm('/allocation/wishes', record, show);
}

async function show({ db, frame, today, attempt }: CaseVisit): Promise<Page> {
  return wishesPage({ frame, wishes: await wishesOf(db, frame.id), today, attempt });
}

const Recorded = z.object({
  participant: z.string('Choose who said it').min(1, 'Choose who said it'),
  wish: z.enum(wishes, 'Choose what they said'),
});

async function record({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Recorded.safeParse(form);
  const saidOn = asPlainDate(typedDay(form, 'said-on'));
  const problems: Problem[] = parsed.success ? [] : [...problemsOf(parsed.error)];
  if (saidOn === null) problems.push({ field: 'said-on', text: 'Write the day they said it' });
  if (!parsed.success || saidOn === null) return { problems };
  const who = participantIn(frame, parsed.data.participant);
  if (!who || who.personId === null) return 'not-found';
  const decision = await act((hand) => recordWish(hand, who.id, { wish: parsed.data.wish, saidOn }));
  return decision.ok
    ? { to: `/cases/${frame.reference}/allocation/wishes`, said: 'Written down.' }
    : { problems: decision.because.map((reason) => ({ field: 'said-on', text: explain(reason) })) };
}
