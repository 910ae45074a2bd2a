import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepWebhook } from '#service/webhooks/store.ts';
import { addTeam } from '#service/teams/actions.ts';
import { offerElsewhere, writeDownAnswer } from '#journey/transfer/actions.ts';
import { askForMore } from '#journey/asking-for-more/actions.ts';
import { acknowledgeReferral, declineReferral } from '#journey/triage/actions.ts';
import { aSafeContact } from '#journey/self-referral/examples.ts';
import { askForCall } from '#service/call-backs/actions.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { accessTable, opens, type Who } from './support/access-table.ts';
import { aReferrer, aSentReferral } from './support/agencies.ts';
import { aDraftWithDylan, amendsNow, anAgreementInForce } from './support/agreement.ts';
import { aCommissioner, aReleasedQuarter } from './support/commissioners.ts';
import { aHouse, type Answered, type Caller, type MadeCase } from './support/house.ts';
import { anOfferedLetter } from './support/letters.ts';
import type { ListId } from '#vocabulary/offers.ts';
import { anAgency, sendList, takenIn, workerReads } from './support/lists.ts';
import { aMeeting, done } from './support/meeting.ts';
import { aReleasedQuestion } from './support/messages.ts';
import { aDocumentOf, passing } from './support/papers.ts';
import { aProgram, asProgram } from './support/programs.ts';
import { aNotice, canBeReached } from './support/reaching.ts';
import { asSupporter } from './support/supporters.ts';
import { trailsOf } from './support/trails.ts';

/*
 * H14, way in by way in: every page of the access table is opened by somebody who may, and leaves a row in the read trail before
 * it is sent. What leaves none is on a short list here, each with the reason; what nobody can open here is on another.
 */
const house = await aHouse();
const { staff } = house;
const trails = await trailsOf(house);
const nothing = '00000000-0000-4000-8000-000000000000';

/** What shows nobody’s record, or only what the rule of lists leaves out. */
const leavesNone: Readonly<Record<string, string>> = {
  'GET /account': 'how whoever looks signs in',
  'GET /account/password': 'an empty form',
  'GET /account/see-as': 'made-up colleagues',
  'GET /agencies': 'who refers people to us',
  'GET /agencies/:id': 'who refers people to us',
  'GET /agencies/:id/programs': 'programs of an agency',
  'GET /agencies/:id/programs/:program': 'where a program is told, and references',
  'GET /agencies/new': 'an empty form',
  'GET /agency/drafts': 'what whoever looks has begun and not sent',
  'GET /agency/drafts/:draft': 'what whoever looks has begun and not sent',
  'GET /agency/figures': 'counts, and nobody',
  'GET /agency/e-mails': 'of which e-mails whoever looks gets',
  'GET /agency/lists': 'which lists the agency sent, and nobody of them',
  'GET /agency/lists/new': 'an empty form',
  'GET /commissioners/figures': 'counts, and nobody',
  'GET /agency/refer': 'an empty form',
  'GET /agency/what-to-say': 'words for everybody',
  'GET /api/v1/asked': 'words for everybody of a kind of agency',
  'GET /api/v1/webhook': 'where a program is told',
  'GET /api/v1/webhook/messages': 'references and where they stand',
  'GET /break-glass': 'an empty form',
  'GET /caseload': 'references and the names people are called by',
  'GET /claims': 'hours and expenses of staff',
  'GET /facilitators': 'who works on cases, and how many',
  'GET /facilitators/:id': 'what a facilitator brings',
  'GET /facilitators/:id/cover': 'who is away, who covers, and references of cases',
  'GET /facilitators/:id/practice': 'hours that somebody learned, and what is missing',
  'GET /facilitators/:id/supervision': 'when somebody was supervised',
  'GET /commissioner': 'counts that were released',
  'GET /commissioners': 'who looks at figures',
  'GET /commissioners/new': 'an empty form',
  'GET /figures': 'counts',
  'GET /handover': 'references of cases and who works on them',
  'GET /offers/figures': 'counts',
  'GET /lists': 'agencies, days and counts; nobody’s name',
  'GET /lists/new': 'an empty form',
  'GET /outbox': 'kinds of messages and references',
  'GET /own-practice': 'what whoever looks brings',
  'GET /own-practice/cover': 'when whoever looks is away, who covers, and references of cases',
  'GET /own-practice/learning': 'hours that whoever looks learned, and what is missing',
  'GET /own-practice/claims': 'hours and expenses of whoever looks',
  'GET /referrals': 'references, days and first names of those who wrote',
  'GET /referrals/new': 'an empty form',
  'GET /staff': 'who works here',
  'GET /staff/:id': 'somebody who works here',
  'GET /staff/new': 'an empty form',
  'GET /tasks/:id': 'what is to be done, said without names',
  'GET /service-levels': 'how soon the service does what it promises',
  'GET /teams': 'who works in which team',
  'GET /teams/:id': 'who works in a team',
  'GET /teams/new': 'an empty form',
  'GET /transfers': 'names of services, kinds of cases and days',
  'GET /venues': 'places',
  'GET /venues/:id': 'a place',
  'GET /venues/new': 'an empty form',
  'GET /work': 'references and the names people are called by',
};

/** Pages that are there only once something further was done, each with the reason why that is not done here. */
const notOpenedHere: Readonly<Record<string, string>> = {
  'GET /account/code-app': 'a square for the phone of whoever looks, once they asked for it',
  'GET /cases/:ref/transfer/:transfer/pack': 'a page of a case: its door writes it down',
  'GET /cases/:ref/suitability/approval/:assessment': 'a page of a case: its door writes it down',
  'GET /cases/:ref/suitability/permission/:order': 'a page of a case: its door writes it down',
};

const { made, companionId } = await aMeeting(house, 'booked');
const agreeing = await house.aCase();
const agreementId = await anAgreementInForce(house, agreeing);
const drafting = await house.aCase();
const draftId = await aDraftWithDylan(house, drafting);
const draftPromise = (await amendsNow(house, drafting, draftId, 'payment')).id;
const writing = await house.aCase();
const letterId = await anOfferedLetter(house, writing);
const messaging = await house.aCase();
const release = await aReleasedQuestion(house, messaging);
const documentId = await aDocumentOf(house, made, 'Joanne', 'A paper of hers.');
await house.act(made, staff.jo, async (hand) => done(await passing(made, documentId, 'Joanne')(hand)));
const joanneOf = ({ who }: MadeCase) => who['Joanne'] as ParticipantId;
await canBeReached(house, made, joanneOf(made), { safe: { hidesServiceName: true } });
const noticeId = await aNotice(house, made, joanneOf(made));

const amara = await house.asStaff(staff.amara);
const agencyId = await anAgency(house);
const lewis = await aReferrer(house, agencyId, 'Lewis Grant');
const sent = await aSentReferral(house, lewis);
const imogen = await aCommissioner(house, 'Imogen Vale');
await aReleasedQuarter(house);
await house.actInService(staff.amara, async (hand) => {
  await acknowledgeReferral(hand, sent.reference);
  await askForMore(hand, sent.reference, { reason: 'safety', words: 'Is anybody at risk?' });
  const elsewhere = { toServiceId: null, toName: 'A service elsewhere', why: 'moved' } as const;
  const { id } = done(await offerElsewhere(hand, elsewhere, sent.reference));
  return writeDownAnswer(hand, id, { answer: 'accepted', because: null }, sent.reference);
});
const declined = await aSentReferral(house, lewis);
await house.actInService(staff.amara, (hand) =>
  declineReferral(hand, declined.reference, { reason: 'out-of-area', words: '' }),
);
const officer = await house.asStaff(lewis);
await officer.send(`/agency/referrals/${sent.reference}/files`, {}, [{ name: 'a.txt', bytes: 'A' }]);
await officer.post('/agency/refer', { 'full-name': 'Moira', keep: 'draft' });
const program = await aProgram(house, agencyId, lewis);
const list = await sendList(amara, agencyId, {
  name: 'week.csv',
  bytes: Buffer.from('Name,Mobile\nMoira Kettering,01604 496 0123\n,01604 496 0124'),
});
await takenIn(house, amara, list, { 'column-full-name': '0', 'column-phone': '1' });
const theirList = /lists\/([0-9a-f-]+)$/.exec(
  (
    await officer.send('/agency/lists/new', { part: 'harmed', ways: 'call' }, [
      { name: 'week 46.csv', bytes: Buffer.from('Name,Mobile\r\nMoira Kettering,01604 496 0123\r\n,') },
    ])
  ).location ?? '',
)?.[1] as ListId;
await officer.post(`/agency/lists/${theirList}/columns`, { 'column-full-name': '0', 'column-phone': '1' });
await workerReads(house, theirList);
const asker = { serviceId: house.serviceId, actor: { kind: 'visitor', id: '' } } as const;
done(
  await house.ports.act(asker, (hand) =>
    askForCall(hand, { called: 'Moira', contact: aSafeContact({ ways: ['call'] }) }),
  ),
);

await (
  await house.asParticipant(joanneOf(made))
).post(`/my/papers/${await one('select id from app.papers limit 1')}`, {
  step: 'open',
});
await house.actInService(staff.amara, async (hand) => {
  await addTeam(hand, { name: 'North', districts: ['NN17'], members: [staff.jo] });
  await keepWebhook(hand, program.id, 'https://records.example/told');
});

async function one(text: string): Promise<string> {
  const [row] = await trails.rows<{ id: string }>(text);
  return row?.id ?? nothing;
}

/** What stands for the names in an address; whose `:id` it is, the way before it says. */
const known: Readonly<Record<string, string>> = {
  reference: sent.reference,
  question: 'be-contacted',
  letter: letterId,
  agreement: agreementId,
  amends: (await amendsNow(house, agreeing, agreementId, 'payment')).id,
  document: documentId,
  item: release.itemId,
  companion: companionId,
  point: await one('select id from app.contact_points limit 1'),
  list,
  person: await one('select id from app.listed_people limit 1'),
  program: program.id,
  file: await one('select id from app.agency_files limit 1'),
  draft: await one('select id from app.agency_drafts limit 1'),
  transfer: await one('select id from app.referral_transfers limit 1'),
  'agencies/:id': agencyId,
  'facilitators/:id': staff.jo,
  'letters/:id': letterId,
  'messages/:id': release.id,
  'outbox/:id': noticeId,
  'papers/:id': await one('select id from app.papers limit 1'),
  'staff/:id': staff.jo,
  'tasks/:id': await one('select id from app.tasks where done_at is null limit 1'),
  'teams/:id': await one('select id from app.teams limit 1'),
  'venues/:id': await one('select id from app.venues limit 1'),
};

function addressesOf(path: string, { reference, who }: MadeCase): readonly string[] {
  return ['Joanne', 'Dylan'].map((called) =>
    path
      .replace(/^\/search$/, '/search?words=Joanne')
      .replace(/^\/referrals\/:reference\/link$/, '$&?case=:ref')
      .replace(/:reference(?=\/letter$)/, declined.reference)
      .replace(/(?<=^\/agency\/lists\/):list/, theirList)
      .replace('*', 'nothing.css')
      .replace(/:ref(?![a-z])/, reference)
      .replace(':participant', who[called] ?? nothing)
      .replace(/([a-z]+)\/:id/, (way, before: string) => `${before}/${known[way] ?? nothing}`)
      .replace(/(?<=\/agreement\/):agreement(?=\/amends$|\/amends\/:amends\/change|\/propose)/, draftId)
      .replace(/:amends(?=\/change)/, draftPromise)
      .replace(/:([a-z]+)/g, (_, name: string) => known[name] ?? nothing),
  );
}

const cases = [made, agreeing, writing, messaging, drafting];
const ofStaff: Caller[] = [];
for (const each of [staff.priya, staff.amara, staff.dana, staff.adil, staff.mia, staff.jo])
  ofStaff.push(await house.asStaff(each));
const asksForNoName = { safe: { hidesServiceName: true }, points: {} };
for (const each of [agreeing, writing, messaging, drafting])
  await canBeReached(house, each, joanneOf(each), asksForNoName);
await canBeReached(house, messaging, messaging.who['Dylan'] as ParticipantId, asksForNoName);
const ofOwn: Caller[] = [];
for (const each of [...cases.map(joanneOf), messaging.who['Dylan'] as ParticipantId])
  ofOwn.push(await house.asParticipant(each));
const callers: Readonly<Record<'anyone' | 'own' | 'supporter' | 'program' | 'staff' | 'case', readonly Caller[]>> = {
  anyone: [house.asStranger()],
  own: ofOwn,
  supporter: [await asSupporter(house, made, companionId)],
  program: [await asProgram(house, program)],
  staff: [...ofStaff, await house.asStaff(lewis), await house.asStaff(imogen)],
  case: ofStaff,
};

async function lastRead(): Promise<{ place: string; seq: number } | undefined> {
  const [row] = await trails.rows<{ place: string; seq: number }>(
    'select place, seq from trails.reads order by seq desc limit 1',
  );
  return row;
}

/** Opens a page as somebody who may, in a case where it is there. */
async function visit(who: Who, path: string): Promise<'left a row' | 'left none' | 'no page'> {
  const tried = new Set<string>();
  for (const [at, caller] of callers[opens[who].to].entries()) {
    for (const address of cases.flatMap((each) => addressesOf(path, each))) {
      if (tried.has(`${at} ${address}`)) continue;
      tried.add(`${at} ${address}`);
      const before = (await lastRead())?.seq;
      const { status } = await caller.get(address);
      const after = await lastRead();
      if (status === 200 && after?.seq === before) return 'left none';
      if (status !== 200) assert.equal(after?.seq, before, `${path} answered ${status} and left a row`);
      if (status !== 200) continue;
      assert.equal(after?.place, path);
      return 'left a row';
    }
  }
  return 'no page';
}

const pagesFor = (who: Who) => accessTable[who].flatMap((route) => (route.startsWith('GET ') ? [route.slice(4)] : []));
const everybody = Object.keys(accessTable) as Who[];

test('every page leaves a row, but for those that say here why they leave none', async () => {
  const wrong: string[] = [];
  for (const who of everybody.filter((each) => each !== 'anyone')) {
    for (const path of pagesFor(who)) {
      const route = `GET ${path}`;
      const expected = route in leavesNone ? 'left none' : route in notOpenedHere ? 'no page' : 'left a row';
      const came = await visit(who, path);
      if (came !== expected) wrong.push(`${route}: ${came}, not ${expected}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('what anybody may see shows nobody’s record, and leaves none', async () => {
  let pages = 0;
  for (const path of pagesFor('anyone')) {
    const came = await visit('anyone', path);
    assert.notEqual(came, 'left a row', path);
    if (came === 'left none') pages += 1;
  }
  assert.ok(pages > 40, `${pages} pages`);
});

test('the lists here name pages that are there', () => {
  const routes: readonly string[] = everybody.flatMap((who) => accessTable[who]);
  assert.deepEqual(
    [...Object.keys(leavesNone), ...Object.keys(notOpenedHere)].filter((route) => !routes.includes(route)),
    [],
  );
});

/** What keeps no page: a file, or the answer to a question of the page's own script. */
const noPage = /\/(calendar|file|session|passkey\/ask|kept)$|\/sign-out$|\*$/;

function isQuiet(path: string, { body }: Answered): void {
  assert.equal(body.match(/href="https:\/\/www\.bbc\.co\.uk\/weather"/g)?.length, 2, `${path} can be left at once`);
  assert.match(body, /<title>(Error: )?Your page<\/title>/, path);
  assert.doesNotMatch(body, /Northamptonshire|[Rr]estorative [Pp]ractice/, path);
  assert.doesNotMatch(body, /href="\/"/, `${path} leads to the public pages`);
}

/** What a way in answers to each of those whose it may be, in their own case; a form is sent empty. */
async function answersOf(who: Who, method: string, path: string): Promise<readonly Answered[]> {
  const [supporter] = callers.supporter;
  const whose = who === 'supporter' && supporter ? [supporter] : ofOwn;
  const answers: Answered[] = [];
  for (const [at, caller] of whose.entries())
    for (const address of new Set(addressesOf(path, cases[at] ?? messaging)))
      answers.push(await (method === 'GET' ? caller.get(address) : caller.post(address)));
  return answers;
}

test('every page of a participant or a supporter, each error too, can be left at once and is called nothing but “Your page”', async () => {
  const notThere: string[] = [];
  let refused = 0;
  for (const who of ['own', 'supporter', 'anyone'] as const)
    for (const route of accessTable[who]) {
      const [method = '', path = ''] = route.split(' ');
      if (!/^\/(my|day)(\/|$)/.test(path) || noPage.test(path)) continue;
      const answers = await answersOf(who, method, path);
      for (const each of answers)
        if (String(each.headers['content-type']).startsWith('text/html') && each.body !== '') isQuiet(route, each);
      if (answers.some(({ status }) => status === 422)) refused += 1;
      if (method === 'GET' && !answers.some(({ status }) => status === 200)) notThere.push(route);
    }
  assert.deepEqual(notThere, []);
  assert.ok(refused > 15, `${refused} forms were refused in words`);
});
