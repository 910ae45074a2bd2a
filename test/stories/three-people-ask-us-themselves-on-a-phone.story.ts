import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { northamptonshire } from '#service/areas/examples.ts';
import { addAreas } from '#service/areas/store.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { assertFitsPhone, aTown } from '../support/browser.ts';
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
    await begins(joanne, 'I was harmed by what happened');
    await answers(joanne, [['Your name', { 'Your full name': 'Joanne Hartley', 'Are you under 18?': 'No' }]]);
    const none = await sendInVain(joanne, 'Continue', { 'A word that only you and we know': 'bluebell' });
    assert.ok(
      none.some((each) => each.startsWith('Choose at least one way')),
      none.join(),
    );
    assert.equal(
      await joanne.getByLabel('A word that only you and we know').inputValue(),
      'bluebell',
      'what she typed stays',
    );
    await answers(joanne, [
      [
        'How is it safe to reach you?',
        { 'We may': 'Send you a text message', 'Your phone number, if we may phone or text you': '07700 900123' },
      ],
      [
        'What happened?',
        {
          'What kind of thing was it?': 'A break-in',
          'Tell us in your own words': 'Somebody broke in while we slept. 💍',
        },
      ],
      ['When and where was it?', { 'Postcode of the place, if you know it': 'NN16 8AA' }],
      ['Who is responsible for it?', {}],
    ]);
    await open(amara, '/referrals');
    await doesNotRead(amara, 'Joanne Hartley');
    await joanne.goBack();
    await reads(joanne, 'Who is responsible for it?');
    await joanne.goForward();
    await answers(joanne, [['What do you hope for?', {}]]);
    await reads(joanne, 'Joanne Hartley', '07700 900123', 'Somebody broke in while we slept. 💍', 'NN16');
    await doesNotRead(joanne, '8AA');
    const reference = await sends(joanne);
    await open(amara, `/referrals/${reference}`);
    await reads(amara, 'Joanne Hartley', 'bluebell');
  },
);

act('Dylan, who is responsible, asks in his own words, stops, and goes on elsewhere with a code', async () => {
  const shared = await aPhone();
  await begins(shared, 'I am responsible for what happened, or for a part of it');
  await answers(shared, [
    ['Your name', { 'Your full name': 'Dylan Marsh', 'Are you under 18?': 'No' }],
    ['How is it safe to reach you?', { 'We may': 'None of these' }],
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
    [
      'What happened?',
      {
        'What kind of thing was it?': 'A break-in',
        'Tell us in your own words': 'I went into a flat. I think of it every day.',
      },
    ],
    ['When and where was it?', {}],
    ['Who was affected by it?', {}],
    ['What do you hope for?', { 'What would make things better?': 'To say that I am sorry.' }],
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
    ['Who are you?', { 'Your full name': 'Gail Turner', 'How do you know them?': 'I am their parent or carer' }],
    ['How is it safe to reach you?', { 'We may': 'Send you an e-mail', 'Your e-mail address': 'gail@example.org' }],
    [
      'About the person you ask for',
      {
        'Which is closest to them?': 'They were harmed by what happened',
        'Do they know that you are asking us?': 'No, not yet',
      },
    ],
    ['Who do you ask for?', { 'Their full name': 'Kieran Turner', 'Are they under 18?': 'No' }],
    [
      'What happened?',
      {
        'What kind of thing was it?': 'Somebody was hurt or attacked',
        'Tell us in your own words': 'He was beaten up at the bus stop.',
      },
    ],
    ['When and where was it?', {}],
    ['Who is responsible for it?', {}],
    ['What would help them?', {}],
  ]);
  await reads(gail, 'Gail Turner', 'Kieran Turner', 'gail@example.org');
  const reference = await sends(gail);
  await open(amara, '/referrals');
  await reads(amara, 'Gail Turner, who asked for Kieran');
  await open(amara, `/referrals/${reference}`);
  await reads(amara, 'Gail Turner asked for Kieran', 'Do not contact Kieran. Speak with Gail Turner first.');
});
