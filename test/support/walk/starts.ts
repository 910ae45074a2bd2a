import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { giveCase } from '#casefile/allocation/actions.ts';
import { newReference } from '#casefile/cases/actions.ts';
import { addCompanion } from '#casefile/people/store.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { acceptReferral, addOtherTo } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import type { CaseId, CompanionId, IncidentId, ParticipantId } from '#vocabulary/ids.ts';
import { anAgreementInForce } from '../agreement.ts';
import type { CaseWish, House, MadeCase } from '../house.ts';
import { aHeldLetter, anOfferedLetter, byLetter, openTheWay, saysToSharing } from '../letters.ts';
import { aMeeting, done, prepareTheDay } from '../meeting.ts';
import { mark } from './seen.ts';

/** Where a walk may begin: with nothing, or some way down a road that chance alone would seldom find. */
const beginnings = {
  nothing: (house: House) => aPlainCase(house),
  'a referral is accepted': referred,
  'the way is open': async (house: House) => after(house, openTheWay),
  'a letter is held': async (house: House) => after(house, openTheWay, aHeldLetter),
  'a letter is offered': async (house: House) => after(house, anOfferedLetter),
  'a letter of a child is held': ofAChild,
  'both harmed each other': async (house: House) =>
    after(house, openTheWay, undefined, { people: { Joanne: 'both', Dylan: 'both' } }),
  'a meeting is asked': async (house: House) => (await aMeeting(house, 'asked')).made,
  'a meeting is booked': async (house: House) => (await aMeeting(house, 'booked')).made,
  'the day is prepared': dayPrepared,
  'an agreement is in force': async (house: House) => after(house, anAgreementInForce),
} as const;

export type Start = keyof typeof beginnings;
export const starts = Object.keys(beginnings) as readonly Start[];

/** Makes the case of a walk and takes it where the walk begins. */
export function begin(house: House, client: pg.Client, start: Start): Promise<MadeCase> {
  return beginnings[start](house, client);
}

function aPlainCase(house: House, wish: CaseWish = {}): Promise<MadeCase> {
  const called = (name: string) => ({ called: mark(name), fullName: mark(name) });
  const person = { Joanne: called('Joanne'), Dylan: called('Dylan'), ...wish.person };
  return house.aCase({ ...wish, person });
}

type Reaching = (house: House, made: MadeCase) => Promise<unknown>;

async function after(house: House, reach: Reaching, then?: Reaching, wish?: CaseWish): Promise<MadeCase> {
  const made = await aPlainCase(house, wish);
  await reach(house, made);
  await then?.(house, made);
  return made;
}

async function dayPrepared(house: House): Promise<MadeCase> {
  const meeting = await aMeeting(house, 'booked');
  await prepareTheDay(house, meeting);
  return meeting.made;
}

async function ofAChild(house: House): Promise<MadeCase> {
  const own = mark('Dylan');
  const made = await aPlainCase(house, { person: { Dylan: { called: own, fullName: own, isUnder18: true } } });
  await openTheWay(house, made);
  await guardianSaysYes(house, made);
  await saysToSharing(house, made, await aHeldLetter(house, made), 'given');
  return made;
}

async function guardianSaysYes(house: House, made: MadeCase): Promise<void> {
  const participantId = made.who['Dylan'] as ParticipantId;
  const guardianId = randomUUID() as CompanionId;
  const own = mark('Dylan');
  await house.act(made, house.staff.jo, async (hand) => {
    const mother = { id: guardianId, participantId, kind: 'guardian' as const, fullName: own, called: own };
    await addCompanion(hand, { ...mother, relation: 'mother', phone: '', email: '' });
    const saying = { ...byLetter, participantId, guardianId, answer: 'given' as const, askAfter: null };
    done(await recordStatement(hand, { ...saying, saidOn: house.today() }, { wording: 'Yes?', how: 'in-person' }));
  });
}

// The way in from the front: a referral is typed in, somebody is added to it, it is accepted and two facilitators get it.
async function referred(house: House, client: pg.Client): Promise<MadeCase> {
  const reference = newReference();
  const caseId = randomUUID() as CaseId;
  const { amara, jo, sam } = house.staff;
  const words = `Words of ${mark('Joanne')}.`;
  const typed = aReferral({ whatHappened: words, hopes: words, otherPeopleWords: words, receivedOn: house.today() });
  await house.act({ caseId }, amara, async (hand) => {
    done(await enterReferral(hand, typed, reference));
    done(await addOtherTo(hand, reference, anOther()));
    done(await acceptReferral(hand, reference, { kind: 'justice', isMutual: false }));
  });
  const by = { staffId: amara, serviceId: house.serviceId, name: 'Amara Okafor', roles: ['coordinator'] } as const;
  await house.act({ caseId }, amara, async (hand) => {
    done(await giveCase(hand, { staffId: jo, as: 'lead', overrideReason: '' }, by));
    done(await giveCase(hand, { staffId: sam, as: 'co', overrideReason: '' }, by));
  });
  const values = [house.serviceId, caseId];
  const found = await client.query<{
    incident_id: IncidentId;
    harmed_id: ParticipantId;
    responsible_id: ParticipantId;
  }>(
    'select incident_id, harmed_id, responsible_id from app.harm_links where service_id = $1 and case_id = $2',
    values,
  );
  const [link] = found.rows;
  if (!link) throw new Error('The referral became a case without harm');
  const who = { Joanne: link.harmed_id, Dylan: link.responsible_id };
  return { caseId, reference, incidentId: link.incident_id, who };
}
