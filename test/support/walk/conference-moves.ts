import * as day from '#journey/conference-day/actions.ts';
import * as conference from '#journey/conference/actions.ts';
import { writeRunSheet } from '#journey/run-sheet/actions.ts';
import { conferencesOf } from '#journey/conference/facts.ts';
import { refuse } from '#platform/decision.ts';
import type { AttendeeId, CompanionId, ConferenceId, ParticipantId } from '#vocabulary/ids.ts';
import { ahead } from '../meeting.ts';
import * as walker from './walker.ts';
import type { Dice, Move, Walk } from './walker.ts';

interface OneConference {
  readonly id: ConferenceId;
  readonly startsAt: Date;
  readonly attendees: readonly { readonly id: AttendeeId; readonly participantId: ParticipantId }[];
}

/** The conference a move is about: the one that may still happen, or now and then one that ended. */
function conferenceAt({ rows }: Walk, { what, which }: Dice): OneConference | undefined {
  const live = rows.conferences.findLast(({ status }) => status === 'planned' || status === 'booked');
  const found = what === 11 ? walker.pick(rows.conferences, which) : (live ?? rows.conferences.at(-1));
  if (!found) return undefined;
  const attendees = rows.attendees
    .filter(({ conference_id }) => conference_id === found.id)
    .map(({ id, participant_id }) => ({ id: id as AttendeeId, participantId: participant_id as ParticipantId }));
  return { id: found.id as ConferenceId, startsAt: new Date(found.starts_at), attendees };
}

/** A move of staff about one conference. */
function about(
  work: (
    hand: Parameters<typeof conference.bookConference>[0],
    found: OneConference,
    context: { readonly walk: Walk; readonly dice: Dice; readonly by: ReturnType<typeof walker.decider> },
  ) => ReturnType<typeof conference.bookConference>,
): Move {
  return async (walk, dice) => {
    const found = conferenceAt(walk, dice);
    if (!found) return plan(walk, dice);
    return walker.asStaff(walk, dice, (hand, staffId) =>
      work(hand, found, { walk, dice, by: walker.decider(walk, staffId) }),
    );
  };
}

function wishOf(walk: Walk, { which, what, days }: Dice) {
  const leadId = walker.staffOf(walk, which);
  const coId = what > 8 ? null : walker.staffOf(walk, which + 1);
  const mode = walker.oneOf(['meeting', 'meeting', 'video'], what);
  return { mode, venueId: walk.venueId, startsAt: ahead(walk.house, days % 12), minutes: 90, leadId, coId };
}

async function plan(walk: Walk, dice: Dice): Promise<string> {
  return walker.asStaff(walk, dice, (hand) => conference.planConference(hand, wishOf(walk, dice)));
}

async function invite(walk: Walk, dice: Dice): Promise<string> {
  const found = conferenceAt(walk, dice);
  if (!found) return plan(walk, dice);
  const { id: participantId } = walker.personOf(walk, dice.who);
  const beside = walk.rows.companions.filter((each) => each.participant_id === participantId);
  const companion = dice.which === 0 ? walker.pick(beside, dice.days)?.id : undefined;
  const who = {
    participantId,
    companionId: (companion ?? null) as CompanionId | null,
    shownAs: walker.newWords(walk, 'shown'),
  };
  return walker.asStaff(walk, dice, (hand) => day.addAttendee(hand, found.id, who));
}

const takeOff = about(async (hand, { id, attendees }, { dice }) => {
  const attendee = walker.pick(attendees, dice.which);
  return attendee ? day.removeAttendee(hand, id, attendee.id) : refuse('nobody');
});

/** One person answers about one attendee, by themselves or to staff. */
async function answer(walk: Walk, dice: Dice): Promise<string> {
  const attendee = walker.pick(conferenceAt(walk, dice)?.attendees ?? [], dice.which);
  if (!attendee) return walker.nothingThere;
  const { id: participantId } = walker.personOf(walk, dice.who);
  const guardianId = walker.mouthOf(walk, participantId, dice);
  const given: 'given' | 'declined' = dice.days < 4 ? 'declined' : 'given';
  const said = { participantId, guardianId, attendeeId: attendee.id, answer: given } as const;
  if (dice.by !== 0 || guardianId !== null) {
    return walker.asStaff(walk, dice, (hand) => day.answerAttendance(hand, { ...said, how: 'by-phone' }));
  }
  // As the door does: only whoever was asked answers by themselves.
  return walker.asPerson(walk, participantId, async (hand) => {
    const asked = (await conferencesOf(hand, walk.made.caseId)).filter(({ invited }) =>
      invited.includes(participantId),
    );
    const isAsked = asked.some(({ attendees }) => attendees.some(({ id }) => id === attendee.id));
    return isAsked ? day.answerAttendance(hand, { ...said, how: 'online' }) : refuse('not-here');
  });
}

/** Everybody says yes to all that they can be asked about a conference, and the guardians of children too. */
async function everybodyAnswers(walk: Walk, dice: Dice): Promise<string> {
  const found = conferenceAt(walk, dice);
  if (!found) return plan(walk, dice);
  const ownSide = dice.which % 2 === 0;
  const came: string[] = [];
  for (const participantId of new Set(found.attendees.map((each) => each.participantId))) {
    for (const guardianId of new Set([null, walker.guardianBeside(walk, participantId)])) {
      for (const attendee of found.attendees.filter((each) => (each.participantId === participantId) === ownSide)) {
        const said = { participantId, guardianId, attendeeId: attendee.id, answer: 'given', how: 'in-person' } as const;
        came.push(await walker.asStaff(walk, dice, (hand) => day.answerAttendance(hand, said)));
      }
    }
  }
  return came.find((each) => each !== 'done') ?? 'done';
}

async function anotherTime(walk: Walk, dice: Dice): Promise<string> {
  const found = conferenceAt(walk, dice);
  if (!found) return plan(walk, dice);
  const { id } = walker.personOf(walk, dice.who);
  return walker.asPerson(walk, id, (hand) => conference.askForAnotherTime(hand, found.id, id));
}

/** Plan, ground rules and arrivals, each sometimes alone and sometimes all together. */
const prepareDay = about(async (hand, { id, attendees, startsAt }, { dice: { which, what } }) => {
  const all = what > 3;
  const words = { safety: walker.staffWords, seating: walker.staffWords, stop: walker.staffWords };
  const arrivals = attendees.map((each, at) => ({
    attendeeId: each.id,
    arrivesAt: new Date(startsAt.getTime() - (which === 3 ? 30 : 30 + at) * 60_000),
    waitsIn: which === 3 ? 'The hall' : `Room ${at}`,
  }));
  const ids = attendees.map((each) => each.id);
  const planned = all || which === 0 ? await day.writePlan(hand, id, words) : undefined;
  if (planned?.ok === false) return planned;
  if (which === 2 && !all) await day.writeGroundRules(hand, id, `Everyone is heard. ${what}`);
  const accepted = await day.acceptGroundRules(hand, id, ids);
  return accepted.ok ? day.setArrivals(hand, id, arrivals) : accepted;
});

const held = about((hand, { id, attendees }, { dice: { which } }) => {
  const came = attendees.filter((_, at) => which !== 3 || at !== 0).map((each) => each.id);
  return day.holdConference(hand, id, { came, happened: walker.staffWords });
});

const postpone = about((hand, { id }, { walk, dice }) =>
  conference.postponeConference(hand, id, { reason: walker.staffWords, wish: wishOf(walk, dice) }),
);

const facilitate = about((hand, { id }, { walk, dice }) => {
  const { leadId, coId } = wishOf(walk, dice);
  return conference.nameFacilitators(hand, id, { leadId, coId });
});

const runSheet = about((hand, { id }, { dice }) => writeRunSheet(hand, id, [dice.days]));

export const conferenceMoves: Readonly<Record<string, Move>> = {
  plan,
  invite,
  takeOff,
  attendance: answer,
  everybodyAnswers,
  askEveryone: about((hand, { id }) => conference.askEveryone(hand, id)),
  anotherTime,
  prepareDay,
  approvePlan: about((hand, { id }, { by }) => day.approvePlan(hand, id, by)),
  waive: about((hand, { id }, { by }) => conference.waiveSecondFacilitator(hand, id, by, walker.staffWords)),
  facilitate,
  runSheet,
  book: about((hand, { id }) => conference.bookConference(hand, id)),
  hold: held,
  cancel: about((hand, { id }) => conference.cancelConference(hand, id, walker.staffWords)),
  postpone,
};
