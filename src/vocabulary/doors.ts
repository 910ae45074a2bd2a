import type { Db } from '#platform/sql.ts';
import type { Decision } from '#platform/decision.ts';
import type { Attempt, Problem, Typed } from '#platform/forms.ts';
import type { Html } from '#platform/html.ts';
import type { Operation, Shape } from '#platform/openapi.ts';
import type { Hand } from './acting.ts';
import type { CaseFrame } from './frame.ts';
import type { ApiClientId, CaseId, ParticipantId, PersonId, ServiceId, StaffId } from './ids.ts';
import type { PlainDate } from './dates.ts';
import type { SignedInStaff, StaffMember } from './staff.ts';
import type { Read } from './trails.ts';

/** A page, ready to stand in its door's layout. The body holds the page's one h1. */
export interface Page {
  readonly title: string;
  readonly body: Html;
  /** What a search may show of it. Pages without one ask searches to leave them out. */
  readonly description?: string | undefined;
  /** Where the back link leads, where the page has one. */
  readonly back?: string | undefined;
  /** Printed to be handed over: nothing on paper says whose page, which case or which service it is. */
  readonly isHandedOver?: boolean | undefined;
  /** What it shows of somebody, where the way in does not say it by itself. */
  readonly read?: Read | undefined;
  /** What it shows besides of others, each of whom it is a look at too. */
  readonly readBeside?: readonly Read[] | undefined;
  /** A script that this page needs besides its door's. */
  readonly script?: 'passkey.js' | 'look-alike.js' | undefined;
  /** Other origins that its forms may lead to: those of the provider where staff sign in, and nobody else's. */
  readonly formsTo?: readonly string[] | undefined;
}

/** The provider where staff may sign in, as a page that leads there knows it. */
export interface ProviderLink {
  readonly name: string;
  readonly origins: readonly string[];
}

/** Looks once more, in a transaction of its own, as whoever asked. */
export type LookAgain = <Answer>(look: (db: Db) => Promise<Answer>) => Promise<Answer>;

/** A file to keep, such as a table for a spreadsheet. What leaves the building always leaves a row in the read trail. */
export interface Download {
  readonly name: string;
  readonly type: 'text/csv';
  /** Whole, or in pieces: a long one is never in memory at once, and no connection waits for a slow line. */
  readonly text: string | ((again: LookAgain) => AsyncIterable<string>);
  readonly read: Read;
}

/** A file that somebody sent with a form, whole in memory: never in clear on the disk. */
export interface SentFile {
  /** As the browser said it; anything may stand in it. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Longer than a file may be: the bytes are not all there. */
  readonly isTooBig: boolean;
  /** After the last one that a form may bring. */
  readonly isOverCount: boolean;
}

/** How a form with files is taken: each file as it comes, then the form itself with what became of them. */
export interface Uploading<Taken, Sending = CaseSent, Looking = CaseVisit> {
  take(file: SentFile): Promise<Taken>;
  submit(sent: Sending, taken: readonly Taken[]): Promise<Outcome>;
  readonly show: Show<Looking>;
}

/** A file that somebody may open: handed out as what it is, and never as a page of ours. */
export interface ServedFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Whether a browser may show it by itself; else it is kept. */
  readonly isShown: boolean;
  content(): Promise<AsyncIterable<Buffer> | undefined>;
  readonly read: Read;
}

/** What a form led to: go on to another page, show something once, show the same page with what is wrong, or as it was typed. */
export type Outcome =
  | { readonly to: string; readonly said?: string | undefined }
  | { readonly once: Page }
  | { readonly problems: readonly Problem[] }
  | { readonly again: 'as-typed' }
  | 'not-found';

/** Where a decision leads: on, to a page that is not there, or back to the field each reason is about. */
export function led<Why extends string>(
  decision: Decision<unknown, Why>,
  on: { readonly to: string; readonly said: string },
  problemFor: (reason: Exclude<Why, 'not-here'>) => Problem,
): Outcome {
  if (decision.ok) return on;
  const reasons = decision.because.filter((reason): reason is Exclude<Why, 'not-here'> => reason !== 'not-here');
  return reasons.length < decision.because.length ? 'not-found' : { problems: reasons.map(problemFor) };
}

/** What every page and form is given. */
interface Visit {
  /** Asks the database as the person who is looking; a page's whole visit is one transaction. */
  readonly db: Db;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly today: PlainDate;
  readonly now: Date;
  /** Empty on a first look; after a refused form, what was typed and what is wrong. */
  readonly attempt: Attempt;
}

/** What a form handler is given. It has no `db`: what it needs to know, its action loads on the hand. */
interface Sent {
  readonly form: Typed;
  readonly params: Readonly<Record<string, string>>;
  readonly today: PlainDate;
  /** Runs an action in one transaction of the hand; a refusal rolls everything back. */
  act<Value, Refusal extends string>(
    work: (hand: Hand) => Promise<Decision<Value, Refusal>>,
  ): Promise<Decision<Value, Refusal>>;
}

export interface StaffVisit extends Visit {
  readonly staff: SignedInStaff;
}
export interface StaffSent extends Sent {
  readonly staff: SignedInStaff;
  /** Looks something up as whoever sent it, before anything is done: what only they may be told decides no rule. */
  look<Answer>(work: (db: Db) => Promise<Answer>): Promise<Answer>;
  /** Holds a case that does not exist yet, or another one that the action names. */
  actOn<Value, Refusal extends string>(
    caseId: CaseId,
    work: (hand: Hand) => Promise<Decision<Value, Refusal>>,
  ): Promise<Decision<Value, Refusal>>;
}

/** A staff page of one case: whoever may not open the case never gets here. */
export interface CaseVisit extends StaffVisit {
  readonly frame: CaseFrame;
}
export interface CaseSent extends StaffSent {
  readonly frame: CaseFrame;
}

/** Who is signed in to the participant door: one person in one case. */
export interface Self {
  readonly participantId: ParticipantId;
  readonly personId: PersonId;
  readonly caseId: CaseId;
  readonly serviceId: ServiceId;
  readonly called: string;
}
export interface OwnVisit extends Visit {
  readonly self: Self;
}
export interface OwnSent extends Sent {
  readonly self: Self;
}

export interface PublicVisit extends Visit {
  readonly serviceId: ServiceId;
  readonly serviceName: string;
  /** The hashed key of this visit, kept in a cookie from the first form on; empty before. The database knows it too. */
  readonly visitor: string;
  /** The secret of an address that led here, and is in it no more; empty for none. */
  readonly carried: string;
}
export interface PublicSent extends Sent {
  readonly serviceId: ServiceId;
  /** Where people find us, for a link to be written down. */
  readonly baseUrl: string;
  /** Never empty: the first form sent begins the visit. */
  readonly visitor: string;
}

type Show<V> = (visit: V) => Promise<Page | 'not-found'>;
type Submit<S> = (sent: S) => Promise<Outcome>;

/** Who may do what a route does, by the roles of staff. Left out: everybody who may open the page. */
export interface Allowed {
  /** Set for late entries: what may still be written down when the case is closed. Anything else is refused in words. */
  readonly whenClosed?: boolean | undefined;
  readonly roles?: readonly StaffMember['roles'][number][] | undefined;
}

/** The staff door as a slice's `staff.ts` meets it. Paths under a case are given without `/cases/:ref`. */
export interface StaffDoor {
  page(path: string, show: Show<StaffVisit>, allowed?: Allowed): void;
  /** `show` is the page shown again, with status 422, when the form is refused. */
  form(path: string, submit: Submit<StaffSent>, show: Show<StaffVisit>, allowed?: Allowed): void;
  /** A form that may bring files and is of no case. */
  upload<Taken>(path: string, uploading: Uploading<Taken, StaffSent, StaffVisit>, allowed?: Allowed): void;
  /** A file that is kept rather than shown. */
  download(path: string, make: (visit: StaffVisit) => Promise<Download | 'not-found'>, allowed?: Allowed): void;
  /** A file that somebody may open and that is of no case. */
  file(path: string, make: (visit: StaffVisit) => Promise<ServedFile | 'not-found'>, allowed?: Allowed): void;
  casePage(path: string, show: Show<CaseVisit>, allowed?: Allowed): void;
  caseForm(path: string, submit: Submit<CaseSent>, show: Show<CaseVisit>, allowed?: Allowed): void;
  /** A form that may bring files. */
  caseUpload<Taken>(path: string, uploading: Uploading<Taken>, allowed?: Allowed): void;
  caseFile(path: string, make: (visit: CaseVisit) => Promise<ServedFile | 'not-found'>, allowed?: Allowed): void;
}

/** The referrers' door as a slice's `referrer.ts` meets it: for people of agencies. Paths are given without `/agency`. */
export interface ReferrerDoor {
  page(path: string, show: Show<StaffVisit>): void;
  form(path: string, submit: Submit<StaffSent>, show: Show<StaffVisit>): void;
  /** A form that may bring files. */
  upload<Taken>(path: string, uploading: Uploading<Taken, StaffSent, StaffVisit>): void;
  file(path: string, make: (visit: StaffVisit) => Promise<ServedFile | 'not-found'>): void;
  download(path: string, make: (visit: StaffVisit) => Promise<Download | 'not-found'>): void;
}

/** The commissioners' door as a slice's `commissioner.ts` meets it: for people of the body that pays. Paths are given without `/commissioner`. */
export interface CommissionerDoor {
  page(path: string, show: Show<StaffVisit>): void;
  download(path: string, make: (visit: StaffVisit) => Promise<Download | 'not-found'>): void;
}

/** The participant door as a slice's `participant.ts` meets it. Paths are given without `/my`. */
export interface ParticipantDoor {
  page(path: string, show: Show<OwnVisit>): void;
  form(path: string, submit: Submit<OwnSent>, show: Show<OwnVisit>): void;
  file(path: string, make: (visit: OwnVisit) => Promise<ServedFile | 'not-found'>): void;
}

/** The public door as a slice's `public.ts` meets it. */
export interface PublicDoor {
  page(path: string, show: Show<PublicVisit>): void;
  form(path: string, submit: Submit<PublicSent>, show: Show<PublicVisit>): void;
  /** An address that ends in a secret, `/:secret`: the page before it is shown instead, which is given the secret once. */
  secret(page: string): void;
  /** A form of which nothing is kept: no visit begins, no row is written, and the answer is a page. */
  unkept(path: string, answer: (form: Typed) => { readonly page: Page; readonly isRefused: boolean }): void;
}

/** The program that asks, and who at its agency answers for it. */
export interface Program {
  readonly clientId: ApiClientId;
  readonly serviceId: ServiceId;
  readonly staffId: StaffId;
  /** The name of whoever answers for it. */
  readonly name: string;
}

export interface ProgramVisit {
  readonly db: Db;
  readonly program: Program;
  readonly params: Readonly<Record<string, string>>;
}

/** What a program is answered, and what of somebody it reads by it. */
export interface Told<Answer> {
  readonly answer: Answer;
  readonly read?: Read | undefined;
}

export interface ProgramSent<Body> {
  readonly program: Program;
  readonly params: Readonly<Record<string, string>>;
  readonly today: PlainDate;
  readonly body: Body;
}

/** A way of the API and the schemas that it takes and gives. */
export interface WayOf<Asked extends object, Answer extends object> extends Omit<
  Operation,
  'query' | 'body' | 'answer'
> {
  readonly query?: Shape<Asked> | undefined;
  readonly body?: Shape<Asked> | undefined;
  readonly answer: Shape<Answer> & { readonly status: number; readonly says: string };
}

/** The door of programs as a slice's `api.ts` meets it. Paths are given without `/api/v1`. */
export interface ApiDoor {
  looks<Asked extends object, Answer extends object>(
    way: WayOf<Asked, Answer>,
    look: (visit: ProgramVisit & { readonly query: Asked }) => Promise<Told<Answer> | 'not-there'>,
  ): void;
  /** Done once under the key that the program chose; a refusal rolls everything back. The answer holds nobody's words. */
  acts<Asked extends object, Answer extends object>(
    way: WayOf<Asked, Answer>,
    act: (hand: Hand, sent: ProgramSent<Asked>) => Promise<Decision<Answer, string>>,
    /** The case to hold, where it has an effect in one. */
    caseOf?: (hand: Hand, sent: ProgramSent<Asked>) => Promise<CaseId | null>,
  ): void;
}
