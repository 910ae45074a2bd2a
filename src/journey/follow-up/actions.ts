import { holdCase, participantsOf } from '#casefile/cases/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { standingOf } from '#journey/consent/facts.ts';
import { countedAs, standInOf } from '#journey/stand-in/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { followUpsOf, hasAnswered, lastCommunicatedOn } from './facts.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

/** Writes down what falls due for everybody who communicated, once for each letter or conference (H11). */
export async function plan(
  hand: Hand,
  after: { readonly id: string; readonly participants: readonly ParticipantId[] },
  happenedOn: PlainDate,
): Promise<void> {
  await store.addFollowUps(hand, after, rules.dueAfter(happenedOn));
}

async function findFollowUp(hand: Hand, id: string) {
  const held = await holdCase(hand);
  return (await followUpsOf(hand, held.id)).find((each) => each.id === id);
}

/** Records that somebody was asked how they are. Allowed when the case is closed: it is written late, not changed. */
export async function recordFollowUp(
  hand: Hand,
  id: string,
  done: { readonly on: PlainDate; readonly note: string },
): Promise<Decision<ParticipantId, rules.CannotFollowUp | 'not-here'>> {
  const followUp = await findFollowUp(hand, id);
  if (!followUp) return refuse('not-here');
  const decision = rules.markDone(followUp, done.on, dayOf(hand.at));
  if (!decision.ok) return decision;
  await store.markDone(hand, id, done.on, done.note);
  const { participantId } = followUp;
  await hand.announce({ name: 'follow-up.done', participantId, followUpId: id, happenedOn: done.on });
  return allow(participantId);
}

/** Lets a follow-up go, with its reason. */
export async function letFollowUpGo(
  hand: Hand,
  id: string,
  because: string,
): Promise<Decision<ParticipantId, rules.CannotFollowUp | 'not-here'>> {
  const followUp = await findFollowUp(hand, id);
  if (!followUp) return refuse('not-here');
  const decision = rules.letGo(followUp, because);
  if (!decision.ok) return decision;
  await store.markLetGo(hand, id, because);
  await hand.announce({ name: 'follow-up.let-go', participantId: followUp.participantId, followUpId: id });
  return allow(followUp.participantId);
}

/** Takes what somebody says about how it was; by themselves, or by a representative or as a stand-in, which counts apart (H18, STI-5). */
export async function giveFeedback(
  hand: Hand,
  voice: { readonly participantId: ParticipantId; readonly answeredAs: 'self' | 'representative' },
  said: rules.Feedback,
): Promise<Decision<rules.Feedback, rules.CannotAnswer>> {
  const held = await holdCase(hand);
  const today = dayOf(hand.at);
  const isStandIn = (await standInOf(hand, held.id, voice.participantId)) !== undefined;
  const who = { ...voice, answeredAs: voice.answeredAs === 'self' ? countedAs(isStandIn) : voice.answeredAs };
  const decision = rules.answer(said, await hasAnswered(hand, who, today));
  if (!decision.ok) return decision;
  const asked = rules.mayBeAsked(
    await lastCommunicatedOn(hand, who.participantId),
    today,
    await wantsNone(hand, who.participantId),
  );
  if (!asked.ok) return asked;
  const participant = (await participantsOf(hand, held.id)).find(({ id }) => id === who.participantId);
  // Somebody who is both answers as harmed: it is their own harm that the process is for first.
  const part = participant?.parts.includes('harmed') ? 'harmed' : 'responsible';
  await store.addSurvey(hand, { ...who, part, answeredOn: today }, said);
  await hand.announce({ name: 'survey.answered', participantId: who.participantId });
  return decision;
}

async function wantsNone(hand: Hand, participantId: ParticipantId): Promise<boolean> {
  const held = await holdCase(hand);
  const { stands } = await standingOf(hand, held.id, dayOf(hand.at));
  const last = stands.findLast((stand) => stand.participantId === participantId && stand.purpose === 'follow-up');
  return last !== undefined && last.answer !== 'given';
}

/** Records a look at reoffending, with its source. */
export async function recordCheck(
  hand: Hand,
  participantId: ParticipantId,
  looked: rules.Check & { readonly source: string; readonly reoffences: number },
): Promise<Decision<rules.Check, rules.CannotCheck>> {
  await holdCase(hand);
  const decision = rules.check(looked, dayOf(hand.at));
  if (!decision.ok) return decision;
  await store.addCheck(hand, participantId, looked);
  await hand.announce({ name: 'reoffending.checked', participantId, happenedOn: looked.checkedOn });
  return decision;
}
