import type { Consent, ConferenceRow, LetterRow, Rows } from './rows.ts';
import { isYes, standingOfLedger, subject, type Standing } from './standing.ts';

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
export function aliveComplaints(before: Rows, after: Rows, atOnce: boolean): readonly string[] {
  const left = takenBack(before, after).flatMap((line) => leftOf(after, line, atOnce));
  return [...withoutGround(after, standingOfLedger(after)), ...deadNotices(after), ...left];
}

// A closed case rests as it was, also where somebody takes a yes back afterwards.
function withoutGround(rows: Rows, standing: Standing): readonly string[] {
  if (rows.status === 'closed') return [];
  const booked = rows.conferences.filter(({ status }) => status === 'booked');
  return [
    ...booked.flatMap(({ id, mode }) =>
      rows.attendees
        .filter(
          (each) => each.conference_id === id && !isYes(standing, each.participant_id, null, subject('mode', { mode })),
        )
        .map(() => `alive: a ${mode} is booked with somebody who has not said yes to it`),
    ),
    ...rows.letters.filter(({ status }) => onItsWay.includes(status)).flatMap((each) => groundless(each, standing)),
    ...rows.releases
      .filter(({ kind, revoked_at }) => kind === 'letter-offer' && revoked_at === null)
      .filter(({ item_id }) => rows.letters.some(({ id, status }) => id === item_id && status === 'frozen'))
      .map(() => 'alive: the offer of a letter that was stopped is still in sight'),
  ];
}

function groundless({ id, participant_id: author, recipient_id: recipient, status }: LetterRow, standing: Standing) {
  const toLetters = (who: string, toward_id: string) =>
    isYes(standing, who, null, subject('mode', { mode: 'letter', toward_id }));
  const share = subject('share-item', { toward_id: recipient, item_id: id });
  return [
    ...(toLetters(author, recipient) && toLetters(recipient, author)
      ? []
      : [`alive: a letter is ${status} and somebody has not said yes to letters`]),
    ...(isYes(standing, author, null, share) ? [] : [`alive: a letter is ${status} and its writer does not share it`]),
  ];
}

function deadNotices({ notices, conferences, letters }: Rows): readonly string[] {
  const gone = (rows: readonly { readonly id: string; readonly status: string }[], ...statuses: readonly string[]) =>
    rows.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
  const off = gone(conferences, 'cancelled', 'postponed');
  const stopped = gone(letters, 'frozen', 'never-sent');
  const about: Readonly<Record<string, readonly string[]>> = {
    'conference-booked': off,
    'conference-reminder': off,
    'letter-offered': stopped,
  };
  return notices
    .filter(({ kind, status, about_id }) => waiting.includes(status) && about[kind]?.includes(about_id ?? ''))
    .map(({ kind }) => `alive: a ${kind} waits about something that is off`);
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

function leftOf(rows: Rows, line: Consent, atOnce: boolean): readonly string[] {
  const { participant_id: who, purpose, mode, item_id } = line;
  if (rows.status === 'closed') return [];
  const letters = rows.letters
    .filter(({ status }) => onItsWay.includes(status))
    .filter(({ participant_id, recipient_id }) => participant_id === who || recipient_id === who);
  const meetings = rows.conferences.filter(({ status }) => status === 'booked' || (status === 'planned' && !atOnce));
  const notices = rows.notices.filter(
    (each) => !atOnce && each.participant_id === who && waiting.includes(each.status),
  );
  const theirs = meetings.filter((each) => comesTo(rows, each, ({ participant_id }) => participant_id === who));
  const withItem = meetings.filter((each) => comesTo(rows, each, ({ id }) => id === item_id));
  const restedOn: Readonly<Record<string, readonly Resting[]>> = {
    'be-contacted': [...letters, ...theirs, ...notices],
    mode: [
      ...(mode === 'letter' ? [...letters, ...notices.filter(({ kind }) => kind === 'letter-offered')] : []),
      ...theirs.filter((each) => each.mode === mode),
    ],
    'share-item': [...letters.filter(({ id }) => id === item_id), ...withItem],
    attend: withItem,
  };
  const left = restedOn[purpose] ?? [];
  return left.map((each) => `alive: ${purpose} ${mode ?? ''} was taken back, and something stays: ${told(each)}`);
}

type Resting = LetterRow | ConferenceRow | Rows['notices'][number];

function told(each: Resting): string {
  const what = 'kind' in each ? `a ${each.kind}` : 'body' in each ? 'a letter' : `a ${each.mode}`;
  return `${what} that is ${each.status}`;
}

function comesTo(
  { attendees }: Rows,
  { id }: ConferenceRow,
  isMeant: (attendee: Rows['attendees'][number]) => boolean,
): boolean {
  return attendees.some((each) => each.conference_id === id && isMeant(each));
}
