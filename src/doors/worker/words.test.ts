import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { answerForCase } from '#journey/eligibility/actions.ts';
import { closeCase } from '#journey/closure/actions.ts';
import { noticeKinds } from '#service/notices/rules.ts';
import { about } from '#vocabulary/consent.ts';
import { dayOf, inWordsWithWeekday, plusDays } from '#vocabulary/dates.ts';
import type { LetterId, ParticipantId } from '#vocabulary/ids.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { anOfferedLetter, says } from '../../../test/support/letters.ts';
import { aMeeting, done } from '../../../test/support/meeting.ts';
import { canBeReached, noticeOnce, noticesTo } from '../../../test/support/reaching.ts';
import { openWorker } from '../../wiring/worker.ts';
import { wordsOf } from './words.ts';

const house = await aHouse();

async function bothReachable(made: MadeCase) {
  const [joanne, dylan] = [made.who['Joanne'] as ParticipantId, made.who['Dylan'] as ParticipantId];
  await canBeReached(house, made, joanne);
  await canBeReached(house, made, dylan, { points: { email: 'dylan@example.org' } });
  return { joanne, dylan };
}

/** What somebody is told, kind by kind, once a worker without a mail server has looked at everything that is due. */
async function toldTo(...people: readonly ParticipantId[]): Promise<readonly Readonly<Record<string, string>>[]> {
  const worker = await openWorker(house.ports, undefined);
  const all = await Promise.all(people.map(looked));
  await worker.stop();
  return all;
}

async function looked(who: ParticipantId): Promise<Readonly<Record<string, string>>> {
  const due = (await noticesTo(house, who)).filter(({ sendAfter }) => sendAfter <= house.now());
  const seen = await Promise.all(due.map(({ id }) => noticeOnce(house, who, id, ({ status }) => status !== 'waiting')));
  return Object.fromEntries(
    seen.map(({ kind, status, body, because }) => [kind, status === 'stopped' ? because : body]),
  );
}

test('every kind of notice has words', () => {
  assert.deepEqual(Object.keys(wordsOf).toSorted(), noticeKinds.toSorted());
});

test('H4 an offer is told to whom it is there for, as they see it, and to nobody else', async () => {
  const made = await house.aCase();
  const { joanne, dylan } = await bothReachable(made);
  const letterId = await anOfferedLetter(house, made);
  await house.act(made, house.staff.jo, (hand) =>
    hand.announce({ name: 'letter.offered', participantId: dylan, letterId }),
  );
  const [hers, his] = await toldTo(joanne, dylan);
  assert.match(hers?.['letter-offered'] ?? '', /something for you to read/);
  assert.equal(his?.['letter-offered'], 'no-longer-so', 'what a reader cannot see is not said');
});

test('H2 a meeting is told to both, and when she takes her yes back the other hears only that it is off', async () => {
  const { made } = await aMeeting(house, 'booked');
  const { joanne, dylan } = await bothReachable(made);
  const [hers, his] = await toldTo(joanne, dylan);
  const day = inWordsWithWeekday(plusDays(house.today(), 9));
  for (const told of [hers, his]) assert.match(told?.['conference-booked'] ?? '', new RegExp(`${day} at 2pm`));
  await says(house, made, 'Joanne', 'declined', about('mode', { mode: 'meeting' }));
  const [after, other] = await toldTo(joanne, dylan);
  assert.equal(after?.['conference-off'], 'a-yes-was-taken-back');
  assert.match(other?.['conference-off'] ?? '', /not going ahead/);
  const open = (await noticesTo(house, dylan)).filter(({ status }) => status === 'waiting' || status === 'by-hand');
  assert.deepEqual(
    open.map(({ kind }) => kind),
    ['conference-off'],
    'the news that it was booked, still lying there to be sent by hand, stopped too',
  );
  assert.doesNotMatch(other?.['conference-off'] ?? '', /Joanne|she|her\b|withdr|consent|meeting/i);
});

test('ELG-9 where meeting could be used to harm somebody again, both hear that it is off, in the same words that name nobody', async () => {
  const { made } = await aMeeting(house, 'booked');
  const { joanne, dylan } = await bothReachable(made);
  const answer = { question: 'could-abuse-again', answer: 'yes', words: 'He asks where she lives.' } as const;
  const by = { staffId: house.staff.jo, isSupervisor: false };
  await house.act(made, house.staff.jo, async (hand) => done(await answerForCase(hand, [answer], by)));
  const [hers = '', his = ''] = (await toldTo(joanne, dylan)).map((told) => told['conference-off']);
  assert.match(hers, /not going ahead/);
  const ofNobody = (words: string, name: string) => words.replaceAll(name, '');
  assert.equal(ofNobody(hers, 'Joanne'), ofNobody(his, 'Dylan'));
  assert.doesNotMatch(ofNobody(hers, 'Joanne'), /Joanne|Dylan|Ruth|\b(?:s?he|her|him|his)\b|abuse|harm|safe|meeting/i);
});

test('the end of a case is told to each side in its own words, never with the reason', async () => {
  const made = await house.aCase();
  const { joanne, dylan } = await bothReachable(made);
  await says(house, made, 'Joanne', 'given', about('approach-other'));
  await house.act(made, house.staff.jo, async (hand) => {
    await hand.announce({ name: 'approach.recorded', participantId: joanne, first: true });
    await hand.announce({ name: 'approach.recorded', participantId: dylan, first: false });
    const closing = { reason: 'no-responsibility-taken', note: 'He denies it.', openFollowUpsBecause: '' } as const;
    done(await closeCase(hand, { ...closing, on: dayOf(hand.at) }));
  });
  const [hers, his] = (await toldTo(joanne, dylan)).map((told) => told['case-closed'] ?? '');
  assert.match(hers ?? '', /Our door stays open/);
  assert.match(his ?? '', /has ended for now/);
  for (const words of [hers, his]) assert.doesNotMatch(words ?? '', /responsib|denie|Dylan|Joanne/i);
});

test('what is not there for anybody is not told to anybody', async () => {
  const made = await house.aCase();
  const { joanne } = await bothReachable(made);
  const letterId = randomUUID() as LetterId;
  await house.act(made, house.staff.jo, (hand) =>
    hand.announce({ name: 'letter.offered', participantId: joanne, letterId }),
  );
  assert.deepEqual(await toldTo(joanne), [{ 'letter-offered': 'no-longer-so' }]);
});
