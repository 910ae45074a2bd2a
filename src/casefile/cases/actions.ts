import { randomBytes, randomUUID } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { teamsOf } from '#service/teams/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ComplexSign } from '#vocabulary/complexity.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { HarmLink } from '#vocabulary/frame.ts';
import type {
  CaseId,
  IncidentId,
  OrganisationId,
  ParticipantId,
  PersonId,
  ReferralId,
  TeamId,
} from '#vocabulary/ids.ts';
import type { Origin } from '#vocabulary/matter.ts';
import type { CaseStatus, Complexity, OrderOfApproach, Stage } from '#vocabulary/parts.ts';
import type { StaffMember } from '#vocabulary/staff.ts';
import { choicesOf, holdCase } from './facts.ts';
import { mayMakeStandard } from './policy.ts';
import {
  chooseOrder,
  drawLink,
  originOf,
  referenceFrom,
  stageAfter,
  weigh,
  withSigns,
  type CannotChooseOrder,
  type CannotLink,
  type CannotSetComplexity,
} from './rules.ts';
import * as store from './store.ts';

/** A reference nobody else has; eight signs of 25, so a clash is met by the unique key, not by chance. */
export function newReference(): string {
  return referenceFrom(randomBytes(8));
}

/** Opens the case whose id the hand holds, from a referral or by hand. */
export async function openCase(hand: Hand, made: store.NewCase, referralId: ReferralId | null): Promise<void> {
  await store.addCase(hand, made);
  await hand.announce({ name: 'case.opened', referralId });
}

/** Adds what happened. */
export async function addIncident(hand: Hand, incident: Omit<store.NewIncident, 'id'>): Promise<IncidentId> {
  const id = randomUUID() as IncidentId;
  await store.addIncident(hand, { ...incident, id });
  return id;
}

/** Takes in whoever was announced as added. */
export async function takeIn(
  hand: Hand,
  added: {
    readonly participantId: ParticipantId;
    readonly personId: PersonId | null;
    readonly organisationId: OrganisationId | null;
  },
): Promise<void> {
  await store.addParticipant(hand, added.participantId, added);
}

/** Says who harmed whom; the same link twice is one. Nobody harms themselves. (CAS-2) */
export async function linkHarm(hand: Hand, link: HarmLink): Promise<Decision<HarmLink, CannotLink>> {
  const held = await holdCase(hand);
  const decision = drawLink(link, held.status);
  if (!decision.ok) return decision;
  const { harmedId, responsibleId } = link;
  if (await store.addHarmLink(hand, link)) await hand.announce({ name: 'harm.linked', harmedId, responsibleId });
  return decision;
}

/** Moves the case forward to a stage it has reached; a later stage stays. (CAS-1) */
export async function moveOn(hand: Hand, reached: Stage): Promise<void> {
  const held = await holdCase(hand);
  const next = stageAfter(held.stage, reached);
  if (next !== held.stage) await store.markStage(hand, held.stage, next);
}

/** Opens, holds or closes the case as another slice decided and announced. */
export async function setStatus(hand: Hand, to: CaseStatus): Promise<void> {
  const held = await holdCase(hand);
  if (held.status !== to) await store.markStatus(hand, held.status, to);
}

/** Gives the case to a team, or to none; who opens it by their role follows. (RDR-7) */
export async function giveToTeam(hand: Hand, teamId: TeamId | null): Promise<Decision<TeamId | null, 'no-such-team'>> {
  await holdCase(hand);
  if (teamId !== null && (await teamsOf(hand)).every(({ id }) => id !== teamId)) return refuse('no-such-team');
  await store.markTeam(hand, teamId);
  await hand.announce({ name: 'case.given-to-team' });
  return allow(teamId);
}

/** Weighs the signs of domain 87 that were ticked: any of them makes the case complex. `standing` is what flags and answers say. (CAS-3, CAS-7) */
export async function weighComplexity(
  hand: Hand,
  because: readonly ComplexSign[],
  standing: readonly ComplexSign[],
  by: StaffMember,
): Promise<Decision<Complexity, CannotSetComplexity>> {
  const held = await holdCase(hand);
  const decision = weigh(held, because, standing, mayMakeStandard(by));
  if (!decision.ok) return decision;
  await store.markComplexity(hand, decision.value, because);
  await hand.announce({ name: 'complexity.set', complexity: decision.value, because });
  return decision;
}

/** Adds what is known now to make the case complex, as a flag was raised or something was answered. (CAS-7) */
export async function addSigns(hand: Hand, found: readonly ComplexSign[]): Promise<void> {
  if (found.length === 0) return;
  const held = await holdCase(hand);
  const because = withSigns((await choicesOf(hand, hand.caseId as CaseId)).complexBecause, found);
  if (held.status === 'closed' || because === undefined) return;
  await store.markComplexity(hand, 'complex', because);
  await hand.announce({ name: 'complexity.set', complexity: 'complex', because });
}

/** Says where the case comes from, by where each of its referrals does; figures count by it. (CAS-8) */
export async function setOrigin(hand: Hand, origins: readonly Origin[]): Promise<void> {
  await store.markOrigin(hand, originOf(origins));
}

/** Chooses whom the service speaks with first, with the reason for it. (H17) */
export async function chooseOrderOfApproach(
  hand: Hand,
  order: OrderOfApproach,
  reason: string,
): Promise<Decision<OrderOfApproach, CannotChooseOrder>> {
  const held = await holdCase(hand);
  const decision = chooseOrder(order, reason, held.status);
  if (!decision.ok) return decision;
  await store.markOrderOfApproach(hand, order, reason);
  await hand.announce({ name: 'order-of-approach.chosen', order });
  return decision;
}

/** Notes the first day the service spoke with somebody about restorative practice; a second time changes nothing (H17). */
export async function noteApproach(hand: Hand, participantId: ParticipantId, day: PlainDate): Promise<boolean> {
  return store.markApproached(hand, participantId, day);
}

/** Puts the case on top of the caseload: something was announced about it. */
export async function touch(hand: Hand): Promise<void> {
  await store.touchCase(hand);
}
