import type { KeyOwner } from '#platform/sql.ts';
import type { OrganisationId, ParticipantId, PersonId, ReferralId } from './ids.ts';

/** A text about or from a participant of the case that is held: under the key of the person or organisation they are. */
export function ofParticipant(id: ParticipantId): KeyOwner {
  return { kind: 'participant', id };
}

/** What belongs to a person in whatever case: how to reach them, what they need. */
export function ofPerson(id: PersonId): KeyOwner {
  return { kind: 'person', id };
}

/** How to reach an organisation. */
export function ofOrganisation(id: OrganisationId): KeyOwner {
  return { kind: 'organisation', id };
}

/** What a referral says: it is of nobody in a case yet. Erasing who was referred destroys this key too. */
export function ofReferral(id: ReferralId): KeyOwner {
  return { kind: 'referral', id };
}

/** The file of a list, and the rows of it that were not taken in. */
export function ofList(id: string): KeyOwner {
  return { kind: 'list', id };
}

/** What a list says of one person, until they are in a referral of their own. */
export function ofListed(id: string): KeyOwner {
  return { kind: 'listed', id };
}

/** The blind indexes of a service, and the few texts that are of no case. */
export function ofService({ serviceId }: { readonly serviceId: string }): KeyOwner {
  return { kind: 'service', id: serviceId };
}

/** What a visitor wrote on the way to a referral; it is kept for a day. */
export function ofDrafts({ serviceId }: { readonly serviceId: string }): KeyOwner {
  return { kind: 'drafts', id: serviceId };
}

/** A text about the case that is held as a whole. */
export function ofHeldCase({ caseId }: { readonly caseId: string }): KeyOwner {
  return { kind: 'case', id: caseId };
}

/** A text of one side, or where it is nobody's alone of the case that is held. */
export function ofSide(held: { readonly caseId: string }, id: ParticipantId | null): KeyOwner {
  return id === null ? ofHeldCase(held) : ofParticipant(id);
}

/** A text that is nobody's but the person's who writes it, until they send it. */
export function ofWriter({ actor }: { readonly actor: { readonly kind: string; readonly id: string } }): KeyOwner {
  return { kind: actor.kind === 'staff' ? 'staff' : 'participant', id: actor.id };
}
