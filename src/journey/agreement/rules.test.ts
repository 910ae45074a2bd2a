import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anAmends, aPayment, dylan, joanne } from '#journey/amends/examples.ts';
import { refuse } from '#platform/decision.ts';
import type { Agreement } from '#vocabulary/agreements.ts';
import type { Stand, Standing } from '#vocabulary/consent.ts';
import { type PlainDate, plusDays } from '#vocabulary/dates.ts';
import type { Gate } from '#vocabulary/gates.ts';
import type { AgreementId, CompanionId, IncidentId, ParticipantId } from '#vocabulary/ids.ts';
import { aDraft, anAgreement, aProposal } from './examples.ts';
import {
  type AgreementRefusal,
  answerTerms,
  chooseParties,
  cutOff,
  draft,
  end,
  explain,
  type GateOf,
  make,
  propose,
  setAside,
  type TermsAnswer,
  termsOf,
  usualParties,
} from './rules.ts';

const today = '2026-11-23' as PlainDate;
const stranger = 'stranger' as ParticipantId;
const responsible = { id: dylan, parts: ['responsible'] } as const;
const openGate: GateOf = (mode): Gate => ({ name: 'communicate', about: '', mode, shut: [] });

const shutFor =
  (...open: readonly string[]): GateOf =>
  (mode) => ({
    name: 'communicate',
    about: '',
    mode,
    shut: open.includes(mode) ? [] : [{ reason: 'somebody-has-not-agreed', words: '', opens: '' }],
  });

function yes(participantId: ParticipantId, changed: Partial<Stand> = {}): Stand {
  return { ...termsOf(aProposal().id), participantId, guardianId: null, answer: 'given', askAfter: null, ...changed };
}

const standing = (...stands: readonly Stand[]): Standing => ({ stands, children: [] });
const everyone = standing(yes(joanne), yes(dylan));

const anAnswer = (changed: Partial<TermsAnswer> = {}): TermsAnswer => ({
  participantId: joanne,
  guardianId: null,
  answer: 'given',
  askAfter: null,
  saidOn: today,
  ...changed,
});

function refusals(decision: { readonly ok: boolean }, ...because: readonly [AgreementRefusal, ...AgreementRefusal[]]) {
  assert.deepEqual(decision, refuse(...because));
  for (const reason of because) assert.notEqual(explain(reason), '');
}

test('a draft is for somebody responsible for harm', () => {
  refusals(draft([], { id: joanne, parts: ['harmed'] }), 'not-responsible-for-harm');
});

test('AGR-3 refuses: already-being-drafted', () => {
  refusals(draft([aDraft()], responsible), 'already-being-drafted');
  refusals(draft([aProposal()], responsible), 'already-being-drafted');
  assert.equal(draft([aDraft({ responsibleId: joanne })], responsible).ok, true);
  assert.equal(draft([aDraft({ status: 'set-aside' })], responsible).ok, true);
});

test('AGR-2 a new draft names the agreement in force that it would replace', () => {
  const decision = draft([anAgreement({ id: 'old' as AgreementId, status: 'replaced' }), anAgreement()], responsible);
  assert.deepEqual(decision.ok && decision.value, { version: 3, replacesId: anAgreement().id });
  assert.deepEqual(draft([], responsible), { ok: true, value: { version: 1, replacesId: null } });
});

test('the usual parties are the person responsible and each person they harmed, once', () => {
  const link = (harmedId: ParticipantId, responsibleId: ParticipantId, incident: string) => ({
    incidentId: incident as IncidentId,
    harmedId,
    responsibleId,
  });
  assert.deepEqual(
    usualParties([link(joanne, dylan, '1'), link(joanne, dylan, '2'), link(dylan, stranger, '1')], dylan),
    [dylan, joanne],
  );
});

test('AGR-13 whoever a promise names stays a party, and so does the person responsible', () => {
  refusals(chooseParties(aDraft(), [dylan]), 'somebody-still-owes-or-is-owed');
  refusals(chooseParties(aDraft({ amends: [] }), [joanne]), 'responsible-is-always-a-party');
  assert.equal(chooseParties(aDraft({ amends: [] }), [dylan]).ok, true);
});

test('AGR-11 refuses: not-a-draft', () => {
  refusals(chooseParties(aProposal(), [dylan, joanne]), 'not-a-draft');
  refusals(propose(aProposal(), openGate), 'not-a-draft');
});

test('AGR-11 only what nobody agreed to is set aside', () => {
  assert.equal(setAside(aDraft()).ok, true);
  assert.equal(setAside(aProposal()).ok, true);
  for (const status of ['agreed', 'replaced', 'ended', 'set-aside'] as const) {
    refusals(setAside(anAgreement({ status })), 'not-open');
  }
});

test('there is something to agree to', () => {
  refusals(propose(aDraft({ amends: [] }), openGate), 'nothing-promised-yet');
});

test('AGR-14 terms cross only where some mode is open between the two', () => {
  refusals(propose(aDraft(), shutFor()), 'somebody-may-not-be-reached-yet');
  assert.equal(propose(aDraft(), shutFor('shuttle')).ok, true);
  assert.deepEqual(
    cutOff(aDraft(), shutFor()).map(({ participantId }) => participantId),
    [joanne],
  );
});

test('AGR-14 a promise to the community alone crosses to nobody', () => {
  const alone = aDraft({ parties: [{ participantId: dylan, wantsUpdates: false }] });
  assert.equal(propose(alone, shutFor()).ok, true);
});

for (const [because, agreement, changed] of [
  ['not-put-before-anyone', aDraft(), {}],
  ['not-put-before-anyone', anAgreement({ status: 'ended' }), { answer: 'declined' }],
  ['agreed-already', anAgreement(), {}],
  ['not-a-party', aProposal(), { participantId: stranger }],
  ['said-in-the-future', aProposal(), { saidOn: plusDays(today, 1) }],
  ['pick-a-day-to-ask-again', aProposal(), { answer: 'not-now' }],
  ['day-to-ask-again-has-passed', aProposal(), { answer: 'not-now', askAfter: today }],
] as const satisfies readonly (readonly [AgreementRefusal, Agreement, Partial<TermsAnswer>])[]) {
  test(`an answer is refused: ${because}, ${agreement.status}`, () => {
    refusals(answerTerms(agreement, anAnswer(changed), today), because);
  });
}

test('H2 a yes to what is in force can be taken back at any time', () => {
  assert.equal(answerTerms(anAgreement(), anAnswer({ answer: 'declined' }), today).ok, true);
});

test('AGR-10 an agreement is made with the last yes and not before', () => {
  assert.equal(make(aProposal(), everyone).ok, true);
  for (const stands of [
    standing(),
    standing(yes(joanne)),
    standing(yes(joanne), yes(dylan, { answer: 'declined' })),
    standing(yes(joanne), yes(dylan), yes(joanne, { answer: 'withdrawn' })),
    standing(yes(joanne), yes(dylan, termsOf('another' as AgreementId))),
  ]) {
    refusals(make(aProposal(), stands), 'someone-has-not-agreed');
  }
  refusals(make(aProposal({ parties: [] }), everyone), 'someone-has-not-agreed');
});

test('AGR-10 for a child a guardian agrees too', () => {
  const child: Standing = { ...everyone, children: [dylan] };
  refusals(make(aProposal(), child), 'someone-has-not-agreed');
  const both = { ...child, stands: [...child.stands, yes(dylan, { guardianId: 'guardian' as CompanionId })] };
  assert.equal(make(aProposal(), both).ok, true);
});

test('AGR-1 only a proposal is made, and only what is in force ends', () => {
  for (const status of ['draft', 'agreed', 'replaced', 'ended', 'set-aside'] as const) {
    refusals(make(anAgreement({ status }), everyone), 'not-put-before-anyone');
  }
  refusals(end(aProposal({ amends: [] })), 'not-in-force');
});

test('new terms do not promise less than was paid already', () => {
  const less = aProposal({ amends: [anAmends({ ...aPayment(), paid: 12_001 })] });
  refusals(make(less, everyone), 'promise-is-less-than-was-paid');
});

test('AGR-12 an agreement ends when every promise is settled, as kept unless something was not done', () => {
  const settled = (...statuses: readonly ('done' | 'released' | 'not-done' | 'late')[]) =>
    anAgreement({ amends: statuses.map((status) => anAmends({ status })) });
  refusals(end(settled('done', 'late')), 'something-is-still-owed');
  assert.deepEqual(end(settled('done', 'released')), { ok: true, value: { isKept: true } });
  assert.deepEqual(end(settled('done', 'not-done')), { ok: true, value: { isKept: false } });
});
