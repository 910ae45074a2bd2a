import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { allow, refuse } from '#platform/decision.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { plusDays, plusMonths } from '#vocabulary/dates.ts';
import { aHouse } from '../../../test/support/house.ts';
import { plan } from './actions.ts';
import { aFeedback } from './examples.ts';
import { followUpFigures, followUpsOf } from './facts.ts';
import { addCheck, addSurvey } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const { jo } = house.staff;
const participants = Object.values(made.who);
const joanne = made.who['Joanne'] as ParticipantId;
const today = house.today();

function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house.act(made, jo, work).then(() => 'nothing refused', refusedBy);
}

test('FOL-1 the same letter twice makes each follow-up once, also when two do it at once', async () => {
  const id = randomUUID();
  await Promise.all([1, 2].map(() => house.act(made, jo, (hand) => plan(hand, { id, participants }, today))));
  const due = await house.readAsStaff(jo, (db) => followUpsOf(db, made.caseId));
  assert.equal(due.length, 10);
});

test('FOL-2 done says who, FOL-3 done or let go', async () => {
  assert.equal(
    await wallOf((hand) => hand.run(sql`update app.follow_ups set done_on = ${today}`)),
    'fol_2_done_has_who',
  );
  assert.equal(
    await wallOf((hand) =>
      hand.run(sql`update app.follow_ups set done_on = ${today}, done_by = ${jo}, let_go_because = 'Moved'`),
    ),
    'fol_3_done_or_let_go',
  );
});

test('FOL-4 an empty survey is refused', async () => {
  const who = { participantId: joanne, part: 'harmed', answeredAs: 'self', answeredOn: today } as const;
  const empty = aFeedback({ satisfied: null, wouldRecommend: '', words: '' });
  assert.equal(await wallOf((hand) => addSurvey(hand, who, empty)), 'fol_4_something_answered');
});

test('FOL-8 one voice says it once a day, also when two write it down at once', async () => {
  const dylan = made.who['Dylan'] as ParticipantId;
  const who = { participantId: dylan, part: 'responsible', answeredAs: 'self', answeredOn: today } as const;
  const held = { serviceId: house.serviceId, caseId: made.caseId, actor: { kind: 'staff', id: jo } } as const;
  const add = () => house.ports.act(held, async (hand) => allow(await addSurvey(hand, who, aFeedback())));
  const both = await Promise.all([add(), add()]);
  assert.deepEqual(
    both.filter(({ ok }) => !ok),
    [refuse('said-today')],
  );
});

test('FOL-5 a look before the window is over is refused', async () => {
  const looked = {
    fromOn: plusDays(plusMonths(today, -12), 1),
    months: 12,
    checkedOn: today,
    source: 'List',
    reoffences: 0,
  } as const;
  assert.equal(await wallOf((hand) => addCheck(hand, joanne, looked)), 'fol_5_window_is_over');
});

test('FOL-6 H18 only staff write down what a representative says, and it does not count', async () => {
  const who = { participantId: joanne, part: 'harmed', answeredAs: 'representative', answeredOn: today } as const;
  await house.act(made, jo, (hand) => addSurvey(hand, who, aFeedback()));
  const figures = await house.readAsStaff(jo, followUpFigures);
  assert.equal(figures.satisfied.harmed, null);
  const asHerself = { ...who } as const;
  const refused = await house.ports
    .act<void, string>(
      { serviceId: house.serviceId, caseId: made.caseId, actor: { kind: 'participant', id: joanne } },
      async (hand) => {
        await addSurvey(hand, asHerself, aFeedback());
        return { ok: true, value: undefined };
      },
    )
    .then(() => 'nothing refused', refusedBy);
  assert.equal(refused, 'h18_answered_as');
});

test('a participant reads their own and nobody else’s', async () => {
  const own = await house.readAsParticipant(made, joanne, (db) => followUpsOwn(db));
  assert.deepEqual([...new Set(own.map(({ participantId }) => participantId))], [joanne]);
});

function followUpsOwn(db: Parameters<typeof followUpsOf>[0]) {
  return db.rows(sql<{ participantId: string }>`select participant_id as "participantId" from app.follow_ups`);
}
