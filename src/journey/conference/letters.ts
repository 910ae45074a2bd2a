import { dayOf, inWordsWithWeekday, timeInWords } from '#vocabulary/dates.ts';
import type { ConferenceForLetter } from './facts.ts';

/** What we send: words that say nothing to whoever else reads them. No names, and not what it is about (domain 197). */
export interface Letter {
  readonly subject: string;
  readonly body: string;
}

const subject = 'Your appointment';
const anotherTime = 'If it does not suit you, or if you change your mind, tell us. You do not have to say why.';

/** To everyone who comes, when a conference is booked. */
export function bookedLetter(told: ConferenceForLetter): Letter {
  return { subject, body: `Your appointment is on ${whenAndWhere(told)}\n\n${anotherTime}` };
}

/** To everyone who comes, shortly before. */
export function reminderLetter(told: ConferenceForLetter): Letter {
  return { subject, body: `This is to remind you of your appointment on ${whenAndWhere(told)}\n\n${anotherTime}` };
}

/** To everyone who was asked, when it is cancelled: no reason, and not by whom (domain 41). */
export function cancelledLetter(told: ConferenceForLetter): Letter {
  return {
    subject,
    body: `Your appointment on ${onDay(told)} is not going ahead.\n\nYou do not have to do anything. We will be in touch with you.`,
  };
}

/** To everyone who was asked, when it is postponed. */
export function postponedLetter(told: ConferenceForLetter): Letter {
  return {
    subject,
    body: `Your appointment on ${onDay(told)} is not going ahead on that day.\n\nYou do not have to do anything. We will talk with you about another day.`,
  };
}

function onDay({ startsAt }: ConferenceForLetter): string {
  return inWordsWithWeekday(dayOf(startsAt));
}

function whenAndWhere(told: ConferenceForLetter): string {
  const time = `${onDay(told)}, from ${timeInWords(told.startsAt)} to ${timeInWords(told.endsAt)}.`;
  return told.mode === 'video' ? `${time} It is by video.` : `${time}\n\n${told.venueName}\n${told.venueAddress}`;
}
