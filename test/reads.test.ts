import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { accessTable, caseWays } from './support/access-table.ts';
import { aHouse, type Caller } from './support/house.ts';
import { aLetterToRead } from './support/letters.ts';
import { aMeeting } from './support/meeting.ts';
import { trailsOf } from './support/trails.ts';

/*
 * H14, way in by way in: what shows a case or a person leaves a row in the read trail before it is sent; what does not is on
 * a short list here, each with the reason.
 */
const house = await aHouse();
const { made } = await aMeeting(house, 'booked');
const letter = await aLetterToRead(house, made);
const trails = await trailsOf(house);
const joanne = made.who['Joanne'] as ParticipantId;

const showsNobody: Readonly<Record<string, string>> = {
  'GET /account': 'how whoever looks signs in',
  'GET /account/code-app': 'a square for the phone of whoever looks',
  'GET /account/password': 'an empty form',
  'GET /agencies': 'who refers people to us',
  'GET /agencies/:id': 'who refers people to us',
  'GET /agencies/new': 'an empty form',
  'GET /caseload': 'references and the names people are called by',
  'GET /claims': 'hours and expenses of staff',
  'GET /facilitators/:id/supervision': 'when somebody was supervised',
  'GET /own-practice/claims': 'hours and expenses of whoever looks',
  'GET /facilitators': 'who works on cases, and how many',
  'GET /facilitators/:id': 'what a facilitator brings',
  'GET /figures': 'counts',
  'GET /handover': 'references of cases and who works on them',
  'GET /lists': 'agencies, days and counts; nobody’s name',
  'GET /lists/new': 'an empty form',
  'GET /outbox': 'kinds of messages and references',
  'GET /referrals': 'references, days and first names of those who wrote',
  'GET /referrals/new': 'an empty form',
  'GET /own-practice': 'what whoever looks brings',
  'GET /staff': 'who works here',
  'GET /tasks/:id': 'what is to be done, said without names',
  'GET /teams': 'who works in which team',
  'GET /teams/:id': 'who works in a team',
  'GET /teams/new': 'an empty form',
  'GET /venues': 'places',
  'GET /venues/:id': 'a place',
  'GET /venues/new': 'an empty form',
  'GET /work': 'references and the names people are called by',
};

async function lastRead(): Promise<{ place: string; seq: number } | undefined> {
  const [row] = await trails.rows<{ place: string; seq: number }>(
    'select place, seq from trails.reads order by seq desc limit 1',
  );
  return row;
}

function addressOf(path: string): string {
  return path
    .replace(/^\/search$/, '/search?words=Joanne')
    .replace(':ref', made.reference)
    .replace(':participant', joanne)
    .replace(':letter', String(letter))
    .replace(':question', 'be-contacted')
    .replace(/:[a-z]+/g, '00000000-0000-4000-8000-000000000000');
}

async function visit(caller: Caller, route: string): Promise<'left a row' | 'left none' | 'no page'> {
  const before = (await lastRead())?.seq;
  const { status } = await caller.get(addressOf(route.replace('GET ', '')));
  const after = await lastRead();
  if (status !== 200) {
    assert.equal(after?.seq, before, `${route} answered ${status} and left a row`);
    return 'no page';
  }
  if (after?.seq === before) return 'left none';
  assert.equal(after?.place, route.replace('GET ', ''));
  return 'left a row';
}

const gets = (routes: readonly string[]) => routes.filter((route) => route.startsWith('GET '));

test('every page of a case leaves a row', async () => {
  const priya = await house.asStaff(house.staff.priya);
  let pages = 0;
  for (const route of gets(caseWays)) {
    const left = await visit(priya, route);
    assert.notEqual(left, 'left none', route);
    if (left === 'left a row') pages += 1;
  }
  assert.ok(pages >= 30, `${pages} pages`);
});

test('every page of a participant’s own leaves a row', async () => {
  const own = await house.asParticipant(joanne);
  let pages = 0;
  for (const route of gets(accessTable.own)) {
    const left = await visit(own, route);
    assert.notEqual(left, 'left none', route);
    if (left === 'left a row') pages += 1;
  }
  assert.ok(pages >= 6, `${pages} pages`);
});

test('looking at the trails is a look, and keeping them as a table too', async () => {
  const dana = await house.asStaff(house.staff.dana);
  for (const route of gets(accessTable.trails)) assert.equal(await visit(dana, route), 'left a row', route);
});

test('what anybody may see leaves none', async () => {
  for (const route of gets(accessTable.anyone))
    assert.notEqual(await visit(house.asStranger(), route), 'left a row', route);
});

test('of the other staff pages, those that leave none are on the list', async () => {
  const amara = await house.asStaff(house.staff.amara);
  for (const who of [
    'staff',
    'figures',
    'outbox',
    'triage',
    'venues',
    'teams',
    'facilitators',
    'ownPractice',
  ] as const) {
    for (const route of gets(accessTable[who])) {
      const left = await visit(amara, route);
      assert.notEqual(left, route in showsNobody ? 'left a row' : 'left none', `${route} ${left}`);
    }
  }
  assert.deepEqual(
    Object.keys(showsNobody).filter((route) => !Object.values(accessTable).flat().includes(route)),
    [],
    'no way in any more',
  );
});
