import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { clamdAt } from '#platform/virus-scan.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { keeperOf } from '../../doors/staff/sign-in.ts';
import { aClamd, eicar } from '../../../test/support/clamd.ts';
import { aDocx, aJpeg, aPdf, aPng, aZip } from '../../../test/support/documents.ts';
import { aHouse } from '../../../test/support/house.ts';
import { sweepFiles } from './actions.ts';

const clamd = await aClamd();
const house = await aHouse({ lookForViruses: clamdAt(clamd.address, 2000) });
const made = await house.aCase();
const path = `/cases/${made.reference}/documents`;
const joanne = made.who['Joanne'] as ParticipantId;
const jo = await house.asStaff(house.staff.jo);
const whose = { whose: joanne, about: 'What the door cost 🌱' };

function filesThere(): readonly string[] {
  return readdirSync(house.filesFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(house.filesFolder, name))
    .filter((name) => statSync(name).isFile());
}

async function added(name: string, bytes: Buffer): Promise<string> {
  const answer = await jo.send(path, whose, [{ name, bytes }]);
  assert.equal(answer.status, 303, answer.body);
  return /documents\/([0-9a-f-]{36})"/.exec((await jo.get(path)).body)?.[1] ?? '';
}

test('a file is added to a side, stands in the list and is opened; the history says only that there is one', async () => {
  const bill = aPdf('Four hundred pounds');
  const answer = await jo.send(path, whose, [{ name: 'bill of the locksmith 🚪.pdf', bytes: bill }]);
  assert.equal(answer.location, path);
  const list = await jo.get(path);
  assert.match(list.body, /bill of the locksmith 🚪\.pdf/);
  assert.match(list.body, /What the door cost 🌱/);
  assert.match(list.body, /tp-side--harmed/);
  const id = /documents\/([0-9a-f-]{36})"/.exec(list.body)?.[1] ?? '';
  assert.match((await jo.get(`${path}/${id}`)).body, /Open it/);
  const file = await jo.get(`${path}/${id}/file`);
  assert.equal(file.status, 200);
  assert.deepEqual(file.bytes, bill);
  const history = await jo.get(`/cases/${made.reference}/history`);
  assert.match(history.body, /A document was added to the side of Joanne/);
  assert.doesNotMatch(history.body, /locksmith/);
});

test('what is handed out runs nowhere, is guessed at by nobody and kept by nobody on the way', async () => {
  const id = await added('a "quoted" name é.pdf', aPdf('Words'));
  const { headers } = await jo.get(`${path}/${id}/file`);
  assert.equal(headers['content-type'], 'application/pdf');
  assert.equal(
    headers['content-disposition'],
    `attachment; filename="a _22quoted_22 name _.pdf"; filename*=UTF-8''a%20%2522quoted%2522%20name%20%C3%A9.pdf`,
  );
  assert.equal(headers['content-security-policy'], "default-src 'none'; frame-ancestors 'none'; sandbox");
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['cache-control'], 'no-store');
});

test('DOC-1 a picture is shown, and what it tells besides is gone', async () => {
  for (const [name, bytes] of [
    ['door.jpg', aJpeg('52.3984 North, by Dylan')],
    ['door.png', aPng('52.3984 North, by Dylan')],
  ] as const) {
    const { bytes: shown, headers } = await jo.get(`${path}/${await added(name, bytes)}/file`);
    assert.match(String(headers['content-disposition']), /^inline/);
    assert.doesNotMatch(shown.toString('latin1'), /52\.3984|Dylan/, name);
  }
});

test('refused files are named with their reasons, the good ones are added and what was typed stays', async () => {
  const answer = await jo.send(path, { ...whose, about: 'Half of it' }, [
    { name: 'good.txt', bytes: 'The good one' },
    { name: 'run.exe', bytes: Buffer.from('MZ\x90\0\x03\0\0\0') },
    { name: 'not-a-picture.png', bytes: aPdf('Words') },
    { name: 'page.txt', bytes: '' },
    { name: 'macros.docx', bytes: aDocx('Words', { 'word/vbaProject.bin': 'x' }) },
    { name: 'bomb.docx', bytes: aZip({ 'word/document.xml': Buffer.alloc(300_000) }, 4_000_000_000) },
    { name: 'torn.jpg', bytes: aJpeg('x').subarray(0, 200) },
    { name: 'page.html', bytes: '<script>alert(1)</script>' },
  ]);
  assert.equal(answer.status, 422);
  for (const words of [
    /run\.exe was not added: it is of a kind/,
    /not-a-picture\.png was not added: its ending/,
    /page\.txt was not added: there is nothing in it/,
    /macros\.docx was not added: it holds macros/,
    /bomb\.docx was not added: it is damaged, or packed/,
    /torn\.jpg was not added: it is damaged/,
    /page\.html was not added: its ending/,
  ])
    assert.match(answer.body, words);
  assert.match(answer.body, /good\.txt<\/a>/);
  assert.match(answer.body, /Half of it<\/textarea>/);
});

test('DOC-3 more than ten at once and more than 20 MB are named, and nothing chosen is said', async () => {
  const eleven = Array.from({ length: 11 }, (_, at) => ({ name: `${at}.txt`, bytes: `Number ${at}` }));
  const answer = await jo.send(path, whose, eleven);
  assert.match(answer.body, /10\.txt was not added: ten files at once/);
  assert.match(answer.body, /9\.txt<\/a>/);
  const big = await jo.send(path, whose, [{ name: 'big.txt', bytes: Buffer.alloc(20 * 1024 * 1024 + 1, 'a') }]);
  assert.match(big.body, /big\.txt was not added: it is bigger than 20 MB/);
  assert.match((await jo.send(path, whose, [])).body, /Choose at least one file/);
  assert.match((await jo.send(path, whose, [{ name: '', bytes: '' }])).body, /Choose at least one file/);
});

test('of a form that is refused whole nothing lies in the folder', async () => {
  const before = filesThere().length;
  const answer = await jo.send(path, { about: 'Words stay' }, [{ name: 'a.txt', bytes: 'One' }]);
  assert.equal(answer.status, 422);
  assert.match(answer.body, /Choose whose side it belongs to/);
  assert.match(answer.body, /Choose the files again/);
  assert.match(answer.body, /Words stay/);
  assert.equal(filesThere().length, before);
});

test('what a crash left behind is thrown away after a day, and what has its row never is', async () => {
  const id = await added('kept.txt', Buffer.from('Kept words'));
  const { id: lost } = await house.ports.files.keep(Buffer.from('Lost words'));
  const old = new Date(Date.now() - 2 * 86_400_000);
  for (const file of filesThere()) utimesSync(file, old, old);
  assert.equal(await sweepFiles(keeperOf(house.ports), house.ports.files), 1);
  assert.ok(!filesThere().some((file) => file.includes(lost)));
  assert.equal((await jo.get(`${path}/${id}/file`)).body, 'Kept words');
  assert.equal(await sweepFiles(keeperOf(house.ports), house.ports.files), 0);
});

test('DOC-4 the folder tells a thief nothing: no name, no word, no beginning of a kind', async () => {
  await added('greenfield-road.txt', Buffer.from('She lives at 14 Greenfield Road'));
  for (const file of filesThere()) {
    assert.doesNotMatch(file, /greenfield/);
    assert.equal(statSync(file).mode & 0o077, 0);
    const bytes = readFileSync(file);
    assert.doesNotMatch(bytes.toString('latin1'), /Greenfield|%PDF|PNG|JFIF/);
  }
});

test('DOC-6 what the scanner finds is not kept, and the security trail says so without a name', async () => {
  const before = filesThere().length;
  const answer = await jo.send(path, whose, [
    { name: 'bad.txt', bytes: eicar },
    { name: 'fine.txt', bytes: 'Nothing bad' },
  ]);
  assert.match(answer.body, /bad\.txt was not added: the virus scanner found something/);
  assert.match(answer.body, /fine\.txt<\/a>/);
  assert.equal(filesThere().length, before + 1);
  const rows = await house.readAsStaff(house.staff.dana, (db) =>
    db.rows(sql<{ because: string; caseId: string }>`
      select because, case_id as "caseId" from trails.security where event = 'file-refused'`),
  );
  assert.deepEqual(rows, [{ because: 'virus-found', caseId: made.caseId }]);
});

test('DOC-6 a scanner that does not answer lets nothing through, and what was chosen is named', async () => {
  clamd.fallsSilent(true);
  const answer = await jo.send(path, whose, [{ name: 'waits.txt', bytes: 'Words' }]);
  clamd.fallsSilent(false);
  assert.equal(answer.status, 422);
  assert.match(answer.body, /waits\.txt was not added: the virus scanner does not answer/);
});

test('DOC-5 a document is taken away with a reason, which stays, and opens no more', async () => {
  const id = await added('wrong case.txt', Buffer.from('Of somebody else'));
  assert.equal((await jo.post(`${path}/${id}`, { because: '' })).status, 422);
  assert.equal((await jo.post(`${path}/${id}`, { because: 'It is of another case.' })).location, path);
  const page = await jo.get(`${path}/${id}`);
  assert.match(page.body, /It is of another case\./);
  assert.doesNotMatch(page.body, /Open it/);
  assert.equal((await jo.get(`${path}/${id}/file`)).status, 404);
  assert.match((await jo.post(`${path}/${id}`, { because: 'Again' })).body, /taken away already/);
});

test('opening one is written down as a look at that document before it is handed out', async () => {
  const id = await added('looked at.txt', Buffer.from('Words'));
  await jo.get(`${path}/${id}/file`);
  const rows = await house.readAsStaff(house.staff.dana, (db) =>
    db.rows(sql<{ place: string; participantId: string }>`
      select place, participant_id as "participantId" from trails.reads where what = 'document' and item_id = ${id}`),
  );
  assert.deepEqual(rows, [{ place: '/cases/:ref/documents/:document/file', participantId: joanne }]);
});

test('unknown and of another case look the same, and whoever may not open the case finds nothing', async () => {
  const id = await added('ours.txt', Buffer.from('Words'));
  const other = await house.aCase();
  const elsewhere = `/cases/${other.reference}/documents/${id}`;
  const unknown = `${path}/00000000-0000-4000-8000-000000000000`;
  for (const way of ['', '/file'])
    for (const address of [elsewhere, unknown, `${path}/nothing`])
      assert.equal((await jo.get(address + way)).status, 404, address + way);
  assert.equal(
    (await jo.send(path, { whose: other.who['Joanne'] as string }, [{ name: 'a.txt', bytes: 'A' }])).status,
    404,
  );
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(`${path}/${id}/file`)).status, 404);
  const before = filesThere().length;
  assert.equal((await leo.send(path, whose, [{ name: 'a.txt', bytes: 'A' }])).status, 404);
  assert.equal(filesThere().length, before);
});

test('whoever broke the glass opens a document and adds none', async () => {
  const id = await added('seen.txt', Buffer.from('Seen words'));
  const supervisor = await house.asStaff(house.staff.priya);
  await supervisor.post(`/cases/${made.reference}/allocation/conflict`, {
    conflicted: house.staff.amara,
    because: 'Her cousin',
  });
  const amara = await house.asStaff(house.staff.amara);
  assert.equal((await amara.get(`${path}/${id}/file`)).status, 404);
  await amara.post('/break-glass', { reference: made.reference, because: 'Her mother rang and is afraid for her' });
  assert.equal((await amara.get(`${path}/${id}/file`)).body, 'Seen words');
  const before = filesThere().length;
  const answer = await amara.send(path, whose, [{ name: 'a.txt', bytes: 'A' }]);
  assert.equal(answer.status, 422);
  assert.match(answer.body, /you can look, and change nothing/);
  assert.equal(filesThere().length, before);
});

test('other forms take no files, and what was typed with some after the session ended is offered again', async () => {
  assert.equal((await jo.send(`/cases/${made.reference}/notes`, { words: 'x' }, [])).status, 415);
  assert.equal((await house.asStranger().send('/refer', { a: 'b' }, [])).status, 415);
  const gone = await house.asStranger().send(path, whose, [{ name: 'a.txt', bytes: 'A' }]);
  assert.equal(gone.status, 303);
  assert.match(gone.location ?? '', /^\/sign-in/);
});

test('a list of more documents than a page goes on page by page, each once', async () => {
  const long = await house.aCase();
  for (let at = 0; at < 3; at += 1) {
    const files = Array.from({ length: 8 }, (_, place) => ({
      name: `${at * 8 + place}.txt`,
      bytes: `Number ${place}`,
    }));
    assert.equal((await jo.send(`/cases/${long.reference}/documents`, { whose: 'case' }, files)).status, 303);
  }
  const first = await jo.get(`/cases/${long.reference}/documents`);
  const next = /href="([^"]*\?before=[^"]+)"/.exec(first.body)?.[1] ?? '';
  const second = await jo.get(next);
  const seen = [first, second].flatMap(({ body }) => [...body.matchAll(/>(\d+)\.txt</g)].map(([, number]) => number));
  assert.equal(new Set(seen).size, 24);
  assert.equal(seen.length, 24);
});
