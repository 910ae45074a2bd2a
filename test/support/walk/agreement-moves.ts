import { randomUUID } from 'node:crypto';
import * as agreement from '#journey/agreement/actions.ts';
import { addAmends, recordProgress, removeAmends, settleAmends } from '#journey/amends/actions.ts';
import { aPayment, aPromise, someWork } from '#journey/amends/examples.ts';
import type { AgreementId, AmendsId, ParticipantId } from '#vocabulary/ids.ts';
import * as walker from './walker.ts';
import type { Dice, Move, Walk } from './walker.ts';

/** The agreement a move is about: mostly one at the stage where the move makes sense. */
function agreementAt({ rows }: Walk, { which, what }: Dice, ...statuses: readonly string[]) {
  const fitting = rows.agreements.filter(({ status }) => statuses.includes(status));
  const found = walker.pick(fitting.length === 0 || what === 11 ? rows.agreements : fitting, which);
  if (!found) return undefined;
  const parties = rows.parties.filter(({ agreement_id }) => agreement_id === found.id);
  const amends = rows.amends.filter(({ agreement_id }) => agreement_id === found.id);
  return {
    id: found.id as AgreementId,
    responsibleId: found.participant_id as ParticipantId,
    parties: parties.map(({ participant_id }) => participant_id as ParticipantId),
    amends: amends.map(({ id, participant_id, owed_to_id }) => ({
      id: id as AmendsId,
      owedById: participant_id as ParticipantId,
      owedToId: owed_to_id as ParticipantId | null,
    })),
  };
}

type Found = NonNullable<ReturnType<typeof agreementAt>>;
type Work = (
  hand: Parameters<typeof agreement.endAgreement>[0],
  found: Found,
) => ReturnType<Parameters<typeof walker.asPerson>[2]>;

function byStaff(statuses: readonly string[], work: (walk: Walk, dice: Dice) => Work): Move {
  return async (walk, dice) => {
    const found = agreementAt(walk, dice, ...statuses);
    return found ? walker.asStaff(walk, dice, (hand) => work(walk, dice)(hand, found)) : walker.nothingThere;
  };
}

async function draft(walk: Walk, dice: Dice): Promise<string> {
  const { id } = walker.personOf(walk, dice.who);
  return walker.asStaff(walk, dice, (hand) => agreement.draftAgreement(hand, id));
}

const promise = byStaff(['draft'], (walk, dice) => (hand, { id, responsibleId, parties }) => {
  const made = walker.oneOf([aPromise(), aPayment(), someWork()], dice.what);
  const other = parties.find((each) => each !== responsibleId) ?? null;
  const wording = walker.newWords(walk, 'terms');
  const promised = { ...made, wording, owedById: responsibleId, owedToId: dice.which === 0 ? null : other };
  return addAmends(hand, { agreementId: id, amendsId: randomUUID() as AmendsId }, promised);
});

const unpromise = byStaff(['draft'], (_, dice) => async (hand, { id, amends }) => {
  const amendsId = walker.pick(amends, dice.which)?.id ?? (randomUUID() as AmendsId);
  return removeAmends(hand, { agreementId: id, amendsId });
});

const parties = byStaff(['draft'], (walk, dice) => (hand, { id }) => {
  const chosen = walk.people.filter((_, at) => dice.which !== at).map((each) => each.id);
  return agreement.chooseParties(hand, id, chosen);
});

const updates = byStaff(
  ['proposed', 'agreed'],
  (_, dice) =>
    (hand, { id, parties: all }) =>
      agreement.chooseUpdates(hand, id, all.slice(dice.which)),
);

/** A party answers the terms, by themselves or to staff; a guardian for a child. */
async function answer(walk: Walk, dice: Dice): Promise<string> {
  const found = agreementAt(walk, dice, 'proposed', 'agreed');
  const participantId = walker.pick(found?.parties ?? [], dice.who);
  if (!found || !participantId) return walker.nothingThere;
  const speaker = walker.mouthOf(walk, participantId, dice) === null ? 'self' : 'guardian';
  const given = walker.oneOf(['given', 'given', 'given', 'declined', 'not-now'], dice.what);
  const askAfter = given === 'not-now' ? walker.daysFrom(walk, dice.days) : null;
  const said = { participantId, answer: given, askAfter, saidOn: walk.house.today(), speaker } as const;
  return dice.by === 0 && speaker === 'self'
    ? walker.asPerson(walk, participantId, (hand) => agreement.answerTerms(hand, found.id, { ...said, how: 'online' }))
    : walker.asStaff(walk, dice, (hand) => agreement.answerTerms(hand, found.id, { ...said, how: 'in-writing' }));
}

const counts = [{ pence: 6_000 }, { minutes: 600 }, { pence: 12_000 }, { minutes: 1_200 }];

async function progress(walk: Walk, dice: Dice): Promise<string> {
  const found = agreementAt(walk, dice, 'agreed');
  const amends = walker.pick(found?.amends ?? [], dice.which);
  if (!found || !amends) return walker.nothingThere;
  const person = walk.people.find(({ id }) => id === amends.owedById) ?? walker.personOf(walk, 0);
  const which = { agreementId: found.id, amendsId: amends.id };
  const done = {
    id: randomUUID(),
    happenedOn: walk.house.today(),
    note: walker.wordsOf(person),
    pence: null,
    minutes: null,
  };
  const counted = walker.pick(counts, dice.what);
  return dice.by === 0
    ? walker.asPerson(walk, person.id, (hand) => recordProgress(hand, which, { ...done, evidence: '' }))
    : walker.asStaff(walk, dice, (hand) =>
        recordProgress(hand, which, { ...done, ...counted, evidence: walker.staffWords }),
      );
}

async function settle(walk: Walk, dice: Dice): Promise<string> {
  const found = agreementAt(walk, dice, 'agreed');
  const amends = walker.pick(found?.amends ?? [], dice.which);
  if (!found || !amends) return walker.nothingThere;
  const which = { agreementId: found.id, amendsId: amends.id };
  const status = walker.oneOf(['done', 'released', 'not-done', 'late'], dice.what);
  const settlement = { status, on: walk.house.today(), because: walker.staffWords };
  const other = amends.owedToId ?? walker.personOf(walk, dice.who).id;
  const by = status === 'released' ? ({ kind: 'participant', id: other } as const) : undefined;
  return dice.by === 0
    ? walker.asPerson(walk, other, (hand) => settleAmends(hand, which, { ...settlement, because: '' }))
    : walker.asStaff(walk, dice, (hand) => settleAmends(hand, which, { ...settlement, by }));
}

export const agreementMoves: Readonly<Record<string, Move>> = {
  draftTerms: draft,
  promise,
  unpromise,
  parties,
  updates,
  propose: byStaff(
    ['draft'],
    () =>
      (hand, { id }) =>
        agreement.proposeAgreement(hand, id),
  ),
  answerTerms: answer,
  redraft: byStaff(
    ['proposed'],
    () =>
      (hand, { id }) =>
        agreement.redraft(hand, id),
  ),
  setAside: byStaff(
    ['draft', 'proposed'],
    () =>
      (hand, { id }) =>
        agreement.setAside(hand, id),
  ),
  progress,
  settleAmends: settle,
  endTerms: byStaff(
    ['agreed'],
    () =>
      (hand, { id }) =>
        agreement.endAgreement(hand, id),
  ),
};
