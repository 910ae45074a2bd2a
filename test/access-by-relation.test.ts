import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { markTeam } from '#casefile/cases/store.ts';
import { addConflict } from '#casefile/allocation/store.ts';
import { teamGivers } from '#casefile/cases/policy.ts';
import { allocators } from '#casefile/allocation/policy.ts';
import { addOpening } from '#casefile/break-glass/store.ts';
import { breakers } from '#casefile/break-glass/policy.ts';
import { keepers, mayBeLetIn, openingOf, restrictors, type Relation } from '#casefile/readers/policy.ts';
import { addNamed, addReader, addRestriction } from '#casefile/readers/store.ts';
import { movesLetters } from '#journey/exchange/policy.ts';
import { addStaff } from '#service/staff/store.ts';
import { insertTeam } from '#service/teams/store.ts';
import type { StaffId, TeamId } from '#vocabulary/ids.ts';
import { hasRole, type StaffRole } from '#vocabulary/staff.ts';
import { accessTable } from './support/access-table.ts';
import { aHouse, type Caller, type MadeCase } from './support/house.ts';

/* Every way into a case, by everybody who could try, however they stand to it; what is expected is asked of the policy files. */
const house = await aHouse();
const { priya } = house.staff;

const every: readonly StaffRole[] = [...mayBeLetIn, 'administrator'];
// One role, or two at once.
const combinations: readonly (readonly StaffRole[])[] = every.flatMap((one, at) => [
  [one],
  ...every.slice(at + 1).map((other) => [one, other]),
]);
const people = combinations.map((roles) => ({ roles, id: randomUUID() as StaffId }));
type Person = (typeof people)[number];

const bystander: Relation = {
  isAllocated: false,
  isNamed: false,
  isRestricted: false,
  hasConflict: false,
  isOtherTeams: false,
  lookingUntil: null,
};
const soon = new Date(Date.now() + 3_600_000);
const relations: Readonly<Record<string, Relation>> = {
  none: bystander,
  allocated: { ...bystander, isAllocated: true },
  named: { ...bystander, isNamed: true },
  conflict: { ...bystander, hasConflict: true },
  'of another team': { ...bystander, isOtherTeams: true },
  'of another team and named': { ...bystander, isOtherTeams: true, isNamed: true },
  restricted: { ...bystander, isRestricted: true },
  'restricted and named': { ...bystander, isRestricted: true, isNamed: true },
  'conflict and a broken glass': { ...bystander, hasConflict: true, lookingUntil: soon },
  'restricted and a broken glass': { ...bystander, isRestricted: true, lookingUntil: soon },
};

/** A case to which everybody stands alike, as far as their roles let them. */
async function arranged(relation: Relation): Promise<MadeCase> {
  const made = await house.aCase();
  await house.act(made, priya, async (hand) => {
    const letIn = people.filter(({ roles }) => hasRole({ roles }, ...mayBeLetIn));
    if (relation.isAllocated) for (const { id } of letIn) await addReader(hand, id);
    if (relation.isNamed) for (const { id } of letIn) await addNamed(hand, id);
    if (relation.isOtherTeams) await markTeam(hand, north);
    if (relation.hasConflict) for (const { id } of people) await addConflict(hand, id, 'Knows her');
    if (!relation.isRestricted) return;
    await addNamed(hand, priya);
    await addRestriction(hand, 'A well-known singer');
  });
  const looking = people.filter(({ roles }) => relation.lookingUntil !== null && hasRole({ roles }, ...breakers));
  for (const { id } of looking) {
    await house.act(made, id, (hand) =>
      addOpening(hand, { reference: made.reference, because: 'Her mother rang and is afraid' }, randomUUID()),
    );
  }
  return made;
}

const [first] = people;
await house.act(await house.aCase(), priya, async (hand) => {
  for (const { id, roles } of people) {
    await addStaff(hand, {
      id,
      name: roles.join(' and '),
      email: `${id}@rp.example`,
      practiceLevel: 'advanced',
      roles,
    });
  }
});
// Everybody works in the south; the case of another team is of the north.
const north = randomUUID() as TeamId;
await house.act(await house.aCase(), priya, async (hand) => {
  await insertTeam(hand, north, { name: 'North', districts: [], members: [] });
  const members = people.map(({ id }) => id);
  await insertTeam(hand, randomUUID() as TeamId, { name: 'South', districts: [], members });
});
const cases = new Map<string, MadeCase>();
for (const [name, relation] of Object.entries(relations)) cases.set(name, await arranged(relation));
const callers = new Map<StaffId, Caller>();
for (const { id } of people) callers.set(id, await house.asStaff(id));

/** Ways that ask for a role besides, from the policy file of their noun. */
const asksFor: Readonly<Record<string, readonly StaffRole[]>> = {
  'POST /cases/:ref/allocation': allocators,
  'POST /cases/:ref/allocation/end': allocators,
  'POST /cases/:ref/allocation/lift': keepers,
  'POST /cases/:ref/letters': movesLetters,
  'POST /cases/:ref/readers/end': keepers,
  'POST /cases/:ref/readers/lift': keepers,
  'POST /cases/:ref/readers/name': keepers,
  'POST /cases/:ref/readers/restrict': restrictors,
  'POST /cases/:ref/readers/team': teamGivers,
};
// Ways without a further id: what is not there cannot be taken for what is closed.
const ways = accessTable.case.filter((route) => !route.replace(':ref', '').includes(':'));

/** Whether the way opens, by the policies: a page or a form, words that nothing may be changed, or nothing at all. */
function expected({ roles }: Person, relation: Relation, route: string): 'works' | 'looks' | 'closed' {
  const asked = asksFor[route];
  if (asked && !hasRole({ roles }, ...asked)) return 'closed';
  const isGlass = relation.lookingUntil !== null && hasRole({ roles }, ...breakers);
  return openingOf({ roles }, { ...relation, lookingUntil: isGlass ? relation.lookingUntil : null });
}

function ask({ id }: Person, reference: string, route: string) {
  const [method, path = ''] = route.split(' ');
  const caller = callers.get(id);
  if (!caller) throw new Error('Everybody is signed in');
  const address = path.replace(':ref', reference);
  return method === 'GET' ? caller.get(address) : caller.post(address);
}

test('everybody is there, and every relation', () => {
  assert.equal(people.length, 28);
  assert.equal(cases.size, Object.keys(relations).length);
  assert.ok(first && ways.length > 50);
});

test('what opens, for whom and how they stand to it, is what the policies say; the rest is not there, to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...people),
      fc.constantFrom(...Object.keys(relations)),
      fc.constantFrom(...ways),
      async (person, name, route) => {
        const relation = relations[name] ?? bystander;
        const { reference } = cases.get(name) as MadeCase;
        const opening = expected(person, relation, route);
        // What a form before said stands on the next page, whichever that is: it is taken here.
        await ask(person, 'AAAA-AAAA', 'GET /cases/:ref');
        const answer = await ask(person, reference, route);
        const said = `${person.roles.join(' and ')}, ${name}, at ${route}: ${answer.status}, expected ${opening}`;
        assert.ok(answer.status < 500, said);
        if (opening === 'closed') {
          const nowhere = await ask(person, 'AAAA-AAAA', route);
          assert.deepEqual([answer.status, answer.body], [404, nowhere.body], said);
        } else if (route.startsWith('POST') && opening === 'looks') {
          assert.equal(answer.status === 422 || answer.status === 404, true, said);
          if (answer.status === 422) assert.match(answer.body, /you can look, and change nothing/, said);
        } else if (route === 'GET /cases/:ref') {
          assert.equal(answer.status, 200, said);
          assert.equal(/by breaking the glass/.test(answer.body), opening === 'looks', said);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('the page of a case itself, for everybody and every relation without exception', async () => {
  for (const [name, relation] of Object.entries(relations)) {
    const { reference } = cases.get(name) as MadeCase;
    for (const person of people) {
      const { status } = await ask(person, reference, 'GET /cases/:ref/readers');
      const opening = expected(person, relation, 'GET /cases/:ref/readers');
      assert.equal(status, opening === 'closed' ? 404 : 200, `${person.roles.join(' and ')}, ${name}`);
    }
  }
});
