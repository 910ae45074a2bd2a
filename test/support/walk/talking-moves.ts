import { recordContact } from '#casefile/contacts/actions.ts';
import { outcomes, type ContactOutcome } from '#casefile/contacts/rules.ts';
import { writeNote } from '#casefile/notes/actions.ts';
import { finishTask } from '#casefile/tasks/actions.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { question, usualQuestions } from '#journey/consent/rules.ts';
import { checkItems, recordSession } from '#journey/preparation/actions.ts';
import { checkItems as items, noWords } from '#journey/preparation/rules.ts';
import { settleByPerson } from '#service/notices/actions.ts';
import type { NoticeId } from '#service/notices/rules.ts';
import type { TaskId } from '#vocabulary/ids.ts';
import { waysTo } from '../../../src/doors/worker/ways.ts';
import * as walker from './walker.ts';
import type { Dice, Move, Walk } from './walker.ts';

const answers = ['given', 'given', 'declined', 'not-now'] as const;

/** Somebody answers one of the usual questions: online themselves, or to staff; for a child a guardian too. */
async function say(walk: Walk, dice: Dice): Promise<string> {
  const person = walker.personOf(walk, dice.who);
  const subject = walker.pick(usualQuestions({ isHarmed: true }), dice.what);
  if (!subject) return walker.nothingThere;
  const answer = walker.oneOf(answers, dice.which);
  const guardianId = walker.mouthOf(walk, person.id, dice);
  const saying = {
    ...subject,
    participantId: person.id,
    guardianId,
    answer,
    askAfter: answer === 'not-now' ? walker.daysFrom(walk, dice.days) : null,
    saidOn: walk.house.today(),
  };
  const isOnline = guardianId === null && dice.by === 0;
  const wording = `${question(subject)} ${walker.wordsOf(person)}`;
  return isOnline
    ? walker.asPerson(walk, person.id, (hand) => recordStatement(hand, saying, { wording, how: 'online' }))
    : walker.asStaff(walk, dice, (hand) => recordStatement(hand, saying, { wording, how: 'in-person' }));
}

/** Everybody says yes to one mode, and the guardians of children too. */
async function everybodySaysYes(walk: Walk, dice: Dice): Promise<string> {
  const mode = walker.oneOf(['letter', 'meeting', 'video', 'shuttle'], dice.which);
  const came: string[] = [];
  for (const { id } of walk.people) {
    for (const guardianId of new Set([null, walker.guardianBeside(walk, id)])) {
      const subject = { purpose: 'mode', mode, towardId: null, itemId: null } as const;
      const saying = { ...subject, participantId: id, guardianId, answer: 'given', askAfter: null } as const;
      const said = { ...saying, saidOn: walk.house.today() };
      came.push(
        await walker.asStaff(walk, dice, (hand) => recordStatement(hand, said, { wording: 'Yes?', how: 'in-person' })),
      );
    }
  }
  return came.find((each) => each !== 'done') ?? 'done';
}

async function contact(walk: Walk, dice: Dice): Promise<string> {
  const person = walker.personOf(walk, dice.who);
  const outcome = walker.pick(Object.keys(outcomes) as ContactOutcome[], dice.what) ?? 'talked';
  const note = walker.wordsOf(person);
  const happenedOn = walker.daysFrom(walk, 1 - dice.which);
  const isApproach = dice.which === 1;
  return walker.asStaff(walk, dice, (hand) =>
    recordContact(hand, { participantId: person.id, channel: 'phone', happenedOn, outcome, note, isApproach }),
  );
}

async function note(walk: Walk, dice: Dice): Promise<string> {
  const person = dice.which === 0 ? undefined : walker.personOf(walk, dice.who);
  const words = person ? walker.wordsOf(person) : walker.staffWords;
  const happenedOn = walker.daysFrom(walk, -dice.days);
  return walker.asStaff(walk, dice, (hand) =>
    writeNote(hand, { participantId: person?.id ?? null, words, happenedOn }),
  );
}

async function prepare(walk: Walk, dice: Dice): Promise<string> {
  const person = walker.personOf(walk, dice.who);
  const part = walker.oneOf(['harmed', 'responsible'], dice.which);
  const words = { ...noWords, account: walker.wordsOf(person), notWanted: walker.wordsOf(person) };
  const session = { participantId: person.id, part, heldOn: walk.house.today(), minutes: 60, words };
  return walker.asStaff(walk, dice, (hand) => recordSession(hand, session));
}

async function check(walk: Walk, dice: Dice): Promise<string> {
  const person = walker.personOf(walk, dice.who);
  const answer = walker.oneOf(['done', 'done', 'waived', 'not-done'], dice.which);
  const chosen = dice.days > 5 ? items : items.slice(dice.what % items.length, (dice.what % items.length) + 1);
  return walker.asStaff(walk, dice, (hand, staffId) =>
    checkItems(
      hand,
      chosen.map((item) => ({
        participantId: person.id,
        item,
        answer,
        waivedBecause: answer === 'waived' ? walker.wordsOf(person) : '',
        by: walker.decider(walk, staffId),
      })),
    ),
  );
}

async function finish(walk: Walk, dice: Dice): Promise<string> {
  const task = walker.pick(walk.rows.tasks, dice.what);
  if (!task) return walker.nothingThere;
  return walker.asStaff(walk, dice, (hand) => finishTask(hand, task.id as TaskId, walker.staffWords));
}

async function settle(walk: Walk, dice: Dice): Promise<string> {
  const notice = walker.pick(walk.rows.notices, dice.what);
  if (!notice) return walker.nothingThere;
  const settling = walker.oneOf(['it-went', 'try-again', 'let-go'], dice.which);
  return walker.asStaff(walk, dice, (hand) => settleByPerson(hand, { id: notice.id as NoticeId, settling }, waysTo));
}

export const talkingMoves: Readonly<Record<string, Move>> = {
  say,
  everybodySaysYes,
  contact,
  note,
  prepare,
  check,
  finish,
  settle,
};
