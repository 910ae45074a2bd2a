import { randomBytes, randomUUID } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { HarmLink } from '#vocabulary/frame.ts';
import type { IncidentId, OrganisationId, ParticipantId, PersonId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { CaseStatus, Complexity, Stage } from '#vocabulary/parts.ts';
import { serviceWideRoles } from '#vocabulary/staff.ts';
import { holdCase } from './facts.ts';
import { referenceFrom, stageAfter } from './rules.ts';
import * as store from './store.ts';

/** A reference nobody else has; eight signs of 25, so a clash is met by the unique key, not by chance. */
export function newReference(): string {
  return referenceFrom(randomBytes(8));
}

/** Opens the case whose id the hand holds, from a referral or by hand. */
export async function openCase(hand: Hand, made: store.NewCase, referralId: ReferralId | null): Promise<void> {
  await store.addCase(hand, made, serviceWideRoles);
  await hand.announce({ name: 'case.opened', referralId });
}

/** Adds what happened. */
export async function addIncident(hand: Hand, incident: Omit<store.NewIncident, 'id'>): Promise<IncidentId> {
  const id = randomUUID() as IncidentId;
  await store.addIncident(hand, { ...incident, id });
  return id;
}

/** Adds a person or an organisation to the case. */
export async function addParticipant(
  hand: Hand,
  who: { readonly personId: PersonId } | { readonly organisationId: OrganisationId },
): Promise<ParticipantId> {
  const id = randomUUID() as ParticipantId;
  await store.addParticipant(hand, id, who);
  await hand.announce({ name: 'participant.added', participantId: id });
  return id;
}

/** Says who harmed whom; the same link twice is one. Nobody harms themselves. (CAS-2) */
export async function linkHarm(
  hand: Hand,
  link: HarmLink,
): Promise<Decision<HarmLink, 'harmed-and-responsible-are-the-same'>> {
  if (link.harmedId === link.responsibleId) return refuse('harmed-and-responsible-are-the-same');
  await store.addHarmLink(hand, link);
  return allow(link);
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

/** Says how hard the case is, which decides who may lead it (domain 85-87). */
export async function setComplexity(hand: Hand, complexity: Complexity): Promise<Decision<Complexity, never>> {
  await holdCase(hand);
  await store.markComplexity(hand, complexity);
  return allow(complexity);
}

/** Lets an allocated member of staff open the case. */
export async function letIn(hand: Hand, staffId: StaffId): Promise<void> {
  await store.addReader(hand, staffId);
}

/** Takes the case off somebody's list when their allocation ended. */
export async function letOut(hand: Hand, staffId: StaffId): Promise<void> {
  await store.removeReader(hand, staffId);
}

/** Notes the first day the service spoke with somebody about restorative practice; a second time changes nothing (H17). */
export async function noteApproach(hand: Hand, participantId: ParticipantId, day: PlainDate): Promise<boolean> {
  return store.markApproached(hand, participantId, day);
}

/** Puts the case on top of the caseload: something was announced about it. */
export async function touch(hand: Hand): Promise<void> {
  await store.touchCase(hand);
}
