import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { allow } from '#platform/decision.ts';
import { sealed, sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { plusDays } from '#vocabulary/dates.ts';
import { aHouse } from '../../../test/support/house.ts';
import { plan } from '../follow-up/actions.ts';
import { closeCase, putCaseOnHold, reopenCase } from './actions.ts';
import { closuresOf, ownEnding } from './facts.ts';

const house = await aHouse();
const { jo, priya } = house.staff;
const today = house.today();
const reason = { reason: 'completed-direct', note: '', on: today, openFollowUpsBecause: '' } as const;

async function closed() {
  const made = await house.aCase();
  await house.act(made, jo, (hand) => closeCase(hand, reason));
  return made;
}

function wallOf(
  made: Parameters<typeof house.act>[0],
  work: (hand: Hand) => Promise<unknown>,
): Promise<string | undefined> {
  return house.act(made, jo, work).then(
    () => 'nothing refused',
    (error: unknown) => refusedBy(error) ?? (error instanceof Error ? error.message : undefined),
  );
}

const run = (query: Query<unknown>) => (hand: Hand) => hand.run(query);

test('CLO-1 a case without a reason does not close', async () => {
  const made = await house.aCase();
  assert.equal(await wallOf(made, run(sql`update app.cases set status = 'closed'`)), 'clo_1_closed_has_reason');
});

test('CLO-2 reopening says why, and not before the closing', async () => {
  const made = await closed();
  assert.equal(
    await wallOf(made, run(sql`update app.closures set reopened_on = ${today}`)),
    'clo_2_reopened_has_reason',
  );
  const early = plusDays(today, -1);
  assert.equal(
    await wallOf(
      made,
      run(sql`update app.closures set reopened_on = ${early}, reopened_by = ${jo}, reopened_because = 'Asked'`),
    ),
    'clo_3_reopened_after_closed',
  );
});

test('CLO-4 two people closing at once: one does', async () => {
  const made = await house.aCase();
  const both = await Promise.all(
    [jo, priya].map((id) =>
      house.ports.act({ serviceId: house.serviceId, caseId: made.caseId, actor: { kind: 'staff', id } }, (hand) =>
        closeCase(hand, reason),
      ),
    ),
  );
  assert.equal(both.filter(({ ok }) => ok).length, 1);
  assert.equal((await house.readAsStaff(jo, (db) => closuresOf(db, made.caseId))).length, 1);
});

test('CLO-5 CLO-6 a pause looks ahead, and there is one at a time', async () => {
  const made = await house.aCase();
  await house.act(made, jo, (hand) => putCaseOnHold(hand, { reason: 'Court', reviewOn: plusDays(today, 30) }));
  assert.equal(await wallOf(made, run(sql`update app.holds set review_on = from_on`)), 'clo_5_review_after_start');
  const again = sql`insert into app.holds (service_id, case_id, reason, from_on, review_on) values (${house.serviceId}, ${made.caseId}, ${sealed(ofHeldCase(made), 'Twice')}, ${today}, ${plusDays(today, 3)})`;
  assert.match((await wallOf(made, run(again))) ?? '', /already-on-hold/);
});

test('CLO-7 nothing is booked when a case closes', async () => {
  const made = await house.aCase();
  const starts = new Date(Date.now() + 86_400_000);
  const ends = new Date(starts.getTime() + 3_600_000);
  const wall = await wallOf(made, async (hand) => {
    // Made booked behind the rule's back, which only the test's superuser could; here the trigger is what refuses.
    await hand.run(
      sql`insert into app.conferences (service_id, case_id, mode, starts_at, ends_at) values (${hand.serviceId}, ${hand.caseId}, 'video', ${starts}, ${ends})`,
    );
    await hand.run(sql`update app.conferences set status = 'booked'`);
  });
  assert.notEqual(wall, 'nothing refused');
});

test('CLO-9 a closed case rests, but for late entries', async () => {
  const made = await closed();
  const joanne = made.who['Joanne'] as ParticipantId;
  const values = (table: string, columns: string, rest: Query<unknown>): Query<unknown> => ({
    text: `insert into app.${table} (service_id, case_id, ${columns}) ${rest.text.replace(/\$(\d+)/g, (_, at: string) => `$${Number(at) + 2}`).replace('values (', 'values ($1, $2, ')}`,
    values: [house.serviceId, made.caseId, ...rest.values],
    name: undefined,
  });
  for (const [table, columns, rest] of [
    ['letters', 'participant_id, recipient_id', sql`values (${made.who['Dylan']}, ${joanne})`],
    ['conferences', 'mode, starts_at, ends_at', sql`values ('video', now(), now() + interval '1 hour')`],
    ['companions', 'participant_id, kind, full_name, called', sql`values (${joanne}, 'supporter', 'Ann', 'Ann')`],
    [
      'preparation_sessions',
      'participant_id, part, held_on, account, recorded_by',
      sql`values (${joanne}, 'harmed', ${today}, 'Words', ${jo})`,
    ],
    ['agreements', 'participant_id, drafted_on', sql`values (${made.who['Dylan']}, ${today})`],
  ] as const) {
    assert.match(
      (await wallOf(made, run(values(table, columns, rest)))) ?? '',
      /clo_closed_case_rests|case-is-closed/,
      table,
    );
  }
  const late = sealed(ofHeldCase(made), 'Late');
  const note = sql`insert into app.notes (service_id, case_id, words, happened_on, written_by) values (${house.serviceId}, ${made.caseId}, ${late}, ${today}, ${jo})`;
  assert.equal(await wallOf(made, run(note)), 'nothing refused');
});

test('CLO-10 H11 open follow-ups keep a case open without a reason', async () => {
  const made = await house.aCase();
  await house.act(made, jo, (hand) =>
    plan(hand, { id: made.incidentId, participants: Object.values(made.who) }, today),
  );
  const refused = await house.ports.act(
    { serviceId: house.serviceId, caseId: made.caseId, actor: { kind: 'staff', id: jo } },
    (hand) => closeCase(hand, reason),
  );
  assert.deepEqual(refused, { ok: false, because: ['follow-ups-are-open'] });
  const behindTheRule = await wallOf(made, async (hand) => {
    await hand.run(
      sql`insert into app.closures (service_id, case_id, reason, closed_on, closed_by) values (${hand.serviceId}, ${hand.caseId}, 'completed-direct', ${today}, ${jo})`,
    );
    await hand.run(sql`update app.cases set status = 'closed'`);
  });
  assert.match(behindTheRule ?? '', /h11_follow_ups_done_or_reason|follow-ups-are-open/);
});

test('a case opens again and keeps why it was closed', async () => {
  const made = await closed();
  await house.act(made, jo, async (hand) => {
    const decision = await reopenCase(hand, 'She asked us again');
    assert.ok(decision.ok);
    return allow(true);
  });
  const [was] = await house.readAsStaff(jo, (db) => closuresOf(db, made.caseId));
  assert.equal(was?.reason, 'completed-direct');
  assert.equal(was?.reopenedBecause, 'She asked us again');
});

test('CLO-11 a participant reads whether their case was finished, and neither why it was not nor anything of another case', async () => {
  const [made, other] = [await house.aCase(), await closed()];
  const joanne = made.who['Joanne'] as ParticipantId;
  const ending = (of = made) => house.readAsParticipant(made, joanne, (db) => ownEnding(db, of.caseId));
  assert.equal(await ending(), undefined, 'it is open');
  await house.act(made, jo, (hand) => closeCase(hand, { ...reason, reason: 'no-responsibility-taken' }));
  assert.deepEqual(await ending(), { isFinished: false });
  assert.equal(await ending(other), undefined);
  const all = await house.readAsParticipant(made, joanne, (db) =>
    db.rows(sql<{ n: string }>`select case_id as n from app.closures`),
  );
  assert.deepEqual(all, [{ n: made.caseId }]);
  await assert.rejects(
    house.readAsParticipant(made, joanne, (db) => db.rows(sql`select reason from app.closures`)),
    /permission denied/,
  );
  await house.act(made, priya, (hand) => reopenCase(hand, 'They rang us.'));
  assert.equal(await ending(), undefined, 'it was opened again');
});
