import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addContactPoint } from '#casefile/people/actions.ts';
import type { ParticipantId, LetterId } from '#vocabulary/ids.ts';
import { aHouse, type Caller, type MadeCase } from '../../../test/support/house.ts';
import { aDraftWithDylan } from '../../../test/support/agreement.ts';
import { aPromise } from '#journey/amends/examples.ts';
import { aNotice, canBeReached, settled } from '../../../test/support/reaching.ts';
import { openWorker } from '../../wiring/worker.ts';
import { aLetterToRead, openTheWay, saysToSharing, theLetter } from '../../../test/support/letters.ts';
import { reviewLetter } from '#journey/letter/actions.ts';

let stopWorker = async (): Promise<void> => undefined;
after(() => stopWorker());
const house = await aHouse();
const worker = await openWorker(house.ports, undefined);
stopWorker = () => worker.stop();
const { jo, priya, sam, leo } = house.staff;

async function aSharedLetter(words: string): Promise<{ made: MadeCase; letterId: LetterId; path: string }> {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  const dylan = made.who['Dylan'] as ParticipantId;
  await house.act(made, jo, async (hand) => {
    await addContactPoint(hand, joanne, 'post', '14 Greenfield Road, Kettering NN16 0AB');
    await addContactPoint(hand, dylan, 'phone', '07700 900456');
  });
  await openTheWay(house, made);
  const letterId = await aLetterToRead(house, made, words);
  for (const reviewerId of [jo, priya]) {
    await house.act(made, reviewerId, (hand) =>
      reviewLetter(hand, letterId, { version: 2, reviewerId, verdict: 'ready', advice: '' }),
    );
  }
  await saysToSharing(house, made, letterId, 'given');
  return { made, letterId, path: `/cases/${made.reference}/letters/${letterId}` };
}

/** The hidden fields of the form that answers an alarm. */
async function carriedBy(who: Caller, path: string): Promise<Record<string, string>> {
  const { body } = await who.get(path);
  const [, form = ''] = /action="\/cases\/[^"]*\/stopped"([\s\S]*?)<\/form>/.exec(body) ?? [];
  const fields = [...form.matchAll(/type="hidden" name="([a-z]+)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]));
}

test('a letter that holds a phone number is stopped at the offer, the place is shown, and two people answer', async () => {
  const { made, letterId, path } = await aSharedLetter('Dear Joanne, you can ring me on 07700-900-456. Dylan');
  const asJo = await house.asStaff(jo);
  assert.match((await asJo.get(path)).body, /phone number of Dylan’s side:[\s\S]*<mark>07700-900-456<\/mark>/);
  const offered = await asJo.post(path, { step: 'offer' });
  assert.equal(offered.status, 422);
  assert.match(offered.body, /may hold something that must not cross/);
  assert.equal((await theLetter(house, made, letterId)).status, 'held');
  const stopped = `/cases/${made.reference}/stopped`;
  const carried = await carriedBy(asJo, path);
  const silent = await asJo.post(stopped, { ...carried, reason: '' });
  assert.equal(silent.status, 422);
  assert.match(silent.body, /Say why these words may cross/);
  assert.equal((await asJo.post(stopped, { ...carried, reason: 'She asked for his number.' })).location, path);
  assert.equal((await asJo.post(path, { step: 'offer' })).status, 422, 'one person is not enough for a phone number');
  assert.match((await asJo.get(path)).body, /A second person has to look/);
  const asSam = await house.asStaff(sam);
  const [, second = ''] = /action="(\/cases\/[^"]*\/stopped\/[0-9a-f-]+)"/.exec((await asSam.get(path)).body) ?? [];
  const again = await asJo.post(second, { back: path });
  assert.equal(again.status, 422);
  assert.match(again.body, /The second person is somebody else/);
  assert.equal((await asSam.post(second, { back: path })).location, path);
  assert.equal((await asJo.post(path, { step: 'offer' })).status, 303);
  assert.match((await asJo.get(stopped)).body, /She asked for his number.[\s\S]*Sam Reyes looked too/);
  assert.equal((await (await house.asStaff(leo)).get(stopped)).status, 404);
});

test('her own street in his letter is stopped; his page says nothing, before and after', async () => {
  const { made, letterId, path } = await aSharedLetter('I know that you live on greenfeild rd now');
  const asDylan = await house.asParticipant(made.who['Dylan'] as ParticipantId);
  const before = (await asDylan.get(`/my/letters/${letterId}`)).body;
  assert.equal((await (await house.asStaff(jo)).post(path, { step: 'offer' })).status, 422);
  const after = (await asDylan.get(`/my/letters/${letterId}`)).body;
  assert.equal(after, before);
  assert.doesNotMatch(after, /stopped|protected|greenfield/i);
});

test('what she moves to after the offer is caught at the delivery, and her page does not say so', async () => {
  const { made, letterId, path } = await aSharedLetter('I will be at Alma Gardens on Sundays. Dylan');
  const asJo = await house.asStaff(jo);
  assert.equal((await asJo.post(path, { step: 'offer' })).status, 303);
  const joanne = made.who['Joanne'] as ParticipantId;
  await house.act(made, jo, (hand) => addContactPoint(hand, joanne, 'post', '3 Alma Gardens, Corby'));
  const asJoanne = await house.asParticipant(joanne);
  const own = `/my/letters/${letterId}`;
  assert.equal((await asJoanne.post(own, { step: 'answer', choice: 'online', 'may-know': 'no' })).status, 303);
  assert.equal((await theLetter(house, made, letterId)).status, 'accepted');
  assert.doesNotMatch((await asJoanne.get(own)).body, /Alma Gardens/);
  assert.equal((await asJo.post(path, { step: 'deliver', online: 'yes' })).status, 422);
});

test('an answer about nothing, about somebody of no case, or sent back elsewhere goes nowhere', async () => {
  const { made, path } = await aSharedLetter('Ring 07700 900456');
  const asJo = await house.asStaff(jo);
  const stopped = `/cases/${made.reference}/stopped`;
  const carried = await carriedBy(asJo, path);
  assert.match((await asJo.post(stopped, { ...carried, found: '[]', reason: 'x' })).body, /Nothing is marked/);
  assert.equal((await asJo.post(stopped, { ...carried, found: 'no list', reason: 'x' })).status, 404);
  assert.equal((await asJo.post(stopped, { ...carried, reader: jo, reason: 'x' })).status, 404);
  const away = await asJo.post(stopped, { ...carried, back: 'https://example.org/', reason: 'x' });
  assert.equal(away.location, stopped);
});

test('staff add a school to what is protected; terms that hold it are stopped with the place, go on without it, or when it is no secret', async () => {
  const made = await house.aCase();
  await openTheWay(house, made);
  const asJo = await house.asStaff(jo);
  const stopped = `/cases/${made.reference}/stopped`;
  const owner = made.who['Joanne'] as ParticipantId;
  const nothing = await asJo.post(`${stopped}/protected`, { owner, kind: 'school', 'protected-words': '-' });
  assert.equal(nothing.status, 422);
  assert.match(nothing.body, /with three letters or more/);
  const word = { owner, kind: 'school', 'protected-words': 'Oakway Academy' };
  assert.equal((await asJo.post(`${stopped}/protected`, word)).status, 303);
  const terms = aPromise({ wording: 'Paint the fence of oakway acadamy on Saturdays.' });
  const id = await aDraftWithDylan(house, made, [terms]);
  const propose = `/cases/${made.reference}/agreement/${id}/propose`;
  assert.match((await asJo.get(propose)).body, /an organisation of Joanne’s side:[\s\S]*<mark>oakway acadamy<\/mark>/);
  const refused = await asJo.post(propose);
  assert.equal(refused.status, 422);
  assert.match(refused.body, /may hold something that must not cross/);
  assert.doesNotMatch(
    (await (await house.asParticipant(made.who['Dylan'] as ParticipantId)).get('/my/agreement')).body,
    /akway/,
  );
  const [, ending = ''] = /action="([^"]*\/stopped\/protected\/[0-9a-f-]+)"/.exec((await asJo.get(stopped)).body) ?? [];
  assert.equal((await (await house.asStaff(leo)).post(ending)).status, 404);
  assert.equal((await asJo.post(ending)).status, 303);
  assert.equal((await asJo.post(ending)).status, 404);
  assert.equal((await asJo.post(propose)).status, 303);
});

test('a message that would hold something stays, its place is shown to those who may open the case, and it goes when changed', async () => {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  await canBeReached(house, made, joanne);
  const asJo = await house.asStaff(jo);
  const stopped = `/cases/${made.reference}/stopped`;
  const dylan = made.who['Dylan'] as ParticipantId;
  const word = { owner: dylan, kind: 'workplace', 'protected-words': 'Going Ahead' };
  assert.equal((await asJo.post(`${stopped}/protected`, word)).status, 303);
  const id = await aNotice(house, made, joanne);
  const held = await settled(house, joanne, id, 'failed');
  assert.equal(held.because, 'holds-what-is-protected');
  assert.match((await asJo.get(stopped)).body, /an organisation of Dylan’s side:[\s\S]*<mark>going ahead<\/mark>/);
  const asPriya = await house.asStaff(priya);
  assert.match((await asPriya.get(`/outbox/${id}`)).body, /See the place under Stopped words/);
  const [, ending = ''] = /action="([^"]*\/stopped\/protected\/[0-9a-f-]+)"/.exec((await asJo.get(stopped)).body) ?? [];
  assert.equal((await asJo.post(ending)).status, 303);
  assert.equal((await asPriya.post(`/outbox/${id}`, { settling: 'try-again' })).status, 303);
  await settled(house, joanne, id, 'by-hand');
});
