import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { accessTable } from './support/access-table.ts';
import { anAgency, aReferrer, aSentReferral } from './support/agencies.ts';
import { aHouse, type Caller } from './support/house.ts';
import { aHeldLetter, openTheWay } from './support/letters.ts';
import { aReleasedQuestion } from './support/messages.ts';
import { aDocumentOf } from './support/papers.ts';
import { aProgram, asProgram } from './support/programs.ts';

/*
 * What is somebody else's answers as what is nowhere, to the byte: every page with an id in its address, asked with ids that are real
 * and not of whoever asks. The covers of cases and roles are in access-by-relation.test.ts.
 */
const house = await aHouse();
const made = await house.aCase();
const [joanne, dylan] = [made.who['Joanne'] as ParticipantId, made.who['Dylan'] as ParticipantId];
await openTheWay(house, made);
const letter = await aHeldLetter(house, made);
const release = await aReleasedQuestion(house, made);
const hers = await aDocumentOf(house, made, 'Joanne', 'Only for Joanne and us.');

const other = await house.aCase();
const [ofOtherCase, jo] = [
  await house.asParticipant(other.who['Joanne'] as ParticipantId),
  await house.asStaff(house.staff.jo),
];
const [corby, council] = [await anAgency(house, 'Corby', 'police'), await anAgency(house, 'The council', 'council')];
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const [rosa, ann] = [await aReferrer(house, corby, 'PC Rosa Bell'), await aReferrer(house, council, 'Ann Dale')];
const sent = await aSentReferral(house, lewis);

const routes = Object.values(accessTable).flat();
const pages = (under: string) => [
  ...new Set(routes.filter((route) => route.startsWith(`GET ${under}`)).map((route) => route.slice('GET '.length))),
];

/** Asks every page for what is real and for what is nowhere; how many were asked. */
async function alike(
  caller: Caller,
  who: string,
  paths: readonly string[],
  real: readonly string[],
  nowhere: string,
): Promise<number> {
  let asked = 0;
  for (const path of paths) {
    const at = (id: string) => path.replaceAll(/:[a-z]+/g, id);
    // A sentence that is shown once is taken before.
    await caller.get(at(nowhere));
    const unknown = await caller.get(at(nowhere));
    for (const id of real) {
      const answer = await caller.get(at(id));
      assert.deepEqual([answer.status, answer.body], [unknown.status, unknown.body], `${who} at ${path}`);
      asked += 1;
    }
  }
  return asked;
}

const own = pages('/my/').filter((path) => path.includes(':') && !path.includes(':link'));

test('what of a case is of others is nowhere for somebody of another case, with its real ids', async (t) => {
  const real = [letter, release.id, release.itemId, hers, joanne, dylan, made.caseId];
  const asked = await alike(ofOtherCase, 'of another case', own, real, randomUUID());
  assert.equal(asked, own.length * real.length);
  assert.ok(own.length > 6);
  t.diagnostic(`${asked} addresses below /my`);
});

test('what belongs to one side is nowhere for the other participant of the same case', async (t) => {
  // His letter that was not offered, and the row by which what she asked comes to him; what she gave to the service alone.
  const hersAlone = await alike(await house.asParticipant(dylan), 'Dylan', own, [hers, joanne], randomUUID());
  const hisAlone = await alike(await house.asParticipant(joanne), 'Joanne', own, [letter, dylan], randomUUID());
  assert.equal(hersAlone + hisAlone, own.length * 4);
  t.diagnostic(`${hersAlone + hisAlone} addresses below /my`);
});

test('a page inside one case knows nothing of another, also for staff who may open both', async (t) => {
  const below = pages('/cases/:ref/')
    .map((path) => path.replace(':ref', other.reference))
    .filter((path) => path.includes(':'));
  const real = [letter, release.itemId, hers, joanne];
  const asked = await alike(jo, 'Jo', below, real, randomUUID());
  assert.ok(below.length > 20);
  t.diagnostic(`${asked} addresses below a case`);
});

test('a referral of others is nowhere, for a colleague, for another agency and for their programs', async (t) => {
  const below = pages('/agency/referrals/:reference').filter((path) => !path.includes(':file'));
  const program = await asProgram(house, await aProgram(house, council, ann));
  let asked = 0;
  for (const [who, caller] of [
    ['a colleague', await house.asStaff(rosa)],
    ['another agency', await house.asStaff(ann)],
  ] as const)
    asked += await alike(caller, who, below, [sent.reference], 'AAAA-AAAA');
  asked += await alike(
    program,
    'another program',
    pages('/api/v1/referrals/:reference'),
    [sent.reference],
    'AAAA-AAAA',
  );
  assert.ok(asked > 15);
  const found = await (await house.asStaff(lewis)).get(`/agency/referrals/${sent.reference}`);
  assert.equal(found.status, 200, 'it is there for whoever sent it');
  t.diagnostic(`${asked} addresses of referrals`);
});
