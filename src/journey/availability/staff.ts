import { z } from 'zod';
import { atMost, problemsOf, typedDay, type Problem, type Typed } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn, type CaseFrame, type FrameParticipant } from '#vocabulary/frame.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { copyTimes, sayTimes, type KeepForOther } from './actions.ts';
import { avoidDay, avoidNoLonger } from './avoid-actions.ts';
import { explainAvoiding } from './avoid-rules.ts';
import { availabilitiesOf, daysToAvoidAhead, daysToAvoidOf } from './facts.ts';
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
  const avoided = await daysToAvoidAhead(db, { caseId: frame.id, today });
  return caseTimesPage({ frame, today, given: await availabilitiesOf(db, frame.id), avoided });
}

async function showOne({ db, frame, staff, params, today, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const participant = participantIn(frame, params['participant'] ?? '');
  if (!participant) return 'not-found';
  const said = (await availabilitiesOf(db, frame.id)).find(({ participantId }) => participantId === participant.id);
  return personTimesPage({
    ...{ frame, today, participant, said, attempt },
    others: othersOf(frame, participant),
    avoids: (await daysToAvoidOf(db, frame.id)).filter(({ participantId }) => participantId === participant.id),
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
  if (sent.form['step'] === 'avoid') return avoids(sent, participant);
  if (sent.form['step'] === 'avoid-no-longer') return avoidsNoLonger(sent, participant);
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

const Avoiding = z.object({
  'avoid-every-year': z.literal('yes').optional().catch(undefined),
  'avoid-words': atMost(300, 'why'),
});

async function avoids({ frame, form, act }: CaseSent, { id: participantId }: FrameParticipant): Promise<Outcome> {
  const parsed = Avoiding.safeParse(form);
  const onDay = asPlainDate(typedDay(form, 'avoid'));
  const problems = [
    ...(onDay ? [] : [{ field: 'avoid', text: 'Write a day that exists, like 14 3 2027' }]),
    ...(parsed.success ? [] : problemsOf(parsed.error)),
  ];
  if (!parsed.success || !onDay) return { problems };
  const day = { participantId, onDay, isEveryYear: parsed.data['avoid-every-year'] === 'yes' };
  const decision = await act((hand) => avoidDay(hand, { ...day, words: parsed.data['avoid-words'] }));
  if (decision.ok) return { to: `/cases/${frame.reference}/times/${participantId}`, said: 'The day is written down.' };
  const reasons = decision.because.filter((reason) => reason !== 'not-of-this-case');
  if (reasons.length === 0) return 'not-found';
  return {
    problems: reasons.map((reason) => ({
      field: reason === 'why-is-missing' ? 'avoid-words' : 'avoid',
      text: explainAvoiding(reason),
    })),
  };
}

async function avoidsNoLonger({ frame, form, act }: CaseSent, { id }: FrameParticipant): Promise<Outcome> {
  const day = z.uuid().safeParse(form['avoid-id']);
  if (!day.success) return 'not-found';
  const decision = await act((hand) => avoidNoLonger(hand, id, day.data));
  if (decision.ok) return { to: `/cases/${frame.reference}/times/${id}`, said: 'The day is taken out.' };
  if (decision.because.includes('not-of-this-case')) return 'not-found';
  return { problems: [{ field: 'avoid', text: explainAvoiding('case-is-closed') }] };
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
