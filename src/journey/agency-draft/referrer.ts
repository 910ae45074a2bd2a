import { placeOfReferrer } from '#service/agencies/facts.ts';
import type { Decision } from '#platform/decision.ts';
import type { Attempt, Typed } from '#platform/forms.ts';
import type { AgencyKind } from '#vocabulary/agencies.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf, inWords } from '#vocabulary/dates.ts';
import type { Outcome, Page, ReferrerDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { beginDraft, keepOn, throwDraftAway } from './actions.ts';
import { draftById, draftsOf } from './facts.ts';
import { draftsPage } from './pages.ts';
import { explain, type CannotKeepDraft, type Fields } from './rules.ts';

/** The form by which an agency refers, and its sending: made where referrals of agencies are. */
export interface Entry {
  /** What is kept of the form in a draft. */
  readonly fields: readonly string[];
  readonly page: (kind: AgencyKind, attempt: Attempt, at: { readonly action: string; readonly back: string }) => Page;
  /** Sends what was typed; what goes with it is done in the same transaction. */
  readonly send: (sent: StaffSent, alongside: (hand: Hand) => Promise<unknown>) => Promise<Outcome>;
}

/** Referring for an agency, at once or from a draft. */
export function entryForAgencies(door: ReferrerDoor, entry: Entry): void {
  const showNew = (visit: StaffVisit) => showEntry(visit, entry, { action: '/agency/refer', back: '/agency' });
  door.page('/refer', showNew);
  door.form(
    '/refer',
    (sent) => (isToKeep(sent) ? begin(sent, entry) : entry.send(sent, async () => undefined)),
    showNew,
  );
  const showKept = (visit: StaffVisit) => showDraft(visit, entry);
  door.page('/drafts', showDrafts);
  door.page('/drafts/:draft', showKept);
  door.form('/drafts/:draft', (sent) => (isToKeep(sent) ? keepAgain(sent, entry) : sendDraft(sent, entry)), showKept);
  door.form('/drafts/:draft/throw-away', throwAway, showKept);
}

const isToKeep = ({ form }: StaffSent): boolean => form['keep'] === 'draft';
const draftIn = ({ params }: Pick<StaffVisit, 'params'>): string =>
  isId(params['draft'] ?? '') ? (params['draft'] ?? '') : '';

async function showEntry(
  { db, staff, attempt }: StaffVisit,
  entry: Entry,
  at: { readonly action: string; readonly back: string },
): Promise<Page | 'not-found'> {
  const agency = await placeOfReferrer(db, staff.staffId);
  return agency ? entry.page(agency.kind, attempt, at) : 'not-found';
}

async function showDrafts({ db, staff, now }: StaffVisit): Promise<Page | 'not-found'> {
  return (await placeOfReferrer(db, staff.staffId)) ? draftsPage(await draftsOf(db, now)) : 'not-found';
}

async function showDraft(visit: StaffVisit, entry: Entry): Promise<Page | 'not-found'> {
  const { db, now, attempt } = visit;
  const id = draftIn(visit);
  const draft = id === '' ? undefined : await draftById(db, id, now);
  if (!draft) return 'not-found';
  // What was typed since, and is brought back or refused, goes before what was kept.
  const isTyped = attempt.problems.length > 0 || Object.keys(attempt.typed).length > 0;
  const shown = isTyped ? attempt : { typed: draft.fields as Typed, problems: [] };
  return showEntry({ ...visit, attempt: shown }, entry, { action: `/agency/drafts/${id}`, back: '/agency/drafts' });
}

function fieldsOf({ form }: StaffSent, { fields }: Entry): Fields {
  return Object.fromEntries(
    fields.flatMap((name) => {
      const value = form[name];
      return value === undefined || value.length === 0 ? [] : [[name, value]];
    }),
  );
}

async function begin(sent: StaffSent, entry: Entry): Promise<Outcome> {
  return kept(await sent.act((hand) => beginDraft(hand, fieldsOf(sent, entry))));
}

async function keepAgain(sent: StaffSent, entry: Entry): Promise<Outcome> {
  return kept(await sent.act((hand) => keepOn(hand, draftIn(sent), fieldsOf(sent, entry))));
}

function kept(decision: Decision<Date, CannotKeepDraft | 'not-there'>): Outcome {
  if (decision.ok) {
    const day = inWords(dayOf(decision.value));
    return { to: '/agency/drafts', said: `The draft is kept until ${day}. Nobody but you sees it.` };
  }
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  if (reasons.length < decision.because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'main-content', text: explain(reason) })) };
}

async function sendDraft(sent: StaffSent, entry: Entry): Promise<Outcome> {
  const id = draftIn(sent);
  return id === '' ? 'not-found' : entry.send(sent, (hand) => throwDraftAway(hand, id));
}

async function throwAway(sent: StaffSent): Promise<Outcome> {
  const id = draftIn(sent);
  if (id === '') return 'not-found';
  const decision = await sent.act((hand) => throwDraftAway(hand, id));
  return decision.ok ? { to: '/agency/drafts', said: 'The draft is thrown away.' } : 'not-found';
}
