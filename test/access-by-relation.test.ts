import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { markTeam } from '#casefile/cases/store.ts';
import { addConflict } from '#casefile/allocation/store.ts';
import { addOpening } from '#casefile/break-glass/store.ts';
import { breakers } from '#casefile/break-glass/policy.ts';
import { mayBeLetIn, openingOf, type Relation } from '#casefile/readers/policy.ts';
import { addNamed, addReader, addRestriction } from '#casefile/readers/store.ts';
import { newReference } from '#casefile/cases/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { mayTriage, type ReferralRelation } from '#journey/triage/policy.ts';
import { addReferral } from '#journey/referral/store.ts';
import { addStaff } from '#service/staff/store.ts';
import { insertTeam } from '#service/teams/store.ts';
import type { ReferralId, StaffId, TeamId } from '#vocabulary/ids.ts';
import { hasRole, type StaffRole } from '#vocabulary/staff.ts';
import { accessTable, opens, type Opens, type Who } from './support/access-table.ts';
import { aReleasedQuarter } from './support/commissioners.ts';
import { aHouse, type Caller, type MadeCase } from './support/house.ts';

/* Every way into a case, by everybody who could try, however they stand to it; what is expected is asked of the policy files. */
const house = await aHouse();
await aReleasedQuarter(house);
const { priya } = house.staff;

const single: readonly StaffRole[] = [...mayBeLetIn, 'administrator'];
// One role, or two at once.
const combinations: readonly (readonly StaffRole[])[] = single.flatMap((one, at) => [
  [one],
  ...single.slice(at + 1).map((other) => [one, other]),
]);
const people = combinations.map((roles) => ({ roles, id: randomUUID() as StaffId }));
type Person = (typeof people)[number];

const bystander: Relation = {
  isAllocated: false,
  isNamed: false,
  coveringUntil: null,
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
  await insertTeam(hand, north, { name: 'North', districts: ['NN17'], members: [] });
  const members = people.map(({ id }) => id);
  await insertTeam(hand, randomUUID() as TeamId, { name: 'South', districts: ['NN4'], members });
});
const cases = new Map<string, MadeCase>();
for (const [name, relation] of Object.entries(relations)) cases.set(name, await arranged(relation));
const callers = new Map<StaffId, Caller>();
for (const { id } of people) callers.set(id, await house.asStaff(id));

interface Way {
  readonly route: string;
  readonly opens: Opens;
}
const every = Object.entries(accessTable).flatMap(([who, routes]) =>
  routes.map((route): Way => ({ route, opens: opens[who as Who] })),
);
const caseWays = every.filter((way) => way.opens.to === 'case');
const staffWays = every.filter((way) => way.opens.to === 'staff');

/** Whether the way opens, by the policies: a page or a form, words that nothing may be changed, or nothing at all. */
function expected({ roles }: Person, relation: Relation, way: Opens): 'works' | 'looks' | 'closed' {
  if (!('roles' in way) || !hasRole({ roles }, ...way.roles)) return 'closed';
  if (way.to === 'staff') return 'works';
  const isGlass = relation.lookingUntil !== null && hasRole({ roles }, ...breakers);
  return openingOf({ roles }, { ...relation, lookingUntil: isGlass ? relation.lookingUntil : null });
}

/** An address of a case; where somebody of it is asked for, that is somebody of it who is there. */
function ask({ id }: Person, made: Pick<MadeCase, 'reference' | 'who'>, route: string) {
  const [method, path = ''] = route.split(' ');
  const caller = callers.get(id);
  if (!caller) throw new Error('Everybody is signed in');
  const address = path
    .replace(/:ref(?![a-z])/, made.reference)
    .replace(':participant', made.who['Joanne'] ?? nothing)
    .replace(/:[a-z]+/g, nothing);
  return method === 'GET' ? caller.get(address) : caller.post(address);
}

const nothing = '00000000-0000-4000-8000-000000000000';
const nowhere = { reference: 'AAAA-AAAA', who: {} };
const hasFurtherIds = (route: string) => route.replace(/:ref(?![a-z])/, '').includes(':');
// Some pages are there only once something is planned or begun.
const comesLater = /conference\/|allocation\/complexity|account\/code-app/;

test('everybody is there, and every relation', () => {
  assert.equal(people.length, 28);
  assert.equal(cases.size, Object.keys(relations).length);
  assert.ok(first && caseWays.length > 100 && staffWays.length > 50);
});

test('what opens, for whom and how they stand to it, is what the policies say; the rest is not there, to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...people),
      fc.constantFrom(...Object.keys(relations)),
      fc.constantFrom(...caseWays),
      async (person, name, way) => {
        const { route } = way;
        const made = cases.get(name) as MadeCase;
        const opening = expected(person, relations[name] ?? bystander, way.opens);
        // What a form before said stands on the next page, whichever that is: it is taken here.
        await ask(person, nowhere, 'GET /cases/:ref');
        const answer = await ask(person, made, route);
        const said = `${person.roles.join(' and ')}, ${name}, at ${route}: ${answer.status}, expected ${opening}`;
        assert.ok(answer.status < 500, said);
        if (opening === 'closed') {
          const unknown = await ask(person, nowhere, route);
          assert.deepEqual([answer.status, answer.body], [404, unknown.body], said);
        } else if (route.startsWith('POST') && opening === 'looks') {
          assert.equal(answer.status === 422 || answer.status === 404, true, said);
          if (answer.status === 422) assert.match(answer.body, /you can look, and change nothing/, said);
        } else if (route.startsWith('GET') && !hasFurtherIds(route) && !comesLater.test(route)) {
          assert.equal(answer.status, 200, said);
          assert.equal(/by breaking the glass/.test(answer.body), opening === 'looks', said);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('what is of no case opens for the roles of its policy, alone or with another, and for nobody else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...people), fc.constantFrom(...staffWays), async (person, way) => {
      const { route } = way;
      const opening = expected(person, bystander, way.opens);
      const answer = await ask(person, nowhere, route);
      const said = `${person.roles.join(' and ')} at ${route}: ${answer.status}, expected ${opening}`;
      assert.ok(answer.status < 500, said);
      if (opening === 'closed') assert.equal(answer.status, 404, said);
      else if (route.startsWith('GET') && !hasFurtherIds(route) && !comesLater.test(route))
        assert.equal(answer.status, 200, said);
    }),
    { numRuns: 300 },
  );
});

// At triage: referrals of no team's district, of the north and of the south, where everybody is.
const referrals = new Map<string, ReferralRelation & { readonly reference: string }>();
for (const [name, isOtherTeams] of [
  ['of no team', false],
  ['of their area', false],
  ['of another area', true],
] as const) {
  const told = aReferral();
  const reference = newReference();
  const postcodeDistrict = { 'of no team': 'LE1', 'of their area': 'NN4', 'of another area': 'NN17' }[name];
  const made = { ...told, id: randomUUID() as ReferralId, reference, draftId: null, postcodeDistrict };
  await house.actInService(priya, (hand) => addReferral(hand, { ...made, inArea: true, enteredBy: null }));
  referrals.set(name, { reference, isOtherTeams, isCase: false });
}

test('a referral opens at triage by area, for every role, one or two; the rest is not there, to the byte', async () => {
  for (const [name, { reference, ...relation }] of referrals) {
    for (const person of people) {
      const page = (at: string) => ask(person, nowhere, `GET /referrals/${at}`);
      // A sentence that an earlier form left is shown once, on whatever page comes next.
      await page('AAAA-AAAA');
      const answer = await page(reference);
      const said = `${person.roles.join(' and ')}, ${name}`;
      if (mayTriage(person, relation)) assert.equal(answer.status, 200, said);
      else assert.deepEqual([answer.status, answer.body], [404, (await page('AAAA-AAAA')).body], said);
      const pressed = await ask(person, nowhere, `POST /referrals/${reference}/others/remove`);
      assert.equal(pressed.status, 404, `${said}: nobody of that id`);
    }
  }
});

test('the page of a case itself, for everybody and every relation without exception', async () => {
  for (const [name, relation] of Object.entries(relations)) {
    for (const person of people) {
      const { status } = await ask(person, cases.get(name) as MadeCase, 'GET /cases/:ref/readers');
      const opening = expected(person, relation, opens.case);
      assert.equal(status, opening === 'closed' ? 404 : 200, `${person.roles.join(' and ')}, ${name}`);
    }
  }
});
