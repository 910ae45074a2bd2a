import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { northamptonshire } from '#service/areas/examples.ts';
import { addAreas } from '#service/areas/store.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { assertFitsPhone, aTown } from '../support/browser.ts';
import { heardOn } from '../support/heard.ts';
import { aPlay, doesNotRead, follow, open, reads, send, sendInVain, type Answers } from '../support/play.ts';

/*
 * Joanne was burgled, and asks on a phone of 360 px, without scripts, on a line as slow as they come. Dylan did it, and asks in his
 * own words. Gail asks for her son, who does not know of it. None of them has an account; nothing is sent before they have
 * seen it all, and the inbox says of each whom to speak with and how.
 */
const town = await aTown();
const { house } = town;
await house.act({ caseId: randomUUID() as CaseId }, house.staff.amara, (hand) => addAreas(hand, northamptonshire));
const act = aPlay();
const amara = await town.staff(house.staff.amara);

/** A phone without scripts. */
function aPhone(): Promise<Page> {
  return town.stranger({ phone: true, scripts: false });
}

/** As slow as the second generation of mobile phones: a third of a second there and back, 280 kbit a second. */
async function slowly(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 300,
    downloadThroughput: 35_000,
    uploadThroughput: 10_000,
  });
}

/** The page itself as it is heard, without what stands around every page. */
async function mainHeardOn(page: Page): Promise<readonly string[]> {
  const heard = await heardOn(page);
  return heard.slice(heard.indexOf('main') + 1, heard.indexOf('contentinfo'));
}

async function begins(page: Page, as: string): Promise<void> {
  await open(page, '/');
  await follow(page, 'Ask us for help');
  await send(page, 'Continue', { 'Which is closest to you?': as });
}

/** Answers one question after the other; each page fits a phone and can be left at once. */
async function answers(page: Page, pages: readonly (readonly [heading: string, said: Answers])[]): Promise<void> {
  for (const [heading, said] of pages) {
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), heading);
    await assertFitsPhone(page, heading);
    assert.ok(
      await page
        .getByRole('button', { name: /Exit this page/ })
        .or(page.getByRole('link', { name: /Exit this page/ }))
        .first()
        .isVisible(),
    );
    await send(page, 'Continue', said);
  }
}

async function sends(page: Page): Promise<string> {
  await assertFitsPhone(page, 'the check');
  await send(page, 'Send');
  const words = await page.getByRole('main').innerText();
  const reference = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(words)?.[0];
  assert.ok(reference, words);
  return reference;
}

act(
  'Joanne, who was harmed, asks without scripts on a slow line, and nothing of hers is sent before she has seen it',
  async () => {
    const joanne = await aPhone();
    await slowly(joanne);
    await open(joanne, '/');
    assert.deepEqual(
      (await heardOn(joanne)).filter((line) =>
        /^(?:banner|navigation|region|main|contentinfo|heading|button)/.test(line),
      ),
      [
        'banner',
        'navigation: Menu',
        'region: Leave this page',
        'button: Emergency Exit this page',
        'main',
        'heading 1: Talking about what happened can help',
        'heading 2: Would you like to ask us for help?',
        'button: Ask us for help: I was harmed',
        'button: Ask us for help: I am responsible',
        'heading 2: How it goes',
        'heading 2: Does it help?',
        'heading 2: Where to go from here',
        'navigation: More pages',
        'contentinfo',
      ],
      'the first page as it is heard: its parts, its headings in order, and the ways to ask',
    );
    await begins(joanne, 'I was harmed by what happened');
    await answers(joanne, [
      ['Your name', { 'Your full name': 'Joanne Hartley' }],
      ['Are you under 18?', { 'Are you under 18?': 'No' }],
    ]);
    const none = await sendInVain(joanne, 'Continue');
    assert.ok(
      none.some((each) => each.startsWith('Choose at least one way')),
      none.join(),
    );
    const ways =
      'Think of who else may see your phone, your e-mail or your post. We only use the ways you choose here, and we never say what it is about to anybody else.';
    const wrong = 'Choose at least one way, or choose “None of these”';
    const hint = 'You get in touch with us instead. We give you a reference to use.';
    assert.deepEqual(
      await mainHeardOn(joanne),
      [
        'alert',
        'heading 2: There is a problem',
        `link: ${wrong}`,
        'Question 4 of at most 19',
        `group: How is it safe to reach you? (${ways} Error: ${wrong})`,
        'heading 1: How is it safe to reach you?',
        ...[ways, 'Error:', wrong],
        ...['Phone you', 'Send you a text message', 'Send you an e-mail', 'Send you a letter'].map(
          (way) => `checkbox: ${way}`,
        ),
        ...[`checkbox: None of these (${hint})`, hint],
        'button: Continue',
        'heading 2: If you want to stop here',
        'We keep your answers on this device for one day, so that you can take a break.',
        ...['button: Come back later with a code', 'button: Stop and remove what I wrote'],
      ],
      'a question that was not answered, as it is heard: what is wrong comes first, and again with the question',
    );
    await answers(joanne, [
      ['How is it safe to reach you?', { 'How is it safe to reach you?': 'Send you a text message' }],
    ]);
    await sendInVain(joanne, 'Continue', { 'Your phone number': 'my sister has it' });
    assert.equal(await joanne.getByLabel('Your phone number').inputValue(), 'my sister has it', 'what she typed stays');
    await answers(joanne, [
      ['Where do we reach you?', { 'Your phone number': '07700 900123' }],
      ['When is it safe to phone or text you?', {}],
      ['A word that only you and we know', { 'A word that only you and we know': 'bluebell' }],
      ['What kind of thing was it?', { 'What kind of thing was it?': 'A break-in' }],
      ['What happened?', { 'What happened?': 'Somebody broke in while we slept. 💍' }],
      ['When was it?', {}],
      ['Where was it?', {}],
      ['What is the postcode of the place?', { 'What is the postcode of the place?': 'NN16 8AA' }],
      ['Who is responsible for it?', {}],
    ]);
    await open(amara, '/referrals');
    await doesNotRead(amara, 'Joanne Hartley');
    await joanne.goBack();
    await reads(joanne, 'Who is responsible for it?');
    await joanne.goForward();
    await answers(joanne, [
      ['What would make things better?', {}],
      ['Which language do you like to speak?', { 'Which language do you like to speak?': 'Polish' }],
      ['Would you like an interpreter?', { 'Would you like an interpreter?': 'Yes' }],
      ['Is there anything that would make it easier for you to talk with us?', {}],
    ]);
    await reads(joanne, 'Joanne Hartley', '07700 900123', 'Somebody broke in while we slept. 💍', 'NN16');
    await doesNotRead(joanne, '8AA');
    const check = await mainHeardOn(joanne);
    const asked = check.flatMap((line, at) =>
      line.startsWith('link: Change ') ? [check.slice(at - 2, at + 1).join(' | ')] : [],
    );
    assert.deepEqual(asked.slice(0, 4), [
      'Your part in it | I was harmed by what happened | link: Change your part in it',
      'Your name | Joanne Hartley | link: Change your name',
      'We call you | Joanne | link: Change we call you',
      'Under 18 | No | link: Change under 18',
    ]);
    assert.equal(new Set(asked).size, asked.length, 'each way to change an answer says which');
    assert.ok(
      check.indexOf('button: Send') > check.lastIndexOf(asked.at(-1)?.split(' | ').at(-1) ?? ''),
      check.join('\n'),
    );
    const reference = await sends(joanne);
    await open(amara, `/referrals/${reference}`);
    await reads(amara, 'Joanne Hartley', 'bluebell');
  },
);

act('Dylan, who is responsible, asks in his own words, stops, and goes on elsewhere with a code', async () => {
  const shared = await aPhone();
  await begins(shared, 'I am responsible for what happened, or for a part of it');
  await answers(shared, [
    ['Your name', { 'Your full name': 'Dylan Marsh' }],
    ['Are you under 18?', { 'Are you under 18?': 'Yes' }],
    ['A parent or carer we may speak with', {}],
    ['How is it safe to reach you?', { 'How is it safe to reach you?': 'None of these' }],
    ['What kind of thing was it?', { 'What kind of thing was it?': 'A break-in' }],
  ]);
  await reads(shared, 'We are not here to judge you');
  await send(shared, 'Come back later with a code');
  const code = (await shared.getByRole('main').locator('strong, code').first().innerText()).trim();
  await open(shared, '/refer');
  await doesNotRead(shared, 'Dylan');
  const own = await aPhone();
  await open(own, '/refer/back');
  await send(own, 'Go on', { 'The code that we showed you': code });
  await answers(own, [
    ['What happened?', { 'What happened?': 'I went into a flat. I think of it every day.' }],
    ['When was it?', {}],
    ['Where was it?', {}],
    ['What is the postcode of the place?', {}],
    ['Who was affected by it?', {}],
    ['What would make things better?', { 'What would make things better?': 'To say that I am sorry.' }],
    ['Which language do you like to speak?', {}],
    ['Is there anything that would make it easier for you to talk with us?', {}],
  ]);
  await reads(own, 'I went into a flat. I think of it every day.', 'To say that I am sorry.');
  const reference = await sends(own);
  await open(amara, `/referrals/${reference}`);
  await reads(amara, 'Dylan Marsh', 'I went into a flat. I think of it every day.');
});

act('Gail asks for her son, who does not know of it: the inbox says to speak with her first', async () => {
  const gail = await aPhone();
  await begins(gail, 'I am asking for somebody else');
  await answers(gail, [
    ['Your full name', { 'Your full name': 'Gail Turner' }],
    ['How do you know them?', { 'How do you know them?': 'I am their parent or carer' }],
    ['How is it safe to reach you?', { 'How is it safe to reach you?': 'Send you an e-mail' }],
    ['Where do we reach you?', { 'Your e-mail address': 'gail@example.org' }],
    ['Which is closest to them?', { 'Which is closest to them?': 'They were harmed by what happened' }],
    ['Do they know that you are asking us?', { 'Do they know that you are asking us?': 'No, not yet' }],
    ['Who do you ask for?', { 'Their full name': 'Kieran Turner' }],
    ['Are they under 18?', { 'Are they under 18?': 'No' }],
    ['What kind of thing was it?', { 'What kind of thing was it?': 'Somebody was hurt or attacked' }],
    ['What happened?', { 'What happened?': 'He was beaten up at the bus stop.' }],
    ['When was it?', {}],
    ['Where was it?', {}],
    ['What is the postcode of the place?', {}],
    ['Who is responsible for it?', {}],
    ['What would make things better for them?', {}],
    ['Which language do they like to speak?', {}],
    ['Is there anything that would make it easier for them to talk with us?', {}],
  ]);
  await reads(gail, 'Gail Turner', 'Kieran Turner', 'gail@example.org');
  const reference = await sends(gail);
  await open(amara, '/referrals');
  await reads(amara, 'Gail Turner, who asked for Kieran');
  await open(amara, `/referrals/${reference}`);
  await reads(amara, 'Gail Turner asked for Kieran', 'Do not contact Kieran. Speak with Gail Turner first.');
});
