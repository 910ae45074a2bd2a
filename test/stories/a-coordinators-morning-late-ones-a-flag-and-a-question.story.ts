import assert from 'node:assert/strict';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral, type TypedReferral } from '#journey/referral/actions.ts';
import { acknowledgeReferral, addOtherTo } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { plusDays } from '#vocabulary/dates.ts';
import { anAgency, aReferrer, aSentReferral } from '../support/agencies.ts';
import { aTown } from '../support/browser.ts';
import { aPlay, doesNotRead, fitsPhone, follow, open, reads, send, sendInVain } from '../support/play.ts';

/*
 * Amara’s morning at triage: what could hurt somebody comes first, then what is late. She asks an officer for more and the clock
 * stands still; he answers between two visits; she accepts, and declines another in words that say nothing of anybody else.
 */
const act = aPlay();
const town = await aTown();
const { house } = town;
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const officer = await town.staff(lewis, { phone: true, scripts: false });
const amara = await town.staff(house.staff.amara);

async function waits(changed: Partial<TypedReferral>): Promise<string> {
  const reference = newReference();
  await house.actInService(house.staff.amara, async (hand) => {
    await enterReferral(hand, aReferral({ receivedOn: house.today(), ...changed }), reference);
    await addOtherTo(hand, reference, anOther());
    await acknowledgeReferral(hand, reference);
  });
  return reference;
}

const late = await waits({ fullName: 'Grace Adeyemi', called: 'Grace', receivedOn: plusDays(house.today(), -20) });
const flagged = await waits({ fullName: 'Moira Kettering', called: 'Moira', risks: ['stalking'] });
const { reference: sent } = await aSentReferral(house, lewis);

act('the one with a safety flag comes first, then what is late', async () => {
  await open(amara, '/referrals');
  await reads(amara, 'Safety', 'Stalking or harassment', 'Late: decide');
  const text = await amara.locator('main').innerText();
  const places = [flagged, late, sent].map((reference) => text.indexOf(reference));
  assert.ok(
    places.every((place, at) => place >= 0 && place > (places[at - 1] ?? -1)),
    places.join(),
  );
  await follow(amara, new RegExp(flagged));
  await reads(amara, 'Read this first', 'Look for orders first');
});

act('she asks the officer whether the person knows, and the clock stands still', async () => {
  await open(amara, `/referrals/${sent}`);
  await send(amara, 'Acknowledge');
  await follow(amara, 'Ask whoever referred for more');
  await sendInVain(amara, 'Ask', { 'What it is about': 'Whether they know and agree' });
  await send(amara, 'Ask', { 'What you would like to know': 'Does she know that you referred her?' });
  await reads(amara, 'We wait for an answer', 'Waiting for an answer');
});

act('the officer finds the question, and answers it', async () => {
  await open(officer, `/agency/referrals/${sent}`);
  await reads(officer, 'We have asked you something');
  await doesNotRead(officer, 'Stalking', 'safety flag');
  await follow(officer, 'Read it and answer');
  await fitsPhone(officer);
  await send(officer, 'Send the answer', { 'Your answer': 'She does. I told her on Monday.' });
  await reads(officer, 'Your answer is sent.');
});

act('she reads it, and accepts: from now on somebody is to be given the case', async () => {
  await open(amara, `/referrals/${sent}`);
  await reads(amara, 'She does. I told her on Monday.', 'Running');
  await send(amara, 'Add this person', { 'Their part': 'Person responsible', 'Full name': 'Dylan Marsh' });
  await send(amara, 'Accept and open the case', { 'Which process fits': 'Restorative justice' });
  await reads(amara, 'Clocks', 'Give to a facilitator');
  await open(amara, '/referrals?status=to-give');
  await reads(amara, sent, 'Give to a facilitator in case');
});

act(
  'she declines the late one: the words are read first, and what says something of another person is stopped',
  async () => {
    await open(amara, `/referrals/${late}`);
    await send(amara, 'See the words first', { Reason: 'It is outside our area' });
    await reads(amara, 'We only work in some places');
    await sendInVain(amara, 'Decline it', { 'Words to add, if you like': 'We rang Mr Marsh first.' });
    await send(amara, 'Decline it', {
      'Words to add, if you like': 'Please ring us if we can help you find somebody.',
    });
    await reads(amara, 'Declined on', 'Done late');
    await open(amara, '/outbox');
    await reads(amara, 'Answer to a referral: we cannot help');
  },
);

act(
  'as she writes somebody down, who may be with us already appears beside it once she stops, and is said aloud',
  async () => {
    const desk = await amara.context().newPage();
    await desk.clock.install();
    await open(desk, '/referrals/new');
    const place = desk.locator('#alike');
    // What is said aloud is what changes within: the place itself must stay.
    await desk.evaluate(`document.querySelector('#alike').setAttribute('data-stays', 'yes')`);
    await desk.clock.pauseAt(new Date(Date.now() + 60_000));
    let asked = 0;
    desk.on('request', (request) => (asked += request.url().endsWith('/referrals/new/alike') ? 1 : 0));
    const name = desk.getByLabel('Full name');
    await name.pressSequentially('Moira Kettering');
    await desk.clock.runFor(600);
    assert.equal(asked, 0, 'she may go on typing');
    await desk.clock.runFor(100);
    await place.getByRole('link', { name: new RegExp(flagged) }).waitFor();
    await name.fill('Zebedee Quince');
    await desk.clock.runFor(700);
    await place.getByText('Nothing like it was found').waitFor();
    assert.equal(await place.getByRole('link').count(), 0, 'who was found before is gone');
    assert.equal(asked, 2);
    const [live, stays] = [await place.getAttribute('aria-live'), await place.getAttribute('data-stays')];
    assert.deepEqual([live, stays, await name.inputValue()], ['polite', 'yes', 'Zebedee Quince']);

    await open(desk, `/referrals/${flagged}`);
    await desk.getByText('Add a person').click();
    await desk.getByLabel('Full name').fill('Joanne Hartley');
    await desk.clock.runFor(700);
    const beside = desk.locator('form', { hasText: 'Add this person' }).locator('[aria-live=polite]');
    await beside.getByRole('link', { name: new RegExp(sent) }).waitFor();
    assert.equal(await beside.getByRole('checkbox').count(), 0, 'they are told apart on the page, once they are there');
  },
);
