import { holdCase, participantsOf } from '#casefile/cases/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { standInOf } from './facts.ts';
import { standIn, type CannotStandIn, type StandIn } from './rules.ts';
import { endStandIn, keepStandIn } from './store.ts';

/** Writes down that somebody stands in for whoever was harmed, and how. (STI-1) */
export async function writeStandIn(
  hand: Hand,
  participantId: ParticipantId,
  said: StandIn,
): Promise<Decision<StandIn, CannotStandIn | 'not-of-this-case'>> {
  const { id, status } = await holdCase(hand);
  const people = (await participantsOf(hand, id)).map((each) => ({ ...each, isOrganisation: each.personId === null }));
  const who = people.find((each) => each.id === participantId);
  const whose = people.find((each) => each.id === said.forId);
  if (!who || (said.forId !== null && !whose)) return refuse('not-of-this-case');
  const decision = standIn(said, { who, whose, status });
  if (!decision.ok) return decision;
  await keepStandIn(hand, participantId, decision.value);
  await hand.announce({ name: 'stand-in.changed', participantId, stands: true });
  return decision;
}

/** Takes it back: they speak for themselves. Pressed twice it is done once. */
export async function takeBackStandIn(
  hand: Hand,
  participantId: ParticipantId,
): Promise<Decision<ParticipantId, 'case-is-closed'>> {
  const { id, status } = await holdCase(hand);
  if (status === 'closed') return refuse('case-is-closed');
  if (!(await standInOf(hand, id, participantId))) return allow(participantId);
  await endStandIn(hand, participantId);
  await hand.announce({ name: 'stand-in.changed', participantId, stands: false });
  return allow(participantId);
}
