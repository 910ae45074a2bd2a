import { dayOf, inBoth, newest, unfree } from './between.ts';
import { newly } from './crossings.ts';
import type { AttendeeRow, ConferenceRow, Rows } from './rows.ts';
import { agrees, standingWhen, subject, type Standing } from './standing.ts';

/** What was wrong with every conference that people were asked to, that was booked or that was held between two looks. */
export function meetingComplaints(before: Rows, after: Rows): readonly string[] {
  return [
    ...shownComplaints(before, after),
    ...newly(before.conferences, after.conferences, 'booked').flatMap((each) => bookedComplaints(before, after, each)),
    ...newly(before.conferences, after.conferences, 'held').flatMap((each) => heldComplaints(before, after, each)),
  ];
}

// How somebody is told of crosses by the yes of the side they come on (H4).
function shownComplaints(before: Rows, after: Rows): readonly string[] {
  const wasShown = (id: string) => before.attendees.some((each) => each.id === id && each.shown_since !== null);
  return after.attendees
    .filter(({ id, shown_since }) => shown_since !== null && !wasShown(id))
    .flatMap(({ id, conference_id, participant_id }) => {
      const standing = standingWhen(after, 'conference.asked', ['conferenceId', conference_id]);
      const said = subject('share-item', { item_id: id });
      return inBoth(before, after, (rows) =>
        agrees(rows, standing, participant_id, said) ? [] : ['asked: somebody had not agreed how they are told of'],
      );
    });
}

function bookedComplaints(before: Rows, after: Rows, conference: ConferenceRow): readonly string[] {
  const coming = after.attendees.filter(({ conference_id }) => conference_id === conference.id);
  const standing = standingWhen(after, 'conference.booked', ['conferenceId', conference.id]);
  return [
    ...inBoth(before, after, (rows) => companyComplaints(rows, conference, { coming, standing })),
    ...facilitatorComplaints(after, conference),
    ...(coming.every(({ shown_since }) => shown_since !== null) ? [] : ['somebody comes of whom nobody was told']),
  ].map((problem) => `booked: ${problem}`);
}

function heldComplaints(before: Rows, after: Rows, conference: ConferenceRow): readonly string[] {
  const all = after.attendees.filter(({ conference_id }) => conference_id === conference.id);
  const came = all.filter((each) => each.came === true);
  const standing = standingWhen(after, 'conference.held', ['conferenceId', conference.id]);
  return [
    ...inBoth(before, after, (rows) => companyComplaints(rows, conference, { coming: came, standing })),
    ...inBoth(before, after, (rows) => dayComplaints(rows, conference)),
    ...facilitatorComplaints(after, conference),
    ...(conference.mode === 'meeting' ? apartComplaints(after, all) : []),
  ].map((problem) => `held: ${problem}`);
}

interface Company {
  readonly coming: readonly AttendeeRow[];
  readonly standing: Standing;
}

// Each pair may communicate in this mode on that day, and everyone agreed to everyone of the others (H1).
function companyComplaints(
  rows: Rows,
  { mode, starts_at }: ConferenceRow,
  { coming, standing }: Company,
): readonly string[] {
  const sides = [...new Set(coming.map(({ participant_id }) => participant_id))];
  const pairs = rows.links.filter(
    ({ harmed_id, responsible_id }) => sides.includes(harmed_id) && sides.includes(responsible_id),
  );
  const strangers = sides.flatMap((who) =>
    coming
      .filter((each) => each.participant_id !== who)
      .filter(({ id }) => !agrees(rows, standing, who, subject('attend', { item_id: id }))),
  );
  return [
    ...(pairs.length > 0 ? [] : ['nobody of both sides comes']),
    ...pairs.flatMap(({ harmed_id, responsible_id }) =>
      unfree(rows, { mode, between: [harmed_id, responsible_id], day: dayOf(starts_at) }, standing),
    ),
    ...strangers.map(() => 'somebody did not agree to who comes'),
  ];
}

// Two facilitators, or a supervisor who does not facilitate let one be enough; nobody with a conflict of interest (H6, H7).
function facilitatorComplaints(rows: Rows, { id, one_facilitator_by: waived }: ConferenceRow): readonly string[] {
  const named = rows.facilitators.filter(({ conference_id }) => conference_id === id).map(({ staff_id }) => staff_id);
  const isWaived = waived !== null && rows.supervisors.includes(waived) && !named.includes(waived);
  return [
    ...(named.length >= 2 || isWaived ? [] : ['one facilitator is alone']),
    ...(named.some((each) => rows.conflicted.includes(each)) ? ['a facilitator has a conflict of interest'] : []),
  ];
}

// Risk was looked at in the 14 days before, and another than who wrote the plan approved it (H7).
function dayComplaints(rows: Rows, { id, starts_at }: ConferenceRow): readonly string[] {
  const day = dayOf(starts_at);
  const fortnightBefore = dayOf(new Date(new Date(`${day}T12:00:00Z`).getTime() - 14 * 86_400_000));
  const looked = newest(rows.risks)?.assessed_on ?? '';
  const now = rows.conferences.find((each) => each.id === id);
  const isApproved = now && now.plan_safety !== '' && now.plan_approved_by && now.plan_approved_by !== now.planned_by;
  return [
    ...(fortnightBefore <= looked && looked <= day ? [] : ['risk was not looked at in the 14 days before']),
    ...(isApproved ? [] : ['nobody else approved the plan']),
  ];
}

function apartComplaints(rows: Rows, all: readonly AttendeeRow[]): readonly string[] {
  const isPair = (one: AttendeeRow, other: AttendeeRow) =>
    rows.links.some((link) => link.harmed_id === one.participant_id && link.responsible_id === other.participant_id);
  return all.flatMap((one) =>
    all
      .filter((other) => isPair(one, other))
      .flatMap((other) => [
        ...(one.arrives_at && other.arrives_at && one.arrives_at !== other.arrives_at ? [] : ['they arrive at once']),
        ...(one.waits_in !== '' && one.waits_in !== other.waits_in ? [] : ['they wait in one room']),
      ]),
  );
}
