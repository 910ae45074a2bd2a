import { chooseOrderOfApproach } from '#casefile/cases/actions.ts';
import { recordContact } from '#casefile/contacts/actions.ts';
import type { Contact } from '#casefile/contacts/rules.ts';
import { writeNote } from '#casefile/notes/actions.ts';
import {
  addCompanionTo,
  addContactPoint,
  changePerson,
  checkContactPoint,
  recordSafeContact,
} from '#casefile/people/actions.ts';
import { companionsOf, guardianOf, safeContactOf } from '#casefile/people/facts.ts';
import type { SafeContact } from '#casefile/people/rules.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { question, subjectOf } from '#journey/consent/rules.ts';
import { allow, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Answer, Subject } from '#vocabulary/consent.ts';
import { daysBetween, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { Channel } from '#vocabulary/modes.ts';
import type { CompanionKind } from '#vocabulary/parts.ts';
import { bornOn, type Life } from './life.ts';
import type { Step } from './story.ts';
import type { Person } from './told.ts';

/** Asked again long before the 90 days after which it would no longer hold. */
const safetyAgeDays = 30;

/** A conversation; the first one tells somebody about restorative practice and asks how it is safe to reach them. */
export function talk(called: string, note: string, channel: Channel = 'phone'): Step {
  return async (life) => {
    const isFirst = !life.spokenWith.has(called);
    const contact: Contact = {
      participantId: life.id(called),
      ...{ channel, note, outcome: 'talked', happenedOn: life.today, isApproach: isFirst },
    };
    await life.byLead((hand) => recordContact(hand, contact));
    life.spokenWith.add(called);
    if (isFirst) await introduce(life, called);
    await refreshSafety(life, called);
  };
}

/** An attempt, a letter, or an answer that ends a contact otherwise. */
export function contact(called: string, outcome: Contact['outcome'], note: string, channel: Channel = 'phone'): Step {
  return async (life) => {
    const tried = { participantId: life.id(called), channel, note, outcome, happenedOn: life.today, isApproach: false };
    await life.byLead((hand) => recordContact(hand, tried));
  };
}

async function introduce(life: Life, called: string): Promise<void> {
  const cast = life.cast(called);
  if (cast.kind !== 'person') return;
  if (life.story.arrival.who !== cast || cast.ownWord !== '' || cast.pronouns !== '') await learnDetails(life, cast);
  await checkPoints(life, cast);
}

async function learnDetails(life: Life, cast: Person): Promise<void> {
  const { fullName, called, pronouns, language, needsInterpreter, accessNeeds, ownWord, guardian } = cast;
  const details = { fullName, called, pronouns, language, needsInterpreter, accessNeeds, ownWord };
  const born = { dateOfBirth: bornOn(cast, life.world.now), isUnder18: cast.age < 18 };
  await life.byLead((hand) => changePerson(hand, life.id(called), { ...details, ...born }));
  if (guardian) await addGuardian(life, called, guardian);
}

async function addGuardian(life: Life, called: string, guardian: NonNullable<Person['guardian']>): Promise<void> {
  const participantId = life.id(called);
  const known = await life.byLead(async (hand) => allow(await guardianOf(hand, participantId)));
  if (known !== null) return;
  await life.byLead((hand) => addCompanionTo(hand, { ...guardian, participantId, kind: 'guardian' }));
}

async function checkPoints(life: Life, { called, email, address, ways }: Person): Promise<void> {
  const id = life.id(called);
  const known = await pointsOf(life, called);
  for (const [channel, value] of [
    ['email', email],
    ['post', address],
  ] as const) {
    const isNew = ways.includes(channel) && known.every((point) => point.channel !== channel);
    if (isNew) await life.byLead((hand) => addContactPoint(hand, id, channel, value));
  }
  for (const { id: pointId, checkedOn } of await pointsOf(life, called)) {
    if (checkedOn === null) await life.byLead((hand) => checkContactPoint(hand, id, pointId, 'in-person'));
  }
}

async function pointsOf(life: Life, called: string) {
  const { points } = await life.byLead(async (hand) => allow(await safeContactOf(hand, life.id(called))));
  return points;
}

/** Asks again how it is safe to reach somebody when their word about it is getting old. */
export async function refreshSafety(life: Life, called: string): Promise<void> {
  const cast = life.cast(called);
  if (cast.kind !== 'person') return;
  const saidOn = life.saidSafeOn.get(called);
  if (saidOn !== undefined && daysBetween(saidOn, life.today) < safetyAgeDays) return;
  life.saidSafeOn.set(called, life.today);
  await life.byLead((hand) => recordSafeContact(hand, life.id(called), safetyOf(cast, life.today)));
}

function safetyOf({ ways, hours, times, ...cast }: Person, saidOn: PlainDate): SafeContact {
  const [fromHour, untilHour] = hours ?? [null, null];
  const { mayLeaveVoicemail, codeword, ifSomeoneElseAnswers } = cast;
  return {
    mayPhone: ways.includes('call'),
    mayText: ways.includes('text'),
    mayEmail: ways.includes('email'),
    mayPost: ways.includes('post'),
    ...{ fromHour, untilHour, timesWords: times, mayLeaveVoicemail, codeword, ifSomeoneElseAnswers, saidOn },
    hidesServiceName: codeword !== '',
    maySayWhoCalls: ways.includes('email') && codeword === '',
  };
}

/** A note of staff about one side, or about the case. */
export function note(called: string | null, words: string): Step {
  return async (life) => {
    const participantId = called === null ? null : life.id(called);
    await life.byLead((hand) => writeNote(hand, { participantId, words, happenedOn: life.today }));
  };
}

/** Somebody beside a participant. */
export function beside(
  called: string,
  kind: CompanionKind,
  who: { readonly fullName: string; readonly called: string; readonly relation: string },
): Step {
  return async (life) => {
    await life.byLead((hand) => addCompanionTo(hand, { ...who, participantId: life.id(called), kind }));
  };
}

/** Everybody says yes to these, each question by itself; for a child a guardian says it too. */
export function yes(called: string, ...keys: readonly string[]): Step {
  return statements(called, keys, 'given', null);
}

export function no(called: string, ...keys: readonly string[]): Step {
  return statements(called, keys, 'declined', null);
}

/** “Not now”: nothing happens before the day they chose. */
export function notNow(called: string, key: string, askAfter: (life: Life) => PlainDate): Step {
  return statements(called, [key], 'not-now', askAfter);
}

/** A yes is taken back, and what rested on it stops at once. */
export function takesBack(called: string, key: string): Step {
  return async (life) => {
    const subject = subjectNamed(key);
    await life.asParticipant(called, (hand) => say(hand, life, { called, subject, answer: 'withdrawn' }));
  };
}

/** A guardian has not spoken yet: only the child's own word is in the ledger. */
export function yesButNoGuardianYet(called: string, ...keys: readonly string[]): Step {
  return async (life) => {
    for (const key of keys) {
      await life.byLead((hand) => say(hand, life, { called, subject: subjectNamed(key), answer: 'given' }));
    }
  };
}

function statements(
  called: string,
  keys: readonly string[],
  answer: Answer,
  askAfter: ((life: Life) => PlainDate) | null,
): Step {
  return async (life) => {
    for (const key of keys) {
      const saying = { called, subject: subjectNamed(key), answer, askAfter: askAfter?.(life) ?? null };
      await life.byLead((hand) => say(hand, life, saying));
      if (life.isChild(called)) await life.byLead((hand) => say(hand, life, { ...saying, isGuardian: true }));
    }
  };
}

function subjectNamed(key: string): Subject {
  const subject = subjectOf(key);
  if (!subject) throw new Error(`Nobody is asked about ${key}`);
  return subject;
}

interface Spoken {
  readonly called: string;
  readonly subject: Subject;
  readonly answer: Answer;
  readonly askAfter?: PlainDate | null;
  readonly isGuardian?: boolean;
}

async function say(hand: Hand, life: Life, spoken: Spoken): Promise<Decision<unknown, string>> {
  const { called, subject, answer, askAfter = null, isGuardian = false } = spoken;
  const participantId = life.id(called);
  const guardianId = isGuardian ? await guardianOf(hand, participantId) : null;
  const how = hand.actor.kind === 'participant' ? 'online' : subject.mode === null ? 'by-phone' : 'in-person';
  const saying = { ...subject, participantId, guardianId, answer, askAfter, saidOn: life.today };
  return recordStatement(hand, saying, { wording: question(subject), how });
}

/** Speaks with the person responsible first, for a reason that is kept. */
export function speaksWithResponsibleFirst(reason: string): Step {
  return async (life) => {
    await life.byLead((hand) => chooseOrderOfApproach(hand, 'responsible-first', reason));
  };
}

/** The companions of somebody by the name they are called. */
export async function companionNamed(life: Life, called: string) {
  const all = await life.byLead(async (hand) => allow(await companionsOf(hand, hand.caseId as CaseId)));
  const found = all.find((each) => each.called === called);
  if (!found) throw new Error(`${life.story.key}: nobody beside them is called ${called}`);
  return found;
}
