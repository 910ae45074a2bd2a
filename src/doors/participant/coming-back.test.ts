import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { recordStatement } from '#journey/consent/actions.ts';
import { aSaying } from '#journey/consent/examples.ts';
import { openMail } from '#platform/mail.ts';
import type { SafeContact } from '#casefile/people/rules.ts';
import { sql } from '#platform/sql.ts';
import { openTexts } from '#platform/texts.ts';
import { about } from '#vocabulary/consent.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { codeIn, hasComeIn, isInvited, nextMail } from '../../../test/support/coming-back.ts';
import { aHouse, type Answered, type Caller } from '../../../test/support/house.ts';
import { aMailServer } from '../../../test/support/mail-server.ts';
import { canBeReached } from '../../../test/support/reaching.ts';
import { aTextServer } from '../../../test/support/text-server.ts';
import { openWorker } from '../../wiring/worker.ts';

let stopWorker = async (): Promise<void> => undefined;
// Asked for before the house is opened: hooks run in the order in which they were asked for.
after(() => stopWorker());
const asked: string[] = [];
const house = await aHouse({ watch: (login, text) => void (login === 'tp_doorkeeper' && asked.push(text)) });
const post = await aMailServer();
const phones = await aTextServer();
const worker = await openWorker(
  house.ports,
  openMail({ url: post.url, from: 'Northamptonshire RP <hello@rp.example>' }),
  { texts: openTexts(phones) },
);
stopWorker = () => worker.stop();
let people = 0;

/** Somebody with an address of their own, who came in once by their link. */
async function somebodyKnown(wish: Parameters<typeof canBeReached>[3] = {}) {
  people += 1;
  const email = `joanne${people}@example.org`;
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  await canBeReached(house, made, joanne, { points: { email }, ...wish });
  return { made, joanne, email, caller: await hasComeIn(house, made, joanne) };
}

async function asksFor(caller: Caller, known: string): Promise<Answered> {
  const answer = await caller.post('/my/back', { known });
  assert.equal(answer.location, '/my/back/code');
  return answer;
}

/** What the security trail says of a participant, once it says that. */
async function trailSays(participantId: ParticipantId, event: string, because: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const rows = await house.readAsStaff(house.staff.dana, (db) =>
      db.rows(
        sql<{
          because: string;
        }>`select because from trails.security where about_id = ${participantId} and event = ${event}`,
      ),
    );
    if (rows.some((row) => row.because === because)) return;
    await pause(50);
  }
  assert.fail(`The trail never said ${event}: ${because}`);
}

test('who came in once comes back by a code that goes to the safe address', async () => {
  const { email, caller } = await somebodyKnown();
  await caller.post('/my/sign-out');
  assert.equal((await caller.get('/my')).location, '/my/signed-out');
  await asksFor(caller, ` ${email.toUpperCase()} `);
  const mail = await nextMail(post, email, 0);
  assert.equal(mail.from, 'hello@rp.example');
  assert.match(mail.text, /Subject: Your code/);
  assert.doesNotMatch(mail.text, /Northamptonshire|estorative|localhost|http/);
  const wrong = await caller.post('/my/back/code', { code: '000000' === codeIn(mail) ? '111111' : '000000' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /That code does not work/);
  const right = await caller.post('/my/back/code', { code: codeIn(mail) });
  assert.equal(right.location, '/my');
  assert.equal((await caller.get('/my')).status, 200);
  // Once, and in that browser only.
  assert.equal((await caller.post('/my/back/code', { code: codeIn(mail) })).status, 422);
  assert.equal((await house.asStranger().post('/my/back/code', { code: codeIn(mail) })).status, 422);
});

test('whether anybody is known shows in no word, no status, no header and no question to the database', async () => {
  const { email } = await somebodyKnown();
  const { phone, to } = await somebodyByText();
  const look = async (known: string) => {
    const caller = house.asStranger();
    asked.splice(0);
    const answer = await asksFor(caller, known);
    // The worker asks of its own accord, whenever it comes to it: that is no part of the answer.
    const questions = asked.filter((text) => !text.includes('doorkeeper.own_codes_wanted'));
    const page = await caller.get('/my/back/code');
    const tried = await caller.post('/my/back/code', { code: '123 456' });
    const headers = Object.keys(answer.headers).toSorted((one, other) => one.localeCompare(other));
    return { status: answer.status, headers, questions, page: page.body, tried: [tried.status, tried.body] };
  };
  const known = await look(email);
  assert.deepEqual(await look('nobody@example.org'), known);
  assert.ok(known.questions.length > 2);
  await nextMail(post, email, 0);
  assert.deepEqual(await look(phone), known);
  assert.deepEqual(await look('07700 900999'), known);
  await nextText(to);
});

test('PSI-4 H16 where it is not safe nothing goes, and a person is asked to help', async () => {
  const { made, joanne, email, caller } = await somebodyKnown({ safe: { mayEmail: false, mayPhone: true } });
  await asksFor(caller, email);
  await trailSays(joanne, 'own-code-not-sent', 'not-safe-now');
  assert.equal(post.accepted.filter(({ to }) => to === email).length, 0);
  const tasks = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(
      sql<{ kind: string }>`select kind from app.tasks where case_id = ${made.caseId} and participant_id = ${joanne}`,
    ),
  );
  assert.deepEqual(tasks, [{ kind: 'help-them-back' }]);
});

/** Somebody for whom only texts are safe, who came in once by their link. */
async function somebodyByText(safe: Partial<SafeContact> = {}) {
  const phone = `07700 900${String(200 + people)}`;
  const known = await somebodyKnown({ points: { phone }, safe: { mayEmail: false, mayText: true, ...safe } });
  return { ...known, phone, to: `+44${phone.slice(1).replaceAll(' ', '')}` };
}

async function nextText(to: string): Promise<{ readonly text: string }> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = phones.taken.find((each) => each.to === to);
    if (found) return { text: found.words };
    await pause(50);
  }
  return assert.fail(`No text came for ${to}`);
}

test('PSI-4 who may be reached by text alone comes back by a code that goes by text', async () => {
  const { caller, phone, to } = await somebodyByText();
  await caller.post('/my/sign-out');
  await asksFor(caller, phone.replace('0', '+44 (0)'));
  const text = await nextText(to);
  assert.match(text.text, /^Your code is \d{3} \d{3}\n\nIt works once/);
  assert.doesNotMatch(text.text, /Northamptonshire|estorative|localhost|http/);
  assert.equal((await house.asStranger().post('/my/back/code', { code: codeIn(text) })).status, 422);
  assert.equal((await caller.post('/my/back/code', { code: codeIn(text) })).location, '/my');
  assert.equal((await caller.get('/my')).status, 200);
  assert.equal(post.accepted.filter(({ text: words }) => words.includes(codeIn(text))).length, 0);
});

test('PSI-4 H16 a number that may only be rung gets no text, and a person is asked to help', async () => {
  const { joanne, caller, phone, to } = await somebodyByText({ mayText: false, mayPhone: true });
  await asksFor(caller, phone);
  await trailSays(joanne, 'own-code-not-sent', 'not-safe-now');
  assert.equal(phones.taken.filter((each) => each.to === to).length, 0);
});

test('PSI-4 nobody is written to who said no to contact, and nobody is asked to', async () => {
  const { made, joanne, email, caller } = await somebodyKnown();
  await house.act(made, house.staff.jo, (hand) =>
    recordStatement(
      hand,
      aSaying({ participantId: joanne, ...about('be-contacted'), answer: 'declined', saidOn: house.today() }),
      { wording: 'Words', how: 'by-phone' },
    ),
  );
  await asksFor(caller, email);
  await trailSays(joanne, 'own-code-not-sent', 'does-not-want-to-hear');
  assert.equal(post.accepted.filter(({ to }) => to === email).length, 0);
});

test('an address that nobody checked, and somebody who never came in, bring no code', async () => {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  await canBeReached(house, made, joanne, { points: { email: 'never@example.org' } });
  await isInvited(house, made, joanne);
  await asksFor(house.asStranger(), 'never@example.org');
  // Whoever asks afterwards has their code: the one before was looked at and led nowhere.
  const { email, caller } = await somebodyKnown();
  await asksFor(caller, email);
  await nextMail(post, email, 0);
  assert.equal(post.accepted.filter(({ to }) => to === 'never@example.org').length, 0);
});

test('PSI-3 asking again and again is answered in the same words, and after a few nothing is sent', async () => {
  const { email } = await somebodyKnown();
  for (let times = 0; times < 5; times += 1) await asksFor(house.asStranger(), email);
  const waited = await house.readAsStaff(house.staff.dana, (db) =>
    db.rows(sql<{ because: string }>`
      select because from trails.security where event = 'own-code-asked' order by seq desc limit 5`),
  );
  assert.deepEqual(waited.map(({ because }) => because).toReversed(), ['', '', '', 'must-wait', 'must-wait']);
});

test('PSI-3 a number is the same however it is typed: after a few no more texts go there', async () => {
  const { phone, to } = await somebodyByText();
  const [, ...rest] = phone.replaceAll(' ', '');
  const digits = rest.join('');
  for (const known of [phone, `+44${digits}`, `0044 ${digits}`, `+0${digits}`, `+44 (0)${digits}`])
    await asksFor(house.asStranger(), known);
  // Whoever asks afterwards has their code: those before were looked at.
  const { email, caller } = await somebodyKnown();
  await asksFor(caller, email);
  await nextMail(post, email, 0);
  await nextText(to);
  const sent = phones.taken.filter((each) => each.to === to).length;
  assert.ok(sent <= 3, `${sent} texts`);
});

test('a server that says not now is asked again with a new code, and the one before stops; of texts too', async () => {
  const { email, caller } = await somebodyKnown();
  const other = await somebodyByText();
  post.expect(451);
  phones.expect(429);
  await asksFor(caller, email);
  await asksFor(other.caller, other.phone);
  // The queue looks for what is to be tried again every half minute, and whenever there is something else to do.
  const wake = () =>
    house.ports.database.ask('tp_doorkeeper', sql`select jobs.enqueue('take-up-unfinished', '{}', null, 'wake')`);
  const waking = setInterval(() => void wake().catch(() => undefined), 500).unref();
  const mail = await nextMail(post, email, 0);
  assert.equal((await caller.post('/my/back/code', { code: codeIn(mail) })).location, '/my');
  const code = codeIn(await nextText(other.to));
  clearInterval(waking);
  assert.equal((await other.caller.post('/my/back/code', { code })).location, '/my');
  await trailSays(other.joanne, 'own-code-not-sent', 'text-not-now');
});

test('PSI-5 staff end access at once: session, link and code, and a new link opens it again', async () => {
  const { made, joanne, email, caller } = await somebodyKnown();
  const jo = await house.asStaff(house.staff.jo);
  const browser = house.asStranger();
  await asksFor(browser, email);
  const code = codeIn(await nextMail(post, email, 0));
  const at = `/cases/${made.reference}/access`;
  assert.match((await jo.get(at)).body, /can come back with a code/);
  assert.equal((await jo.post(`${at}/${joanne}`, { because: 'another-reason' })).status, 422);
  assert.equal((await jo.post(`${at}/${joanne}`, { because: 'somebody-else-has-it' })).location, at);
  assert.equal((await caller.get('/my')).location, '/my/signed-out');
  assert.equal((await browser.post('/my/back/code', { code })).status, 422);
  assert.match((await jo.get(at)).body, /Jo Whitfield ended it/);
  await trailSays(joanne, 'access-ended', 'somebody-else-has-it');
  await trailSays(joanne, 'session-ended', '');
  await hasComeIn(house, made, joanne);
  assert.match((await jo.get(at)).body, /can come back with a code/);
});

test('a volunteer who may not open the case finds nothing to end', async () => {
  const { made, joanne } = await somebodyKnown();
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(`/cases/${made.reference}/access`)).status, 404);
  assert.equal((await leo.post(`/cases/${made.reference}/access/${joanne}`, { because: 'not-safe' })).status, 404);
});

test('the sheets to print name nobody, no service and no case', async () => {
  const { made, joanne } = await somebodyKnown();
  const page = await (
    await house.asStaff(house.staff.jo)
  ).post(`/cases/${made.reference}/invite`, { participant: joanne });
  assert.match(page.body, /<title>Your page<\/title>/);
  const sheets = [...page.body.matchAll(/<section class="tp-sheet">[\s\S]*?<\/section>/g)].map(([sheet]) => sheet);
  assert.equal(sheets.length, 2);
  const [link = '', code = ''] = sheets;
  assert.match(link, /\/my\/enter\/[\w-]+/);
  assert.doesNotMatch(link, /\d{3} \d{3}/);
  assert.match(code, /\d{3} \d{3}/);
  assert.doesNotMatch(code, /\/my\/enter/);
  for (const sheet of sheets) assert.doesNotMatch(sheet, new RegExp(`Joanne|${made.reference}|estorative|Northampton`));
});

test('a page that is not there can be left at once and is called nothing but “Your page” too', async () => {
  const { caller } = await somebodyKnown({ safe: { hidesServiceName: true } });
  const { status, body } = await caller.get('/my/no-such-page');
  assert.equal(status, 404);
  assert.equal(body.match(/href="https:\/\/www\.bbc\.co\.uk\/weather"/g)?.length, 2);
  assert.match(body, /<title>Your page<\/title>/);
  assert.doesNotMatch(body, /Northamptonshire|[Rr]estorative [Pp]ractice/);
  assert.doesNotMatch(body, /href="\/"/);
});

test('who did not ask for that sees whose page it is', async () => {
  const { caller } = await somebodyKnown();
  assert.match((await caller.get('/my')).body, /Northamptonshire Restorative Practice/);
});

test('our name leaves messages too where somebody asked for that', async () => {
  const { email, caller } = await somebodyKnown({ safe: { hidesServiceName: true, maySayWhoCalls: true } });
  await asksFor(caller, email);
  const mail = await nextMail(post, email, 0);
  assert.equal(mail.from, 'hello@rp.example');
  assert.doesNotMatch(mail.text, /Northamptonshire/);
});
