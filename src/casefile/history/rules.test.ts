import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Announcement } from '#vocabulary/announcements.ts';
import { about } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, ConferenceId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { aboutWhom, sentenceOf, type Names } from './rules.ts';

const joanne = 'joanne' as ParticipantId;
const dylan = 'dylan' as ParticipantId;
const names: Names = {
  participant: (id) => ({ joanne: 'Joanne', dylan: 'Dylan' })[String(id)] ?? 'Somebody',
  staff: () => 'Jo Whitfield',
};

for (const [said, sentence] of [
  [{ name: 'case.opened', referralId: null }, 'The case was opened'],
  [
    {
      name: 'consent.said',
      participantId: joanne,
      guardianId: null,
      answer: 'given',
      ...about('mode', { mode: 'letter', towardId: dylan }),
    },
    'Joanne said yes: a letter, towards Dylan',
  ],
  [
    {
      name: 'consent.not-now',
      participantId: joanne,
      guardianId: null,
      askAfter: '2026-12-27' as PlainDate,
      ...about('be-contacted'),
    },
    'Joanne said not now, ask again from 27 December 2026: keeping in touch',
  ],
  [
    {
      name: 'consent.withdrawn',
      participantId: dylan,
      guardianId: 'mum' as CompanionId,
      ...about('mode', { mode: 'meeting' }),
    },
    'A guardian of Dylan took a yes back: a meeting in person',
  ],
  [
    { name: 'allocation.made', staffId: 'jo' as StaffId, as: 'co', level: 'advanced' },
    'Jo Whitfield was given the case as co-facilitator',
  ],
  [
    { name: 'case.handed-over', fromId: 'jo' as StaffId, toId: 'jo' as StaffId, as: 'lead' },
    'Jo Whitfield handed the case over to Jo Whitfield',
  ],
  [
    { name: 'contact.attempted', participantId: dylan, attempts: 3 },
    'An attempt to reach Dylan, number 3 without an answer',
  ],
  [
    { name: 'participant.changed', participantId: dylan, what: 'contact-point-added' },
    'Dylan: a new number or address was added, not checked yet',
  ],
  [
    { name: 'conference.held', conferenceId: 'c' as ConferenceId, mode: 'meeting', attended: [joanne, dylan] },
    'The conference was held with Joanne, Dylan',
  ],
] as const satisfies readonly (readonly [Announcement, string])[]) {
  test(`HIS-2 ${said.name} reads: ${sentence}`, () => {
    assert.equal(sentenceOf(said, names), sentence);
  });
}

test('HIS-2 a line whose name is gone is still shown', () => {
  const old = { name: 'letter.burnt-in-spring' } as unknown as Announcement;
  assert.equal(sentenceOf(old, names), 'letter burnt in spring');
});

test('a line is about one participant or about the case', () => {
  assert.equal(aboutWhom({ name: 'contact.made', participantId: dylan }), dylan);
  assert.equal(aboutWhom({ name: 'case.reopened' }), null);
});
