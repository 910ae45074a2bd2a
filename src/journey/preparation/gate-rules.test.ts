import assert from 'node:assert/strict';
import { test } from 'node:test';
import { about, type Answer } from '#vocabulary/consent.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { isOpen } from '#vocabulary/gates.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import { modes } from '#vocabulary/modes.ts';
import type { LegalOrder, Risk } from '#vocabulary/suitability.ts';
import { dylan, freeToCommunicate, joanne } from './examples.ts';
import { approachResponsibleGate, communicateGate, readyGate, type CommunicationFacts } from './gate-rules.ts';
import { checkItems } from './rules.ts';

const free = freeToCommunicate();
const { today } = free;
const both = [joanne, dylan] as const;
const someoneElse = 'someone else' as ParticipantId;

function shutBy(changed: Partial<CommunicationFacts>): readonly string[] {
  return communicateGate({ ...free, ...changed }, 'letter', both).shut.map(({ reason }) => reason);
}

test('two people who agree, where responsibility is taken and the risk is known, may write', () => {
  const gate = communicateGate(free, 'letter', both);
  assert.deepEqual(gate, { name: 'communicate', about: 'A letter between Joanne and Dylan', mode: 'letter', shut: [] });
  assert.equal(isOpen(communicateGate(free, 'letter', [dylan, joanne])), true);
});

test('PRP-4 H1 agreeing to one mode is agreeing to no other', () => {
  for (const mode of modes) {
    const reasons = communicateGate(free, mode, both).shut.map(({ reason, rule }) => `${rule} ${reason}`);
    assert.deepEqual(reasons, mode === 'letter' ? [] : ['H1 somebody-has-not-agreed', 'H1 somebody-has-not-agreed']);
  }
});

const spoke = (participantId: ParticipantId, answer: Answer, changed: object = {}) => ({
  ...about('mode', { mode: 'letter' as const }),
  participantId,
  guardianId: null,
  answer,
  askAfter: null,
  ...changed,
});

for (const [what, stands] of [
  ['she took it back', [...free.standing.stands, spoke(joanne, 'withdrawn')]],
  ['he said no', [spoke(joanne, 'given'), spoke(dylan, 'declined')]],
  ['he said not now', [spoke(joanne, 'given'), spoke(dylan, 'not-now')]],
  ['nobody asked him', [spoke(joanne, 'given')]],
  [
    'she says no to him though yes in general',
    [...free.standing.stands, spoke(joanne, 'declined', { towardId: dylan })],
  ],
] as const) {
  test(`PRP-4 H1 shut when ${what}`, () => {
    assert.deepEqual(shutBy({ standing: { stands, children: [] } }), ['somebody-has-not-agreed']);
  });
}

test('PRP-4 H1 a child’s yes needs a guardian’s yes', () => {
  const { stands } = free.standing;
  assert.deepEqual(shutBy({ standing: { stands, children: [dylan] } }), ['a-guardian-has-not-agreed']);
  const guardian = spoke(dylan, 'given', { guardianId: 'his mother' as CompanionId });
  assert.deepEqual(shutBy({ standing: { stands: [...stands, guardian], children: [dylan] } }), []);
});

for (const [reason, responsibility] of [
  ['responsibility-is-not-assessed', []],
  ['takes-no-responsibility', [{ participantId: dylan, level: 'none', signedOff: false }]],
  ['takes-no-responsibility', [{ participantId: dylan, level: 'none', signedOff: true }]],
  ['responsibility-is-not-signed-off', [{ participantId: dylan, level: 'minimising', signedOff: false }]],
  ['responsibility-is-not-signed-off', [{ participantId: dylan, level: 'partial', signedOff: false }]],
  [undefined, [{ participantId: dylan, level: 'minimising', signedOff: true }]],
  [undefined, [{ participantId: dylan, level: 'partial', signedOff: true }]],
] as const) {
  const what =
    responsibility.map(({ level, signedOff }) => `${level}${signedOff ? ', signed off' : ''}`).join() || 'no line';
  test(`PRP-5 H5 responsibility: ${what}`, () => {
    assert.deepEqual(shutBy({ responsibility }), reason === undefined ? [] : [reason]);
  });
}

test('PRP-5 H5 where each harmed the other, each takes responsibility', () => {
  const [link] = free.links;
  const back = link ? [{ ...link, harmedId: dylan, responsibleId: joanne }] : [];
  assert.deepEqual(shutBy({ links: [...free.links, ...back] }), ['responsibility-is-not-assessed']);
});

test('PRP-5 H5 shut where nobody wrote down who harmed whom', () => {
  assert.deepEqual(shutBy({ links: [] }), ['no-harm-between-them']);
  assert.deepEqual(shutBy({ links: free.links.map((link) => ({ ...link, harmedId: someoneElse })) }), [
    'no-harm-between-them',
  ]);
});

const low = free.risk as Risk;
for (const [reason, risk] of [
  ['risk-is-not-assessed', null],
  ['risk-has-run-out', { ...low, reviewBy: plusDays(today, -1) }],
  [undefined, { ...low, reviewBy: today }],
  ['risk-is-not-manageable', { ...low, residual: 'not-manageable', approved: true }],
  [undefined, { ...low, residual: 'medium' }],
  ['high-risk-is-not-approved', { ...low, residual: 'high' }],
  [undefined, { ...low, residual: 'high', approved: true }],
] as const satisfies readonly (readonly [string | undefined, Risk | null])[]) {
  test(`PRP-6 H8 risk: ${risk?.residual ?? 'none'}, ${reason ?? 'open'}`, () => {
    assert.deepEqual(shutBy({ risk }), reason === undefined ? [] : [reason]);
  });
}

test('PRP-9 shut while something planned is not done', () => {
  assert.deepEqual(shutBy({ risk: { ...low, openMitigations: 1 } }), ['a-mitigation-is-open']);
  const [shut] = communicateGate({ ...free, risk: { ...low, openMitigations: 2 } }, 'letter', both).shut;
  assert.equal(shut?.words, 'Something planned against 2 risk factors rated medium or high is not done.');
});

test('PRP-7 H3 shut while an order stands between the two, whichever of them it binds', () => {
  const order: LegalOrder = {
    restrainsId: dylan,
    protectsId: joanne,
    covers: 'all',
    startsOn: today,
    endsOn: plusDays(today, 1),
    permissionFrom: null,
    permissionUntil: null,
  };
  const turned = { ...order, restrainsId: joanne, protectsId: dylan };
  const permitted = { ...order, permissionFrom: today, permissionUntil: today };
  assert.deepEqual(shutBy({ orders: [order] }), ['an-order-stands-between']);
  assert.deepEqual(shutBy({ orders: [turned] }), ['an-order-stands-between']);
  assert.deepEqual(shutBy({ orders: [permitted] }), []);
  assert.deepEqual(shutBy({ orders: [permitted, order] }), ['an-order-stands-between']);
  const [shut] = communicateGate({ ...free, orders: [order] }, 'letter', both).shut;
  assert.equal(shut?.words, 'A legal order keeps Dylan from Joanne until 24 November 2026.');
});

test('PRP-8 shut in a case that is closed or on hold', () => {
  assert.deepEqual(shutBy({ status: 'closed' }), ['case-is-closed']);
  assert.deepEqual(shutBy({ status: 'on-hold' }), ['case-is-on-hold']);
});

test('every reason is said at once, each with what would open it', () => {
  const nothing = {
    standing: { stands: [], children: [] },
    responsibility: [],
    risk: null,
    status: 'on-hold' as const,
  };
  const { shut } = communicateGate({ ...free, ...nothing }, 'meeting', both);
  assert.deepEqual(
    shut.map(({ reason }) => reason),
    [
      'case-is-on-hold',
      'somebody-has-not-agreed',
      'somebody-has-not-agreed',
      'responsibility-is-not-assessed',
      'risk-is-not-assessed',
    ],
  );
  for (const { words, opens } of shut) {
    assert.match(words, /^[A-Z].*\.$/);
    assert.match(opens, /^[a-z“A-Z].*\.$/);
  }
});

function approachShutBy(changed: Partial<CommunicationFacts>, who = dylan): readonly string[] {
  return approachResponsibleGate({ ...free, ...changed }, who).shut.map(({ reason }) => reason);
}

const mayApproach = {
  standing: { stands: [{ ...spoke(joanne, 'given'), ...about('approach-other') }], children: [] },
};
const nobodyApproached = free.participants.map((each) => ({ ...each, approachedOn: null }));

test('PRP-10 H17 the person harmed is spoken with first and says yes', () => {
  assert.deepEqual(approachShutBy({}), ['harmed-has-not-agreed']);
  assert.deepEqual(approachShutBy({ participants: nobodyApproached }), ['harmed-comes-first']);
  assert.deepEqual(approachShutBy(mayApproach), []);
  assert.equal(approachResponsibleGate(free, dylan).shut[0]?.rule, 'H17');
});

test('ELG-7 while something stands that keeps us from speaking with them, the gate says so; what is not known is found out', () => {
  const stands = (answer: 'yes' | 'not-known' | 'allowed') =>
    approachShutBy({
      ...mayApproach,
      eligibility: [
        { question: 'holder-has-not-agreed', answer },
        { question: 'order-forbids-contact', answer: 'yes' },
        { question: 'capacity-in-doubt', answer: 'yes' },
      ],
    });
  assert.deepEqual(stands('yes'), ['eligibility-holder-has-not-agreed']);
  assert.deepEqual(stands('not-known'), []);
  assert.deepEqual(stands('allowed'), []);
});

test('PRP-10 H17 a child harmed needs a guardian’s yes before the other is approached', () => {
  const standing = { ...mayApproach.standing, children: [joanne] };
  assert.deepEqual(approachShutBy({ standing }), ['harmed-has-not-agreed']);
});

test('PRP-10 H17 everybody harmed by this person says yes, and nobody else is asked', () => {
  const [link] = free.links;
  const other = link ? [{ ...link, harmedId: someoneElse }] : [];
  assert.deepEqual(approachShutBy({ ...mayApproach, links: [...free.links, ...other] }), ['harmed-comes-first']);
  const elsewhere = other.map((each) => ({ ...each, responsibleId: joanne }));
  assert.deepEqual(approachShutBy({ ...mayApproach, links: [...free.links, ...elsewhere] }), []);
});

test('PRP-10 H17 the other order counts only with its reason', () => {
  const responsibleFirst = { orderOfApproach: 'responsible-first', participants: nobodyApproached } as const;
  assert.deepEqual(approachShutBy({ ...responsibleFirst, orderReason: '' }), ['harmed-comes-first']);
  assert.deepEqual(approachShutBy({ ...responsibleFirst, orderReason: 'He came to us himself' }), []);
});

test('PRP-10 H17 where each harmed the other, one of them may be first and the other waits for a yes', () => {
  const [link] = free.links;
  const links = link ? [link, { ...link, harmedId: dylan, responsibleId: joanne }] : [];
  assert.deepEqual(approachShutBy({ links, participants: nobodyApproached }), []);
  assert.deepEqual(approachShutBy({ links }), ['harmed-has-not-agreed']);
});

test('PRP-10 a risk that cannot be managed and a case at rest shut the approach; a legal order does not', () => {
  assert.deepEqual(approachShutBy({ ...mayApproach, risk: { ...low, residual: 'not-manageable' } }), [
    'risk-is-not-manageable',
  ]);
  assert.deepEqual(approachShutBy({ ...mayApproach, status: 'closed' }), ['case-is-closed']);
  const order = { restrainsId: dylan, protectsId: joanne, covers: 'all', startsOn: today, endsOn: null } as const;
  const orders = [{ ...order, permissionFrom: null, permissionUntil: null }];
  assert.deepEqual(approachShutBy({ ...mayApproach, orders }), []);
});

test('what happened cannot be shut: somebody approached already stays approached', () => {
  const participants = free.participants.map((each) => ({ ...each, approachedOn: '2026-11-01' as PlainDate }));
  assert.deepEqual(approachShutBy({ participants }), []);
});

test('PRP-3 somebody is ready when every item is done or left out', () => {
  const answered = checkItems.map(
    (item, at) => ({ participantId: joanne, item, answer: at % 2 ? 'done' : 'waived' }) as const,
  );
  assert.equal(readyGate(free, joanne).length, checkItems.length);
  assert.deepEqual(readyGate({ ...free, checks: answered }, joanne), []);
  assert.equal(readyGate({ ...free, checks: answered }, dylan).length, checkItems.length);
  const [first, ...rest] = answered;
  const undone = first ? [{ ...first, answer: 'not-done' } as const, ...rest] : [];
  assert.deepEqual(
    readyGate({ ...free, checks: undone }, joanne).map(({ reason }) => reason),
    ['not-ready-understands-process'],
  );
});

test('PRP-12 whoever leads is trained for it, two work together on what a child did, and a supervisor may answer for it', () => {
  const lead = { as: 'lead', isOverridden: false, isUntrained: true } as const;
  const trained = { ...lead, isUntrained: false };
  assert.deepEqual(shutBy({ signs: ['domestic'], facilitators: [lead] }), ['lead-is-not-trained-for-it']);
  assert.deepEqual(shutBy({ signs: ['domestic'], facilitators: [trained] }), []);
  const alone = { signs: ['young-sexual'], facilitators: [trained] } as const;
  assert.deepEqual(shutBy(alone), ['two-facilitators-are-needed']);
  assert.deepEqual(
    approachResponsibleGate(
      { ...free, ...alone, orderOfApproach: 'responsible-first', orderReason: 'He asked.' },
      dylan,
    ).shut.map(({ reason }) => reason),
    ['two-facilitators-are-needed'],
  );
  assert.deepEqual(shutBy({ ...alone, facilitators: [trained, { ...lead, as: 'co' }] }), []);
  assert.deepEqual(shutBy({ ...alone, facilitators: [{ ...lead, isOverridden: true }] }), []);
});
