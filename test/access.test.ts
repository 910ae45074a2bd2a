import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { addCompanion } from '#casefile/people/store.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import { accessTable, type Who } from './support/access-table.ts';
import { aHouse, type Answered, type Caller } from './support/house.ts';
import { asSupporter } from './support/supporters.ts';

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

type Reader =
  | 'stranger'
  | 'joanne'
  | 'somebody in another case'
  | 'supporter'
  | 'facilitator'
  | 'unassigned volunteer'
  | 'coordinator'
  | 'supervisor'
  | 'manager'
  | 'data officer'
  | 'administrator';

const callers: Readonly<Record<Reader, Caller>> = {
  stranger: house.asStranger(),
  joanne: await house.asParticipant(made.who['Joanne'] as ParticipantId),
  'somebody in another case': await house.asParticipant(other.who['Dylan'] as ParticipantId),
  supporter: await asSupporter(house, made, ruth),
  facilitator: await house.asStaff(staff.jo),
  'unassigned volunteer': await house.asStaff(staff.leo),
  coordinator: await house.asStaff(staff.amara),
  supervisor: await house.asStaff(staff.priya),
  manager: await house.asStaff(staff.mia),
  'data officer': await house.asStaff(staff.dana),
  administrator: await house.asStaff(staff.adil),
};
const readers = Object.keys(callers) as readonly Reader[];

const mayCome: Readonly<Record<Who, readonly Reader[]>> = {
  anyone: readers,
  staff: [
    'facilitator',
    'unassigned volunteer',
    'coordinator',
    'supervisor',
    'manager',
    'data officer',
    'administrator',
  ],
  triage: ['coordinator', 'supervisor', 'manager'],
  venues: ['coordinator', 'supervisor'],
  teams: ['manager', 'administrator'],
  register: ['coordinator', 'supervisor', 'manager', 'administrator'],
  keepers: ['administrator'],
  breakers: ['facilitator', 'coordinator', 'supervisor', 'manager', 'data officer'],
  overseers: ['supervisor', 'manager', 'data officer'],
  trails: ['data officer'],
  case: ['facilitator', 'coordinator', 'supervisor', 'manager'],
  own: ['joanne', 'somebody in another case'],
  supporter: ['supporter'],
};

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

function ask(reader: Reader, route: string): Promise<Answered> {
  const [method = 'GET', path = '/'] = route.split(' ');
  return method === 'GET' ? callers[reader].get(addressOf(path)) : callers[reader].post(addressOf(path));
}

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
    for (const reader of readers.filter((each) => !mayCome[who].includes(each))) {
      const answer = await ask(reader, route);
      const isSentToSignIn = answer.status === 303 && /^\/(sign-in|(my|day)\/signed-out)/.test(answer.location ?? '');
      assert.ok(answer.status === 404 || isSentToSignIn, `${reader} at ${route}: ${answer.status}`);
      assert.doesNotMatch(answer.body, /Joanne|Dylan/, `${reader} at ${route}`);
    }
  }
});

test('whoever may come in never meets a fault', async () => {
  for (const { who, route } of kept) {
    for (const reader of mayCome[who]) {
      const answer = await ask(reader, route);
      assert.ok(answer.status < 500, `${reader} at ${route}: ${answer.status}`);
    }
  }
});

test('a page without further ids opens for those who may', async () => {
  const open = kept.filter(
    ({ who, route }) =>
      route.startsWith('GET ') && who !== 'anyone' && !route.replace(/:ref(?![a-z])/, '').includes(':'),
  );
  for (const { who, route } of open) {
    const reader = mayCome[who][0] as Reader;
    const { status } = await ask(reader, route);
    // Some pages are there only once something is planned, or for a role of their own.
    assert.ok(status === 200 || status === 303 || status === 404, `${reader} at ${route}: ${status}`);
    if (!/conference\/|allocation|break-glass\/openings|account\/code-app/.test(route))
      assert.notEqual(status, 404, `${reader} at ${route}`);
  }
});

test('hostile forms and addresses end in words, whoever sends them', async () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '\0',
      '💔',
      "'; drop table app.cases; --",
      '<script>alert(1)</script>',
      '../../etc/passwd',
      '30',
      '99999999999999999999',
      'x'.repeat(10_001),
    ),
    fc.string({ maxLength: 40 }),
  );
  const names = [
    'participant',
    'answer',
    'subject',
    'words',
    'note',
    'happened-on-day',
    'happened-on-month',
    'happened-on-year',
    'step',
    'id',
    'how',
    'reason',
    'kind',
    'level',
  ];
  const posts = kept.filter(({ route }) => route.startsWith('POST '));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...posts),
      fc.dictionary(fc.constantFrom(...names), hostile, { maxKeys: 6 }),
      fc.nat(),
      async ({ who, route }, form, at) => {
        const may = mayCome[who];
        const reader = may[at % may.length] as Reader;
        const path = addressOf(route.split(' ')[1] ?? '/');
        const answer = await callers[reader].post(path, form);
        assert.ok(
          answer.status < 500,
          `${reader} at ${route}: ${answer.status} for ${JSON.stringify(form).slice(0, 300)}`,
        );
      },
    ),
    { numRuns: 400 },
  );
});
