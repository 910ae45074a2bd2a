import type {
  AgencyId,
  AgreementId,
  AmendsId,
  AttendeeId,
  CompanionId,
  ConferenceId,
  Id,
  LetterId,
  OrganisationId,
  ParticipantId,
  PersonId,
  ReferralId,
  StaffId,
  TaskId,
} from './ids.ts';
import type { Mode, SendingChannel } from './modes.ts';
import type { PlainDate } from './dates.ts';
import type { CaseKind, Complexity, OrderOfApproach, PracticeLevel } from './parts.ts';
import type { Answer, Subject } from './consent.ts';
import type { OfferAnswer } from './offers.ts';
import type { SafetyFlagKind } from './safety-flags.ts';
import type { ProtectedWordKind, WayToReader } from './ways-out.ts';

/**
 * Everything that can happen to a case, said once, in the transaction in which it happened. An announcement is the line
 * of the case history, the cause of reactions in other slices (journey/reactions.ts) and of what leaves the building.
 * Only ids, days and codes: never a name, an address or anybody's words.
 */
export type Announcement = (
  | {
      readonly name: 'referral.received';
      readonly referralId: ReferralId;
      readonly draftId: string | null;
      /** What whoever referred says could hurt somebody. */
      readonly risks: readonly SafetyFlagKind[];
    }
  /** Whoever referred was asked for more; only somebody who asked us themselves is written to (H17). */
  | {
      readonly name: 'referral.more-asked';
      readonly referralId: ReferralId;
      readonly questionId: string;
      readonly toPerson: boolean;
      /** Whether it is asked at the door of the agency that referred. */
      readonly toAgency: boolean;
    }
  | {
      readonly name: 'referral.more-answered';
      readonly referralId: ReferralId;
      readonly questionId: string;
      /** Whether whoever referred answered at their own door, so that somebody here has to read it. */
      readonly isUnread: boolean;
    }
  /** Nobody waits for an answer any more. */
  | { readonly name: 'referral.more-let-go'; readonly referralId: ReferralId }
  /** A safety flag was raised or lowered; whether one stands now. */
  /** What the police, the courts and a prison have of a referral was written down. */
  | { readonly name: 'matter.changed'; readonly referralId: ReferralId }
  | { readonly name: 'flags.changed'; readonly referralId: ReferralId; readonly isFlagged: boolean }
  | { readonly name: 'call-back.asked'; readonly callBackId: string }
  | { readonly name: 'call-back.made'; readonly callBackId: string }
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
      /** Whether each side harmed the other. */
      readonly isMutual: boolean;
    }
  | {
      readonly name: 'referral.declined';
      readonly referralId: ReferralId;
      readonly reason: string;
      readonly toPerson: boolean;
    }
  /** An agency changed its referral, or said something more; whether the referral itself is to be changed. */
  | {
      readonly name: 'referral.amended';
      readonly referralId: ReferralId;
      readonly amendmentId: string;
      readonly isToBeApplied: boolean;
    }
  /** Somebody of an agency sent a referral; whether the person had been told of us. */
  | {
      readonly name: 'agency.referred';
      readonly referralId: ReferralId;
      readonly agencyId: AgencyId;
      readonly referredBy: StaffId;
      readonly wasTold: boolean;
    }
  /** Somebody of the service wrote to an agency about its referral. */
  | { readonly name: 'agency.answered'; readonly referralId: ReferralId }
  | { readonly name: 'referral.files-sent'; readonly referralId: ReferralId; readonly fileId: string }
  | { readonly name: 'referral.withdrawn'; readonly referralId: ReferralId; readonly reason: string }
  /** An agency asks to stop what its referral became; its words are a message about it. */
  | { readonly name: 'referral.stop-asked'; readonly referralId: ReferralId; readonly amendmentId: string }
  /** A list that an agency sent was checked and waits: by when somebody is to look at it, and when it goes by itself. */
  | {
      readonly name: 'list.sent';
      readonly listId: Id<'list'>;
      readonly lookBy: PlainDate;
      readonly goneOn: PlainDate;
    }
  /** A list waits for nobody any more. */
  | {
      readonly name: 'list.settled';
      readonly listId: Id<'list'>;
      readonly how: 'taken-in' | 'let-go' | 'could-not-be-read';
    }
  /** A list that was taken in is to be as if it never had been. */
  | { readonly name: 'list.undone'; readonly listId: Id<'list'> }
  /** Somebody on a list wishes to be forgotten. */
  | { readonly name: 'offer.forgotten'; readonly listedId: Id<'listed-person'> }
  | { readonly name: 'offer.made'; readonly listedId: Id<'listed-person'>; readonly offerId: string }
  | {
      readonly name: 'offer.answered';
      readonly listedId: Id<'listed-person'>;
      readonly offerId: string;
      readonly answer: OfferAnswer;
      readonly askAfter: PlainDate | null;
      readonly referralId: ReferralId | null;
    }
  /** Somebody was added to a referral that waits, or taken off it. */
  | { readonly name: 'referral.others-changed'; readonly referralId: ReferralId }
  /** A referral is about the case that is held: who of it each of its people is, null for whoever joins it. */
  | {
      readonly name: 'referral.linked';
      readonly referralId: ReferralId;
      readonly who: readonly { readonly aboutId: string; readonly participantId: string | null }[];
    }
  /** A case, or a referral where one is named, goes to another service, step by step. */
  | { readonly name: 'transfer.offered'; readonly transferId: string; readonly referralId?: ReferralId }
  | { readonly name: 'transfer.accepted'; readonly transferId: string; readonly referralId?: ReferralId }
  | { readonly name: 'transfer.rejected'; readonly transferId: string; readonly referralId?: ReferralId }
  | { readonly name: 'transfer.taken-back'; readonly transferId: string; readonly referralId?: ReferralId }
  | { readonly name: 'transfer.sent'; readonly transferId: string; readonly referralId?: ReferralId }
  /** What one person says to going along. */
  | {
      readonly name: 'transfer.answered';
      readonly transferId: string;
      readonly participantId: ParticipantId;
      readonly guardianId: CompanionId | null;
      readonly answer: 'given' | 'declined';
      readonly wording: string;
      readonly how: 'online' | 'in-person' | 'by-phone' | 'video-call' | 'in-writing';
    }
  /** Another service offers one of its cases to this one. */
  | { readonly name: 'transfer.received'; readonly transferId: string }
  | { readonly name: 'transfer.answered-here'; readonly transferId: string }
  /** Another service took back what it had offered; whether we had said yes. */
  | { readonly name: 'transfer.gone'; readonly transferId: string; readonly wasAccepted: boolean }
  /** A question of eligibility was answered, of a referral or of the case that is held. */
  | {
      readonly name: 'eligibility.answered';
      readonly question: string;
      readonly answer: string;
      readonly referralId: ReferralId | null;
    }
  /** The link was taken back: the referral waits again. */
  | { readonly name: 'referral.unlinked'; readonly referralId: ReferralId }
  | { readonly name: 'case.opened'; readonly referralId: ReferralId | null }
  | { readonly name: 'case.put-on-hold'; readonly until: PlainDate }
  | { readonly name: 'case.taken-off-hold' }
  | { readonly name: 'case.closed'; readonly reason: string }
  | { readonly name: 'case.reopened' }
  | { readonly name: 'case.restricted' }
  | { readonly name: 'case.no-longer-restricted' }
  | { readonly name: 'case.given-to-team' }
  /** Somebody opened a case that is closed to them, for an hour; who of the service is told of it. */
  | {
      readonly name: 'glass.broken';
      readonly staffId: StaffId;
      readonly openingId: string;
      readonly tell: 'data-officer' | 'manager';
    }
  | { readonly name: 'reader.named'; readonly staffId: StaffId }
  | { readonly name: 'reader.no-longer-named'; readonly staffId: StaffId }
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
  /** Somebody asked for a code to come back to this page, and there was no safe way to send one. */
  | { readonly name: 'own-code.not-sent'; readonly participantId: ParticipantId; readonly because: string }
  | { readonly name: 'supporter.invited'; readonly participantId: ParticipantId; readonly companionId: CompanionId }
  | {
      readonly name: 'supporter.access-ended';
      readonly participantId: ParticipantId;
      readonly companionId: CompanionId;
    }
  /** Staff ended a participant's way in to their own page. */
  | { readonly name: 'access.ended'; readonly participantId: ParticipantId; readonly because: string }
  | {
      readonly name: 'allocation.made';
      readonly staffId: StaffId;
      readonly as: 'lead' | 'co';
      readonly level: PracticeLevel;
    }
  | { readonly name: 'allocation.ended'; readonly staffId: StaffId; readonly as: 'lead' | 'co' }
  /** One facilitator took the case over from another: what the one did has ended and what the other does has begun. */
  | { readonly name: 'case.handed-over'; readonly fromId: StaffId; readonly toId: StaffId; readonly as: 'lead' | 'co' }
  | { readonly name: 'conflict.declared'; readonly staffId: StaffId }
  | { readonly name: 'conflict.lifted'; readonly staffId: StaffId }
  | { readonly name: 'contact.attempted'; readonly participantId: ParticipantId; readonly attempts: number }
  | { readonly name: 'contact.by-letter'; readonly participantId: ParticipantId }
  | { readonly name: 'contact.made'; readonly participantId: ParticipantId }
  | { readonly name: 'approach.recorded'; readonly participantId: ParticipantId; readonly first: boolean }
  | { readonly name: 'note.written'; readonly participantId: ParticipantId | null }
  | { readonly name: 'document.added'; readonly participantId: ParticipantId | null; readonly documentId: string }
  | { readonly name: 'document.taken-away'; readonly participantId: ParticipantId | null; readonly documentId: string }
  | { readonly name: 'task.done'; readonly taskId: TaskId; readonly kind: string }
  | { readonly name: 'preparation.recorded'; readonly participantId: ParticipantId }
  | {
      readonly name: 'deciding.recorded';
      readonly participantId: ParticipantId;
      readonly what: 'guardian' | 'child' | 'capacity' | 'authority';
    }
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
  /** Where somebody stands with the court was written down. */
  | { readonly name: 'sentence.changed'; readonly participantId: ParticipantId }
  /** Whether somebody stands in for whoever was harmed was written down, or taken back. */
  | { readonly name: 'stand-in.changed'; readonly participantId: ParticipantId; readonly stands: boolean }
  /** A place that somebody may not go to was put on file, or its last day was written. */
  | { readonly name: 'zone.recorded'; readonly restrainsId: ParticipantId; readonly protectsId: ParticipantId }
  | { readonly name: 'zone.venue-looked-at'; readonly venueId: Id<'venue'>; readonly isClear: boolean }
  /** A statement of the ledger; `guardianId` is who spoke for a child, and null is the person. */
  | ({
      readonly name: 'consent.said';
      readonly participantId: ParticipantId;
      readonly guardianId: CompanionId | null;
      readonly answer: Exclude<Answer, 'withdrawn' | 'not-now'>;
    } & Subject)
  | ({
      readonly name: 'consent.not-now';
      readonly participantId: ParticipantId;
      readonly guardianId: CompanionId | null;
      readonly askAfter: PlainDate;
    } & Subject)
  | ({
      readonly name: 'consent.withdrawn';
      readonly participantId: ParticipantId;
      readonly guardianId: CompanionId | null;
    } & Subject)
  /** Words on their way to somebody were looked through, by their digest. */
  | {
      readonly name: 'words.checked';
      readonly way: WayToReader;
      /** The letter, conference, agreement, promise or notice that they are of. */
      readonly aboutId: string | null;
      /** Who is to read them. */
      readonly participantId: ParticipantId;
      readonly digest: string;
      readonly found: number;
      readonly falseAlarmId: string | null;
    }
  | { readonly name: 'alarm.answered'; readonly participantId: ParticipantId }
  | { readonly name: 'word.protected'; readonly participantId: ParticipantId; readonly kind: ProtectedWordKind }
  | {
      readonly name: 'word.no-longer-protected';
      readonly participantId: ParticipantId;
      readonly kind: ProtectedWordKind;
    }
  | { readonly name: 'alarm.seconded'; readonly participantId: ParticipantId }
  | { readonly name: 'availability.given'; readonly participantId: ParticipantId }
  | { readonly name: 'availability.taken-back'; readonly participantId: ParticipantId }
  | { readonly name: 'availability.avoiding-changed'; readonly participantId: ParticipantId }
  | { readonly name: 'item.written'; readonly participantId: ParticipantId; readonly itemId: string }
  | {
      readonly name: 'item.sharing-answered';
      /** Whose item it is. */
      readonly participantId: ParticipantId;
      /** Who spoke for a child; null is the person. */
      readonly guardianId: CompanionId | null;
      readonly itemId: string;
      readonly towardId: ParticipantId;
      readonly answer: 'given' | 'declined';
      /** The question as it was shown; it names nobody. */
      readonly wording: string;
      readonly how: 'online' | 'in-person' | 'by-phone' | 'video-call' | 'in-writing';
    }
  | ({ readonly name: 'item.released' } & Crossed)
  /** Before it was read. */
  | ({ readonly name: 'item.taken-back' } & Crossed)
  | {
      readonly name: 'paper.sharing-answered';
      /** Whose document it is. */
      readonly participantId: ParticipantId;
      /** Who spoke for a child; null is the person. */
      readonly guardianId: CompanionId | null;
      readonly documentId: string;
      readonly towardId: ParticipantId;
      readonly answer: 'given' | 'declined';
      /** The question as it was shown; it names nobody. */
      readonly wording: string;
      readonly how: 'online' | 'in-person' | 'by-phone' | 'video-call' | 'in-writing';
    }
  | ({ readonly name: 'paper.passed-on' } & PassedOn)
  /** Before it was opened. */
  | ({ readonly name: 'paper.taken-back' } & PassedOn)
  | { readonly name: 'letter.started'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | { readonly name: 'letter.sent-for-review'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | { readonly name: 'letter.read-and-ready'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | { readonly name: 'letter.returned'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | { readonly name: 'letter.held'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | {
      readonly name: 'letter.sharing-answered';
      /** The writer. */
      readonly participantId: ParticipantId;
      /** Who spoke for a child; null is the writer. */
      readonly guardianId: CompanionId | null;
      readonly letterId: LetterId;
      readonly recipientId: ParticipantId;
      readonly answer: 'given' | 'declined';
      /** The question as it was shown; it names nobody. */
      readonly wording: string;
      readonly how: 'online' | 'in-person' | 'by-phone' | 'video-call' | 'in-writing';
    }
  | { readonly name: 'letter.offered'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | {
      readonly name: 'letter.accepted';
      readonly participantId: ParticipantId;
      readonly letterId: LetterId;
      readonly how: string;
      /** Somebody of the service has something to do before it can be delivered. */
      readonly waits: boolean;
    }
  | {
      readonly name: 'letter.kept-for-later';
      readonly participantId: ParticipantId;
      readonly letterId: LetterId;
      readonly askAfter: PlainDate;
    }
  | { readonly name: 'letter.declined'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | {
      readonly name: 'letter.frozen';
      /** Whose yes was taken back. */
      readonly participantId: ParticipantId;
      readonly letterId: LetterId;
      /** People who knew of the letter and hear, without a reason, that it is not going ahead. */
      readonly tell: readonly ParticipantId[];
    }
  | {
      readonly name: 'letter.taken-back';
      /** The recipient, who had not opened it and hears nothing. */
      readonly participantId: ParticipantId;
      readonly authorId: ParticipantId;
      readonly letterId: LetterId;
    }
  | { readonly name: 'letter.taken-up-again'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | { readonly name: 'letter.never-sent'; readonly participantId: ParticipantId; readonly letterId: LetterId }
  | {
      readonly name: 'letter.delivered';
      /** The recipient. */
      readonly participantId: ParticipantId;
      readonly authorId: ParticipantId;
      readonly letterId: LetterId;
    }
  | { readonly name: 'conference.planned'; readonly conferenceId: ConferenceId; readonly mode: Mode }
  /** From now on everyone who is to come knows when and where, and how the others are told of. */
  | { readonly name: 'conference.asked'; readonly conferenceId: ConferenceId }
  | {
      readonly name: 'conference.attendance-answered';
      readonly participantId: ParticipantId;
      /** Who spoke for a child; null is the participant. */
      readonly guardianId: CompanionId | null;
      readonly attendeeId: AttendeeId;
      /** About their own side: how the others are told. About another side: whether this person may come. */
      readonly purpose: 'share-item' | 'attend';
      readonly answer: 'given' | 'declined';
      readonly how: 'online' | 'in-person' | 'by-phone' | 'video-call' | 'in-writing';
    }
  | {
      readonly name: 'conference.another-time-asked';
      readonly conferenceId: ConferenceId;
      readonly participantId: ParticipantId;
    }
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
  /** Put before its parties, who can read it from now on. */
  | { readonly name: 'agreement.proposed'; readonly agreementId: AgreementId; readonly participantId: ParticipantId }
  | { readonly name: 'agreement.set-aside'; readonly agreementId: AgreementId; readonly participantId: ParticipantId }
  | {
      readonly name: 'agreement.terms-answered';
      readonly agreementId: AgreementId;
      readonly participantId: ParticipantId;
      /** Who spoke for a child; null is the person. */
      readonly guardianId: CompanionId | null;
      readonly answer: 'given' | 'not-now' | 'declined';
      readonly askAfter: PlainDate | null;
      readonly how: 'online' | 'in-person' | 'by-phone' | 'video-call' | 'in-writing';
    }
  | {
      readonly name: 'agreement.updates-chosen';
      readonly agreementId: AgreementId;
      readonly participantId: ParticipantId;
      readonly wants: boolean;
    }
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
  | ({ readonly name: 'notice.sent'; readonly channel: SendingChannel } & NoticeTold)
  /** It did not go out, for this reason, and a person decides what to do. */
  | ({ readonly name: 'notice.stopped'; readonly because: string } & NoticeTold)
  | ({ readonly name: 'notice.failed'; readonly because: string } & NoticeTold)
  /** Nobody knows whether it arrived: a person finds out. */
  | ({ readonly name: 'notice.unsure' } & NoticeTold)
  | ({ readonly name: 'notice.let-go' } & NoticeTold)
  | { readonly name: 'survey.answered'; readonly participantId: ParticipantId }
  | { readonly name: 'reoffending.checked'; readonly participantId: ParticipantId }
) & {
  /** The day it happened, when that is not the day it was recorded. */
  readonly happenedOn?: PlainDate | undefined;
};

/** A copy of a document, and who reads it. */
interface PassedOn {
  /** The reader. */
  readonly participantId: ParticipantId;
  readonly fromId: ParticipantId;
  readonly documentId: string;
}

/** What crossed from one side to the other. */
interface Crossed {
  /** The reader. */
  readonly participantId: ParticipantId;
  readonly fromId: ParticipantId;
  /** For a first name, whose it is. */
  readonly itemId: string;
  readonly kind: 'statement' | 'question' | 'availability' | 'first-name';
}

/** Which message it is about; one of the two readers is set. */
interface NoticeTold {
  readonly noticeId: string;
  readonly kind: string;
  readonly participantId: ParticipantId | null;
  readonly referralId: ReferralId | null;
}

export type AnnouncementName = Announcement['name'];
