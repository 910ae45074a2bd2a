import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { isLive, pairsAt, purposeOf, type Attendee, type Conference } from '#vocabulary/conference.ts';
import type { Standing } from '#vocabulary/consent.ts';
import type { HarmLink } from '#vocabulary/frame.ts';
import type { AttendeeId, ParticipantId, StaffId } from '#vocabulary/ids.ts';

export type CannotInvite = 'who-comes-is-settled' | 'comes-already' | 'how-they-are-told-of-is-missing';

/** Who comes is settled while a conference is planned, and nobody comes twice. (CNF-7, CNF-12) */
export function comes<Who extends Pick<Attendee, 'participantId' | 'companionId' | 'shownAs'>>(
  conference: Pick<Conference, 'status' | 'attendees'>,
  who: Who,
): Decision<Who, CannotInvite> {
  const reasons: CannotInvite[] = [];
  if (conference.status !== 'planned') reasons.push('who-comes-is-settled');
  const isSame = (one: Attendee) => one.participantId === who.participantId && one.companionId === who.companionId;
  if (conference.attendees.some(isSame)) reasons.push('comes-already');
  if (who.shownAs === '') reasons.push('how-they-are-told-of-is-missing');
  return refuseAny(reasons, who);
}

export type CannotAnswer = 'not-asked-yet';

/**
 * Whoever comes on another side is answered about once the person was told of them, for the question holds those words.
 * Whoever answered before has the words already, and may always take a yes back. (CNF-13, H4, H2)
 */
export function mayAnswer(
  { invited }: Pick<Conference, 'invited'>,
  attendee: Pick<Attendee, 'id' | 'participantId' | 'shownSince'>,
  { participantId, stands }: { readonly participantId: ParticipantId; readonly stands: Standing['stands'] },
): Decision<'share-item' | 'attend', CannotAnswer> {
  const purpose = purposeOf(attendee, participantId);
  const isTold = attendee.shownSince !== null && invited.includes(participantId);
  const isKnown = stands.some(
    (stand) => stand.participantId === participantId && stand.purpose === purpose && stand.itemId === attendee.id,
  );
  return purpose === 'share-item' || isTold || isKnown ? allow(purpose) : refuse('not-asked-yet');
}

export type CannotApprove = 'it-has-ended' | 'plan-is-not-whole' | 'approver-wrote-the-plan' | 'approver-may-not';

/** A plan is whole and approved by a supervisor or the other facilitator, never by who wrote it. (CNF-19, H7) */
export function approve(
  conference: Pick<Conference, 'status' | 'plan' | 'plannedBy' | 'facilitators'>,
  by: { readonly staffId: StaffId; readonly isSupervisor: boolean },
): Decision<StaffId, CannotApprove> {
  const reasons: CannotApprove[] = [];
  const { safety, seating, stop } = conference.plan;
  if (!isLive(conference)) reasons.push('it-has-ended');
  if (safety === '' || seating === '' || stop === '') reasons.push('plan-is-not-whole');
  if (by.staffId === conference.plannedBy) reasons.push('approver-wrote-the-plan');
  if (!by.isSupervisor && !conference.facilitators.some(({ staffId }) => staffId === by.staffId)) {
    reasons.push('approver-may-not');
  }
  return refuseAny(reasons, by.staffId);
}

export type CannotHold =
  | 'only-a-booked-one-is-held'
  | 'has-not-begun'
  | 'what-happened-is-missing'
  | 'both-sides-did-not-come';

/** A conference was held when it was booked, has begun, and somebody of both sides came. (CNF-9, CNF-10) */
export function held(
  conference: Conference,
  links: readonly HarmLink[],
  what: { readonly came: readonly AttendeeId[]; readonly happened: string; readonly now: Date },
): Decision<readonly ParticipantId[], CannotHold> {
  if (conference.status !== 'booked') return refuse('only-a-booked-one-is-held');
  const reasons: CannotHold[] = [];
  const present = conference.attendees.filter(({ id }) => what.came.includes(id));
  if (conference.startsAt > what.now) reasons.push('has-not-begun');
  if (pairsAt({ attendees: present }, links).length === 0) reasons.push('both-sides-did-not-come');
  if (what.happened === '') reasons.push('what-happened-is-missing');
  const themselves = present.filter(({ companionId }) => companionId === null);
  return refuseAny(
    reasons,
    themselves.map(({ participantId }) => participantId),
  );
}

/** Whether something about a conference may still be prepared: its plan, arrivals, ground rules, run sheet. */
export function prepare(conference: Pick<Conference, 'status'>): Decision<true, 'it-has-ended'> {
  return isLive(conference) ? allow(true) : refuse('it-has-ended');
}

export type Refusal =
  | 'holds-what-is-protected'
  | 'it-has-ended'
  | CannotInvite
  | CannotAnswer
  | CannotApprove
  | CannotHold;

/** The refusal in plain words, for staff. */
export function explain(reason: Refusal): string {
  switch (reason) {
    case 'holds-what-is-protected':
      return 'These words may hold something that must not cross. Look at the places that are marked below';
    case 'who-comes-is-settled':
      return 'Who comes is settled. Postpone or cancel to change it';
    case 'it-has-ended':
      return 'This conference has ended and stays as it is';
    case 'comes-already':
      return 'This person is on the list already';
    case 'how-they-are-told-of-is-missing':
      return 'Write how the others are told of this person';
    case 'not-asked-yet':
      return 'Ask everyone first. Until then nobody is told who else comes';
    case 'plan-is-not-whole':
      return 'Write all three parts of the plan before it is approved';
    case 'approver-wrote-the-plan':
      return 'Somebody other than the person who wrote the plan approves it';
    case 'approver-may-not':
      return 'The other facilitator or a supervisor approves the plan';
    case 'only-a-booked-one-is-held':
      return 'Only a booked conference can be written down as held';
    case 'has-not-begun':
      return 'It has not begun yet';
    case 'what-happened-is-missing':
      return 'Write what happened';
    case 'both-sides-did-not-come':
      return 'Somebody from both sides has to have come. If they did not meet, cancel it with the reason';
    default:
      return unreachable(reason);
  }
}
