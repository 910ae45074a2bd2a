import { holdCase } from '#casefile/cases/facts.ts';
import { guardianOf } from '#casefile/people/facts.ts';
import { refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { availabilitiesOf } from './facts.ts';
import * as rules from './rules.ts';
import type { Availability, CannotSay, Voice } from './rules.ts';
import * as store from './store.ts';

/** Whose times they are, and on whose word they are written down. */
export interface Saying {
  readonly participantId: ParticipantId;
  readonly voice: Voice;
}

/** Keeps what somebody says of times. What stood before ends and stays as it was. (AVA-1 to AVA-5) */
export async function sayTimes(
  hand: Hand,
  { participantId, voice }: Saying,
  said: rules.Said,
): Promise<Decision<Availability, CannotSay>> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return refuse('case-is-closed');
  const today = dayOf(hand.at);
  const wasHeard = rules.heard(voice, today);
  if (!wasHeard.ok) return wasHeard;
  if (voice.saidBy === 'guardian' && (await guardianOf(hand, participantId)) === null) {
    return refuse('no-guardian-on-the-case');
  }
  const stands = (await availabilitiesOf(hand, held.id)).find((each) => each.participantId === participantId);
  const before = stands ?? rules.nothingSaid;
  const decision = rules.say(before, said, today);
  if (!decision.ok || rules.isSame(before, decision.value)) return decision;
  if (stands) await store.markEnded(hand, stands.id);
  if (rules.isEmpty(decision.value)) {
    await hand.announce({ name: 'availability.taken-back', participantId });
  } else {
    await store.addAvailability(hand, participantId, { ...decision.value, voice });
    await hand.announce({ name: 'availability.given', participantId });
  }
  return decision;
}

/** Keeps words as an item of one side for one person on the other; handed in, for what crosses comes later in the journey. */
export type KeepForOther<Refusal extends string> = (
  hand: Hand,
  wish: {
    readonly fromId: ParticipantId;
    readonly toId: ParticipantId;
    readonly kind: 'availability';
    readonly words: string;
  },
) => Promise<Decision<string, Refusal>>;

/** Makes a copy of somebody's times that could work, on their own side: it crosses only by a release, on their yes. (AVA-6) */
export async function copyTimes<Refusal extends string>(
  hand: Hand,
  wish: { readonly fromId: ParticipantId; readonly toId: ParticipantId; readonly withWords: boolean },
  keep: KeepForOther<Refusal>,
): Promise<Decision<string, Refusal | rules.CannotCopy>> {
  const held = await holdCase(hand);
  const said = (await availabilitiesOf(hand, held.id)).find(({ participantId }) => participantId === wish.fromId);
  const words = said ? rules.wordsToCopy(said, { withWords: wish.withWords, today: dayOf(hand.at) }) : '';
  if (words === '') return refuse('no-times-that-could-work');
  return keep(hand, { fromId: wish.fromId, toId: wish.toId, kind: 'availability', words });
}
