import assert from 'node:assert/strict';
import { addContactPoint } from '#casefile/people/actions.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { assertAccessible, aTown } from '../support/browser.ts';
import { openTheWayForMessages } from '../support/messages.ts';
import { aPlay, doesNotRead, fitsPhone, follow, open, reads, send, sendInVain } from '../support/play.ts';

/*
 * Joanne asks Dylan something, and Jo carries it. Then she asks something else with her street in it, spelled another way:
 * it does not cross, Jo sees where, and neither Joanne nor Dylan is told. She changes it, and it crosses.
 */
const act = aPlay();
const town = await aTown();
const { house } = town;
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
await house.act(made, house.staff.jo, async (hand) => {
  await addContactPoint(hand, joanne, 'post', '14 Greenfield Road, Kettering NN16 0AB');
});
await openTheWayForMessages(house, made);
const jo = await town.staff(house.staff.jo);
const hers = await town.participant(joanne, { phone: true });
const his = await town.participant(made.who['Dylan'] as ParticipantId, { phone: true, scripts: false });
const messages = `/cases/${made.reference}/messages`;

async function asks(words: string): Promise<void> {
  await open(hers, '/my/messages');
  await send(hers, 'Save', { 'What it is': 'A question', 'Your words': words });
  await send(hers, 'Save my answer', { 'May we pass these words on to the other person?': 'Yes' });
}

act('Joanne asks, and nothing of it is on the other side', async () => {
  await asks('Why did you choose our house?');
  await fitsPhone(hers);
  await open(his, '/my/messages');
  await doesNotRead(his, 'A question for you', 'choose our house');
});

act('Jo reads it and passes it on; Dylan opens it when he wants to', async () => {
  await open(jo, messages);
  await follow(jo, 'Question from Joanne for Dylan');
  await doesNotRead(jo, 'Stopped: look at');
  await send(jo, 'Pass it on to Dylan');
  await open(his, '/my/messages');
  await follow(his, /^A question for you/);
  await doesNotRead(his, 'choose our house');
  await send(his, 'Open it');
  await reads(his, 'Why did you choose our house?');
  await doesNotRead(his, 'Joanne');
  await fitsPhone(his);
});

act('her next question has her street in it, and does not cross', async () => {
  await asks('Did you ever come back to GREEN-FIELD  rd after that?');
  await open(jo, messages);
  await jo.getByRole('link', { name: 'Question from Joanne for Dylan' }).first().click();
  await reads(jo, 'Stopped: look at this place', 'an address or part of one of Joanne’s side');
  assert.equal(await jo.locator('mark').innerText(), 'GREEN-FIELD rd');
  await assertAccessible(jo, 'a message that is stopped');
  const problems = await sendInVain(jo, 'Pass it on to Dylan');
  assert.match(problems.join(), /may hold something that must not cross/);
  await open(his, '/my/messages');
  await doesNotRead(his, 'GREEN', 'Stopped');
  await open(hers, '/my/messages');
  await doesNotRead(hers, 'Stopped', 'protected', 'must not cross');
});

act('she takes her yes back, changes the words, says yes again, and they cross', async () => {
  await follow(hers, /^A question, from/);
  await send(hers, 'Save my answer', { 'May we pass these words on to the other person?': 'No' });
  await send(hers, 'Save my words', { 'Your words': 'Did you ever come back after that?' });
  await send(hers, 'Save my answer', { 'May we pass these words on to the other person?': 'Yes' });
  await open(jo, messages);
  await jo.getByRole('link', { name: 'Question from Joanne for Dylan' }).first().click();
  await doesNotRead(jo, 'Stopped: look at');
  await send(jo, 'Pass it on to Dylan');
  await open(his, '/my/messages');
  await reads(his, 'You can open it when you want to');
});
