import assert from 'node:assert/strict';
import { after } from 'node:test';
import { openMail } from '#platform/mail.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { openWorker } from '../../src/wiring/worker.ts';
import { aTown } from '../support/browser.ts';
import { codeIn, nextMail } from '../support/coming-back.ts';
import { aMailServer } from '../support/mail-server.ts';
import { aPlay, comesIn, doesNotRead, fitsPhone, follow, open, reads, send } from '../support/play.ts';
import { canBeReached } from '../support/reaching.ts';

/*
 * Joanne shares her flat, and her phone lies about. She comes in once by a link and a code, comes back by a code that goes to
 * her own address, and when somebody else has her phone Jo ends it at once. All on a small phone, without scripts.
 */
let stopWorker = async (): Promise<void> => undefined;
// Asked for before the house is opened: hooks run in the order in which they were asked for.
after(() => stopWorker());
const act = aPlay();
const town = await aTown();
const { house } = town;
const post = await aMailServer();
const worker = await openWorker(house.ports, openMail({ url: post.url, from: 'RP <hello@rp.example>' }));
stopWorker = () => worker.stop();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
await canBeReached(house, made, joanne, { safe: { hidesServiceName: true } });
const jo = await town.staff(house.staff.jo);
const hers = await town.stranger({ phone: true, scripts: false });
const who = { reference: made.reference, called: 'Joanne' };
const nothingOfUs = ['Northamptonshire', 'estorative', made.reference];

async function isUnnamed(): Promise<void> {
  assert.match(await hers.title(), /^(Error: )?Your page$/);
  await doesNotRead(hers, ...nothingOfUs);
  await fitsPhone(hers);
}

act('Jo gives Joanne a link and a code, and she comes in', async () => {
  await comesIn(jo, hers, who);
  await isUnnamed();
});

act('what Jo prints says nothing of Joanne, the case or the service', async () => {
  await jo.emulateMedia({ media: 'print' });
  const paper = await jo.locator('body').innerText();
  assert.match(paper, /How to open your page[\s\S]*Your code/);
  for (const word of [...nothingOfUs, 'Joanne', 'Talking Piece', 'Jo Whitfield', 'Demonstration'])
    assert.ok(!paper.includes(word), `“${word}” is printed`);
  const sheets = await jo.pdf().then((pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length);
  assert.equal(sheets, 2, 'the link and the code are on two sheets');
  await jo.emulateMedia({ media: 'screen' });
});

act('she signs out, and going back shows nothing', async () => {
  await follow(hers, 'Sign out');
  await reads(hers, 'You are signed out');
  await isUnnamed();
  await hers.goto('/my');
  await reads(hers, 'You are signed out');
  await doesNotRead(hers, 'Joanne');
});

act('she comes back by a code that is sent to her own address', async () => {
  await follow(hers, 'Come back to your page with a code');
  await isUnnamed();
  await send(hers, 'Send me a code', { 'Your e-mail address or phone number': 'Joanne@Example.org' });
  await reads(hers, 'Type your code', 'If no code comes');
  await isUnnamed();
  const mail = await nextMail(post, 'joanne@example.org', 0);
  await send(hers, 'Continue', { 'Your code': codeIn(mail) });
  await reads(hers, 'Hello Joanne');
});

act('somebody else has her phone: Jo ends it, and the phone shows nothing more', async () => {
  await open(jo, `/cases/${made.reference}/people`);
  await follow(jo, /^Who can come in to a page of their own/);
  await follow(jo, 'End the access of Joanne');
  await send(jo, 'End access now', { Why: 'Somebody else has their link, code or phone' });
  await reads(jo, 'Access is ended.', 'somebody else has their link, code or phone');
  await hers.goto('/my/choices');
  await reads(hers, 'You are signed out');
  await doesNotRead(hers, 'Joanne');
  await isUnnamed();
});

act('asking for another code is answered as before, and none comes', async () => {
  await follow(hers, 'Come back to your page with a code');
  await send(hers, 'Send me a code', { 'Your e-mail address or phone number': 'joanne@example.org' });
  await reads(hers, 'Type your code', 'If no code comes');
});

act('a new link lets her in again', async () => {
  await comesIn(jo, hers, who);
  assert.equal(post.accepted.length, 1, 'no code went out after access was ended');
});
