import type { CaseId, IncidentId, ParticipantId, PersonId, ServiceId, StaffId } from './ids.ts';
import type { PlainDate } from './dates.ts';
import type { CaseKind, CaseStatus, Complexity, IncidentKind, Part, Stage } from './parts.ts';

/** Who harmed whom, in which incident. */
export interface HarmLink {
  readonly incidentId: IncidentId;
  readonly harmedId: ParticipantId;
  readonly responsibleId: ParticipantId;
}

/** A participant as staff see them on every page of the case. */
export interface FrameParticipant {
  readonly id: ParticipantId;
  /** Null for an organisation. */
  readonly personId: PersonId | null;
  /** How they like to be called; an organisation's name. */
  readonly called: string;
  /** Both, in a conflict where each harmed the other; empty until a harm link is drawn. */
  readonly parts: readonly Part[];
  readonly isChild: boolean;
}

export interface FrameStaff {
  readonly staffId: StaffId;
  readonly name: string;
  readonly as: 'lead' | 'co';
}

/** How whoever looks at a case stands to it. */
export interface Standing {
  readonly isAllocated: boolean;
  readonly isNamed: boolean;
  /** Set while they cover for somebody who works on it: the moment at which it ends. */
  readonly coveringUntil: Date | null;
  readonly hasConflict: boolean;
  /** The case is of a team, and they are in others only. */
  readonly isOtherTeams: boolean;
  /** Set while they look by a broken glass alone: the moment at which it ends. */
  readonly lookingUntil: Date | null;
}

/** What stands at the head of every staff page of a case; loaded as the member of staff. */
export interface CaseFrame {
  readonly id: CaseId;
  readonly serviceId: ServiceId;
  readonly reference: string;
  readonly kind: CaseKind;
  readonly stage: Stage;
  readonly status: CaseStatus;
  readonly complexity: Complexity;
  readonly openedOn: PlainDate;
  /** Opens for those who work on it and for named people only. */
  readonly isRestricted: boolean;
  readonly incidents: readonly { readonly id: IncidentId; readonly kind: IncidentKind; readonly summary: string }[];
  /** How the member of staff who looks stands to it. */
  readonly own: Standing;
  readonly participants: readonly FrameParticipant[];
  readonly links: readonly HarmLink[];
  readonly facilitators: readonly FrameStaff[];
}

/** A participant of the frame, when the id is one of this case. */
export function participantIn(frame: Pick<CaseFrame, 'participants'>, id: string): FrameParticipant | undefined {
  return frame.participants.find((participant) => participant.id === id);
}
