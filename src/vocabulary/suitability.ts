import type { ParticipantId } from './ids.ts';
import { isDirect, type Mode } from './modes.ts';
import type { PlainDate } from './dates.ts';

/** How far somebody acknowledges what they did (domain 28-31). Remorse and forgiveness are not asked for. */
export type ResponsibilityLevel = 'none' | 'minimising' | 'partial' | 'full';

/** Where somebody's responsibility stands now: the newest line of its history. */
export interface Responsibility {
  readonly participantId: ParticipantId;
  readonly level: ResponsibilityLevel;
  /** A supervisor let less than full go on, with a reason. */
  readonly signedOff: boolean;
}

export type Rating = 'low' | 'medium' | 'high';

/** What is left of the risk of communicating once everything planned against it is done. */
export type ResidualRisk = Rating | 'not-manageable';

/** The newest risk assessment, as gates weigh it. */
export interface Risk {
  readonly residual: ResidualRisk;
  readonly assessedOn: PlainDate;
  /** It holds up to and including this day. */
  readonly reviewBy: PlainDate;
  readonly approved: boolean;
  /** Factors rated medium or high for which something planned is not done yet. */
  readonly openMitigations: number;
}

/** A legal order that keeps one participant from another. */
export interface LegalOrder {
  readonly restrainsId: ParticipantId;
  readonly protectsId: ParticipantId;
  /** Most orders forbid every contact, through others too; some only forbid meeting. */
  readonly covers: 'all' | 'direct';
  readonly startsOn: PlainDate;
  /** Null is until further notice. */
  readonly endsOn: PlainDate | null;
  /** Written permission by whoever may give it, for some days. */
  readonly permissionFrom: PlainDate | null;
  readonly permissionUntil: PlainDate | null;
}

/** What suitability knows, as later stages weigh it. */
export interface Suitability {
  readonly responsibility: readonly Responsibility[];
  readonly risk: Risk | null;
  readonly orders: readonly LegalOrder[];
}

/** Whether somebody takes responsibility enough to go on: in full, or less with a supervisor's reason; none never (H5). */
export function takesResponsibility({ level, signedOff }: Responsibility): boolean {
  return level === 'full' || (level !== 'none' && signedOff);
}

/** Whether an order forbids these two a mode on a day, and no permission lifts it that day (H3). */
export function standsBetween(
  order: LegalOrder,
  between: readonly [ParticipantId, ParticipantId],
  mode: Mode,
  day: PlainDate,
): boolean {
  const { restrainsId, protectsId, covers, startsOn, endsOn, permissionFrom, permissionUntil } = order;
  const isTheirs = between.includes(restrainsId) && between.includes(protectsId);
  const isInForce = startsOn <= day && (endsOn === null || endsOn >= day);
  const isPermitted =
    permissionFrom !== null && permissionUntil !== null && permissionFrom <= day && day <= permissionUntil;
  return isTheirs && isInForce && (covers === 'all' || isDirect(mode)) && !isPermitted;
}
