import type { Source } from '#vocabulary/agencies.ts';
import type { CaseKind, IncidentKind, Part } from '#vocabulary/parts.ts';
import type { StaffKey } from './staff-cast.ts';

/** Somebody made up: nobody real, numbers that ring nowhere, addresses that no post reaches. */
export interface Person {
  readonly kind: 'person';
  readonly fullName: string;
  readonly called: string;
  readonly pronouns: string;
  readonly age: number;
  readonly language: string;
  readonly needsInterpreter: boolean;
  readonly accessNeeds: string;
  readonly ownWord: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly ways: readonly ('call' | 'text' | 'email' | 'post')[];
  readonly hours: readonly [from: number, until: number] | null;
  readonly times: string;
  readonly mayLeaveVoicemail: boolean;
  readonly codeword: string;
  readonly ifSomeoneElseAnswers: string;
  readonly guardian: { readonly fullName: string; readonly called: string; readonly relation: string } | null;
}

/** A shop, a club, a church: harmed as a whole and reached through a role. */
export interface Organisation {
  readonly kind: 'organisation';
  readonly fullName: string;
  readonly called: string;
  readonly contactRole: string;
  readonly phone: string;
}

export type Cast = Person | Organisation;

/** How somebody came to us and what they, or an agency for them, told. */
export interface Arrival {
  readonly who: Person;
  readonly part: Part;
  readonly source: Source;
  /** Who wrote or rang, where that was an agency. */
  readonly referrer?: {
    readonly name: string;
    readonly contact: string;
    /** Where they sent it themselves, and what they added. */
    readonly sends?: {
      readonly as: StaffKey;
      readonly reference: string;
      readonly situation: string;
      readonly told: string;
    };
  };
  readonly incident: IncidentKind;
  readonly what: string;
  readonly when: string;
  readonly where: string;
  readonly postcode: string;
  readonly others: string;
  readonly hopes: string;
}

/** How one case began: who came, who else is in it, and who works on it. */
export interface Told {
  /** Names the story; its reference is made from it, so that a demonstration that was cut off goes on where it was. */
  readonly key: string;
  readonly weeksAgo: number;
  readonly arrival: Arrival;
  readonly others: readonly (readonly [Part, Cast])[];
  readonly kind?: CaseKind;
  /** Whether each side harmed the other. */
  readonly isMutual?: boolean;
  /** Who leads, then who co-facilitates; nobody while it waits to be given. */
  readonly team: readonly StaffKey[];
}
