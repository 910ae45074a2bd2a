import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { addCompanion } from '#casefile/people/store.ts';
import type { Relation } from '#casefile/readers/policy.ts';
import { refusedBy } from '#platform/database.ts';
import { endAccessOf } from '#service/participant-sign-in/actions.ts';
import { addStaff } from '#service/staff/store.ts';
import { endSupporter } from '#service/supporter-sign-in/actions.ts';
import type { CompanionId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import { accessTable, openingAt, opens, type Comer, type Who } from './support/access-table.ts';
import { anAgency, aReferrer } from './support/agencies.ts';
import { hasComeIn } from './support/coming-back.ts';
import { aCommissioner, aReleasedQuarter } from './support/commissioners.ts';
import { aHouse, type Answered, type Caller } from './support/house.ts';
import { hostileForms } from './support/hostile.ts';
import { inLanes } from './support/lanes.ts';
import { done } from './support/meeting.ts';
import { aProgram, asProgram } from './support/programs.ts';
import { bystander } from './support/relations.ts';
import { asSupporter, besideIn } from './support/supporters.ts';
import { trailsOf } from './support/trails.ts';

const house = await aHouse();
const made = await house.aCase();
const other = await house.aCase();
const ruth = randomUUID() as CompanionId;
await house.act(made, house.staff.jo, (hand) =>
  addCompanion(hand, {
    id: ruth,
    participantId: made.who['Joanne'] as ParticipantId,
    kind: 'supporter',
    fullName: 'Ruth Example',
    called: 'Ruth',
    relation: 'sister',
  }),
);
const { staff } = house;

/*
 * The database gives nobody a role that it does not know; here it is made to, and somebody is left without any, to see that the
 * staff door opens nothing for them all the same.
 */
const outsiders: readonly string[] = ['inspector'];
async function addSomebody(roles: readonly string[]): Promise<StaffId> {
  const id = randomUUID() as StaffId;
  const made = { id, name: 'Somebody Else', email: `${id}@rp.example`, practiceLevel: 'foundation' } as const;
  await house.actInService(staff.amara, (hand) => addStaff(hand, { ...made, roles: roles as readonly StaffRole[] }));
  return id;
}
const refusals = await Promise.allSettled(outsiders.map((role) => addSomebody([role])));
const strong = await trailsOf(house);
await strong.rows('alter table app.staff_roles drop constraint staff_roles_role_check');
/** Somebody who signed in as a facilitator, and then held this role, or none. */
async function ofOutside(...roles: readonly string[]): Promise<Reader> {
  const id = await addSomebody(['facilitator']);
  const reader = await ofStaff(id, ...roles);
  const [role] = roles;
  await strong.rows('delete from app.staff_roles where staff_id = $1', [id]);
  if (role !== undefined)
    await strong.rows('insert into app.staff_roles (service_id, staff_id, role) values ($1, $2, $3)', [
      house.serviceId,
      id,
      role,
    ]);
  return reader;
}

interface Reader {
  readonly who: string;
  readonly caller: Caller;
  readonly roles: readonly string[];
  /** How they stand to the case that is tried, where they are of staff. */
  readonly relation: Relation;
  readonly door: Comer['door'];
}
const ofStaff = async (id: StaffId, ...roles: readonly string[]): Promise<Reader> => ({
  who: roles.join(' and ') || 'somebody without a role',
  caller: await house.asStaff(id),
  roles,
  relation: { ...bystander, isAllocated: id === staff.jo },
  door: 'staff',
});
const elsewhere = { roles: [], relation: bystander };
// Both came in, and then their way in was ended: as if they had never come.
const left = await hasComeIn(house, other, other.who['Joanne'] as ParticipantId);
const steve = randomUUID() as CompanionId;
await house.act(other, staff.jo, (hand) =>
  addCompanion(hand, {
    ...{ id: steve, participantId: other.who['Joanne'] as ParticipantId, kind: 'supporter' },
    ...{ fullName: 'Steve Example', called: 'Steve', relation: 'brother' },
  }),
);
const supported = await asSupporter(house, other, steve);
assert.deepEqual([(await left.get('/my')).status, (await supported.get('/day')).status], [200, 200]);
const beside = await besideIn(house, other, steve);
await house.act(other, staff.jo, async (hand) => {
  done(await endSupporter(hand, beside, 'He moved away'));
  const ended = { participantId: other.who['Joanne'] as ParticipantId, because: 'another-reason' } as const;
  return done(await endAccessOf(hand, { ...ended, words: 'She asked for it' }));
});
const corby = await anAgency(house, 'Corby team', 'police');
const grant = await aReferrer(house, corby, 'PC Grant');
const imogen = await aCommissioner(house, 'Imogen Vale');
await aReleasedQuarter(house);
const readers: readonly Reader[] = [
  { who: 'stranger', caller: house.asStranger(), door: 'stranger', ...elsewhere },
  { who: 'joanne', caller: await house.asParticipant(made.who['Joanne'] as ParticipantId), door: 'own', ...elsewhere },
  {
    who: 'somebody in another case',
    caller: await house.asParticipant(other.who['Dylan'] as ParticipantId),
    door: 'own',
    ...elsewhere,
  },
  { who: 'supporter', caller: await asSupporter(house, made, ruth), door: 'supporter', ...elsewhere },
  { who: 'a participant whose access ended', caller: left, door: 'stranger', ...elsewhere },
  { who: 'a supporter whose way in ended', caller: supported, door: 'stranger', ...elsewhere },
  await ofStaff(staff.jo, 'facilitator'),
  await ofStaff(staff.leo, 'volunteer-facilitator'),
  await ofStaff(staff.amara, 'coordinator'),
  await ofStaff(staff.priya, 'supervisor'),
  await ofStaff(staff.mia, 'manager'),
  await ofStaff(staff.dana, 'data-officer'),
  await ofStaff(staff.adil, 'administrator'),
  await ofOutside(),
  await ofOutside('inspector'),
  await ofStaff(imogen, 'commissioner'),
  await ofStaff(grant, 'referrer'),
  {
    who: 'a program',
    caller: await asProgram(house, await aProgram(house, corby, grant)),
    door: 'program',
    ...elsewhere,
  },
];

/** Whether a way opens for a reader, by the policy files. */
function mayCome(reader: Reader, who: Who): boolean {
  const roles = reader.roles as readonly StaffRole[];
  return openingAt(opens[who], { door: reader.door, roles }, reader.relation) === 'works';
}

const rows = Object.entries(accessTable).flatMap(([who, routes]) =>
  routes.map((route) => ({ who: who as Who, route })),
);

/** An address of this case, with made-up ids where the way asks for one. */
function addressOf(path: string): string {
  return path
    .replace(':ref/', `${made.reference}/`)
    .replace(/:ref$/, made.reference)
    .replace(':reference', 'AAAA-AAAA')
    .replace(':participant', made.who['Joanne'] as string)
    .replace(':question', 'be-contacted')
    .replace(/:[a-z]+/g, '00000000-0000-4000-8000-000000000000')
    .replace('*', 'nothing.css');
}

function ask({ caller }: Reader, route: string): Promise<Answered> {
  const [method = 'GET', path = '/'] = route.split(' ');
  if (method === 'GET') return caller.get(addressOf(path));
  return method === 'POST' ? caller.post(addressOf(path)) : caller.other(method as 'PATCH', addressOf(path));
}

test('the database gives nobody a role that it does not know', () => {
  assert.deepEqual(
    refusals.map((each) => each.status === 'rejected' && refusedBy(each.reason)),
    outsiders.map(() => 'staff_roles_role_check'),
  );
});

test('every way in is in the table, and every row is a way in', () => {
  const there = new Set(house.routes.map(({ method, path }) => `${method} ${path}`));
  const listed = rows.map(({ route }) => route);
  assert.deepEqual(
    [...there].filter((route) => !listed.includes(route)),
    [],
    'not in test/support/access-table.ts',
  );
  assert.deepEqual(
    listed.filter((route) => !there.has(route)),
    [],
    'not a way in any more',
  );
});

// Signing out ends the session that the other rows need; it has tests of its own.
const kept = rows.filter(({ route }) => !route.endsWith('sign-out'));

test('whoever may not come in meets a closed door that tells nothing, row by row', async () => {
  for (const { who, route } of kept) {
    const others = readers.filter((each) => !mayCome(each, who));
    await inLanes(others, async (reader) => {
      const answer = await ask(reader, route);
      const isSentToSignIn =
        answer.status === 303 && /^\/(sign-in|agency$|commissioner$|(my|day)\/signed-out)/.test(answer.location ?? '');
      // A program that shows no token is told so, whatever it asks.
      const isToldToComeIn = who === 'programs' && answer.status === 401;
      assert.ok(
        answer.status === 404 || isSentToSignIn || isToldToComeIn,
        `${reader.who} at ${route}: ${answer.status}`,
      );
      assert.doesNotMatch(answer.body, /Joanne|Dylan/, `${reader.who} at ${route}`);
    });
  }
});

test('whoever may come in never meets a fault', async () => {
  for (const { who, route } of kept) {
    const welcome = readers.filter((each) => mayCome(each, who));
    await inLanes(welcome, async (reader) => {
      const answer = await ask(reader, route);
      assert.ok(answer.status < 500, `${reader.who} at ${route}: ${answer.status}`);
    });
  }
});

test('a page without further ids opens for those who may', async () => {
  const open = kept.filter(
    ({ who, route }) =>
      route.startsWith('GET ') && who !== 'anyone' && !route.replace(/:ref(?![a-z])/, '').includes(':'),
  );
  for (const { who, route } of open) {
    const reader = readers.find((each) => mayCome(each, who)) as Reader;
    const { status } = await ask(reader, route);
    // Some pages are there only once something is planned, or for a role of their own.
    assert.ok(status === 200 || status === 303 || status === 404, `${reader.who} at ${route}: ${status}`);
    if (!/conference\/|day\/calendar|allocation|break-glass\/openings|account\/code-app|v1\/webhook$/.test(route))
      assert.notEqual(status, 404, `${reader.who} at ${route}`);
  }
});

test('hostile forms and addresses end in words, whoever sends them', async () => {
  const posts = kept.filter(({ route }) => route.startsWith('POST '));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...posts), hostileForms, fc.nat(), async ({ who, route }, form, at) => {
      const may = readers.filter((each) => mayCome(each, who));
      const reader = may[at % may.length] as Reader;
      const path = addressOf(route.split(' ')[1] ?? '/');
      const answer = await reader.caller.post(path, form);
      assert.ok(
        answer.status < 500,
        `${reader.who} at ${route}: ${answer.status} for ${JSON.stringify(form).slice(0, 300)}`,
      );
    }),
    { numRuns: 400 },
  );
});
