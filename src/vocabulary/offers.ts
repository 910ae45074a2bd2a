import type { AgencyKind } from './agencies.ts';
import type { PlainDate } from './dates.ts';
import type { Id } from './ids.ts';
import type { IncidentKind, Part } from './parts.ts';
import type { SafeContact } from './safe-contact.ts';

export type ListId = Id<'list'>;
export type ListedId = Id<'listed-person'>;

/** Where a list is between the file and the people on it. */
export type ListStatus = 'new' | 'checking' | 'checked' | 'importing' | 'imported' | 'undone' | 'let-go' | 'failed';

/** A way of reaching somebody that an agency or they themselves called safe. */
export type SafeWay = Exclude<SafeContact['ways'][number], 'none'>;

export const safeWays: readonly SafeWay[] = ['call', 'text', 'email', 'post'];

/** How somebody was asked. Face to face needs no number. */
export type OfferWay = SafeWay | 'in-person';

/** How an offer reached somebody, in words. */
export const offerWayWords: Readonly<Record<OfferWay, string>> = {
  call: 'By phone',
  text: 'By text message',
  email: 'By e-mail',
  post: 'By letter',
  'in-person': 'Face to face',
};

/** How it stands with asking somebody. */
export type Standing = 'not-asked' | 'asked' | 'yes' | 'no' | 'not-now';

/** How it stands with asking somebody, in words. */
export const standingWords: Readonly<Record<Standing, string>> = {
  'not-asked': 'Not asked yet',
  asked: 'Asked, no answer yet',
  yes: 'Yes',
  no: 'No',
  'not-now': 'Not now',
};

/** For how many days what a list says of somebody is kept: from the day they came, were asked, may be asked again, or answered. */
export const keptDays: Readonly<Record<Standing, number>> = {
  'not-asked': 180,
  asked: 90,
  'not-now': 90,
  yes: 30,
  no: 30,
};

/** What somebody answered to an offer. */
export type OfferAnswer = Extract<Standing, 'yes' | 'no' | 'not-now'>;

/** What a list says of somebody. */
export interface ListedDetails {
  readonly fullName: string;
  readonly dateOfBirth: PlainDate | null;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly postcode: string;
  readonly contactNote: string;
  readonly reference: string;
  readonly kind: IncidentKind;
  readonly whatHappened: string;
  readonly happenedOn: PlainDate | null;
  readonly whereWords: string;
  readonly language: string;
  readonly accessNeeds: string;
}

/** A row of a list that can be taken in. */
export interface ListedRow {
  readonly rowNumber: number;
  readonly details: ListedDetails;
  readonly safeWays: readonly SafeWay[];
}

/** Somebody on a list. */
export interface ListedPerson {
  readonly id: ListedId;
  readonly listId: ListId;
  readonly agencyName: string;
  readonly agencyKind: AgencyKind;
  readonly rowNumber: number;
  readonly part: Part;
  /** Undefined once it was let go. */
  readonly details: ListedDetails | undefined;
  readonly safeWays: readonly SafeWay[];
  readonly standing: Standing;
  readonly askAfter: PlainDate | null;
  readonly settledOn: PlainDate | null;
  readonly listedAt: Date;
  /** The last day on which what the list says of them is kept, and the day on which it was let go of. */
  readonly keepUntil: PlainDate;
  readonly letGoOn: PlainDate | null;
}

/** A place in the lists' people: those after it come later. */
export interface ListedPlace {
  readonly listedAt: Date;
  readonly rowNumber: number;
  readonly id: string;
}
