import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { addContactPoint } from '#casefile/people/actions.ts';
import { keepCheck } from '#casefile/protection/actions.ts';
import { proposeAgreement } from '#journey/agreement/actions.ts';
import { recordProgress } from '#journey/amends/actions.ts';
import { aPromise } from '#journey/amends/examples.ts';
import * as conferenceDay from '#journey/conference-day/actions.ts';
import * as conference from '#journey/conference/actions.ts';
import { answerSharing, reviewLetter } from '#journey/letter/actions.ts';
import { offerLetter } from '#journey/exchange/actions.ts';
import { sharingQuestion } from '#journey/letter/rules.ts';
import { releaseItem } from '#journey/release/actions.ts';
import { refuse, type Decision } from '#platform/decision.ts';
import { sql } from '#platform/sql.ts';
import type { NoticeId } from '#service/notices/rules.ts';
import { lockNotice } from '#service/notices/store.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { WayToReader } from '#vocabulary/ways-out.ts';
import { lookThroughNotice } from '../src/doors/worker/ways.ts';
import { aDraftWithDylan, amendsNow, anAgreementInForce } from './support/agreement.ts';
import { aHouse, type MadeCase } from './support/house.ts';
import { aLetterToRead, openTheWay } from './support/letters.ts';
import { aMeeting, aRegisteredVenue } from './support/meeting.ts';
import { aQuestion, openTheWayForMessages, saysToPassingOn } from './support/messages.ts';
import { aDocumentOf, passing, saysOfCopy } from './support/papers.ts';
import { aNotice } from './support/reaching.ts';
import { filesOut, waysOut } from './support/ways-out.ts';

const house = await aHouse();
const { jo, priya } = house.staff;

// Every door but that of staff.
const doors = `(values ('tp_public'), ('tp_participant'), ('tp_referrer'), ('tp_commissioner'), ('tp_api')) as door (login)`;
// A column that takes one of a few codes holds nobody's words.
const columns = `
  select distinct c.relname || '.' || a.attname as what
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'app'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped cross join ${doors}
   where c.relkind in ('r', 'p', 'v', 'm')
     and format_type(a.atttypid, null) in ('text', 'jsonb', 'json', 'bytea', 'text[]', 'bytea[]', 'character varying')
     and has_column_privilege(door.login, c.oid, a.attnum, 'select')
     and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
       and pg_get_constraintdef(k.oid) ~ '= ANY \\(\\(?ARRAY\\[')`;
// A function that acts with its owner's rights shows what its caller could not read.
const functions = `
  select distinct p.oid::regprocedure::text as what from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join ${doors}
   where n.nspname in ('app', 'trails') and p.prosecdef and p.prorettype <> 'trigger'::regtype
     and has_function_privilege(door.login, p.oid, 'execute')`;

test('PRO-7 every way out is on the list: what the database lets anybody but staff read, and nothing else', async () => {
  const client = new pg.Client(house.test.optionsFor('tp_migrator'));
  await client.connect();
  const found = await client.query<{ what: string }>(`${columns} union ${functions} order by 1`);
  await client.end();
  assert.ok(found.rows.length > 40, 'the database was looked at');
  assert.deepEqual(waysOut.map(({ what }) => what).toSorted(), found.rows.map(({ what }) => what).toSorted());
});

test('PRO-7 every file that another door than that of staff hands out is on the list', () => {
  const src = fileURLToPath(new URL('../src', import.meta.url));
  const paths = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?:^|[/-])(?:participant|supporter|public|referrer|commissioner|api)\.ts$/.test(path),
  );
  assert.ok(paths.length > 20, 'the doors were looked at');
  const found = paths.flatMap((path) => {
    const text = readFileSync(join(src, path), 'utf8');
    const handedOut = text.matchAll(/\bdoor\.(?:file|download)\(\s*[`']([^`']+)[`']/g);
    return [...handedOut].map(([, way]) => `${dirname(path)} ${way}`);
  });
  assert.deepEqual(found.toSorted(), Object.keys(filesOut).toSorted());
});

const street = '14 Greenfield Road, Kettering NN16 0AB';

/** Acts as staff, and tells the refusal instead of throwing it. */
async function tried(
  { caseId }: MadeCase,
  staffId: StaffId,
  work: (hand: Hand) => Promise<Decision<unknown, string>>,
): Promise<string> {
  const actor = { kind: 'staff', id: staffId } as const;
  const decision = await house.ports.act<unknown, string>({ serviceId: house.serviceId, caseId, actor }, work);
  return decision.ok ? 'crossed' : decision.because.join(', ');
}

/** Somebody on the other side whose street must not be told: Dylan's to Joanne, or Joanne's to Dylan. */
async function protect(made: MadeCase): Promise<void> {
  await house.act(made, jo, async (hand) => {
    for (const id of Object.values(made.who)) {
      await addContactPoint(hand, id, 'post', id === made.who['Joanne'] ? street : '3 Alma Gardens, Corby NN17 1AA');
    }
  });
}

async function aProtectedCase(): Promise<MadeCase> {
  const made = await house.aCase();
  await protect(made);
  return made;
}

/** How words cross on each way from Joanne's side to Dylan, with the street in other letters each time. */
const crossings: Readonly<Record<WayToReader, (words: string) => Promise<string>>> = {
  letter: async (words) => {
    const made = await aProtectedCase();
    await openTheWay(house, made);
    // A letter of Dylan's to Joanne: that he knows her street is what stops it.
    const letterId = await aLetterToRead(house, made, words);
    for (const reviewerId of [jo, priya]) {
      const read = { version: 2, reviewerId, verdict: 'ready', advice: '' } as const;
      assert.equal(await tried(made, reviewerId, (hand) => reviewLetter(hand, letterId, read)), 'crossed');
    }
    const said = { letterId, answer: 'given', speaker: 'self', saidOn: house.today(), how: 'in-person' } as const;
    await tried(made, jo, (hand) => answerSharing(hand, { as: 'staff' }, { ...said, wording: sharingQuestion }));
    return tried(made, jo, (hand) => offerLetter(hand, letterId));
  },
  message: async (words) => {
    const made = await aProtectedCase();
    await openTheWayForMessages(house, made);
    const itemId = await aQuestion(house, made, words);
    await saysToPassingOn(house, made, itemId, 'given');
    return tried(made, jo, (hand) => releaseItem(hand, itemId));
  },
  document: async (words) => {
    const made = await aProtectedCase();
    await openTheWayForMessages(house, made);
    const id = await aDocumentOf(house, made, 'Joanne', words);
    await saysOfCopy(house, made, id, { called: 'Dylan', answer: 'given' });
    return tried(made, jo, passing(made, id, 'Dylan'));
  },
  'letter-advice': async (advice) => {
    const made = await aProtectedCase();
    await openTheWay(house, made);
    const letterId = await aLetterToRead(house, made);
    const read = { version: 2, reviewerId: jo, verdict: 'return', advice } as const;
    return tried(made, jo, (hand) => reviewLetter(hand, letterId, read));
  },
  conference: async (words) => {
    const venueId = await aRegisteredVenue(house, { access: words });
    const meeting = await aMeeting(house, 'planned', { venueId });
    await protect(meeting.made);
    const who = meeting.made.who as Readonly<Record<'Joanne' | 'Dylan', ParticipantId>>;
    for (const [called, attendeeId] of Object.entries(meeting.comes)) {
      const participantId = called === 'Dylan' ? who.Dylan : who.Joanne;
      const said = { participantId, attendeeId, guardianId: null, answer: 'given', how: 'in-person' } as const;
      await tried(meeting.made, jo, (hand) => conferenceDay.answerAttendance(hand, said));
    }
    return tried(meeting.made, jo, (hand) => conference.askEveryone(hand, meeting.id));
  },
  'ground-rules': async (words) => {
    const { made, id } = await aMeeting(house, 'asked');
    await protect(made);
    return tried(made, jo, (hand) => conferenceDay.writeGroundRules(hand, id, words));
  },
  arrival: async (waitsIn) => {
    const { made, id, comes } = await aMeeting(house, 'asked');
    await protect(made);
    const arrival = { attendeeId: comes.Dylan, arrivesAt: null, waitsIn };
    return tried(made, jo, (hand) => conferenceDay.setArrivals(hand, id, [arrival]));
  },
  'agreement-terms': async (wording) => {
    const made = await aProtectedCase();
    await openTheWay(house, made);
    const id = await aDraftWithDylan(house, made, [aPromise({ wording })]);
    return tried(made, jo, (hand) => proposeAgreement(hand, id));
  },
  'amends-note': async (note) => {
    const made = await house.aCase();
    const agreementId = await anAgreementInForce(house, made);
    await protect(made);
    const { id: amendsId } = await amendsNow(house, made, agreementId, 'voluntary-work');
    const done = { id: randomUUID(), happenedOn: house.today(), pence: null, minutes: 60, note, evidence: '' };
    return tried(made, jo, (hand) => recordProgress(hand, { agreementId, amendsId }, done));
  },
  notice: async (words) => {
    const made = await aProtectedCase();
    const dylan = made.who['Dylan'] as ParticipantId;
    const id = (await aNotice(house, made, dylan)) as NoticeId;
    return tried(made, jo, async (hand) => {
      const notice = await lockNotice(hand, id);
      return notice ? lookThroughNotice(keepCheck)(hand, notice, words) : refuse('no-such-notice');
    });
  },
};

const ways = Object.keys(crossings) as readonly WayToReader[];

test('PRO-7 each way of the list that is looked through is tried here', () => {
  const listed = waysOut.flatMap(({ kept }) => (kept.by === 'scan' ? [kept.way] : []));
  assert.deepEqual([...new Set(listed)].toSorted(), ways.toSorted());
});

for (const way of ways) {
  test(`PRO-6 plain words cross: ${way}`, async () => {
    assert.equal(await crossings[way]('It is all right to take your time.'), 'crossed');
  });

  test(`PRO-6 a street in other letters does not: ${way}`, async () => {
    const found = await crossings[way]('It was at 14, GREEN-FIELD Rd that day.');
    assert.equal(found, 'holds-what-is-protected');
    const kept = await house.readAsStaff(jo, (db) =>
      db.rows(sql`select 1 from app.word_checks where found > 0 and false_alarm_id is null`),
    );
    assert.deepEqual(kept, [], 'nothing of a refused step is kept');
  });
}
