import type { Decision } from '#platform/decision.ts';
import type { Hand } from './acting.ts';
import type { CaseId, ParticipantId, ServiceId } from './ids.ts';
import type { Keeper } from './keeper.ts';

/** A code as people read it out: six figures, spaces and dashes forgiven. */
export function readCode(typed: string): string {
  return typed.replace(/[\s-]/g, '');
}

/** Somebody's wish for a code, written down whoever it is. */
export interface CodeAsking {
  readonly typed: string;
  /** False where it came too often: nobody is looked for. */
  readonly isHeard: boolean;
  readonly mark: string;
  readonly tokenHash: string;
  readonly at: Date;
  readonly until: Date;
}

/** What differs between the kinds of people who come back by a code, while they are at the door. */
export interface CodesAtTheDoor<Known extends { readonly reached: string }, Refusal extends string> {
  /** What the mark of a code begins with: a code of one kind opens nothing of another. */
  readonly kind: 'own code' | 'supporter code';
  /** What the mark of what was typed begins with, by which asking again is counted. */
  readonly knownAs: string;
  readonly sessionHours: number;
  read(typed: string): Decision<Known, Refusal>;
  addAsking(keeper: Keeper, asking: CodeAsking & Known): Promise<void>;
  useCode(
    keeper: Keeper,
    code: { readonly tokenHash: string; readonly codeHash: string },
    session: { readonly tokenHash: string; readonly until: Date },
  ): Promise<boolean>;
}

/** The way in that an asking leads to, as far as sending its code goes. */
export interface CodeWanted {
  readonly serviceId: ServiceId;
  readonly caseId: CaseId;
  /** Whose code it is, or beside whom they stand. */
  readonly participantId: ParticipantId;
  readonly tokenHash: string;
}

/** By which ways a message leaves by itself, without a person who would read it. */
export interface LeavesByItself {
  readonly email: boolean;
  readonly text: boolean;
}

/** Where a code may go at this moment, and in which words. */
export interface CodeLeaving {
  readonly channel: keyof LeavesByItself;
  /** Of a text, the number as networks write it. */
  readonly to: string;
  readonly saysWho: boolean;
  words(code: string): { readonly subject: string; readonly body: string };
}

/** What differs between the kinds of people who come back by a code, when it is sent. */
export interface CodesSent<Wanted extends CodeWanted> {
  readonly kind: CodesAtTheDoor<never, never>['kind'];
  readonly event: 'own-code' | 'supporter-code';
  findWanted(keeper: Keeper, askingId: string): Promise<readonly Wanted[]>;
  decide(hand: Hand, wanted: Wanted, leaves: LeavesByItself): Promise<Decision<CodeLeaving, string>>;
  /** What else follows when a code may go nowhere. */
  goesNowhere(hand: Hand, wanted: Wanted, because: string): Promise<void>;
  keepCode(hand: Hand, askingId: string, wanted: Wanted, codeHash: string): Promise<void>;
  markSent(hand: Hand, askingId: string, wanted: Wanted): Promise<void>;
}
