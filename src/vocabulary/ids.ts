declare const brand: unique symbol;

/** A text that names one thing of one kind; the brand keeps a person's id out of a case's place. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type ServiceId = Id<'service'>;
export type StaffId = Id<'staff'>;
export type PersonId = Id<'person'>;
export type OrganisationId = Id<'organisation'>;
export type ReferralId = Id<'referral'>;
export type CaseId = Id<'case'>;
export type IncidentId = Id<'incident'>;
/** A person or an organisation in one case. Somebody in two cases is two participants. */
export type ParticipantId = Id<'participant'>;
/** Somebody beside a participant: supporter, guardian, interpreter, representative. */
export type CompanionId = Id<'companion'>;
export type LetterId = Id<'letter'>;
export type ConferenceId = Id<'conference'>;
export type AttendeeId = Id<'attendee'>;
export type VenueId = Id<'venue'>;
export type TeamId = Id<'team'>;
export type AgencyId = Id<'agency'>;
/** A program of an agency that refers by the API. */
export type ApiClientId = Id<'api-client'>;
export type AgreementId = Id<'agreement'>;
export type AmendsId = Id<'amends'>;
export type TaskId = Id<'task'>;

/** Whether a text has the shape of an id; what has not is never asked of the database. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
