import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addDocuments } from '#casefile/documents/actions.ts';
import type { DocumentId } from '#casefile/documents/rules.ts';
import { sendFilesFor, writeToAgency } from '#journey/agency-thread/actions.ts';
import type { FileToSend } from '#journey/agency-thread/store.ts';
import { addList } from '#journey/offer-list/store.ts';
import { aSafeContact } from '#journey/self-referral/examples.ts';
import { addClientTo } from '#service/api-clients/actions.ts';
import { askForCall } from '#service/call-backs/actions.ts';
import { saveProfile } from '#service/facilitators/store.ts';
import { addStaff } from '#service/staff/store.ts';
import { addClaim } from '#service/volunteers/store.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { ListId } from '#vocabulary/offers.ts';
import { aReferrer, anAgency, aSentReferral } from './support/agencies.ts';
import { aHouse } from './support/house.ts';

/* A page with many rows asks the database exactly what it asks with one. */

const asked: string[] = [];
const house = await aHouse({ watch: (_, text) => void (/\b(?:app|trails)\./.test(text) && asked.push(text)) });
const { staff } = house;
const agency = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, agency, 'PC Lewis Grant');
const { reference } = await aSentReferral(house, lewis);
const made = await house.aCase();
const today = house.today();

const file = (at: number) => ({
  ...({ fileKey: randomBytes(32).toString('base64url'), kind: 'text', size: 9, areWordsWhole: true } as const),
  ...{ name: `page ${at}.txt`, words: `What page ${at} says` },
});

interface Listing {
  readonly path: string;
  readonly as: StaffId;
  /** How often something of a row stands on the page, and so whether it grew. */
  readonly row: RegExp;
  readonly most: number;
  /** Adds one more. */
  add(at: number): Promise<unknown>;
}

const listings: Readonly<Record<string, Listing>> = {
  'the documents of a case': {
    path: `/cases/${made.reference}/documents`,
    as: staff.jo,
    row: /page \d+\.txt/g,
    most: 9,
    add: (at) =>
      house.act(made, staff.jo, (hand) =>
        addDocuments(hand, {
          participantId: at % 2 === 0 ? (made.who['Joanne'] ?? null) : null,
          about: 'What was said',
          files: [{ ...file(at), id: randomUUID() as DocumentId }],
        }),
      ),
  },
  'what a list brought': {
    path: '/lists',
    as: staff.amara,
    row: /href="\/lists\/[0-9a-f-]{36}"/g,
    most: 9,
    add: (at) =>
      house.actInService(staff.amara, (hand) =>
        addList(hand, {
          ...{ id: randomUUID() as ListId, agencyId: agency, kind: 'csv', size: 1, part: 'harmed', safeWays: ['call'] },
          ...{ fileName: `week-${at}.csv`, fileKey: 'k'.repeat(43), head: '[]' },
        }),
      ),
  },
  'who wants to be rung': {
    path: '/call-backs',
    as: staff.amara,
    row: /Caller \d+/g,
    most: 9,
    add: (at) =>
      house.actInService(staff.amara, (hand) =>
        askForCall(hand, { called: `Caller ${at}`, contact: aSafeContact({ ways: ['call'] }) }),
      ),
  },
  'the register of facilitators': {
    path: '/facilitators',
    as: staff.amara,
    row: /Facilitator \d+/g,
    most: 9,
    add: (at) =>
      house.actInService(staff.amara, async (hand) => {
        const id = randomUUID() as StaffId;
        const name = `Facilitator ${at}`;
        await addStaff(hand, {
          id,
          name,
          email: `f${at}@rp.example`,
          practiceLevel: 'foundation',
          roles: ['facilitator'],
        });
        const said = { languages: ['Polish'], districts: ['NN1'], available: ['evenings'], mostWork: 9 } as const;
        await saveProfile(hand, id, { gender: 'woman', ...said });
      }),
  },
  'what was worked and spent': {
    path: '/claims',
    as: staff.mia,
    row: /tp-list__row/g,
    most: 9,
    add: (at) =>
      house.actInService([staff.leo, staff.jo, staff.sam][at % 3] ?? staff.leo, (hand) =>
        addClaim(hand, [staff.leo, staff.jo, staff.sam][at % 3] ?? staff.leo, {
          ...{ kind: 'travel', happenedOn: today, minutes: null, pence: 100 + at },
        }),
      ),
  },
  'the programs of an agency': {
    path: `/agencies/${agency}/programs`,
    as: staff.amara,
    row: /Program \d+/g,
    most: 9,
    add: (at) =>
      house.actInService(staff.amara, (hand) => addClientTo(hand, agency, { name: `Program ${at}`, staffId: lewis })),
  },
  'a caseload': {
    path: '/caseload',
    as: staff.jo,
    row: /href="\/cases\/[0-9A-Z]{4}-[0-9A-Z]{4}"/g,
    most: 9,
    add: () => house.aCase(),
  },
  'what passed between an agency and us, as we see it': {
    path: `/referrals/${reference}/agency/messages`,
    as: staff.amara,
    row: /Message \d+\./g,
    most: 12,
    add: (at) => house.actInService(staff.amara, (hand) => writeToAgency(hand, reference, `Message ${at}.`)),
  },
  'what passed between an agency and us, as they see it': {
    path: `/agency/referrals/${reference}/messages`,
    as: lewis,
    row: /Message \d+\./g,
    most: 12,
    add: (at) => house.actInService(staff.amara, (hand) => writeToAgency(hand, reference, `Message ${at}.`)),
  },
  'the files of an agency': {
    path: `/agency/referrals/${reference}/files`,
    as: lewis,
    row: /page \d+\.txt/g,
    most: 12,
    add: (at) =>
      house.actInService(lewis, (hand) =>
        sendFilesFor(hand, reference, [{ ...file(at), id: randomUUID() as FileToSend['id'] }]),
      ),
  },
};

for (const [name, { path, as, row, most, add }] of Object.entries(listings)) {
  test(`${name}: as many queries for a dozen as for one`, async () => {
    const caller = await house.asStaff(as);
    const look = async () => {
      asked.length = 0;
      const { status, body } = await caller.get(path);
      assert.equal(status, 200);
      return { rows: body.match(row)?.length ?? 0, queries: [...asked] };
    };
    await add(0);
    await look();
    const few = await look();
    for (let at = 1; at < 12; at += 1) await add(at);
    const many = await look();
    assert.ok(few.rows > 0 && many.rows >= few.rows + 11, `${few.rows} and ${many.rows} rows`);
    assert.deepEqual(many.queries.toSorted(), few.queries.toSorted());
    assert.ok(few.queries.length > 0 && few.queries.length <= most, `${few.queries.length} queries`);
  });
}
