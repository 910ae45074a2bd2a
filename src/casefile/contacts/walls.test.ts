import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { noteApproach } from '#casefile/cases/actions.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { about } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import type { Contact } from './rules.ts';
import { addContact } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;
const contact: Contact = {
  participantId: joanne,
  channel: 'phone',
  happenedOn: house.today(),
  outcome: 'talked',
  note: '',
  isApproach: false,
};

async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house
    .act(made, house.staff.jo, work)
    .then(() => undefined)
    .catch((error: unknown) => refusedBy(error) ?? (error instanceof Error ? error.message : 'something else'));
}

test('CTC-1 the database refuses a contact on a day to come', async () => {
  const early = { ...contact, happenedOn: '2999-01-01' as PlainDate };
  assert.equal(
    await wallOf((hand) => addContact(hand, randomUUID(), early, 'conversation')),
    'ctc_1_not_in_the_future',
  );
});

test('CTC-2 the database refuses an outcome that does not fit its kind', async () => {
  assert.equal(
    await wallOf((hand) => addContact(hand, randomUUID(), contact, 'attempt')),
    'ctc_2_outcome_fits_its_kind',
  );
});

test('contacts only grow', async () => {
  for (const query of [sql`update app.contacts set note = 'Other'`, sql`delete from app.contacts`]) {
    assert.match((await wallOf((hand) => hand.run(query))) ?? '', /permission denied/);
  }
});

test('CTC-4 H17 the database tells nobody responsible before who they harmed agreed, and then does', async () => {
  const tell = () => wallOf((hand) => noteApproach(hand, dylan, house.today()));
  assert.equal(await tell(), 'Refused: harmed-have-not-agreed-yet');
  await house.act(made, house.staff.jo, (hand) =>
    recordStatement(
      hand,
      {
        ...about('approach-other'),
        participantId: joanne,
        guardianId: null,
        answer: 'given',
        askAfter: null,
        saidOn: house.today(),
      },
      { wording: 'May we speak with the other person?', how: 'by-phone' },
    ),
  );
  assert.equal(await tell(), undefined);
});
