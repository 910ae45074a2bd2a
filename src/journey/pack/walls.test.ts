import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompanionTo, addContactPoint, checkContactPoint, recordSafeContact } from '#casefile/people/actions.ts';
import { aSafeContact } from '#casefile/people/examples.ts';
import { safeContactOf } from '#casefile/people/facts.ts';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { holdReferral, ownOnReferral, type Referral } from '#journey/referral/facts.ts';
import { addOtherTo } from '#journey/triage/actions.ts';
import { anOther } from '#journey/triage/examples.ts';
import { othersOf } from '#journey/triage/facts.ts';
import { allow } from '#platform/decision.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { packFrom, packFromReferral, signedAs, type AsWhoGoes } from './facts.ts';

const house = await aHouse();
const { serviceId } = house;
const { amara, jo } = house.staff;
const asThemselves: AsWhoGoes = (who, work) => house.ports.database.read(signedAs(who), work);

async function aCaseOfTwo() {
  const made = await house.aCase({
    person: { Joanne: { fullName: 'Joanne Brackley', accessNeeds: 'Large print' }, Dylan: { fullName: 'Dylan Marsh' } },
  });
  const who = { joanne: made.who['Joanne'] as ParticipantId, dylan: made.who['Dylan'] as ParticipantId };
  await house.act(made, jo, async (hand) => {
    for (const [id, phone] of [
      [who.joanne, '07700 900321'],
      [who.dylan, '07700 900654'],
    ] as const) {
      await addContactPoint(hand, id, 'phone', phone);
      const [point] = (await safeContactOf(hand, id)).points;
      await checkContactPoint(hand, id, point?.id ?? '', 'in-person');
      const codeword = id === who.joanne ? 'bluebell' : 'foxglove';
      await recordSafeContact(hand, id, aSafeContact({ codeword, saidOn: house.today() }));
      const guardian = {
        participantId: id,
        kind: 'guardian',
        fullName: `Guardian of ${codeword}`,
        called: 'Mum',
      } as const;
      await addCompanionTo(hand, { ...guardian, relation: 'mother', phone: '', email: '' });
    }
  });
  return { ...made, ...who };
}

test('PCK-1 what goes with somebody of a case is read as they are: everything of theirs, and nothing of anybody else', async () => {
  const { caseId, joanne, dylan } = await aCaseOfTwo();
  const of = { serviceId, caseId, kind: 'justice', today: house.today() } as const;
  const packed = (ids: readonly string[], as: AsWhoGoes) =>
    house.readAsStaff(jo, (db) => packFrom(db, of, { ids, isEverybody: ids.length === 2 }, as));
  const both = await packed([joanne, dylan], asThemselves);
  assert.deepEqual(
    both.people.map(({ fullName, part, phone, guardianName, safe }) => [
      fullName,
      part,
      phone,
      guardianName,
      safe?.codeword,
    ]),
    [
      ['Joanne Brackley', 'harmed', '07700 900321', 'Guardian of bluebell', 'bluebell'],
      ['Dylan Marsh', 'responsible', '07700 900654', 'Guardian of foxglove', 'foxglove'],
    ],
  );
  assert.notEqual(both.incident.words, '');
  const one = await packed([joanne], asThemselves);
  assert.doesNotMatch(JSON.stringify(one), /Dylan|Marsh|900654|foxglove/);
  assert.equal(one.incident.words, '');
  // Were it read as the wrong one, nothing of it would be there.
  const wrong = await packed([joanne], (who, work) => asThemselves({ ...who, serviceId, caseId, id: dylan }, work));
  assert.deepEqual(wrong.people, []);
});

async function aReferralOfThree(): Promise<{ referral: Referral; others: readonly string[] }> {
  const reference = newReference();
  const onIt = async (work: (hand: Hand) => Promise<unknown>) => {
    const actor = { kind: 'staff', id: amara } as const;
    await house.ports.act({ serviceId, actor }, async (hand) => allow(await work(hand)));
  };
  await onIt((hand) => enterReferral(hand, aReferral({ fullName: 'Moira Kettering' }), reference));
  for (const [fullName, phone] of [
    ['Wilf Ashby', '07700 900111'],
    ['Nora Pytchley', '07700 900222'],
  ] as const)
    await onIt((hand) =>
      addOtherTo(hand, reference, anOther({ fullName, called: fullName.split(' ')[0] ?? '', phone })),
    );
  let found: { referral: Referral; others: readonly string[] } | undefined;
  await onIt(async (hand) => {
    const referral = await holdReferral(hand, reference);
    if (referral) found = { referral, others: (await othersOf(hand, referral.id)).map(({ id }) => id) };
  });
  assert.ok(found);
  return found;
}

test('PCK-1 what goes with a referral that waits is read as each who goes along beside whoever is referred, and nothing of the others on it', async () => {
  const { referral, others } = await aReferralOfThree();
  const [wilf = '', nora = ''] = others;
  const packed = (ids: readonly string[], as: AsWhoGoes) =>
    house.readAsStaff(amara, (db) => packFromReferral(db, serviceId, { referral, ids }, as));
  const two = await packed([referral.id, wilf], asThemselves);
  assert.deepEqual(
    two.people.map(({ fullName, phone }) => [fullName, phone]),
    [
      ['Moira Kettering', referral.phone],
      ['Wilf Ashby', '07700 900111'],
    ],
  );
  assert.equal(two.people[0]?.safe?.codeword, 'bluebell');
  assert.doesNotMatch(JSON.stringify(two), /Nora|Pytchley|900222/);
  const asNora: AsWhoGoes = (_, work) => asThemselves({ serviceId, referralId: referral.id, id: nora }, work);
  const elsewhere: AsWhoGoes = (who, work) => asThemselves({ ...who, serviceId: nora as typeof serviceId }, work);
  const onAnother: AsWhoGoes = (who, work) =>
    asThemselves({ serviceId, referralId: other.referral.id, id: who.id }, work);
  const other = await aReferralOfThree();
  // Were it read as the wrong one, nothing of it would be there.
  for (const as of [asNora, elsewhere, onAnother]) assert.deepEqual((await packed([wilf], as)).people, []);
  const found = await asThemselves({ serviceId, referralId: referral.id, id: wilf }, (db) =>
    db.rows(sql<{ id: string }>`select id from app.referral_others`),
  );
  assert.deepEqual(found, [{ id: wilf }]);
});

test('PCK-2 of whoever is referred goes what is on this list, and no word of theirs about others', async () => {
  const { referral } = await aReferralOfThree();
  const own = await house.readAsStaff(amara, (db) => ownOnReferral(db, referral.id));
  assert.deepEqual(Object.keys(own ?? {}).toSorted(), [
    ...['accessNeeds', 'address', 'called', 'codeword', 'dateOfBirth', 'email', 'fromHour', 'fullName', 'guardianName'],
    ...[
      'ifSomeoneElseAnswers',
      'isUnder18',
      'language',
      'mayEmail',
      'mayLeaveVoicemail',
      'mayPhone',
      'mayPost',
      'mayText',
    ],
    ...[
      'needsInterpreter',
      'part',
      'phone',
      'pronouns',
      'receivedOn',
      'safeTimes',
      'source',
      'untilHour',
      'whatHappened',
    ],
  ]);
  const { whenWords, whereWords, otherPeopleWords, hopes } = referral;
  const pack = await house.readAsStaff(amara, (db) =>
    packFromReferral(db, serviceId, { referral, ids: [referral.id] }, asThemselves),
  );
  for (const words of [whenWords, whereWords, otherPeopleWords, hopes]) {
    assert.notEqual(words, '');
    assert.ok(!JSON.stringify(pack).includes(words), words);
  }
});
