import {
  assessResponsibility,
  assessRisk,
  approveRisk,
  finishMitigation,
  permit,
  recordOrder,
  signOff,
} from '#journey/suitability/actions.ts';
import { aFactor, anOrder, aRisk } from '#journey/suitability/examples.ts';
import * as walker from './walker.ts';
import type { Dice, Move, Walk } from './walker.ts';

async function responsibility(walk: Walk, dice: Dice): Promise<string> {
  const person = walker.personOf(walk, dice.who);
  const level = walker.oneOf(['full', 'full', 'partial', 'minimising', 'none'], dice.what);
  const assessedOn = walker.daysFrom(walk, -dice.which);
  return walker.asStaff(walk, dice, (hand, assessedBy) => {
    const evidence = `${walker.wordsOf(person)} ${dice.days}`;
    return assessResponsibility(hand, { participantId: person.id, level, evidence, assessedOn, assessedBy });
  });
}

async function signResponsibility(walk: Walk, dice: Dice): Promise<string> {
  const { id } = walker.personOf(walk, dice.who);
  return walker.asStaff(walk, dice, (hand, staffId) => {
    return signOff(hand, id, { by: walker.decider(walk, staffId), reason: walker.staffWords });
  });
}

/** A risk assessment: what is left of it, when it runs out, and now and then something planned against a factor. */
async function risk(walk: Walk, dice: Dice): Promise<string> {
  const residual = walker.oneOf(['low', 'low', 'medium', 'high', 'high', 'not-manageable'], dice.what);
  const assessedOn = walker.daysFrom(walk, -(dice.which % 2));
  const reviewBy = walker.daysFrom(walk, dice.days * 2);
  const { id: aboutId } = walker.personOf(walk, dice.who);
  return walker.asStaff(walk, dice, (hand, writtenBy) => {
    const mitigations = [{ words: walker.staffWords, ownerId: writtenBy, dueOn: reviewBy, doneOn: null }];
    const factors = dice.which === 3 ? [aFactor({ aboutId, reason: walker.staffWords, mitigations })] : [];
    const reasons = `${walker.staffWords} ${dice.days}`;
    const judged = aRisk({
      occasion: 'something-changed',
      residual,
      reasons,
      assessedOn,
      reviewBy,
      writtenBy,
      factors,
    });
    return assessRisk(hand, judged, [writtenBy]);
  });
}

async function approve(walk: Walk, dice: Dice): Promise<string> {
  const assessment = dice.what === 0 ? walker.pick(walk.rows.risks, dice.which) : walk.rows.risks.at(-1);
  if (!assessment) return walker.nothingThere;
  return walker.asStaff(walk, dice, (hand, staffId) => approveRisk(hand, assessment.id, walker.decider(walk, staffId)));
}

async function mitigate(walk: Walk, dice: Dice): Promise<string> {
  const planned = walker.pick(
    walk.rows.mitigations.filter(({ done_on }) => done_on === null),
    dice.which,
  );
  if (!planned) return walker.nothingThere;
  return walker.asStaff(walk, dice, (hand) => finishMitigation(hand, planned.id));
}

async function order(walk: Walk, dice: Dice): Promise<string> {
  const restrainsId = walker.personOf(walk, dice.who).id;
  const protectsId = walker.personOf(walk, dice.who + 1).id;
  const covers = walker.oneOf(['all', 'direct'], dice.which);
  const startsOn = walker.daysFrom(walk, dice.what - 6);
  const endsOn = dice.which > 1 ? walker.daysFrom(walk, dice.what - 6 + dice.days) : null;
  const documentReference = walker.staffWords;
  const onFile = anOrder({ restrainsId, protectsId, covers, startsOn, endsOn, documentReference });
  return walker.asStaff(walk, dice, (hand) => recordOrder(hand, onFile));
}

async function allow(walk: Walk, dice: Dice): Promise<string> {
  const found = walker.pick(walk.rows.orders, dice.which);
  if (!found) return walker.nothingThere;
  const permissionFrom = walker.daysFrom(walk, dice.what - 6);
  const permissionUntil = walker.daysFrom(walk, dice.what - 6 + dice.days);
  const permission = { permissionReference: walker.staffWords, permissionFrom, permissionUntil };
  return walker.asStaff(walk, dice, (hand) => permit(hand, found.id, permission));
}

export const weighingMoves: Readonly<Record<string, Move>> = {
  responsibility,
  signResponsibility,
  risk,
  approve,
  mitigate,
  order,
  allow,
};
