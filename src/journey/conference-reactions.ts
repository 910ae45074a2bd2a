import { moveOn } from '#casefile/cases/actions.ts';
import { askFor } from '#casefile/tasks/actions.ts';
import { plan } from '#journey/follow-up/actions.ts';
import { conferencesOf, questionAbout } from '#journey/conference/facts.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { writeUsualRunSheet } from '#journey/run-sheet/actions.ts';
import { stopNotices, writeNotice } from '#service/notices/actions.ts';
import { atHour } from '#service/notices/facts.ts';
import { about } from '#vocabulary/consent.ts';
import { dayOf, plusDays } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { Hand, ReactionsTo, Said } from '#vocabulary/acting.ts';
import { tellOfFollowUps } from './notice-reactions.ts';

/** What a meeting causes elsewhere. */
export const conferenceReactions: ReactionsTo<'conference'> = {
  'conference.attendance-answered': [keepAttendanceAnswer, askAboutAttendance],
  'conference.another-time-asked': [
    async (hand, { conferenceId, participantId }) => {
      const dueOn = dayOf(hand.at);
      await askFor(hand, {
        kind: 'find-another-time',
        words: 'Somebody asked for another time for the meeting. Ask them when would suit.',
        dueOn,
        cause: `conference.another-time-asked ${conferenceId} ${participantId} ${dueOn}`,
        participantId,
      });
    },
  ],
  'conference.booked': [
    (hand) => moveOn(hand, 'communication'),
    (hand, { conferenceId }) => writeUsualRunSheet(hand, conferenceId),
  ],
  'conference.held': [
    (hand) => moveOn(hand, 'follow-up'),
    (hand, { conferenceId, attended, happenedOn }) =>
      plan(hand, { id: conferenceId, participants: attended }, happenedOn ?? dayOf(hand.at)),
  ],
};

/** What is written to people then: see `reactions.ts` for when. */
export const conferenceMessages: ReactionsTo<'conference'> = {
  'conference.booked': [tellOfConference],
  'conference.cancelled': [tellThatConferenceIsOff],
  'conference.postponed': [tellThatConferenceIsOff],
  'conference.held': [tellOfFollowUps],
};

async function tellOfConference(hand: Hand, { conferenceId: aboutId }: Said<'conference.booked'>): Promise<void> {
  const conference = (await conferencesOf(hand, hand.caseId as CaseId)).find(({ id }) => id === aboutId);
  if (!conference) return;
  const dayBefore = atHour(plusDays(dayOf(conference.startsAt), -1), 10);
  const cause = `conference.booked ${aboutId}`;
  for (const participantId of conference.invited) {
    await writeNotice(hand, { kind: 'conference-booked', participantId, aboutId, cause });
    if (dayBefore <= hand.at) continue;
    await writeNotice(hand, { kind: 'conference-reminder', participantId, aboutId, cause, sendAfter: dayBefore });
  }
}

// Everybody who was asked hears the same, without a reason.
async function tellThatConferenceIsOff(
  hand: Hand,
  { conferenceId: aboutId }: Said<'conference.cancelled'> | Said<'conference.postponed'>,
): Promise<void> {
  await stopNotices(hand, { aboutId, because: 'the-meeting-is-off' });
  const conference = (await conferencesOf(hand, hand.caseId as CaseId)).find(({ id }) => id === aboutId);
  const cause = `conference.off ${aboutId}`;
  for (const participantId of conference?.invited ?? []) {
    await writeNotice(hand, { kind: 'conference-off', participantId, aboutId, cause });
  }
}

// What somebody says about who comes is a statement of consent: the ledger keeps it with the question as it was asked.
async function keepAttendanceAnswer(hand: Hand, said: Said<'conference.attendance-answered'>): Promise<void> {
  const { participantId, guardianId, attendeeId, purpose, answer, how } = said;
  const wording = await questionAbout(hand, hand.caseId as CaseId, attendeeId, participantId);
  const subject = about(purpose, { itemId: attendeeId });
  const saying = { ...subject, participantId, guardianId, answer, askAfter: null, saidOn: dayOf(hand.at) };
  const decision = await recordStatement(hand, saying, { wording, how });
  if (!decision.ok) throw new Error(`The ledger refused an answer about who comes: ${decision.because.join(', ')}`);
}

async function askAboutAttendance(hand: Hand, said: Said<'conference.attendance-answered'>): Promise<void> {
  if (said.answer !== 'declined') return;
  const dueOn = dayOf(hand.at);
  await askFor(hand, {
    kind: 'talk-about-who-comes',
    words: 'Somebody said no to who comes to a meeting. Talk with them about what they would like, if anything.',
    dueOn,
    cause: `conference.attendance-answered ${said.attendeeId} ${said.participantId} ${dueOn}`,
    participantId: said.participantId,
  });
}
