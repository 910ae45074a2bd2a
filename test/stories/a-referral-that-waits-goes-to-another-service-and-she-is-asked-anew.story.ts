import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { acknowledgeReferral, addOtherTo } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { allow } from '#platform/decision.ts';
import { addService, addStaff } from '#service/staff/store.ts';
import type { ServiceId, StaffId } from '#vocabulary/ids.ts';
import { aTown } from '../support/browser.ts';
import { aPlay, doesNotRead, fitsPhone, follow, open, reads, send, sendInVain, wordsIn } from '../support/play.ts';

/*
 * Joanne asked a service that she has moved away from. Amara offers her referral to the service of where she lives now, which says no
 * with its reason; offered again, it says yes. Joanne is asked in words that say what would go, and only then it goes: there it is a
 * referral of its own, and nothing of Dylan, whom nobody asked, came with her.
 */
const act = aPlay();
const town = await aTown();
const { house } = town;
const there = randomUUID() as ServiceId;
const sue = randomUUID() as StaffId;
await house.ports.act({ serviceId: there, actor: { kind: 'staff', id: sue } }, async (hand) => {
  const said = { name: 'Restorative Leicestershire', areaName: 'Leicestershire', phone: '', email: '' };
  await addService(hand, { ...said, isDemonstration: true });
  const works = { practiceLevel: 'intermediate', roles: ['coordinator'] } as const;
  await addStaff(hand, { ...works, id: sue, name: 'Sue Marsh', email: 'sue@leics.example' });
  return allow(undefined);
});
const reference = newReference();
await house.actInService(house.staff.amara, async (hand) => {
  const asked = aReferral({ receivedOn: house.today(), fullName: 'Zenobia Quarterman', called: 'Zenobia' });
  await enterReferral(hand, asked, reference);
  await addOtherTo(hand, reference, anOther());
  return acknowledgeReferral(hand, reference);
});
const amara = await town.staff(house.staff.amara);
const sues = await town.staff(sue, { phone: true, scripts: false });
const marks = ['Zenobia', 'Quarterman', 'Dylan', reference];
const at = `/referrals/${reference}`;

act('it is offered from the page of the referral, and the other service reads nothing of anybody', async () => {
  await open(amara, at);
  await follow(amara, 'Pass it on to another service');
  await sendInVain(amara, 'Offer it');
  await send(amara, 'Offer it', {
    'Which service': 'Restorative Leicestershire, Leicestershire',
    'Why there': 'Somebody moved',
  });
  await reads(amara, 'Restorative Leicestershire', 'Offered, not answered yet');
  await open(sues, '/transfers');
  await fitsPhone(sues);
  await reads(sues, 'Northamptonshire Restorative Practice', 'a referral that waits', 'Somebody moved');
  await doesNotRead(sues, ...marks);
});

act('they say no with their reason, and Amara reads it', async () => {
  await send(sues, 'Say no: we cannot take it on in time');
  await reads(sues, 'They are told no.');
  await open(amara, at);
  await reads(amara, 'Another service', 'they said no', 'They cannot take it on in time');
  assert.match(await wordsIn(amara, '/work'), /The other service said no/);
});

act('offered again they say yes; nothing goes before she is asked anew', async () => {
  await open(amara, `${at}/transfer`);
  await send(amara, 'Offer it', {
    'Which service': 'Restorative Leicestershire, Leicestershire',
    'Why there': 'Somebody moved',
  });
  await open(sues, '/transfers');
  await send(sues, 'Say yes');
  await sendInVain(sues, 'Take it in');
  await doesNotRead(sues, ...marks);
  await open(amara, `${at}/transfer`);
  await reads(amara, 'They said yes', 'Zenobia was not asked about it.', 'what you wrote to us of what happened');
});

act('she says yes, and it goes', async () => {
  await send(amara, 'Write it down', {
    'Who answered': 'Zenobia',
    'What they said': 'Yes',
    'How they told you': 'By phone',
  });
  await send(amara, 'Let the details go');
  await reads(amara, 'They have not taken it in yet.');
  await open(amara, at);
  await reads(amara, 'Another service fits better');
});

act('there it is a referral, with what she said and nothing of him', async () => {
  await open(sues, '/transfers');
  await send(sues, 'Take it in');
  await follow(sues, /^[0-9A-Z]{4}-[0-9A-Z]{4}/);
  await reads(sues, 'Zenobia Quarterman', 'Somebody broke in', 'Northamptonshire Restorative Practice');
  await doesNotRead(sues, 'Dylan', reference);
  await open(amara, `${at}/transfer`);
  await reads(amara, 'received by Sue Marsh');
});
