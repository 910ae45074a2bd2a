import { z } from 'zod';
import { settlesFacilitating } from '#casefile/allocation/facts.ts';
import type { ShowStops } from '#casefile/protection/facts.ts';
import { daysThatWork, daysToAvoidAhead } from '#journey/availability/facts.ts';
import { staffOf } from '#service/staff/facts.ts';
import { venuesOf } from '#service/venues/facts.ts';
import { problemsOf, typedDay, type Problem, type Typed } from '#platform/forms.ts';
import type { Db } from '#platform/sql.ts';
import { instantAt, minutesOf } from '#vocabulary/clock-times.ts';
import { isLive, type Conference } from '#vocabulary/conference.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import { led, type CaseSent, type CaseVisit, type Outcome, type Page, type StaffDoor } from '#vocabulary/doors.ts';
import type { ConferenceId, StaffId, VenueId } from '#vocabulary/ids.ts';
import { hasRole, type StaffMember } from '#vocabulary/staff.ts';
import * as actions from './actions.ts';
import { wordsToAsk } from './crossing-facts.ts';
import { conferenceFacts, conferencesOf, liveConferenceOf } from './facts.ts';
import { bookConferenceGate, holdConferenceGate, nothingPlannedGates } from './gate-rules.ts';
import { casePage, pathOf, planPage, stopPage, type Named } from './pages.ts';
import { explain, type Refusal, type Wish } from './rules.ts';

/** The conference of a case: planning it, asking everyone, booking it, stopping it. */
export function conferenceForStaff(door: StaffDoor, showStops: ShowStops): void {
  const show = (visit: CaseVisit) => showCase(visit, showStops);
  door.casePage('/conference', show);
  door.caseForm('/conference/ask', ask, show);
  door.caseForm('/conference/book', book, show);
  door.casePage('/conference/new', showPlan);
  door.caseForm('/conference/new', plan, showPlan);
  door.casePage('/conference/stop', showStop);
  door.caseForm('/conference/postpone', postpone, showStop);
  door.caseForm('/conference/cancel', cancel, showStop);
}

/** Who facilitates it is named on the page of the day, which shows what was wrong. */
export function whoFacilitatesForStaff(
  door: StaffDoor,
  showDay: (visit: CaseVisit) => Promise<Page | 'not-found'>,
): void {
  door.caseForm('/conference/day/facilitators', nameFacilitators, showDay);
  door.caseForm('/conference/day/one-facilitator', waive, showDay);
}

async function showCase(visit: CaseVisit, showStops: ShowStops): Promise<Page> {
  const { db, frame, now, attempt } = visit;
  const conferences = await conferencesOf(db, frame.id);
  const live = conferences.find(isLive);
  const facts = live && (await conferenceFacts(db, frame.id, { conference: live, now }));
  const gates = facts
    ? [...(live.status === 'planned' ? [bookConferenceGate(facts)] : []), holdConferenceGate(facts)]
    : [];
  const [venues, staff] = conferences.length === 0 ? [[], []] : [await venuesOf(db), await staffOf(db)];
  const shut = live ? gates : nothingPlannedGates();
  const page = casePage({ frame, conferences, gates: shut, venues, staff, now, attempt });
  return showStops(visit, page, { ways: await wordsToAsk(db, frame.id, live), back: pathOf(frame) });
}

async function choicesOf(db: Db, before?: Conference): Promise<{ venues: readonly Named[]; staff: readonly Named[] }> {
  const venues = (await venuesOf(db)).filter(({ isOpen, id }) => isOpen || id === before?.venueId);
  const staff = (await staffOf(db)).filter(({ isActive }) => isActive);
  return { venues, staff };
}

async function showPlan({ db, frame, today, attempt }: CaseVisit): Promise<Page> {
  const { days, given } = await daysThatWork(db, { caseId: frame.id, today });
  const avoided = await daysToAvoidAhead(db, { caseId: frame.id, today });
  const called = frame.participants.filter(({ id }) => given.includes(id)).map((each) => each.called);
  return planPage({ frame, attempt, avoided, times: { days, given: called }, ...(await choicesOf(db)) });
}

async function showStop({ db, frame, today, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const live = await liveConferenceOf(db, frame.id);
  const avoided = await daysToAvoidAhead(db, { caseId: frame.id, today });
  return live ? stopPage({ frame, attempt, avoided, ...(await choicesOf(db, live)) }, live) : 'not-found';
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

const Wished = z.object({
  mode: z.enum(['meeting', 'video'], 'Choose how they meet'),
  venue: z.string().default(''),
  time: z.string().default(''),
  minutes: z.string().default(''),
  lead: z.string('Choose who leads').min(1, 'Choose who leads'),
  co: z.string().default(''),
});

function wishIn(form: Typed): { readonly wish: Wish } | { readonly problems: readonly Problem[] } {
  const parsed = Wished.safeParse(form);
  const day = asPlainDate(typedDay(form, 'day'));
  const minutes = minutesOf(String(form['time'] ?? ''));
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...(day === null ? [{ field: 'day', text: 'Write a day that exists, like 3 12 2026' }] : []),
    ...(minutes === null ? [{ field: 'time', text: 'Write a time, like 2pm or 14:30' }] : []),
  ];
  if (!parsed.success || day === null || minutes === null) return { problems };
  const { mode, venue, lead, co } = parsed.data;
  const wish = {
    mode,
    venueId: venue === '' ? null : (venue as VenueId),
    startsAt: instantAt(day, minutes),
    minutes: /^\d{1,4}$/.test(parsed.data.minutes) ? Number(parsed.data.minutes) : 0,
    leadId: lead as StaffId,
    coId: co === '' ? null : (co as StaffId),
    although: form['although'] === 'yes',
  };
  return { wish };
}

function wishProblem(reason: Refusal): Problem {
  const fields: Partial<Record<Refusal, string>> = {
    'one-is-planned-already': 'mode',
    'start-has-passed': 'day',
    'somebody-avoids-this-day': 'day',
    'length-is-not-sensible': 'minutes',
    'meeting-needs-a-venue': 'venue',
    'venue-is-closed': 'venue',
    'lead-and-co-are-the-same': 'co',
    'facilitator-has-a-conflict': 'lead',
    'reason-is-missing': 'postponed-because',
  };
  return { field: fields[reason] ?? 'mode', text: explain(reason) };
}

async function plan({ frame, form, act }: CaseSent): Promise<Outcome> {
  const read = wishIn(form);
  if ('problems' in read) return read;
  const decision = await act((hand) => actions.planConference(hand, read.wish));
  return led(decision, { to: `${pathOf(frame)}/who`, said: 'It is planned. Now say who comes.' }, wishProblem);
}

async function postpone({ frame, form, act }: CaseSent): Promise<Outcome> {
  const read = wishIn(form);
  const reason = text(2000, explain('reason-is-missing')).safeParse(form['postponed-because']);
  const missing = reason.success ? [] : [{ field: 'postponed-because', text: reason.error.issues[0]?.message ?? '' }];
  if ('problems' in read || !reason.success) {
    return { problems: [...missing, ...('problems' in read ? read.problems : [])] };
  }
  const put = { reason: reason.data, wish: read.wish };
  const decision = await act((hand) => actions.postponeConference(hand, idIn(form), put));
  return led(decision, { to: pathOf(frame), said: 'It is postponed. Ask everyone about the new time.' }, wishProblem);
}

async function cancel({ frame, form, act }: CaseSent): Promise<Outcome> {
  const reason = text(2000, explain('reason-is-missing')).safeParse(form['cancelled-because']);
  if (!reason.success) {
    return { problems: [{ field: 'cancelled-because', text: reason.error.issues[0]?.message ?? '' }] };
  }
  const decision = await act((hand) => actions.cancelConference(hand, idIn(form), reason.data));
  return led(decision, { to: pathOf(frame), said: 'It is cancelled.' }, (why) => ({
    field: 'cancelled-because',
    text: explain(why),
  }));
}

async function ask({ frame, form, act }: CaseSent): Promise<Outcome> {
  const decision = await act((hand) => actions.askEveryone(hand, idIn(form)));
  return led(decision, { to: pathOf(frame), said: 'Everyone is asked.' }, (reason) => ({
    field: 'ask',
    text: explain(reason),
  }));
}

async function book({ frame, form, act }: CaseSent): Promise<Outcome> {
  const decision = await act((hand) => actions.bookConference(hand, idIn(form)));
  const shut = 'It cannot be booked yet. Every reason is below, with what would open it';
  if (decision.ok || decision.because.includes('not-here')) {
    return led(decision, { to: pathOf(frame), said: 'It is booked.' }, () => ({ field: 'book', text: shut }));
  }
  return { problems: [{ field: 'book', text: shut }] };
}

function deciding(staff: StaffMember): actions.Decider {
  return { staffId: staff.staffId, isSupervisor: hasRole(staff, ...settlesFacilitating) };
}

const Facilitating = z.object({
  lead: z.string('Choose who leads').min(1, 'Choose who leads'),
  co: z.string().default(''),
});

async function nameFacilitators({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Facilitating.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { lead, co } = parsed.data;
  const named = { leadId: lead as StaffId, coId: co === '' ? null : (co as StaffId) };
  const decision = await act((hand) => actions.nameFacilitators(hand, idIn(form), named));
  return led(decision, { to: `${pathOf(frame)}/day`, said: 'Saved.' }, at('co'));
}

async function waive({ frame, form, staff, act }: CaseSent): Promise<Outcome> {
  const reason = z.object({ 'one-facilitator': text(2000, explain('reason-is-missing')) }).safeParse(form);
  if (!reason.success) return { problems: problemsOf(reason.error) };
  const decision = await act((hand) =>
    actions.waiveSecondFacilitator(hand, idIn(form), deciding(staff), reason.data['one-facilitator']),
  );
  return led(decision, { to: `${pathOf(frame)}/day`, said: 'One facilitator is enough.' }, at('one-facilitator'));
}

function at(field: string): (reason: Refusal) => Problem {
  return (reason) => ({ field, text: explain(reason) });
}
