import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setStatus } from '#casefile/cases/actions.ts';
import { refusedBy } from '#platform/database.ts';
import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { reachIndex } from '#vocabulary/blind-index.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import { ofPerson } from '#vocabulary/key-owners.ts';
import type { SendingChannel } from '#vocabulary/modes.ts';
import { markOf } from '#overview/search/rules.ts';
import { looked } from '../../../test/support/looked.ts';
import { aHouse } from '../../../test/support/house.ts';
import { addPersonToCase } from './actions.ts';
import { aPerson, aSafeContact } from './examples.ts';
import { mayContactNow, safeContactOf } from './facts.ts';
import { addCompanion, addSafeContact } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const person = aPerson({ called: 'Kit', fullName: 'Kit Example' });
const kit = await house.act(made, house.staff.jo, (hand) =>
  addPersonToCase(
    hand,
    person,
    { phone: '07700 900123', email: 'kit@example.org', post: '', checkedOn: house.today() },
    aSafeContact({ mayEmail: true, saidOn: house.today() }),
  ),
);

async function wallOf(work: (hand: Hand) => Promise<unknown>, of: { readonly caseId: CaseId } = made) {
  return house
    .act(of, house.staff.jo, work)
    .then(() => undefined)
    .catch((error: unknown) => refusedBy(error) ?? (error instanceof Error ? error.message : 'something else'));
}

test('PEO-1 a number that was checked is never written over', async () => {
  const wall = await wallOf((hand) =>
    hand.run(sql`update app.contact_points set value = '07700 900999' where person_id = ${person.id}`),
  );
  assert.match(wall ?? '', /permission denied/);
});

test('PEO-1 the database refuses a checked number that does not say how', async () => {
  const wall = await wallOf((hand) =>
    hand.run(sql`update app.contact_points set checked_how = null where person_id = ${person.id}`),
  );
  assert.equal(wall, 'peo_2_checked_says_how');
});

const theirs = ofPerson(person.id);

async function leaves(hand: Hand, channel: SendingChannel, to: string): Promise<void> {
  const cause = randomUUID();
  await hand.run(sql`
    insert into app.notices (service_id, case_id, participant_id, cause, kind)
    values (${hand.serviceId}, ${hand.caseId}, ${kit}, ${cause}, 'conference-off')`);
  const [notice] = await hand.rows(sql<{ id: string }>`select id from app.notices where cause = ${cause}`);
  assert.ok(notice);
  await looked(hand, 'notice', notice.id, [kit]);
  await hand.run(sql`
    update app.notices set status = 'leaving', channel = ${channel}, sent_to = ${sealed(theirs, to)}, sent_to_index = ${reachIndex(house, channel, to)},
           body = ${sealed(theirs, 'Words')}, left_at = now()
     where cause = ${cause}`);
}

for (const [words, channel, to, wall] of [
  ['in a way that is safe to a checked address', 'email', 'kit@example.org', undefined],
  ['to an address that is not theirs', 'email', 'dylan@example.org', 'h16_goes_where_it_is_safe'],
  ['in a way that they did not call safe', 'post', '1 Example Street', 'h16_goes_where_it_is_safe'],
] as const) {
  test(`PEO-2 H16 a notice ${wall ? 'never leaves' : 'leaves'} ${words}`, async () => {
    assert.equal(await wallOf((hand) => leaves(hand, channel, to)), wall);
  });
}

test('PEO-3 the database refuses hours the wrong way round, and half of them', async () => {
  for (const changed of [{ fromHour: 12, untilHour: 9 }, { fromHour: 9 }]) {
    const safe = aSafeContact({ saidOn: house.today(), ...changed });
    assert.equal(await wallOf((hand) => addSafeContact(hand, person.id, safe)), 'peo_3_safe_hours_in_order');
  }
});

test('PEO-4 the database refuses what is said on a day to come, and any change of what was said', async () => {
  const tomorrow = aSafeContact({ saidOn: '2999-01-01' as PlainDate });
  assert.equal(await wallOf((hand) => addSafeContact(hand, person.id, tomorrow)), 'peo_4_said_before_recorded');
  for (const query of [
    sql`update app.safe_contact_rules set may_phone = true where person_id = ${person.id}`,
    sql`delete from app.safe_contact_rules where person_id = ${person.id}`,
  ]) {
    assert.match((await wallOf((hand) => hand.run(query))) ?? '', /permission denied/);
  }
});

test('PEO-5 the database lets nobody join a closed case', async () => {
  const closed = await house.aCase();
  const beside = {
    id: randomUUID() as CompanionId,
    participantId: closed.who['Joanne'] as ParticipantId,
    kind: 'supporter',
    fullName: 'Ann Example',
    called: 'Ann',
    relation: 'sister',
  } as const;
  await house.act(closed, house.staff.jo, async (hand) => {
    await hand.run(sql`
      insert into app.closures (service_id, case_id, reason, closed_on, closed_by)
      values (${hand.serviceId}, ${hand.caseId}, 'duplicate', ${house.today()}, ${house.staff.jo})`);
    await setStatus(hand, 'closed');
  });
  assert.match((await wallOf((hand) => addCompanion(hand, beside), closed)) ?? '', /closed/);
});

test('PEO-6 only who may open the case finds it, by name, by phone, by e-mail and by reference', async () => {
  const found = (staffId: typeof house.staff.jo, words: string) =>
    house.readAsStaff(staffId, (db) =>
      db.rows(
        sql<{
          caseId: string;
        }>`select case_id as "caseId" from app.search_cases(${words}, ${markOf(house, words)}, 10)`,
      ),
    );
  for (const words of ['kit example', '+44 7700 900-123', 'Kit@Example.org', made.reference.toLowerCase()]) {
    assert.deepEqual(await found(house.staff.jo, words), [{ caseId: made.caseId }]);
    assert.deepEqual(await found(house.staff.leo, words), []);
  }
  await assert.rejects(
    house.readAsStaff(house.staff.jo, (db) => db.rows(sql`select words from app.search_entries`)),
    /permission denied/,
  );
});

test('a participant reads how they themselves are reached, and nobody else’s', async () => {
  const own = await house.readAsParticipant(made, kit, (db) => safeContactOf(db, kit));
  assert.deepEqual(own.points.map(({ value }) => value).toSorted(), ['07700 900123', 'kit@example.org']);
  const mail = await house.readAsParticipant(made, kit, (db) => mayContactNow(db, kit, 'email', house.now()));
  assert.equal(mail.ok && mail.value.to, 'kit@example.org');
  const other = made.who['Joanne'] as ParticipantId;
  await assert.rejects(house.readAsParticipant(made, other, (db) => safeContactOf(db, kit)));
  assert.deepEqual(
    await house.readAsParticipant(made, other, (db) => db.rows(sql`select value from app.contact_points`)),
    [],
  );
});
