import { z } from 'zod';
import { problemsOf } from '#platform/forms.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { takeBackStandIn, writeStandIn } from './actions.ts';
import { standInOf } from './facts.ts';
import { standInPage } from './pages.ts';
import { explain, links, subjects, whys, wishes, type CannotStandIn } from './rules.ts';

const path = '/people/:participant/stand-in';

/** Whether somebody stands in for whoever was harmed, beside who they are. */
export function standInForStaff(door: StaffDoor): void {
  door.casePage(path, show);
  door.caseForm(path, submit, show);
  door.caseForm(`${path}/take-back`, takeBack, show);
}

const whoIs = ({ frame, params }: Pick<CaseVisit, 'frame' | 'params'>) => {
  const who = participantIn(frame, params['participant'] ?? '');
  return who?.parts.includes('harmed') && who.personId !== null ? who : undefined;
};

async function show(visit: CaseVisit): Promise<Page | 'not-found'> {
  const { db, frame, attempt } = visit;
  const who = whoIs(visit);
  return who ? standInPage(frame, who, await standInOf(db, frame.id, who.id), attempt) : 'not-found';
}

const Written = z.object({
  for: z.string().min(1, 'Choose whose place it is').default('nobody'),
  because: z.enum(whys, 'Choose why'),
  wish: z.enum(wishes, 'Choose what the person harmed wished'),
  link: z.enum(links, 'Choose what they have to do with it'),
  'speaks-for': z.preprocess(
    (ticked) => (ticked === undefined ? [] : [ticked].flat()),
    z.array(z.enum(subjects, 'Choose what they may speak for')),
  ),
});

const fieldOf: Readonly<Record<CannotStandIn, string>> = {
  'case-is-closed': 'because',
  'is-not-on-the-harmed-side': 'because',
  'is-an-organisation': 'because',
  'stands-in-for-themselves': 'for',
  'was-not-harmed': 'for',
  'speaks-for-nothing': 'speaks-for',
  'they-did-not-agree': 'speaks-for',
  'was-asked': 'wish',
  'was-not-asked': 'wish',
  'somebody-in-particular': 'for',
};

async function submit(sent: CaseSent): Promise<Outcome> {
  const { frame, form, act } = sent;
  const parsed = Written.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const who = whoIs(sent);
  const whose = parsed.data.for === 'nobody' ? null : participantIn(frame, parsed.data.for);
  if (!who || whose === undefined) return 'not-found';
  const { because, wish, link, 'speaks-for': speaksFor } = parsed.data;
  const said = { forId: whose?.id ?? null, because, wish, link, speaksFor: [...new Set(speaksFor)] };
  const decision = await act((hand) => writeStandIn(hand, who.id, said));
  if (decision.ok) return { to: `/cases/${frame.reference}/people/${who.id}/stand-in`, said: 'It is saved.' };
  const reasons = decision.because.flatMap((reason) => (reason === 'not-of-this-case' ? [] : [reason]));
  if (reasons.length === 0) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: fieldOf[reason], text: explain(reason) })) };
}

async function takeBack(sent: CaseSent): Promise<Outcome> {
  const who = whoIs(sent);
  if (!who) return 'not-found';
  const decision = await sent.act((hand) => takeBackStandIn(hand, who.id));
  return decision.ok
    ? { to: `/cases/${sent.frame.reference}/people/${who.id}/stand-in`, said: 'They speak for themselves.' }
    : { problems: [{ field: 'because', text: explain('case-is-closed') }] };
}
