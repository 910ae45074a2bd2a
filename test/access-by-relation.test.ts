import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { newReference } from '#casefile/cases/actions.ts';
import { mayBeLetIn, type Opening } from '#casefile/readers/policy.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { addReferral } from '#journey/referral/store.ts';
import { mayTriage, type ReferralRelation } from '#journey/triage/policy.ts';
import { addStaff } from '#service/staff/store.ts';
import { insertTeam } from '#service/teams/store.ts';
import type { ReferralId, StaffId, TeamId } from '#vocabulary/ids.ts';
import { hasRole, type StaffRole } from '#vocabulary/staff.ts';
import { accessTable, openingAt, opens, type Opens, type Who } from './support/access-table.ts';
import { anAgency, aReferrer } from './support/agencies.ts';
import { aCaseElsewhere } from './support/another-service.ts';
import { casesByRelation } from './support/cases-by-relation.ts';
import { aCommissioner, aReleasedQuarter } from './support/commissioners.ts';
import { hostileForms } from './support/hostile.ts';
import { aHouse, type Answered, type Caller, type MadeCase } from './support/house.ts';
import { inLanes } from './support/lanes.ts';
import { asFarAs, bystander, relations } from './support/relations.ts';

/*
 * Every way into a case, by everybody who could try, however they stand to it; what is expected is asked of the policy files. They
 * make classes: at one way and in one relation, all whose roles they treat alike. Each run asks somebody of every class, drawn anew;
 * TP_TEST_EVERY_TRIPLE=1/1 asks everybody, 3/7 the third part of seven.
 */
const [part = 0, parts = 0] = (process.env['TP_TEST_EVERY_TRIPLE'] ?? '').split('/').map(Number);
const house = await aHouse();
await aReleasedQuarter(house);
const { priya } = house.staff;

const single: readonly StaffRole[] = [...mayBeLetIn, 'administrator'];
// One role, or two at once.
const combinations: readonly (readonly StaffRole[])[] = single.flatMap((one, at) => [
  [one],
  ...single.slice(at + 1).map((other) => [one, other]),
]);
interface Person {
  readonly roles: readonly StaffRole[];
  readonly id: StaffId;
}
const colleagues = combinations.map((roles): Person => ({ roles, id: randomUUID() as StaffId }));
const people: readonly Person[] = [
  ...colleagues,
  { roles: ['referrer'], id: await aReferrer(house, await anAgency(house, 'Corby', 'police'), 'PC Grant') },
  { roles: ['commissioner'], id: await aCommissioner(house, 'Imogen Vale') },
];

await house.act(await house.aCase(), priya, async (hand) => {
  for (const { id, roles } of colleagues) {
    const known = { id, name: roles.join(' and '), email: `${id}@rp.example`, practiceLevel: 'advanced' } as const;
    await addStaff(hand, { ...known, roles });
  }
});
// Everybody works in the south; the case of another team is of the north.
const north = randomUUID() as TeamId;
await house.act(await house.aCase(), priya, async (hand) => {
  await insertTeam(hand, north, { name: 'North', districts: ['NN17'], members: [] });
  const members = colleagues.map(({ id }) => id);
  await insertTeam(hand, randomUUID() as TeamId, { name: 'South', districts: ['NN4'], members });
});
const elsewhere = 'It is of another service';
const cases = new Map(await casesByRelation(house, people, north)).set(elsewhere, await aCaseElsewhere(house));
const standing = [...Object.keys(relations), elsewhere];
const callers = new Map<StaffId, Caller>();
for (const { id } of people) callers.set(id, await house.asStaff(id, 'forgetful'));

interface Way {
  readonly route: string;
  readonly opens: Extract<Opens, { readonly roles: unknown }>;
}
const every = Object.entries(accessTable).flatMap(([who, routes]) => {
  const way: Opens = opens[who as Who];
  return 'roles' in way ? routes.map((route): Way => ({ route, opens: way })) : [];
});
const caseWays = every.filter((way) => way.opens.to === 'case');
const staffWays = every.filter((way) => way.opens.to === 'staff');

/** Whether the way opens, by the policies: a page or a form, words that nothing may be changed, or nothing at all. */
function expected(person: Person, stands: string, way: Opens): Opening {
  // Policies are about one service: nothing in them opens what is of another.
  if (way.to === 'case' && stands === elsewhere) return 'closed';
  const relation = asFarAs(person, relations[stands] ?? bystander);
  return openingAt(way, { door: 'staff', roles: person.roles }, relation);
}

const nothing = '00000000-0000-4000-8000-000000000000';
const nowhere = { reference: 'AAAA-AAAA', who: {} };

/** An address of a case; where somebody of it is asked for, that is somebody of it who is there. */
function ask(
  { id }: Person,
  made: Pick<MadeCase, 'reference' | 'who'>,
  route: string,
  form: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const [method, path = ''] = route.split(' ');
  const caller = callers.get(id);
  if (!caller) throw new Error('Everybody is signed in');
  const address = path
    .replace(/:ref(?![a-z])/, made.reference)
    .replace(':participant', made.who['Joanne'] ?? nothing)
    .replace(/:[a-z]+/g, nothing);
  return method === 'GET' ? caller.get(address) : caller.post(address, form);
}

const notThere = new Map<string, Promise<string>>();
/** What somebody is told of what is nowhere: the same at every way. */
function unknownFor(person: Person, route: string): Promise<string> {
  const [method = ''] = route.split(' ');
  const key = `${method} ${person.id}`;
  const known = notThere.get(key) ?? ask(person, nowhere, `${method} /cases/:ref/notes`).then(({ body }) => body);
  notThere.set(key, known);
  return known;
}

const hasFurtherIds = (route: string) => route.replace(/:ref(?![a-z])/, '').includes(':');
// Some pages are there only once something is planned or begun.
const comesLater = /conference\/|allocation\/complexity|account\/code-app/;
const opensForAll = (route: string) => route.startsWith('GET') && !hasFurtherIds(route) && !comesLater.test(route);

interface Triple {
  readonly person: Person;
  /** The name of the relation. */
  readonly stands: string;
  readonly way: Way;
}
interface Asked extends Triple {
  readonly form: Readonly<Record<string, string>>;
}

const wordsOf = ({ person, stands, way }: Triple) => `${person.roles.join(' and ')}, ${stands}, at ${way.route}`;

/** What is wrong with an answer in a case; nothing where it is as the policies say. */
async function faultIn(asked: Asked): Promise<string | undefined> {
  const { person, stands, way, form } = asked;
  const { route } = way;
  const opening = expected(person, stands, way.opens);
  const { status, body } = await ask(person, cases.get(stands) as MadeCase, route, form);
  const said = `${wordsOf(asked)}: ${status}, expected ${opening}`;
  if (status >= 500) return said;
  if (opening === 'closed')
    return status === 404 && body === (await unknownFor(person, route)) ? undefined : `${said}, as if it were nowhere`;
  if (route.startsWith('POST') && opening === 'looks') {
    const isTold = status === 422 && body.includes('you can look, and change nothing');
    return isTold || status === 404 ? undefined : said;
  }
  if (!opensForAll(route)) return undefined;
  return status === 200 && body.includes('by breaking the glass') === (opening === 'looks') ? undefined : said;
}

/** What is wrong at a way that is of no case. */
async function faultOutside(asked: Asked): Promise<string | undefined> {
  const { person, stands, way, form } = asked;
  const opening = expected(person, stands, way.opens);
  const { status, location = '' } = await ask(person, nowhere, way.route, form);
  const said = `${wordsOf(asked)}: ${status}, expected ${opening}`;
  if (status >= 500) return said;
  if (opening === 'closed') {
    // Whoever is no staff is led from the first page of staff to their own.
    const isLed = way.route === 'GET /work' && status === 303 && /^\/(agency|commissioner)$/.test(location);
    return status === 404 || isLed ? undefined : said;
  }
  return opensForAll(way.route) && status !== 200 ? said : undefined;
}

/**
 * Triples that are the same by the policy files: to whoever has none of the roles of a way, it is closed however they stand. Where the
 * case itself opens for them, a list of roles that is too long would be seen: there each of those roles is asked.
 */
function classesOf(triples: readonly Triple[]): readonly (readonly Triple[])[] {
  const classes = Map.groupBy(triples, ({ person, stands, way }) => {
    const isInside = way.opens.to === 'case' && expected(person, stands, opens.case) === 'works';
    if (!hasRole(person, ...way.opens.roles))
      return `${way.route}, not their role: ${isInside ? person.roles.join() : ''}`;
    return `${way.route}, ${stands}, ${expected(person, stands, way.opens)}`;
  });
  return [...classes.values()];
}

const isPage = ({ way }: Triple) => way.route.startsWith('GET');
const seed = Number(process.env['TP_TEST_ACCESS_SEED'] ?? Date.now() % 1_000_000);

/** Asks one of each class, or everybody: pages first, since what is sent may change something. Who is asked, and what is sent, is drawn. */
async function askEach(
  triples: readonly Triple[],
  faultOf: (asked: Asked) => Promise<string | undefined>,
): Promise<string> {
  const classes = classesOf(triples);
  const ofPart = triples.filter((_, at) => at % parts === part - 1).map((each) => [each]);
  const wanted = parts > 0 ? ofPart : classes;
  const drawing = fc.record({ which: fc.noBias(fc.nat()), form: hostileForms });
  const drawn = fc
    .sample(drawing, { seed, numRuns: wanted.length })
    .flatMap(({ which, form }, at): readonly Asked[] => {
      const alike = wanted[at] ?? [];
      const triple = alike[which % alike.length];
      return triple ? [{ ...triple, form }] : [];
    });
  assert.equal(drawn.length, wanted.length);
  const faults: string[] = [];
  for (const pagesFirst of [true, false])
    await inLanes(
      drawn.filter((each) => isPage(each) === pagesFirst),
      async (each) => {
        const fault = await faultOf(each);
        if (fault !== undefined) faults.push(fault);
      },
    );
  assert.deepEqual(
    faults.slice(0, 20),
    [],
    `${faults.length} of ${drawn.length}, drawn by TP_TEST_ACCESS_SEED=${seed}`,
  );
  return `${triples.length} triples in ${classes.length} classes; ${drawn.length} asked`;
}

// Way by way, so that nobody is left out for so long that their session ends.
const inCases = caseWays.flatMap((way) =>
  standing.flatMap((stands) => people.map((person): Triple => ({ person, stands, way }))),
);
const outside = staffWays.flatMap((way) =>
  people.map((person): Triple => ({ person, stands: 'Nothing to do with it', way })),
);

test('everybody is there, and every relation', () => {
  assert.equal(people.length, 30);
  assert.deepEqual([...cases.keys()], standing);
  assert.equal(inCases.length, 30 * standing.length * caseWays.length);
  assert.ok(caseWays.length > 170 && staffWays.length > 190);
  // Every way in every relation is asked, by whoever may come at all by their role; and by whoever may not.
  assert.ok(classesOf(inCases).length > caseWays.length * (standing.length + 1));
});

test('what opens, for whom and how they stand to it, is what the policies say; the rest is not there, to the byte', async (t) => {
  t.diagnostic(await askEach(inCases, faultIn));
});

test('what is of no case opens for the roles of its policy, alone or with another, and for nobody else', async (t) => {
  t.diagnostic(await askEach(outside, faultOutside));
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
    await inLanes(people, async (person) => {
      const { status, body } = await ask(person, nowhere, `GET /referrals/${reference}`);
      const said = `${person.roles.join(' and ')}, ${name}`;
      if (mayTriage(person, relation)) assert.equal(status, 200, said);
      else assert.deepEqual([status, body], [404, await unknownFor(person, 'GET')], said);
      const pressed = await ask(person, nowhere, `POST /referrals/${reference}/others/remove`);
      assert.equal(pressed.status, 404, `${said}: nobody of that id`);
    });
  }
});

test('the page of a case itself, for everybody and every relation without exception', async () => {
  for (const stands of standing) {
    await inLanes(people, async (person) => {
      const { status } = await ask(person, cases.get(stands) as MadeCase, 'GET /cases/:ref/readers');
      const opening = expected(person, stands, opens.case);
      assert.equal(status, opening === 'closed' ? 404 : 200, `${person.roles.join(' and ')}, ${stands}`);
    });
  }
});
