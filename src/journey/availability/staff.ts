import { z } from 'zod';
import { problemsOf, typedDay, type Problem, type Typed } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn, type CaseFrame, type FrameParticipant } from '#vocabulary/frame.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { copyTimes, sayTimes, type KeepForOther } from './actions.ts';
import { availabilitiesOf } from './facts.ts';
import { caseTimesPage, personTimesPage } from './pages.ts';
import { answered, saidIn } from './participant.ts';
import { arrangesTimes } from './policy.ts';
import { explain as explainTimes, type Voice } from './rules.ts';

/** How a copy for somebody else is kept, and why it may be refused: that is of a later stage. */
export interface Keeping<Refusal extends string> {
  readonly keep: KeepForOther<Refusal>;
  explain(reason: string): string;
}

/** Times on the case page: everybody's over each other, and those of each, written down on their word. */
export function timesForStaff<Refusal extends string>(door: StaffDoor, keeping: Keeping<Refusal>): void {
  door.casePage('/times', showAll);
  door.casePage('/times/:participant', showOne);
  door.caseForm('/times/:participant', (sent) => press(sent, keeping), showOne, { roles: arrangesTimes });
}

async function showAll({ db, frame, today }: CaseVisit): Promise<Page> {
  return caseTimesPage({ frame, today, given: await availabilitiesOf(db, frame.id) });
}

async function showOne({ db, frame, staff, params, today, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const participant = participantIn(frame, params['participant'] ?? '');
  if (!participant) return 'not-found';
  const said = (await availabilitiesOf(db, frame.id)).find(({ participantId }) => participantId === participant.id);
  return personTimesPage({
    ...{ frame, today, participant, said, attempt },
    others: othersOf(frame, participant),
    mayWrite: hasRole(staff, ...arrangesTimes),
  });
}

// Whom harm links with somebody: nothing crosses to anybody else.
function othersOf({ participants, links }: CaseFrame, { id }: FrameParticipant): readonly FrameParticipant[] {
  return participants.filter(
    (other) =>
      other.id !== id &&
      links.some(
        ({ harmedId, responsibleId }) =>
          (harmedId === id && responsibleId === other.id) || (responsibleId === id && harmedId === other.id),
      ),
  );
}

async function press<Refusal extends string>(sent: CaseSent, keeping: Keeping<Refusal>): Promise<Outcome> {
  const participant = participantIn(sent.frame, sent.params['participant'] ?? '');
  if (!participant) return 'not-found';
  if (sent.form['step'] === 'write') return write(sent, participant);
  return sent.form['step'] === 'copy' ? copy(sent, participant, keeping) : 'not-found';
}

const Heard = z.object({
  'said-by': z.enum(['self', 'guardian', 'supporter'], 'Choose who said it'),
  how: z.enum(['in-person', 'by-phone', 'video-call', 'in-writing'], 'Choose how they said it'),
});

function voiceIn(form: Typed): { readonly voice: Voice } | { readonly problems: readonly Problem[] } {
  const parsed = Heard.safeParse(form);
  const saidOn = asPlainDate(typedDay(form, 'said-on'));
  if (parsed.success && saidOn) return { voice: { saidBy: parsed.data['said-by'], how: parsed.data.how, saidOn } };
  return {
    problems: [
      ...(parsed.success ? [] : problemsOf(parsed.error)),
      ...(saidOn ? [] : [{ field: 'said-on', text: 'Write the day they said it, like 23 11 2026' }]),
    ],
  };
}

async function write({ frame, form, act }: CaseSent, { id }: FrameParticipant): Promise<Outcome> {
  const [read, heard] = [saidIn(form), voiceIn(form)];
  if ('problems' in read || 'problems' in heard) {
    return { problems: [read, heard].flatMap((each) => ('problems' in each ? each.problems : [])) };
  }
  const decision = await act((hand) => sayTimes(hand, { participantId: id, voice: heard.voice }, read.said));
  return answered(decision, { to: `/cases/${frame.reference}/times/${id}`, said: 'It is written down.' });
}

async function copy<Refusal extends string>(
  { frame, form, act }: CaseSent,
  { id: fromId }: FrameParticipant,
  { keep, explain }: Keeping<Refusal>,
): Promise<Outcome> {
  if (form['to'] === undefined || form['to'] === '')
    return { problems: [{ field: 'to', text: 'Choose who it is for' }] };
  const to = participantIn(frame, String(form['to']));
  if (!to) return 'not-found';
  const wish = { fromId, toId: to.id, withWords: form['with-words'] === 'yes' };
  const decision = await act((hand) => copyTimes(hand, wish, keep));
  if (!decision.ok)
    return {
      problems: decision.because.map((reason) => ({
        field: 'to',
        text: reason === 'no-times-that-could-work' ? explainTimes('no-times-that-could-work') : explain(reason),
      })),
    };
  const at = `/cases/${frame.reference}/messages/${decision.value}`;
  return { to: at, said: 'The copy is kept on their side. Ask them if it may be passed on.' };
}
