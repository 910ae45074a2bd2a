import { closeCase, putCaseOnHold, reopenCase, takeCaseOffHold } from '#journey/closure/actions.ts';
import * as followUp from '#journey/follow-up/actions.ts';
import { plusMonths } from '#vocabulary/dates.ts';
import * as walker from './walker.ts';
import type { Dice, Move, Walk } from './walker.ts';

async function after(walk: Walk, dice: Dice): Promise<string> {
  const found = walker.pick(walk.rows.followUps, dice.what);
  if (!found) return walker.nothingThere;
  const person = walk.people.find(({ id }) => id === found.participant_id) ?? walker.personOf(walk, 0);
  const done = { on: walk.house.today(), note: walker.wordsOf(person) };
  return walker.asStaff(walk, dice, (hand) =>
    dice.which === 0
      ? followUp.letFollowUpGo(hand, found.id, walker.staffWords)
      : followUp.recordFollowUp(hand, found.id, done),
  );
}

async function feedback(walk: Walk, dice: Dice): Promise<string> {
  const person = walker.personOf(walk, dice.who);
  const answeredAs = dice.which === 0 ? 'representative' : 'self';
  const said = {
    satisfied: 1 + (dice.what % 5),
    wouldRecommend: 'yes',
    words: walker.wordsOf(person),
    mayQuote: false,
  } as const;
  return dice.by === 0 && answeredAs === 'self'
    ? walker.asPerson(walk, person.id, (hand) =>
        followUp.giveFeedback(hand, { participantId: person.id, answeredAs }, said),
      )
    : walker.asStaff(walk, dice, (hand) => followUp.giveFeedback(hand, { participantId: person.id, answeredAs }, said));
}

async function reoffending(walk: Walk, dice: Dice): Promise<string> {
  const { id } = walker.personOf(walk, dice.who);
  const checkedOn = walk.house.today();
  const looked = { fromOn: plusMonths(checkedOn, -6 - dice.which), months: 6, checkedOn } as const;
  const found = { ...looked, source: walker.staffWords, reoffences: dice.what };
  return walker.asStaff(walk, dice, (hand) => followUp.recordCheck(hand, id, found));
}

async function close(walk: Walk, dice: Dice): Promise<string> {
  const reason = walker.oneOf(['harmed-withdrew', 'completed-direct', 'unsafe', 'deceased'], dice.which);
  const openFollowUpsBecause = dice.what > 3 ? walker.staffWords : '';
  const closing = { reason, note: walker.staffWords, on: walk.house.today(), openFollowUpsBecause };
  return walker.asStaff(walk, dice, (hand) => closeCase(hand, closing));
}

async function reopen(walk: Walk, dice: Dice): Promise<string> {
  return walker.asStaff(walk, dice, (hand) => reopenCase(hand, walker.staffWords));
}

async function pause(walk: Walk, dice: Dice): Promise<string> {
  const hold = { reason: walker.staffWords, reviewOn: walker.daysFrom(walk, dice.days) };
  return walker.asStaff(walk, dice, (hand) => putCaseOnHold(hand, hold));
}

async function goOn(walk: Walk, dice: Dice): Promise<string> {
  return walker.asStaff(walk, dice, (hand) => takeCaseOffHold(hand));
}

/** Days go by. The walk stays behind the clock of the database, which says of some rows when they were written. */
async function wait(walk: Walk, { days }: Dice): Promise<string> {
  const later = new Date(walk.house.now().getTime() + (1 + days) * 43_200_000);
  if (later.getTime() > Date.now() - 86_400_000) return walker.nothingThere;
  walk.house.setNow(later);
  return 'done';
}

export const endingMoves: Readonly<Record<string, Move>> = {
  followUp: after,
  feedback,
  reoffending,
  close,
  reopen,
  pause,
  goOn,
  wait,
};
