import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addAllocation } from '#casefile/allocation/store.ts';
import { setStatus } from '#casefile/cases/actions.ts';
import { markComplexity, markOrderOfApproach } from '#casefile/cases/store.ts';
import { addCompanion } from '#casefile/people/store.ts';
import { addStatement } from '#journey/consent/store.ts';
import { addAnswers } from '#journey/eligibility/store.ts';
import { anAssessment, anOrder, aRisk } from '#journey/suitability/examples.ts';
import { addOrder, addResponsibility, addRisk, markApproved } from '#journey/suitability/store.ts';
import { addCheck } from '#service/facilitators/store.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { about, type Answer } from '#vocabulary/consent.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { modes, type Mode } from '#vocabulary/modes.ts';
import { randomUUID } from 'node:crypto';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { aChecking, aSession } from './examples.ts';
import { communicateGate, communicationFacts } from './facts.ts';
import { noWords, type Checking, type Session } from './rules.ts';
import { addChecks, addSession } from './store.ts';

const house = await aHouse();
const { jo, sam, priya } = house.staff;
const today = house.today();

// Looked at where it is raised: the hand turns a wall that it knows into its refusal.
async function wallOf(made: MadeCase, work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  let wall: string | undefined;
  const looked = async (hand: Hand) => {
    try {
      await work(hand);
    } catch (error) {
      wall = refusedBy(error);
      throw error;
    }
  };
  await house.act(made, jo, looked).catch((error: unknown) => {
    if (wall === undefined) throw error;
  });
  return wall;
}

async function close(hand: Hand): Promise<void> {
  await hand.run(sql`
    insert into app.closures (service_id, case_id, reason, closed_on, closed_by)
    values (${hand.serviceId}, ${hand.caseId}, 'information-only', ${today}, ${jo})`);
  await setStatus(hand, 'closed');
}

const usual = await house.aCase();
const [joanne, dylan] = sidesOf(usual);

function sidesOf(made: MadeCase): readonly [ParticipantId, ParticipantId] {
  return [made.who['Joanne'] as ParticipantId, made.who['Dylan'] as ParticipantId];
}

for (const [id, wall, changed] of [
  ['PRP-1', 'prp_1_not_in_the_future', { heldOn: plusDays(today, 1) }],
  ['PRP-2', 'prp_2_something_was_said', { words: noWords }],
] as const satisfies readonly (readonly [string, string, Partial<Session>])[]) {
  test(`${id} the database refuses by ${wall}`, async () => {
    const session = aSession({ participantId: joanne, heldOn: today, ...changed });
    assert.equal(await wallOf(usual, (hand) => addSession(hand, session, jo)), wall);
  });
}

for (const [wall, changed] of [
  ['prp_3_waiver_has_reason', { answer: 'waived', by: { staffId: priya, isSupervisor: true } }],
  [
    'prp_3_waived_by_a_supervisor',
    { answer: 'waived', waivedBecause: 'A reason', by: { staffId: sam, isSupervisor: true } },
  ],
] as const satisfies readonly (readonly [string, Partial<Checking>])[]) {
  test(`PRP-3 the database refuses by ${wall}`, async () => {
    const checking = aChecking({ participantId: joanne, ...changed });
    assert.equal(await wallOf(usual, (hand) => addChecks(hand, [checking], today)), wall);
  });
}

test('PRP-11 nothing is recorded in a closed case', async () => {
  const closed = await house.aCase();
  const [who] = sidesOf(closed);
  await house.act(closed, jo, close);
  for (const work of [
    (hand: Hand) => addSession(hand, aSession({ participantId: who, heldOn: today }), jo),
    (hand: Hand) => addChecks(hand, [aChecking({ participantId: who })], today),
  ]) {
    assert.equal(await wallOf(closed, work), 'clo_closed_case_rests');
  }
});

test('PRP-10 H17 the database refuses the other order without its reason, and an approach that comes too early', async () => {
  const order = sql`update app.cases set order_of_approach = 'responsible-first', order_reason = ''
    where id = ${usual.caseId}`;
  assert.equal(await wallOf(usual, (hand) => hand.run(order)), 'h17_responsible_first_has_reason');
  const approach = sql`update app.participants set approached_on = ${today} where id = ${dylan}`;
  assert.equal(await wallOf(usual, (hand) => hand.run(approach)), 'h17_approach_in_order');
});

test('a participant reads nothing of preparation, not even their own', async () => {
  for (const table of ['preparation_sessions', 'preparation_checks']) {
    const query = { text: `select * from app.${table}`, values: [], name: undefined };
    await assert.rejects(
      house.readAsParticipant(usual, joanne, (db) => db.rows(query)),
      /permission denied/,
    );
  }
});

test('the facts of communication take five queries', async () => {
  const asked = await house.readAsStaff(jo, async (db) => {
    let queries = 0;
    const counted = {
      rows: <Row>(query: Parameters<typeof db.rows<Row>>[0]) => ((queries += 1), db.rows(query)),
      row: <Row>(query: Parameters<typeof db.row<Row>>[0]) => ((queries += 1), db.row(query)),
      run: db.run,
    };
    const facts = await communicationFacts(counted, usual.caseId, today);
    return { queries, called: facts.participants.map(({ called }) => called) };
  });
  assert.equal(asked.queries, 5);
  assert.deepEqual(asked.called.toSorted(), ['Dylan', 'Joanne']);
});

/** Something written down that the gate of communication weighs; a state of a case is some of them in their order. */
type Write =
  | {
      readonly kind: 'consent';
      readonly by: 0 | 1;
      readonly isGuardian: boolean;
      readonly isTowards: boolean;
      readonly answer: Answer;
      readonly mode: Mode;
    }
  | {
      readonly kind: 'responsibility';
      readonly of: 0 | 1;
      readonly level: 'none' | 'minimising' | 'partial' | 'full';
      readonly isSigned: boolean;
      readonly daysAgo: number;
    }
  | {
      readonly kind: 'risk';
      readonly residual: 'low' | 'medium' | 'high' | 'not-manageable';
      readonly isApproved: boolean;
      readonly daysAgo: number;
      readonly holds: number;
    }
  | {
      readonly kind: 'order';
      readonly binds: 0 | 1;
      readonly covers: 'all' | 'direct';
      readonly from: number;
      readonly days: number | null;
      readonly permitted: number | null;
    }
  | {
      readonly kind: 'eligibility';
      readonly question: 'said-no' | 'cannot-be-mediated' | 'sexual-harm';
      readonly answer: 'no' | 'yes' | 'not-known';
    };

const consent = fc.record({
  kind: fc.constant('consent' as const),
  by: fc.constantFrom(0 as const, 1 as const),
  isGuardian: fc.boolean(),
  isTowards: fc.boolean(),
  answer: fc.constantFrom<Answer>('given', 'given', 'given', 'declined', 'not-now'),
  mode: fc.constantFrom<Mode>('letter', 'meeting'),
});
const responsibility = fc.record({
  kind: fc.constant('responsibility' as const),
  of: fc.constantFrom(0 as const, 1 as const),
  level: fc.constantFrom('none', 'minimising', 'partial', 'full', 'full', 'full'),
  isSigned: fc.boolean(),
  daysAgo: fc.integer({ min: 0, max: 3 }),
});
const risk = fc.record({
  kind: fc.constant('risk' as const),
  residual: fc.constantFrom('low', 'high', 'high', 'medium', 'not-manageable'),
  isApproved: fc.boolean(),
  daysAgo: fc.integer({ min: 0, max: 3 }),
  holds: fc.integer({ min: 0, max: 30 }),
});
const order = fc.record({
  kind: fc.constant('order' as const),
  binds: fc.constantFrom(0 as const, 1 as const),
  covers: fc.constantFrom('all', 'direct'),
  from: fc.integer({ min: -3, max: 3 }),
  days: fc.option(fc.integer({ min: 0, max: 4 })),
  permitted: fc.option(fc.integer({ min: -2, max: 2 })),
});

const eligibility = fc.record({
  kind: fc.constant('eligibility' as const),
  question: fc.constantFrom('said-no', 'cannot-be-mediated', 'sexual-harm'),
  answer: fc.constantFrom('no', 'yes', 'not-known'),
});

/** A case in which these two may communicate, unless something in it says otherwise. */
const setting = fc.record({
  isChild: fc.boolean(),
  links: fc.constantFrom('one', 'one', 'one', 'both', 'none'),
  status: fc.constantFrom('open', 'open', 'open', 'open', 'open', 'open', 'on-hold', 'closed'),
  mode: fc.constantFrom<Mode>('letter', 'meeting'),
  startsFree: fc.constantFrom(true, true, true, false),
});

const freeing = (mode: Mode): readonly Write[] => [
  ...([0, 1] as const).flatMap((by) =>
    [false, true].map(
      (isGuardian) => ({ kind: 'consent', by, isGuardian, isTowards: false, answer: 'given', mode }) as const,
    ),
  ),
  ...([0, 1] as const).map(
    (of) => ({ kind: 'responsibility', of, level: 'full', isSigned: false, daysAgo: 2 }) as const,
  ),
  { kind: 'risk', residual: 'low', isApproved: false, daysAgo: 2, holds: 10 },
];

interface Sides {
  readonly who: readonly [ParticipantId, ParticipantId];
  readonly guardians: readonly [CompanionId, CompanionId];
  readonly responsible: readonly ParticipantId[];
}

async function put(hand: Hand, write: Write, { who, guardians, responsible }: Sides): Promise<void> {
  switch (write.kind) {
    case 'consent': {
      const { by, isGuardian, isTowards, answer, mode } = write;
      const towardId = isTowards ? who[by === 0 ? 1 : 0] : null;
      const askAfter = answer === 'not-now' ? plusDays(today, 9) : null;
      const saying = { ...about('mode', { mode, towardId }), participantId: who[by], answer, askAfter, saidOn: today };
      const guardianId = isGuardian ? guardians[by] : null;
      return addStatement(hand, { ...saying, guardianId }, { wording: 'Words', how: 'in-person' });
    }
    case 'responsibility': {
      const { of, level, isSigned, daysAgo } = write;
      if (!responsible.includes(who[of])) return;
      const assessment = anAssessment({
        participantId: who[of],
        level,
        assessedOn: plusDays(today, -daysAgo),
        assessedBy: jo,
      });
      const signed =
        isSigned && (level === 'minimising' || level === 'partial') ? { by: priya, reason: 'A reason' } : null;
      return addResponsibility(hand, assessment, signed);
    }
    case 'risk': {
      const { residual, isApproved, daysAgo, holds } = write;
      const [id, assessedOn] = [randomUUID(), plusDays(today, -daysAgo)];
      await addRisk(
        hand,
        id,
        aRisk({ residual, assessedOn, reviewBy: plusDays(assessedOn, holds), writtenBy: jo }),
        [],
      );
      return isApproved ? markApproved(hand, id, priya) : undefined;
    }
    case 'order': {
      const { binds, covers, from, days, permitted } = write;
      const startsOn = plusDays(today, from);
      const permission =
        permitted === null
          ? {}
          : {
              permissionReference: 'A letter',
              permissionFrom: plusDays(today, permitted),
              permissionUntil: plusDays(today, permitted + 1),
            };
      const [restrainsId, protectsId] = binds === 0 ? who : ([who[1], who[0]] as const);
      const endsOn = days === null ? null : plusDays(startsOn, days);
      return addOrder(hand, anOrder({ restrainsId, protectsId, covers, startsOn, endsOn, ...permission }), jo);
    }
    case 'eligibility': {
      const { question, answer } = write;
      return addAnswers(hand, null, [{ question, answer, words: 'A letter', answeredBy: jo, answeredAt: hand.at }]);
    }
  }
}

const wallsOf: Readonly<Record<string, string>> = {
  'case-is-closed': 'clo_closed_case_rests',
  'case-is-on-hold': 'clo_closed_case_rests',
  'somebody-has-not-agreed': 'h1_everyone_agrees_to_the_mode',
  'a-guardian-has-not-agreed': 'h1_everyone_agrees_to_the_mode',
  'no-harm-between-them': 'h5_responsibility_taken',
  'responsibility-is-not-assessed': 'h5_responsibility_taken',
  'takes-no-responsibility': 'h5_responsibility_taken',
  'responsibility-is-not-signed-off': 'h5_responsibility_taken',
  'risk-is-not-assessed': 'sui_3_risk_is_current',
  'risk-has-run-out': 'sui_3_risk_is_current',
  'risk-is-not-manageable': 'sui_3_risk_is_current',
  'high-risk-is-not-approved': 'h8_high_risk_is_approved',
  'an-order-stands-between': 'h3_no_order_stands_between',
  'eligibility-said-no': 'elg_5_nothing_stands_in_the_way',
  'eligibility-sexual-harm': 'elg_5_nothing_stands_in_the_way',
};

const parts = { one: ['harmed', 'responsible'], both: ['both', 'both'], none: ['harmed', 'harmed'] } as const;

test('PRP-4 PRP-5 PRP-6 PRP-7 PRP-8 ELG-5 H1 H5 H8 H3 the gate and the database shut for the same reason and open together', async () => {
  const met = new Map<string, number>();
  const state = fc.record({
    at: setting,
    more: fc.array(fc.oneof(consent, responsibility, risk, order, eligibility), { maxLength: 3 }),
    on: fc.integer({ min: 0, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(state, async ({ at, more, on }) => {
      const made = await house.aCase({
        people: { Joanne: parts[at.links][0], Dylan: parts[at.links][1] },
        person: { Dylan: { isUnder18: at.isChild } },
      });
      const who = sidesOf(made);
      const guardians = [randomUUID(), randomUUID()] as unknown as readonly [CompanionId, CompanionId];
      const responsible = { one: [who[1]], both: who, none: [] }[at.links];
      const day = plusDays(today, on);
      const gate = await house.act(made, jo, async (hand) => {
        for (const side of [0, 1] as const) {
          const named = { fullName: 'A guardian', called: 'Guardian', relation: 'mother', kind: 'guardian' } as const;
          await addCompanion(hand, { id: guardians[side], participantId: who[side], ...named });
        }
        const writes = [...(at.startsFree ? freeing(at.mode) : []), ...more];
        for (const write of writes) await put(hand, write, { who, guardians, responsible });
        if (at.status === 'closed') await close(hand);
        if (at.status === 'on-hold') await setStatus(hand, 'on-hold');
        return communicateGate(await communicationFacts(hand, made.caseId, day), at.mode, who);
      });
      const reason = gate.shut[0]?.reason;
      const wall = await wallOf(made, (hand) => mustBeFree(hand, at.mode, who, day));
      met.set(wall ?? 'open', (met.get(wall ?? 'open') ?? 0) + 1);
      assert.equal(wall, reason === undefined ? undefined : wallsOf[reason]);
    }),
    { numRuns: 120, seed: 2611 },
  );
  // Every wall and the open gate were met: otherwise the comparison would have looked at too little.
  assert.deepEqual([...met.keys()].toSorted(), [...new Set(Object.values(wallsOf)), 'open'].toSorted());
});

function mustBeFree(hand: Hand, mode: Mode, [one, other]: Sides['who'], day: PlainDate): Promise<number> {
  return hand.run(
    sql`call app.must_be_free_to_communicate(${hand.serviceId}, ${hand.caseId}, ${mode}, ${one}, ${other}, ${day})`,
  );
}

test('PRP-12 the gate and the database shut together while whoever leads is not trained, or somebody works alone', async () => {
  const made = await house.aCase();
  const who = sidesOf(made);
  const sides = { who, guardians: [] as never, responsible: [who[1]] };
  const look = async (work: (hand: Hand) => Promise<unknown>) => {
    await house.act(made, priya, work);
    const facts = await house.readAsStaff(jo, (db) => communicationFacts(db, made.caseId, today));
    const wall = await wallOf(made, (hand) => mustBeFree(hand, 'letter', who, today));
    return [communicateGate(facts, 'letter', who).shut.map(({ reason }) => reason), wall];
  };
  const given = (staffId: StaffId, as: 'lead' | 'co') => (hand: Hand) =>
    addAllocation(hand, { staffId, as, overrideBy: null, overrideReason: '' });
  const open = await look(async (hand) => {
    const yeses = freeing('letter').filter((write) => write.kind !== 'consent' || !write.isGuardian);
    for (const write of yeses) await put(hand, write, sides);
    await given(jo, 'lead')(hand);
  });
  assert.deepEqual(open, [[], undefined]);
  const untrained = await look((hand) => markComplexity(hand, 'complex', ['young-sexual', 'child']));
  assert.deepEqual(untrained, [
    ['lead-is-not-trained-for-it', 'two-facilitators-are-needed'],
    'prp_12_facilitators_fit',
  ]);
  await house.act(made, priya, (hand) => markOrderOfApproach(hand, 'responsible-first', 'He came to us'));
  const tells = sql`update app.participants set approached_on = ${today} where id = ${who[1]}`;
  assert.equal(await wallOf(made, (hand) => hand.run(tells)), 'prp_12_facilitators_fit');
  const training = { kind: 'sexual-harm-training', doneOn: today, holdsUntil: today } as const;
  const alone = await look((hand) => addCheck(hand, jo, training));
  assert.deepEqual(alone, [['two-facilitators-are-needed'], 'prp_12_facilitators_fit']);
  assert.deepEqual(await look(given(sam, 'co')), [[], undefined]);
});

test('ELG-9 the gate and the database shut direct ways alone where meeting could be used to harm somebody again', async () => {
  const made = await house.aCase();
  const who = sidesOf(made);
  const sides = { who, guardians: [] as never, responsible: [who[1]] };
  const isForAdults = (write: Write) => write.kind !== 'consent' || !write.isGuardian;
  await house.act(made, jo, async (hand) => {
    for (const mode of ['letter', 'meeting'] as const)
      for (const write of freeing(mode).filter(isForAdults)) await put(hand, write, sides);
    const said = { question: 'could-abuse-again', answer: 'yes', words: 'He asks where she lives.' } as const;
    await addAnswers(hand, null, [{ ...said, answeredBy: jo, answeredAt: hand.at }]);
  });
  const facts = await house.readAsStaff(jo, (db) => communicationFacts(db, made.caseId, today));
  for (const [mode, reasons, wall] of [
    ['letter', [], undefined],
    ['meeting', ['eligibility-could-abuse-again'], 'elg_5_nothing_stands_in_the_way'],
  ] as const) {
    const gate = communicateGate(facts, mode, who);
    assert.deepEqual(
      gate.shut.map(({ reason }) => reason),
      reasons,
    );
    assert.equal(await wallOf(made, (hand) => mustBeFree(hand, mode, who, today)), wall);
  }
});

test('every mode has words in the gate', async () => {
  const facts = await house.readAsStaff(jo, (db) => communicationFacts(db, usual.caseId, today));
  const names = modes.map((mode) => communicateGate(facts, mode, [joanne, dylan]).about);
  assert.equal(new Set(names).size, modes.length);
});
