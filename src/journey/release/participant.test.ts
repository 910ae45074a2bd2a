import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addContactPoint } from '#casefile/people/actions.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { about } from '#vocabulary/consent.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { says } from '../../../test/support/letters.ts';
import { aReleasedQuestion, openTheWayForMessages } from '../../../test/support/messages.ts';

const house = await aHouse();
const { jo, leo } = house.staff;

function day(name: string, of: PlainDate): Record<string, string> {
  const [year, month, date] = of.split('-') as [string, string, string];
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}

test('she asks, it is passed on, he opens it and answers, and his words wait for his own yes', async () => {
  const made = await house.aCase();
  await openTheWayForMessages(house, made);
  const joanne = made.who['Joanne'] as ParticipantId;
  const dylan = made.who['Dylan'] as ParticipantId;
  const [her, him] = [await house.asParticipant(joanne), await house.asParticipant(dylan)];
  const staff = await house.asStaff(jo);
  const nothing = await her.post('/my/messages', { kind: 'question', words: ' ' });
  assert.equal(nothing.status, 422);
  assert.match(nothing.body, /Write something first/);
  const own = (await her.post('/my/messages', { kind: 'question', words: 'Why my house?' })).location ?? '';
  assert.match((await her.get(own)).body, /Nobody on the other side sees it/);
  assert.doesNotMatch((await him.get('/my/messages')).body, /question for you/);
  assert.equal((await him.get(own)).status, 404);
  const item = own.split('/').at(-1) ?? '';
  const path = `/cases/${made.reference}/messages/${item}`;
  const early = await staff.post(path, { step: 'release' });
  assert.equal(early.status, 422);
  assert.match(early.body, /Joanne has not said yes to passing these words on to Dylan/);
  await her.post(own, { step: 'share', share: 'given' });
  assert.equal((await her.post(own, { step: 'words', words: 'Other' })).status, 422);
  assert.equal((await staff.post(path, { step: 'release' })).status, 303);
  assert.match((await her.get(own)).body, /It was passed on/);
  const [, link = ''] = /href="(\/my\/messages\/[0-9a-f-]+)"/.exec((await him.get('/my/messages')).body) ?? [];
  assert.doesNotMatch((await him.get(link)).body, /Why my house/, 'shut until he opens it');
  assert.equal((await him.post(link, { step: 'answer', words: 'Too early' })).status, 404);
  await him.post(link, { step: 'open' });
  assert.match((await him.get(link)).body, /Why my house/);
  assert.doesNotMatch((await him.get(link)).body, /Joanne/, 'her name did not cross with it');
  assert.match((await staff.get(`/cases/${made.reference}/messages`)).body, /Read on/);
  const answer = (await him.post(link, { step: 'answer', words: 'It was dark.' })).location ?? '';
  assert.match((await him.get(link)).body, /You wrote an answer/);
  assert.doesNotMatch((await her.get('/my/messages')).body, /Something they want you to know/);
  assert.equal((await her.get(answer)).status, 404);
});

test('a first name is told only after her yes, opened like anything else, and taken back until then', async () => {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  const dylan = made.who['Dylan'] as ParticipantId;
  const staff = await house.asStaff(jo);
  const list = `/cases/${made.reference}/messages`;
  const tell = { step: 'name', from: joanne, to: dylan };
  assert.match((await staff.get(list)).body, /Joanne has not said yes to being named to Dylan/);
  assert.equal((await staff.post(list, tell)).status, 422);
  await says(house, made, 'Joanne', 'given', about('share-name'));
  assert.equal((await staff.post(list, tell)).status, 303);
  assert.equal((await staff.post(list, tell)).status, 422, 'once');
  const [, release = ''] = /name="release" value="([^"]+)"/.exec((await staff.get(list)).body) ?? [];
  assert.equal((await staff.post(list, { step: 'take-back', release })).status, 303);
  const him = await house.asParticipant(dylan);
  assert.equal((await him.get(`/my/messages/${release}`)).status, 404, 'taken back');
  await staff.post(list, tell);
  const [, link = ''] = /href="(\/my\/messages\/[0-9a-f-]+)"/.exec((await him.get('/my/messages')).body) ?? [];
  await him.post(link, { step: 'open' });
  assert.match((await him.get(link)).body, /<p class="govuk-body">Joanne<\/p>/);
  const [, , again = ''] = /name="release" value="(()[^"]+)"/.exec((await staff.get(list)).body) ?? [];
  assert.equal(again, '', 'what was read has no button');
  const late = await staff.post(list, { step: 'take-back', release: link.split('/').at(-1) ?? '' });
  assert.equal(late.status, 422);
  assert.match(late.body, /It was read already/);
});

test('staff write down what somebody says on the phone; a number in it is stopped; other people find nothing', async () => {
  const made = await house.aCase();
  await openTheWayForMessages(house, made);
  const joanne = made.who['Joanne'] as ParticipantId;
  const dylan = made.who['Dylan'] as ParticipantId;
  await house.act(made, jo, (hand) => addContactPoint(hand, dylan, 'phone', '07700 900456'));
  const staff = await house.asStaff(jo);
  const list = `/cases/${made.reference}/messages`;
  const missing = await staff.post(list, { step: 'write', from: dylan, to: '', kind: 'statement', words: 'x' });
  assert.match(missing.body, /Choose who it is for/);
  const oneself = await staff.post(list, { step: 'write', from: dylan, to: dylan, kind: 'statement', words: 'x' });
  assert.match(oneself.body, /Choose two people whom what happened links/);
  const wish = { step: 'write', from: dylan, to: joanne, kind: 'statement', words: 'Ring me on 07700 900 456' };
  const path = (await staff.post(list, wish)).location ?? '';
  const share = { step: 'share', share: 'given', how: 'by-phone' };
  const ahead = await staff.post(path, { ...share, ...day('said-on', plusDays(house.today(), 1)) });
  assert.match(ahead.body, /cannot be after today/);
  assert.equal((await staff.post(path, { ...share, ...day('said-on', house.today()) })).status, 303);
  assert.match((await staff.get(path)).body, /<mark>07700 900 456<\/mark>/);
  const stopped = await staff.post(path, { step: 'release' });
  assert.equal(stopped.status, 422);
  assert.match(stopped.body, /may hold something that must not cross/);
  await staff.post(path, { ...share, share: 'declined', ...day('said-on', house.today()) });
  assert.equal((await staff.post(path, { step: 'words', words: 'I think of you.' })).status, 303);
  await staff.post(path, { ...share, ...day('said-on', house.today()) });
  assert.equal((await staff.post(path, { step: 'release' })).status, 303);
  const other = await house.aCase();
  const elsewhere = await house.asParticipant(other.who['Joanne'] as ParticipantId);
  assert.equal((await elsewhere.get(`/my/messages/${path.split('/').at(-1) ?? ''}`)).status, 404);
  assert.equal((await (await house.asStaff(leo)).get(list)).status, 404);
  assert.equal((await staff.post(list, { step: 'take-back', release: 'nothing' })).status, 404);
});

test('what was passed on cannot be passed on twice or rewritten', async () => {
  const made = await house.aCase();
  const release = await aReleasedQuestion(house, made);
  const staff = await house.asStaff(jo);
  const path = `/cases/${made.reference}/messages/${release.itemId}`;
  for (const step of ['release', 'words']) {
    const again = await staff.post(path, { step, words: 'Other' });
    assert.equal(again.status, 422);
    assert.match(again.body, /passed on already/);
  }
});
