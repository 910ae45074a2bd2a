import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addNote } from '#casefile/notes/store.ts';
import { notesOf } from '#casefile/notes/facts.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../test/support/house.ts';
import { actingFor } from './identity.ts';
import { sql } from './sql.ts';

const house = await aHouse();

test('two actions that wait for each other are both done, each once', async () => {
  const made = await house.aCase();
  const [one, other] = Object.values(made.who) as [ParticipantId, ParticipantId];
  const begun: string[] = [];
  const bothHold = Promise.withResolvers<void>();

  // Each makes the key of one person, waits until both have, and then asks for the key that the other holds.
  async function writeOf(first: ParticipantId, second: ParticipantId): Promise<void> {
    await house.act(made, house.staff.jo, async (hand) => {
      const words = `${first} before ${second}`;
      await addNote(hand, { participantId: first, words, happenedOn: house.today() });
      begun.push(words);
      if (begun.length === 2) bothHold.resolve();
      await bothHold.promise;
      return addNote(hand, { participantId: second, words, happenedOn: house.today() });
    });
  }
  await Promise.all([writeOf(one, other), writeOf(other, one)]);

  // The database may break off more than one of two that wait for each other.
  assert.ok(begun.length >= 3, 'one of them was begun again');
  const reader = {
    login: 'tp_staff',
    serviceId: house.serviceId,
    kind: 'staff',
    id: house.staff.jo,
    caseId: '',
  } as const;
  const notes = await house.ports.database.read(reader, (db) => notesOf(db, made.caseId, null));
  assert.equal(notes.length, 4, 'nothing was written twice');
});

test('whoever goes on in a transaction that began long ago is known in it', async (t) => {
  const { caseId, reference } = await house.aCase();
  const { database } = house.ports;
  const id = actingFor({ kind: 'staff', id: house.staff.jo });
  const as = { login: 'tp_hand', serviceId: house.serviceId, kind: 'hand', id, caseId } as const;
  const found = await database.write(as, async (db) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 600_000 });
    await database.goOnAs(db, as);
    t.mock.timers.reset();
    return db.row(sql<{ reference: string }>`select reference from app.cases where id = ${caseId}`);
  });
  assert.equal(found?.reference, reference);
});

test('of several that work together one fails: what the others go on with is asked of nobody', async () => {
  const { database } = house.ports;
  const reader = {
    login: 'tp_staff',
    serviceId: house.serviceId,
    kind: 'staff',
    id: house.staff.jo,
    caseId: '',
  } as const;
  const mine = sql<{ id: string }>`select app.staff_id() as id`;
  const isOver = Promise.withResolvers<void>();
  let late: Promise<unknown> | undefined;
  const failed = database.read(reader, async (db) => {
    late = (async () => {
      assert.equal((await db.row(mine))?.id, house.staff.jo);
      await isOver.promise;
      return db.row(mine);
    })();
    await db.row(mine);
    throw new Error('One of them fails');
  });
  await assert.rejects(failed, /One of them fails/);
  isOver.resolve();
  await assert.rejects(late ?? assert.fail('nobody went on'), /This transaction is over/);
});
