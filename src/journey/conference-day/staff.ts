import { z } from 'zod';
import { settlesFacilitating } from '#casefile/allocation/facts.ts';
import { companionsOf, guardianOf } from '#casefile/people/facts.ts';
import type { OnTheirWay, ShowStops } from '#casefile/protection/facts.ts';
import { standingOf } from '#journey/consent/facts.ts';
import { conferencesOf, liveConferenceOf } from '#journey/conference/facts.ts';
import { staffOf } from '#service/staff/facts.ts';
import { refuse } from '#platform/decision.ts';
import { problemsOf, typed, typedList, type Problem, type Typed } from '#platform/forms.ts';
import { instantAt, minutesOf } from '#vocabulary/clock-times.ts';
import type { Conference } from '#vocabulary/conference.ts';
import { dayOf } from '#vocabulary/dates.ts';
import { led, type CaseSent, type CaseVisit, type Outcome, type Page, type StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import type { AttendeeId, CompanionId, ConferenceId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import * as actions from './actions.ts';
import { wordsOfArrivals, wordsOfRules } from './crossing-facts.ts';
import { dayPage, heldPage, pathOf } from './day-pages.ts';
import { explain, type Refusal } from './rules.ts';
import { whoPage } from './who-pages.ts';

/** Getting a conference ready with everyone who comes, and writing down how it was. */
export function conferenceDayForStaff(door: StaffDoor, showStops: ShowStops): void {
  const showDay = dayShown(showStops);
  door.casePage('/conference/who', showWho);
  door.caseForm('/conference/who/add', addSomebody, showWho);
  door.caseForm('/conference/who/remove', takeOff, showWho);
  door.caseForm('/conference/who/answer', answer, showWho);
  door.casePage('/conference/day', showDay);
  door.caseForm('/conference/day/plan', writePlan, showDay);
  door.caseForm('/conference/day/approve', approve, showDay);
  door.caseForm('/conference/day/ground-rules', writeGroundRules, showDay);
  door.caseForm('/conference/day/accepted', accept, showDay);
  door.caseForm('/conference/day/arrivals', setArrivals, showDay);
  door.casePage('/conference/held', showHeld);
  door.caseForm('/conference/held', hold, showHeld);
}

/** The page of the day, for whatever form stands on it. */
export function dayShown(showStops: ShowStops): (visit: CaseVisit) => Promise<Page | 'not-found'> {
  return (visit) => showTheDay(visit, showStops);
}

async function showWho({ db, frame, today, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const conference = await liveConferenceOf(db, frame.id);
  if (!conference) return 'not-found';
  const companions = await companionsOf(db, frame.id);
  const standing = await standingOf(db, frame.id, today);
  return whoPage({ frame, conference, companions, standing, attempt });
}

async function showTheDay(visit: CaseVisit, showStops: ShowStops): Promise<Page | 'not-found'> {
  const { db, frame, attempt } = visit;
  const conference = await liveConferenceOf(db, frame.id);
  if (!conference) return 'not-found';
  const staff = (await staffOf(db)).filter(({ isActive }) => isActive);
  const page = dayPage({ frame, conference, staff, attempt });
  return showStops(visit, page, { ways: await waysTyped(visit, conference), back: `${pathOf(frame)}/day` });
}

// What was stopped is on the page as it was typed; nothing of it was kept.
async function waysTyped({ db, frame, attempt }: CaseVisit, conference: Conference): Promise<readonly OnTheirWay[]> {
  if (attempt.problems.length === 0) return [];
  const rooms = conference.attendees.map(({ id }) => ({ attendeeId: id, waitsIn: typed(attempt, `room-${id}`) }));
  const rules = await wordsOfRules(db, frame.id, conference, typed(attempt, 'ground-rules'));
  return [...rules, ...(await wordsOfArrivals(db, frame.id, conference, rooms))];
}

async function showHeld({ db, frame, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const conference = await liveConferenceOf(db, frame.id);
  return conference?.status === 'booked' ? heldPage({ frame, conference, attempt }) : 'not-found';
}

/** The conference a form is about. */
function idIn(form: Typed): ConferenceId {
  return String(form['conference'] ?? '') as ConferenceId;
}

/** Text of at most so many characters; with a sentence for none at all where there has to be some. */
function text(most: number, missing?: string) {
  const limited = z.string().max(most, `Write at most ${most} characters`).default('');
  return missing === undefined ? limited : limited.refine((given) => given !== '', missing);
}

function at(field: string): (reason: Refusal) => Problem {
  return (reason) => ({ field, text: explain(reason) });
}

const Added = z.object({
  who: z.string('Choose who comes').min(1, 'Choose who comes'),
  'shown-as': text(200, explain('how-they-are-told-of-is-missing')),
});

async function addSomebody({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Added.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const [id = '', companionId] = parsed.data.who.split(' ');
  const participant = participantIn(frame, id);
  if (!participant) return 'not-found';
  const decision = await act((hand) =>
    actions.addAttendee(hand, idIn(form), {
      participantId: participant.id,
      companionId: companionId === undefined ? null : (companionId as CompanionId),
      shownAs: parsed.data['shown-as'],
    }),
  );
  return led(decision, { to: `${pathOf(frame)}/who`, said: 'Added to the list.' }, at('who'));
}

async function takeOff({ frame, form, act }: CaseSent): Promise<Outcome> {
  const id = String(form['attendee'] ?? '') as AttendeeId;
  const decision = await act((hand) => actions.removeAttendee(hand, idIn(form), id));
  return led(decision, { to: `${pathOf(frame)}/who`, said: 'Taken off the list.' }, at('who'));
}

const Answered = z.object({
  participant: z.string('Choose who said it').min(1, 'Choose who said it'),
  attendee: z.string('Choose whom it is about').min(1, 'Choose whom it is about'),
  answer: z.enum(['given', 'declined'], 'Choose their answer'),
  speaker: z.enum(['self', 'guardian']).default('self'),
  how: z.enum(['in-person', 'by-phone', 'video-call', 'in-writing'], 'Choose how they said it'),
});

async function answer({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Answered.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { speaker, attendee, ...said } = parsed.data;
  const participant = participantIn(frame, said.participant);
  if (!participant) return 'not-found';
  const decision = await act(async (hand) => {
    const guardianId = speaker === 'guardian' ? await guardianOf(hand, participant.id) : null;
    if (speaker === 'guardian' && guardianId === null) return refuse('no-guardian-on-the-case');
    const { answer: given, how } = said;
    const ids = { participantId: participant.id, guardianId, attendeeId: attendee as AttendeeId };
    return actions.answerAttendance(hand, { ...ids, answer: given, how });
  });
  return led(decision, { to: `${pathOf(frame)}/who`, said: 'Added to the ledger.' }, (reason) =>
    reason === 'no-guardian-on-the-case'
      ? { field: 'speaker', text: 'Add their guardian on the People page first' }
      : { field: 'answer', text: explain(reason) },
  );
}

const Planned = z.object({ safety: text(5000), seating: text(5000), stop: text(5000) });

async function writePlan({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Planned.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => actions.writePlan(hand, idIn(form), parsed.data));
  return led(decision, { to: `${pathOf(frame)}/day`, said: 'The plan is saved.' }, at('safety'));
}

async function approve({ frame, form, staff, act }: CaseSent): Promise<Outcome> {
  const by = { staffId: staff.staffId, isSupervisor: hasRole(staff, ...settlesFacilitating) };
  const decision = await act((hand) => actions.approvePlan(hand, idIn(form), by));
  return led(decision, { to: `${pathOf(frame)}/day`, said: 'The plan is approved.' }, at('approve'));
}

async function writeGroundRules({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = z.object({ 'ground-rules': text(5000, 'Write the ground rules') }).safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => actions.writeGroundRules(hand, idIn(form), parsed.data['ground-rules']));
  return led(decision, { to: `${pathOf(frame)}/day`, said: 'The ground rules are saved.' }, at('ground-rules'));
}

async function accept({ frame, form, act }: CaseSent): Promise<Outcome> {
  const who = ticked(form, 'accepted');
  if (who.length === 0) return { problems: [{ field: 'accepted', text: 'Choose who accepts them' }] };
  const decision = await act((hand) => actions.acceptGroundRules(hand, idIn(form), who));
  return led(decision, { to: `${pathOf(frame)}/day`, said: 'Saved.' }, at('accepted'));
}

function ticked(form: Typed, name: string): readonly AttendeeId[] {
  return typedList({ typed: form, problems: [] }, name) as readonly AttendeeId[];
}

async function setArrivals({ frame, form, act }: CaseSent): Promise<Outcome> {
  const times = Object.entries(form).filter(([name]) => name.startsWith('time-'));
  const sent = times.map(([name, time]) => {
    const attendeeId = name.slice('time-'.length) as AttendeeId;
    return { attendeeId, time: String(time), waitsIn: String(form[`room-${attendeeId}`] ?? '') };
  });
  const problems = sent.flatMap(({ attendeeId, time, waitsIn }) => [
    ...(time !== '' && minutesOf(time) === null
      ? [{ field: `time-${attendeeId}`, text: 'Write a time, like 1:30pm' }]
      : []),
    ...(waitsIn.length > 200 ? [{ field: `room-${attendeeId}`, text: 'Write at most 200 characters' }] : []),
  ]);
  if (problems.length > 0) return { problems };
  const decision = await act(async (hand) => {
    const conference = (await conferencesOf(hand, frame.id)).find(({ id }) => id === idIn(form));
    if (!conference) return refuse('not-here');
    const arrivals = sent.map((each) => ({ ...each, arrivesAt: onTheDay(conference, each.time) }));
    return actions.setArrivals(hand, conference.id, arrivals);
  });
  return led(decision, { to: `${pathOf(frame)}/day`, said: 'The arrivals are saved.' }, at('arrivals'));
}

function onTheDay({ startsAt }: Conference, time: string): Date | null {
  const minutes = minutesOf(time);
  return minutes === null ? null : instantAt(dayOf(startsAt), minutes);
}

async function hold({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = z.object({ 'what-happened': text(10_000) }).safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const what = { came: ticked(form, 'came'), happened: parsed.data['what-happened'] };
  const decision = await act((hand) => actions.holdConference(hand, idIn(form), what));
  return led(decision, { to: pathOf(frame), said: 'It is written down as held.' }, heldProblem);
}

function heldProblem(reason: string): Problem {
  switch (reason) {
    case 'both-sides-did-not-come':
      return { field: 'came', text: explain(reason) };
    case 'what-happened-is-missing':
    case 'has-not-begun':
    case 'only-a-booked-one-is-held':
      return { field: 'what-happened', text: explain(reason) };
    default:
      return {
        field: 'what-happened',
        text: 'Something was still open. The Conference page says what, and what would open it',
      };
  }
}
