import { createHash } from 'node:crypto';
import { giveCase } from '#casefile/allocation/actions.ts';
import { enterReferral, sendReferral } from '#journey/referral/actions.ts';
import { acceptReferral, acknowledgeReferral, addOtherTo, declineReferral } from '#journey/triage/actions.ts';
import { referralByReference } from '#journey/referral/facts.ts';
import type { Other } from '#journey/triage/rules.ts';
import { referForAgency } from '#journey/agency-referral/actions.ts';
import { writeDraft } from '#journey/referral-draft/actions.ts';
import { answerContact, answerPostcode, answerQuestion } from '#journey/self-referral/actions.ts';
import { allow } from '#platform/decision.ts';
import { atHour } from '#service/notices/facts.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Part } from '#vocabulary/parts.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';
import { bornOn, type Life } from './life.ts';
import { passTime } from './passing-time.ts';
import type { Letterbox } from './story.ts';
import type { Arrival, Cast, Person } from './told.ts';
import { memberOf } from './world.ts';

/** Somebody tells us, themselves on the public pages or through an agency, and the coordinator writes back. */
export async function arrive(life: Life): Promise<void> {
  const { arrival } = life.story;
  life.moveTo(atHour(life.began, arrival.source === 'self' ? 19 : 10));
  if (arrival.source === 'self') await selfReferral(life, arrival);
  else await agencyReferral(life, arrival, life.began);
  await passTime(life, atHour(life.day(1), 9));
  await life.asStaff('amara', (hand) => acknowledgeReferral(hand, life.reference));
  await passTime(life, atHour(life.day(2), 10));
}

/** The pages of a self-referral, one after another, by somebody whom nobody knows yet. */
async function selfReferral(life: Life, told: Arrival): Promise<void> {
  const { who } = told;
  const visitor = createHash('sha256').update(life.reference).digest('hex');
  const writer = { visitor, write: writeDraft };
  const stranger = { kind: 'visitor', id: '' } as const;
  const isUnder18 = who.age < 18;
  const name = { fullName: who.fullName, called: who.called, isUnder18, guardianName: who.guardian?.fullName ?? '' };
  const { language, needsInterpreter, accessNeeds } = who;
  await life.act(stranger, (hand) => answerQuestion(hand, writer, 'who', { part: told.part }));
  await life.act(stranger, (hand) => answerQuestion(hand, writer, 'name', name));
  await life.act(stranger, (hand) => answerContact(hand, writer, 'contact', firstContact(who)));
  const happened = { kind: told.incident, words: told.what };
  await life.act(stranger, (hand) => answerQuestion(hand, writer, 'happened', happened));
  const place = { when: told.when, where: told.where };
  await life.act(stranger, (hand) => answerQuestion(hand, writer, 'place', place));
  const next = await life.act(stranger, (hand) => answerPostcode(hand, writer, told.postcode));
  if (next === 'area') await life.act(stranger, (hand) => answerQuestion(hand, writer, 'area', { goOn: true }));
  await life.act(stranger, (hand) => answerQuestion(hand, writer, 'others', { words: told.others }));
  const hopes = { words: told.hopes, language, needsInterpreter, accessNeeds };
  await life.act(stranger, (hand) => answerQuestion(hand, writer, 'hopes', hopes));
  await life.act(stranger, (hand) => sendReferral(hand, visitor, life.reference));
}

async function agencyReferral(life: Life, told: Arrival, receivedOn: PlainDate): Promise<void> {
  const { who, referrer, source, part } = told;
  const isUnder18 = who.age < 18;
  const { fullName, called, pronouns, language, needsInterpreter, accessNeeds } = who;
  const typed = {
    ...{ source, part, fullName, called, pronouns, isUnder18, language, needsInterpreter, accessNeeds },
    referrerName: referrer?.name ?? '',
    referrerContact: referrer?.contact ?? '',
    dateOfBirth: bornOn(who, life.world.now),
    guardianName: who.guardian?.fullName ?? '',
    contact: firstContact(who),
    incidentKind: told.incident,
    whatHappened: told.what,
    whenWords: told.when,
    happenedOn: null,
    whereWords: told.where,
    postcode: told.postcode,
    otherPeopleWords: told.others,
    hopes: told.hopes,
    agreedToReferral: true,
    receivedOn,
  };
  const sends = referrer?.sends;
  if (!sends) return void (await life.asStaff('amara', (hand) => enterReferral(hand, typed, life.reference)));
  const said = { agencyReference: sends.reference, situationWords: sends.situation, toldWords: sends.told };
  const sent = { ...typed, referrerContact: '' };
  await life.asStaff(sends.as, (hand) =>
    referForAgency(hand, said, (same) => enterReferral(same, sent, life.reference)),
  );
}

function firstContact(who: Person): SafeContact {
  const { ways, phone, email, address, hours, times, mayLeaveVoicemail, codeword, ifSomeoneElseAnswers } = who;
  const [fromHour, untilHour] = hours ?? [null, null];
  return { ways, phone, email, address, fromHour, untilHour, times, mayLeaveVoicemail, codeword, ifSomeoneElseAnswers };
}

/** A referral that is answered, and waits to be decided or is declined with kind words. */
export async function waitInLetterbox(life: Life, { arrival, isAcknowledged, declined }: Letterbox): Promise<void> {
  if (arrival.source === 'self') await selfReferral(life, arrival);
  else await agencyReferral(life, arrival, life.today);
  if (!isAcknowledged) return;
  await passTime(life, new Date(life.at.getTime() + 5 * 3_600_000));
  await life.asStaff('amara', (hand) => acknowledgeReferral(hand, life.reference));
  if (!declined) return;
  await passTime(life, new Date(life.at.getTime() + 47 * 3_600_000));
  await life.asStaff('amara', (hand) => declineReferral(hand, life.reference, declined));
}

/** The referral becomes a case: who else is in it, of which kind, and who works on it. */
export async function becomeCase(life: Life): Promise<void> {
  const { others, kind = 'justice', isMutual = false } = life.story;
  life.moveTo(atHour(life.day(2), 11));
  for (const [part, cast] of others) {
    await life.asStaff('amara', (hand) => addOtherTo(hand, life.reference, asOther(part, cast)));
  }
  await life.asStaff('amara', (hand) => acceptReferral(hand, life.reference, { kind, isMutual }));
  await life.meetEverybody();
  const by = memberOf(life.world, 'amara');
  for (const [at, key] of life.story.team.entries()) {
    const { staffId } = memberOf(life.world, key);
    if (at === 0) await passTime(life, atHour(life.day(4), 10));
    const given = { staffId, as: at === 0 ? 'lead' : 'co', overrideReason: '' } as const;
    await life.asStaff('amara', (hand) => giveCase(hand, given, by));
  }
}

function asOther(part: Part, cast: Cast): Omit<Other, 'id'> {
  const { kind, fullName, called, phone } = cast;
  const isUnder18 = cast.kind === 'person' && cast.age < 18;
  const contactRole = cast.kind === 'organisation' ? cast.contactRole : '';
  return { kind, part, fullName, called, phone, isUnder18, contactRole };
}

/** Whether the story's referral is there already, and whether it became its case: a start that was cut off goes on from there. */
export async function howFar(life: Life): Promise<'nowhere' | 'received' | 'lived'> {
  const found = await life.asStaff('amara', async (hand) => allow(await referralByReference(hand, life.reference)));
  if (!found) return 'nowhere';
  return found.status === 'received' || found.status === 'acknowledged' ? 'received' : 'lived';
}
