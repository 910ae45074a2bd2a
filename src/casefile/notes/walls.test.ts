import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { addNote } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;

test('NOT-1 the database refuses a note about a day to come', async () => {
  const early = house.act(made, house.staff.jo, (hand) =>
    addNote(hand, { participantId: joanne, words: 'Words', happenedOn: '2999-01-01' as PlainDate }),
  );
  await assert.rejects(early, (error) => refusedBy(error) === 'not_1_not_in_the_future');
});

test('NOT-2 no participant has a way to the notes, not to those of their own side either', async () => {
  await house.act(made, house.staff.jo, (hand) =>
    addNote(hand, { participantId: joanne, words: 'Words', happenedOn: house.today() }),
  );
  for (const who of Object.values(made.who)) {
    await assert.rejects(
      house.readAsParticipant(made, who, (db) => db.rows(sql`select words from app.notes`)),
      /permission denied/,
    );
  }
});

test('NOT-3 no login changes or removes a note', async () => {
  for (const query of [sql`update app.notes set words = 'Other'`, sql`delete from app.notes`]) {
    await assert.rejects(
      house.act(made, house.staff.jo, (hand) => hand.run(query)),
      /permission denied/,
    );
  }
});
