import { typedDay, typedList } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import { refuse } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { endSupporter, inviteSupporter } from './actions.ts';
import { waysInOf, type AskBeside, type Beside } from './facts.ts';
import { endingWayIn, lettingIn } from './policy.ts';
import { oneSupporterPage, supporterInvitedPage, supportersPage } from './pages.ts';
import { explain } from './rules.ts';

/** Giving a supporter a page of the day, and ending it. Signing in itself is the doors' business. */
export function supportersForStaff(door: StaffDoor, wired: { baseUrl: string; askBeside: AskBeside }): void {
  const { askBeside } = wired;
  const showOne = (visit: CaseVisit) => show(visit, askBeside);
  door.casePage('/supporters', (visit) => showAll(visit, askBeside));
  door.casePage('/supporters/:companion', showOne);
  door.caseForm('/supporters/:companion', (sent) => invite(sent, wired), showOne, lettingIn);
  door.caseForm('/supporters/:companion/end', (sent) => end(sent, askBeside), showOne, endingWayIn);
}

async function showAll({ db, frame, now }: CaseVisit, askBeside: AskBeside): Promise<Page> {
  const supporters = (await askBeside(db, frame.id)).filter(({ kind }) => kind === 'supporter');
  return supportersPage(frame.reference, supporters, await waysInOf(db, frame.id), now);
}

async function show(
  { db, frame, params, today, now, attempt }: CaseVisit,
  askBeside: AskBeside,
): Promise<Page | 'not-found'> {
  const who = await supporterIn(db, frame, params['companion'], askBeside);
  if (!who) return 'not-found';
  return oneSupporterPage({
    reference: frame.reference,
    who,
    beside: frame.participants.find(({ id }) => id === who.participantId)?.called ?? 'the participant',
    way: (await waysInOf(db, frame.id)).find(({ companionId }) => companionId === who.id),
    today,
    now,
    attempt,
  });
}

async function supporterIn(
  db: CaseVisit['db'] | Hand,
  frame: CaseFrame,
  id: string | undefined,
  askBeside: AskBeside,
): Promise<Beside | undefined> {
  return (await askBeside(db, frame.id)).find((each) => each.id === id && each.kind === 'supporter');
}

async function invite(
  { frame, form, params, act }: CaseSent,
  { baseUrl, askBeside }: { baseUrl: string; askBeside: AskBeside },
): Promise<Outcome> {
  const agreedOn = asPlainDate(typedDay(form, 'agreed-on'));
  if (!agreedOn) return { problems: [{ field: 'agreed-on', text: 'Write the day they said it, like 23 11 2026' }] };
  const ticked = (name: string) => typedList({ typed: form, problems: [] }, name).includes('yes');
  let called = '';
  const decision = await act(async (hand) => {
    const who = await supporterIn(hand, frame, params['companion'], askBeside);
    if (!who) return refuse('not-here');
    called = who.called;
    return inviteSupporter(hand, who, { agreedOn, showsPlace: ticked('place'), codeMayGo: ticked('comes-back') });
  });
  if (decision.ok) {
    const { link, code } = decision.value;
    return { once: supporterInvitedPage(frame.reference, called, `${baseUrl}/day/enter/${link}`, code) };
  }
  return problems(decision.because, 'agreed-on');
}

async function end({ frame, form, params, act }: CaseSent, askBeside: AskBeside): Promise<Outcome> {
  const because = String(form['reason'] ?? '').slice(0, 1000);
  const decision = await act(async (hand) => {
    const who = await supporterIn(hand, frame, params['companion'], askBeside);
    return who ? endSupporter(hand, who, because) : refuse('not-here');
  });
  if (decision.ok) return { to: `/cases/${frame.reference}/supporters`, said: 'Access is ended.' };
  return problems(decision.because, 'reason');
}

function problems(because: readonly (Parameters<typeof explain>[0] | 'not-here')[], field: string): Outcome {
  const reasons = because.filter((reason) => reason !== 'not-here');
  return reasons.length < because.length
    ? 'not-found'
    : { problems: reasons.map((reason) => ({ field, text: explain(reason) })) };
}
