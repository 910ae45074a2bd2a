import { randomUUID } from 'node:crypto';
import { linkHarm } from '#casefile/cases/actions.ts';
import * as people from '#casefile/people/actions.ts';
import { aPerson, aSafeContact } from '#casefile/people/examples.ts';
import { safeContactOf } from '#casefile/people/facts.ts';
import { refuse } from '#platform/decision.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { mark } from './seen.ts';
import * as walker from './walker.ts';
import type { Dice, Move, Walk } from './walker.ts';

/** Somebody's details are put right; now and then somebody turns out to be a child, or not. */
async function change(walk: Walk, dice: Dice): Promise<string> {
  const person = walker.personOf(walk, dice.who);
  const isChild = walk.rows.participants.some(({ id, is_child }) => id === person.id && is_child);
  const isUnder18 = dice.what === 0 ? !isChild : isChild;
  return walker.asStaff(walk, dice, (hand) =>
    people.changePerson(hand, person.id, {
      ...aPerson({ called: person.mark, fullName: person.mark, accessNeeds: walker.wordsOf(person) }),
      isUnder18,
    }),
  );
}

async function reach(walk: Walk, dice: Dice): Promise<string> {
  const { id, mark: own } = walker.personOf(walk, dice.who);
  const [mayText, mayEmail, mayPost] = [dice.days % 4 === 1, dice.days % 4 > 1, dice.days % 8 > 5];
  const words = { codeword: own, timesWords: own, ifSomeoneElseAnswers: own };
  const safe = aSafeContact({ ...words, mayText, mayEmail, mayPost, saidOn: walk.house.today() });
  const steps: readonly Parameters<typeof walker.asStaff>[2][] = [
    async (hand) => {
      await people.addContactPoint(hand, id, 'email', `${own}@example.org`);
      for (const point of (await safeContactOf(hand, id)).points) {
        await people.checkContactPoint(hand, id, point.id, 'in-person');
      }
      return people.recordSafeContact(hand, id, { ...safe, mayEmail: true });
    },
    (hand) => people.recordSafeContact(hand, id, safe),
    async (hand) => {
      const point = walker.pick((await safeContactOf(hand, id)).points, dice.what);
      return point ? people.checkContactPoint(hand, id, point.id, 'in-person') : refuse('not-there');
    },
    async (hand) => {
      const point = walker.pick((await safeContactOf(hand, id)).points, dice.what);
      return point ? people.stopContactPoint(hand, id, point.id) : refuse('not-there');
    },
  ];
  return walker.asStaff(walk, dice, walker.pick(steps, dice.which) ?? (async () => refuse('not-there')));
}

async function beside(walk: Walk, dice: Dice): Promise<string> {
  const { id: participantId, mark: own } = walker.personOf(walk, dice.who);
  const kind = walker.oneOf(['guardian', 'supporter', 'interpreter', 'representative'], dice.which);
  const companion = { participantId, kind, fullName: own, called: own, relation: own, phone: '', email: '' };
  return walker.asStaff(walk, dice, (hand) => people.addCompanionTo(hand, companion));
}

/** A third person joins, once, and is linked by the harm. */
async function join(walk: Walk, dice: Dice): Promise<string> {
  if (walk.people.length > 2) return walker.nothingThere;
  const own = mark('kyle');
  const made = { ...aPerson({ called: own, fullName: own }), id: randomUUID() as ReturnType<typeof aPerson>['id'] };
  let joined: ParticipantId | undefined;
  const came = await walker.asStaff(walk, dice, async (hand) => {
    const decision = await people.typePersonIn(hand, made, { phone: '', email: '', post: '' });
    if (!decision.ok) return decision;
    joined = decision.value;
    const harmedId = walker.personOf(walk, 0).id;
    return linkHarm(hand, { incidentId: walk.made.incidentId, harmedId, responsibleId: joined });
  });
  if (came === 'done' && joined) walk.people.push({ id: joined, mark: own });
  return came;
}

export const peopleMoves: Readonly<Record<string, Move>> = { change, reach, beside, join };
