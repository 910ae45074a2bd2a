import type {
  AgreementId,
  AmendsId,
  CompanionId,
  ConferenceId,
  LetterId,
  OrganisationId,
  ParticipantId,
  PersonId,
  ReferralId,
  StaffId,
  TaskId,
} from './ids.ts';
import type { Mode } from './modes.ts';
import type { PlainDate } from './dates.ts';
import type { CaseKind, Complexity, OrderOfApproach, PracticeLevel } from './parts.ts';
import type { Answer, Subject } from './consent.ts';

/**
 * Everything that can happen to a case, said once, in the transaction in which it happened. An announcement is the line
 * of the case history, the cause of reactions in other slices (journey/reactions.ts) and of what leaves the building.
 * Only ids, days and codes: never a name, an address or anybody's words.
 */
export type Announcement = (
  | { readonly name: 'referral.received'; readonly referralId: ReferralId }
  | {
      readonly name: 'referral.acknowledged';
      readonly referralId: ReferralId;
      /** Only somebody who asked us themselves is written to at this stage (H17). */
      readonly toPerson: boolean;
    }
  | {
      readonly name: 'referral.accepted';
      readonly referralId: ReferralId;
      readonly kind: CaseKind;
      readonly complexity: Complexity;
      /** Whether each side harmed the other. */
      readonly isMutual: boolean;
    }
  | {
      readonly name: 'referral.declined';
      readonly referralId: ReferralId;
      readonly reason: string;
      readonly toPerson: boolean;
    }
  | { readonly name: 'case.opened'; readonly referralId: ReferralId | null }
  | { readonly name: 'case.put-on-hold'; readonly until: PlainDate; readonly reason: string }
  | { readonly name: 'case.taken-off-hold' }
  | { readonly name: 'case.closed'; readonly reason: string }
  | { readonly name: 'case.reopened' }
  | {
      readonly name: 'participant.added';
      readonly participantId: ParticipantId;
      /** One of the two is set: the case takes in a person or an organisation. */
      readonly personId: PersonId | null;
      readonly organisationId: OrganisationId | null;
    }
  | {
      readonly name: 'participant.changed';
      readonly participantId: ParticipantId;
      readonly what: 'details' | 'contact-point-added' | 'contact-point-checked' | 'contact-point-stopped';
    }
  | { readonly name: 'harm.linked'; readonly harmedId: ParticipantId; readonly responsibleId: ParticipantId }
  | { readonly name: 'complexity.set'; readonly complexity: Complexity; readonly because: readonly string[] }
  | { readonly name: 'order-of-approach.chosen'; readonly order: OrderOfApproach }
  | { readonly name: 'companion.added'; readonly participantId: ParticipantId; readonly companionId: CompanionId }
  | { readonly name: 'safe-contact.changed'; readonly participantId: ParticipantId }
  | { readonly name: 'participant.invited'; readonly participantId: ParticipantId }
  | {
      readonly name: 'allocation.made';
      readonly staffId: StaffId;
      readonly as: 'lead' | 'co';
      readonly level: PracticeLevel;
    }
  | { readonly name: 'allocation.ended'; readonly staffId: StaffId; readonly as: 'lead' | 'co' }
  | { readonly name: 'conflict.declared'; readonly staffId: StaffId }
  | { readonly name: 'conflict.lifted'; readonly staffId: StaffId }
  | { readonly name: 'contact.attempted'; readonly participantId: ParticipantId; readonly attempts: number }
  | { readonly name: 'contact.made'; readonly participantId: ParticipantId }
  | { readonly name: 'approach.recorded'; readonly participantId: ParticipantId; readonly first: boolean }
  | { readonly name: 'note.written'; readonly participantId: ParticipantId | null }
  | { readonly name: 'task.done'; readonly taskId: TaskId; readonly kind: string }
  | { readonly name: 'preparation.recorded'; readonly participantId: ParticipantId }
  | { readonly name: 'preparation.checked'; readonly participantId: ParticipantId; readonly item: string }
  | { readonly name: 'responsibility.assessed'; readonly participantId: ParticipantId; readonly level: string }
  | {
      readonly name: 'risk.assessed';
      readonly assessmentId: string;
      readonly residual: string;
      readonly needsApproval: boolean;
    }
  | { readonly name: 'risk.approved' }
  | { readonly name: 'order.recorded'; readonly restrainsId: ParticipantId; readonly protectsId: ParticipantId }
  | ({
      readonly name: 'consent.said';
      readonly participantId: ParticipantId;
      readonly answer: Exclude<Answer, 'withdrawn' | 'not-now'>;
    } & Subject)
  | ({
      readonly name: 'consent.not-now';
      readonly participantId: ParticipantId;
      readonly askAfter: PlainDate;
    } & Subject)
  | ({ readonly name: 'consent.withdrawn'; readonly participantId: ParticipantId } & Subject)
  | { readonly name: 'letter.started'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | { readonly name: 'letter.sent-for-review'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | { readonly name: 'letter.returned'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | { readonly name: 'letter.held'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | { readonly name: 'letter.offered'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | {
      readonly name: 'letter.accepted';
      readonly participantId: ParticipantId;
      readonly letterId: LetterId;
      readonly how: string;
    }
  | {
      readonly name: 'letter.kept-for-later';
      readonly participantId: ParticipantId;
      readonly letterId: LetterId;
      readonly askAfter: PlainDate;
    }
  | { readonly name: 'letter.declined'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | { readonly name: 'letter.frozen'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | {
      readonly name: 'letter.delivered';
      /** The recipient. */
      readonly participantId: ParticipantId;
      readonly authorId: ParticipantId;
      readonly letterId: LetterId;
    }
  | { readonly name: 'conference.planned'; readonly conferenceId: ConferenceId; readonly mode: Mode }
  | { readonly name: 'conference.booked'; readonly conferenceId: ConferenceId }
  | { readonly name: 'conference.postponed'; readonly conferenceId: ConferenceId }
  | { readonly name: 'conference.cancelled'; readonly conferenceId: ConferenceId }
  | {
      readonly name: 'conference.held';
      readonly conferenceId: ConferenceId;
      readonly mode: Mode;
      /** Participants who came. */
      readonly attended: readonly ParticipantId[];
    }
  | { readonly name: 'agreement.drafted'; readonly agreementId: AgreementId; readonly participantId: ParticipantId }
  | { readonly name: 'agreement.made'; readonly agreementId: AgreementId; readonly participantId: ParticipantId }
  | { readonly name: 'agreement.replaced'; readonly agreementId: AgreementId; readonly participantId: ParticipantId }
  | {
      readonly name: 'agreement.ended';
      readonly agreementId: AgreementId;
      readonly participantId: ParticipantId;
      readonly kept: boolean;
    }
  | { readonly name: 'amends.progressed'; readonly amendsId: AmendsId; readonly participantId: ParticipantId }
  | {
      readonly name: 'amends.settled';
      readonly amendsId: AmendsId;
      readonly participantId: ParticipantId;
      readonly status: 'done' | 'not-done' | 'released' | 'late';
      /** People who asked to be told (H12). */
      readonly tell: readonly ParticipantId[];
    }
  | { readonly name: 'follow-up.done'; readonly participantId: ParticipantId; readonly followUpId: string }
  | { readonly name: 'follow-up.let-go'; readonly participantId: ParticipantId; readonly followUpId: string }
  | { readonly name: 'survey.answered'; readonly participantId: ParticipantId }
  | { readonly name: 'reoffending.checked'; readonly participantId: ParticipantId }
) & {
  /** The day it happened, when that is not the day it was recorded. */
  readonly happenedOn?: PlainDate | undefined;
};

export type AnnouncementName = Announcement['name'];
