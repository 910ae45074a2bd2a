import { z } from 'zod';
import { incidentOf } from '#casefile/cases/facts.ts';
import { companionsOf, detailsOf } from '#casefile/people/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { atMost, problemsOf, typedDay, type Problem, type Typed } from '#platform/forms.ts';
import { staffNames } from '#service/staff/facts.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn, type FrameParticipant } from '#vocabulary/frame.ts';
import { recordStanding, recordView } from './actions.ts';
import { standingsOf, viewsOf } from './facts.ts';
import { decidingPage } from './pages.ts';
import { ageWords, explain, parentals, sides, views, type CannotSay, type Who } from './rules.ts';

/** Who speaks for a child, what the child says, and what somebody can decide for themselves. */
export function decidingForStaff(door: StaffDoor): void {
  door.casePage('/people/:participant/deciding', show);
  door.caseForm('/people/:participant/deciding/guardian', guardian, show);
  door.caseForm('/people/:participant/deciding/child', child, show);
  door.caseForm('/people/:participant/deciding/capacity', capacity, show);
  door.caseForm('/people/:participant/deciding/authority', authority, show);
}

async function show({ db, frame, params, today, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const who = participantIn(frame, params['participant'] ?? '');
  if (!who) return 'not-found';
  const [details] = await detailsOf(db, frame.id, who.id);
  const incident = await incidentOf(db, frame.id);
  const beside = await companionsOf(db, frame.id);
  const said = await viewsOf(db, frame.id);
  return decidingPage({
    ...{ reference: frame.reference, isOpen: frame.status !== 'closed', today, attempt },
    who: { id: who.id, called: who.called, kind: kindOf(who) },
    age: ageWords(details?.dateOfBirth ?? null, incident?.happenedOn ?? null, today),
    guardians: beside.filter((each) => each.kind === 'guardian' && each.participantId === who.id),
    standings: await standingsOf(db, frame.id),
    views: said.filter(({ participantId }) => participantId === who.id),
    names: await staffNames(db),
  });
}

const kindOf = ({ personId, isChild }: FrameParticipant): Who =>
  personId === null ? 'organisation' : isChild ? 'child' : 'adult';

function personIn({ frame, params }: Pick<CaseVisit, 'frame' | 'params'>): FrameParticipant | undefined {
  const who = participantIn(frame, params['participant'] ?? '');
  return who?.personId ? who : undefined;
}

/** The day of a field, and what is wrong where there is none. */
function dayIn(form: Typed, field: string): { readonly day: PlainDate | null; readonly problems: readonly Problem[] } {
  const day = asPlainDate(typedDay(form, field));
  return { day, problems: day === null ? [{ field, text: 'Write a day that there is, like 23 11 2026' }] : [] };
}

function answered(
  sent: CaseSent,
  decision: Decision<unknown, CannotSay>,
  said: string,
  fieldOf: Readonly<Partial<Record<CannotSay, string>>>,
  first: string,
): Outcome {
  const to = `/cases/${sent.frame.reference}/people/${sent.params['participant'] ?? ''}/deciding`;
  if (decision.ok) return { to, said };
  return { problems: decision.because.map((reason) => ({ field: fieldOf[reason] ?? first, text: explain(reason) })) };
}

const Guardian = z.object({
  guardian: z.uuid('Choose which guardian'),
  parental: z.enum(parentals, 'Choose whether they hold parental responsibility'),
  side: z.enum(sides, 'Choose whether they have a side of their own'),
  'side-words': atMost(1000),
});

async function guardian(sent: CaseSent): Promise<Outcome> {
  const { form, frame, act, look } = sent;
  const who = personIn(sent);
  const parsed = Guardian.safeParse(form);
  const { day, problems } = dayIn(form, 'standing-on');
  if (!who) return 'not-found';
  if (!parsed.success) return { problems: [...problemsOf(parsed.error), ...problems] };
  if (day === null) return { problems };
  const { guardian: id, parental, side, 'side-words': words } = parsed.data;
  const beside = await look((db) => companionsOf(db, frame.id));
  const found = beside.find((each) => each.id === id && each.participantId === who.id && each.kind === 'guardian');
  if (!found) return 'not-found';
  const decision = await act((hand) =>
    recordStanding(hand, { participantId: who.id, companionId: found.id, parental, side, words, saidOn: day }),
  );
  const fields = { 'which-side-is-missing': 'side-words', 'said-in-the-future': 'standing-on' };
  return answered(sent, decision, 'It is written down how they stand.', fields, 'guardian');
}

async function child(sent: CaseSent): Promise<Outcome> {
  const who = personIn(sent);
  const parsed = z.object({ 'child-words': atMost(1000) }).safeParse(sent.form);
  const { day, problems } = dayIn(sent.form, 'child-on');
  if (!who) return 'not-found';
  if (!parsed.success) return { problems: [...problemsOf(parsed.error), ...problems] };
  if (day === null) return { problems };
  const said = { participantId: who.id, kind: 'child', decision: '', view: null, saidOn: day } as const;
  const words = { words: parsed.data['child-words'], support: '', safeguarding: '' };
  const decision = await sent.act((hand) => recordView(hand, { ...said, ...words }, kindOf(who)));
  return answered(
    sent,
    decision,
    'What they say is written down.',
    { 'said-in-the-future': 'child-on' },
    'child-words',
  );
}

const Capacity = z.object({
  decision: atMost(200),
  view: z.enum(views, 'Choose what was found'),
  'view-words': atMost(1000),
  support: atMost(1000),
  safeguarding: atMost(1000),
});

async function capacity(sent: CaseSent): Promise<Outcome> {
  const who = personIn(sent);
  const parsed = Capacity.safeParse(sent.form);
  const { day, problems } = dayIn(sent.form, 'view-on');
  if (!who) return 'not-found';
  if (!parsed.success) return { problems: [...problemsOf(parsed.error), ...problems] };
  if (day === null) return { problems };
  const { 'view-words': words, ...found } = parsed.data;
  const said = { ...found, words, participantId: who.id, kind: 'capacity', saidOn: day } as const;
  const decision = await sent.act((hand) => recordView(hand, said, kindOf(who)));
  const fields = {
    ...{
      'reason-is-missing': 'view-words',
      'support-is-missing': 'support',
      'safeguarding-is-missing': 'safeguarding',
    },
    'said-in-the-future': 'view-on',
  };
  return answered(sent, decision, 'What was found is written down.', fields, 'decision');
}

async function authority(sent: CaseSent): Promise<Outcome> {
  const who = participantIn(sent.frame, sent.params['participant'] ?? '');
  const parsed = z.object({ authority: atMost(200), 'authority-for': atMost(200) }).safeParse(sent.form);
  const { day, problems } = dayIn(sent.form, 'authority-on');
  if (!who) return 'not-found';
  if (!parsed.success) return { problems: [...problemsOf(parsed.error), ...problems] };
  if (day === null) return { problems };
  const { authority: words, 'authority-for': decision } = parsed.data;
  const said = { participantId: who.id, kind: 'authority', decision, words, saidOn: day } as const;
  const decided = await sent.act((hand) =>
    recordView(hand, { ...said, view: null, support: '', safeguarding: '' }, kindOf(who)),
  );
  return answered(
    sent,
    decided,
    'It is written down who may agree.',
    { 'said-in-the-future': 'authority-on' },
    'authority',
  );
}
