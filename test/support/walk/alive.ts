import { standingOfLedger } from './oracle.ts';
import type { Consent, Rows } from './rows.ts';

/*
 * While a yes is taken back, nothing that rested on it stays alive (H2): looked at after every step, and closer at the
 * step in which somebody took something back.
 */

const onItsWay = ['offered', 'accepted', 'kept-for-later'];
const waiting = ['waiting', 'by-hand'];

/**
 * What stays alive although its ground is gone. Where two acted at once, the other may have begun something new right
 * after: then only what cannot begin without that yes is looked at.
 */
export function aliveComplaints(before: Rows, after: Rows, atOnce = false): readonly string[] {
  const left = takenBack(before, after).flatMap((line) => leftOf(after, line, atOnce));
  return [...withoutGround(after), ...deadNotices(after), ...left];
}

function ownYes(rows: Rows, who: string, subject: Pick<Consent, 'purpose' | 'mode' | 'toward_id' | 'item_id'>): boolean {
  const said = rows.consents.findLast(
    (line) =>
      line.participant_id === who &&
      line.guardian_id === null &&
      line.purpose === subject.purpose &&
      line.mode === subject.mode &&
      line.item_id === subject.item_id &&
      (line.toward_id === null || line.toward_id === subject.toward_id),
  );
  return said?.answer === 'given';
}

function withoutGround(rows: Rows): readonly string[] {
  const booked = rows.conferences.filter(({ status }) => status === 'booked');
  const letters = rows.letters.filter(({ status }) => onItsWay.includes(status));
  const mode = (name: string) => ({ purpose: 'mode', mode: name, toward_id: null, item_id: null });
  return [
    ...booked.flatMap(({ id, mode: name }) =>
      rows.attendees
        .filter((each) => each.conference_id === id && !ownYes(rows, each.participant_id, mode(name)))
        .map(() => `alive: a ${name} is booked with somebody who has not said yes to it`),
    ),
    ...letters
      .filter(
        (letter) =>
          !ownYes(rows, letter.participant_id, mode('letter')) || !ownYes(rows, letter.recipient_id, mode('letter')),
      )
      .map(({ status }) => `alive: a letter is ${status} and somebody has not said yes to letters`),
    ...letters
      .filter(({ id, participant_id: author, recipient_id: toward_id }) => {
        return !ownYes(rows, author, { purpose: 'share-item', mode: null, toward_id, item_id: id });
      })
      .map(({ status }) => `alive: a letter is ${status} and its writer does not share it`),
  ];
}

function deadNotices({ notices, conferences, letters }: Rows): readonly string[] {
  const off = conferences.filter(({ status }) => status === 'cancelled' || status === 'postponed');
  const stopped = letters.filter(({ status }) => status === 'frozen' || status === 'never-sent');
  const tellsOf = (kinds: readonly string[], gone: readonly { readonly id: string }[]) =>
    notices.filter(
      ({ kind, status, about_id }) =>
        kinds.includes(kind) && waiting.includes(status) && gone.some(({ id }) => id === about_id),
    );
  return [
    ...tellsOf(['conference-booked', 'conference-reminder'], off),
    ...tellsOf(['letter-offered'], stopped),
  ].map(({ kind }) => `alive: a ${kind} waits about something that is off`);
}

// The lines of this step after which somebody who had said yes stands without it.
function takenBack(before: Rows, after: Rows): readonly Consent[] {
  const [was, is] = [standingOfLedger(before), standingOfLedger(after)];
  const lost = [...was].filter(([key, answer]) => answer === 'given' && is.get(key) !== 'given').map(([key]) => key);
  const known = Math.max(0, ...before.consents.map(({ seq }) => seq));
  return after.consents.filter(
    (line) => line.seq > known && lost.some((key) => standingOfLedger({ ...after, consents: [line] }).has(key)),
  );
}

function leftOf(rows: Rows, { participant_id: who, purpose, mode, item_id }: Consent, atOnce: boolean): readonly string[] {
  const letters = rows.letters.filter(({ status }) => onItsWay.includes(status));
  const meetings = rows.conferences
    .filter(({ status }) => status === 'booked' || (status === 'planned' && !atOnce))
    .map((each) => ({ ...each, attendees: rows.attendees.filter(({ conference_id }) => conference_id === each.id) }));
  const theirLetters = letters.filter((each) => each.participant_id === who || each.recipient_id === who);
  const theirMeetings = meetings.filter(({ attendees }) => attendees.some(({ participant_id }) => participant_id === who));
  const notices = atOnce ? [] : rows.notices.filter((each) => each.participant_id === who && waiting.includes(each.status));
  const restedOn: Readonly<Record<string, readonly unknown[]>> = {
    'be-contacted': [...theirLetters, ...theirMeetings, ...notices],
    mode: [
      ...(mode === 'letter' ? theirLetters : []),
      ...(mode === 'letter' ? notices.filter(({ kind }) => kind === 'letter-offered') : []),
      ...theirMeetings.filter((each) => each.mode === mode),
    ],
    'share-item': [...theirLetters.filter(({ id }) => id === item_id), ...meetings.filter(isWith(item_id))],
    attend: meetings.filter(isWith(item_id)),
  };
  const left = restedOn[purpose] ?? [];
  return left.map((each) => `alive: ${purpose} ${mode ?? ''} was taken back, and this stays: ${JSON.stringify(each)}`);
}

function isWith(attendeeId: string | null) {
  return ({ attendees }: { readonly attendees: Rows['attendees'] }) => attendees.some(({ id }) => id === attendeeId);
}
