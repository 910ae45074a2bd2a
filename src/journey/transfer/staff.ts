import { z } from 'zod';
import { closeCaseGate, endOfCase } from '#journey/closure/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { allow } from '#platform/decision.ts';
import { problemsOf } from '#platform/forms.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { isId, type ReferralId, type ServiceId } from '#vocabulary/ids.ts';
import * as actions from './actions.ts';
import { askedAbout, offersTo, packFrom, servicesBeside, transfersOf } from './facts.ts';
import type { Pack } from './pack-rules.ts';
import { offersPage, packPage, transferPage } from './pages.ts';
import { movesCases } from './policy.ts';
import { becauses, explain, sendGate, whys, type CannotTransfer, type TheirAnswer } from './rules.ts';

/** Makes what came from another service a referral of this one; it is made where referrals are. */
export type Enter = (
  hand: Hand,
  pack: Pack,
) => Promise<Decision<{ readonly reference: string; readonly referralId: ReferralId }, string>>;

/** What reaches over to the other service: an action there, by the system, for what somebody did here. */
interface Reach {
  readonly act: Act;
  readonly enter: Enter;
}

const forThem = { roles: movesCases };

/** Passing a case on to another service, and taking in what another service passes on. */
export function transferForStaff(door: StaffDoor, reach: Reach): void {
  door.casePage('/transfer', show, { ...forThem, whenClosed: true });
  door.caseForm('/transfer', (sent) => offer(sent, reach), show, forThem);
  door.caseForm('/transfer/:transfer/again', (sent) => offerAgain(sent, reach), show, forThem);
  door.caseForm('/transfer/:transfer/answer', writeAnswer, show, forThem);
  door.caseForm('/transfer/:transfer/said', writeSaid, show, forThem);
  door.caseForm('/transfer/:transfer/take-back', (sent) => takeBack(sent, reach), show, forThem);
  door.casePage('/transfer/:transfer/pack', showPack, { ...forThem, whenClosed: true });
  door.caseForm('/transfer/:transfer/send', send, show, forThem);
  door.page('/transfers', showOffers, forThem);
  door.form('/transfers/:id/answer', (sent) => answer(sent, reach), showOffers, forThem);
  door.form('/transfers/:id/take-in', (sent) => takeIn(sent, reach), showOffers, forThem);
}

const system = { kind: 'system', id: '' } as const;

async function show({ db, frame, today, attempt }: CaseVisit): Promise<Page> {
  const transfers = await transfersOf(db, frame.id);
  const live = transfers.find(({ status }) => status === 'offered' || status === 'accepted');
  const asked = live ? await askedAbout(db, frame.id, live.id, today) : [];
  const closing = live ? closeCaseGate(await endOfCase(db, frame.id, frame.status)).shut : [];
  return transferPage({
    ...{ reference: frame.reference, isClosed: frame.status === 'closed', transfers, asked, attempt },
    services: live ? [] : await servicesBeside(db),
    shut: live ? sendGate(live.status, asked, closing) : [],
  });
}

async function showPack({ db, frame, params, today }: CaseVisit): Promise<Page | 'not-found'> {
  const transfer = (await transfersOf(db, frame.id)).find(({ id }) => id === params['transfer']);
  const isThere = transfer?.toServiceId === null && (transfer.status === 'accepted' || transfer.status === 'sent');
  if (!transfer || !isThere) return 'not-found';
  const pack = await packFrom(db, { caseId: frame.id, kind: frame.kind, transferId: transfer.id, today });
  return packPage(frame.reference, transfer.toName, pack);
}

const Offered = z.object({
  'to-service': z.string().default(''),
  'to-name': z.string().trim().max(200, 'Write at most 200 characters').default(''),
  why: z.enum(whys, 'Choose why'),
});

async function offer(sent: CaseSent, { act }: Reach): Promise<Outcome> {
  const parsed = Offered.safeParse(sent.form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { 'to-service': toService, 'to-name': toName, why } = parsed.data;
  if (toService !== '' && !isId(toService)) return 'not-found';
  const toServiceId = toService === '' ? null : (toService as ServiceId);
  const decision = await sent.act((hand) => actions.offerCase(hand, { toServiceId, toName, why }));
  if (!decision.ok) return refused(decision.because, 'to-name');
  if (toServiceId !== null)
    await act({ serviceId: toServiceId, actor: system }, (hand) => actions.receiveOffer(hand, decision.value));
  return done(sent, 'It is offered. The other service knows nothing of anybody.');
}

// Where the way to the other service was cut off in between: the same offer again changes nothing there.
async function offerAgain(sent: CaseSent, { act }: Reach): Promise<Outcome> {
  const decision = await sent.act((hand) => actions.offerOf(hand, sent.params['transfer'] ?? ''));
  if (!decision.ok) return refused(decision.because, 'main-content');
  const { toServiceId, offer: made } = decision.value;
  await act({ serviceId: toServiceId, actor: system }, (hand) => actions.receiveOffer(hand, made));
  return done(sent, 'It is offered.');
}

function answerIn(value: unknown): TheirAnswer | undefined {
  if (value === 'accepted') return { answer: 'accepted', because: null };
  const because = becauses.find((each) => each === value);
  return because && { answer: 'rejected', because };
}

async function writeAnswer(sent: CaseSent): Promise<Outcome> {
  const said = answerIn(sent.form['answer']);
  if (!said) return { problems: [{ field: 'answer', text: 'Choose what they said' }] };
  const decision = await sent.act((hand) => actions.writeDownAnswer(hand, sent.params['transfer'] ?? '', said));
  return decision.ok ? done(sent, 'Saved what they said.') : refused(decision.because, 'answer');
}

const Said = z.object({
  who: z.string('Choose who answered').min(1, 'Choose who answered'),
  said: z.enum(['given', 'declined'], 'Choose what they said'),
  how: z.enum(['in-person', 'by-phone', 'in-writing'], 'Choose how they told you'),
});

async function writeSaid(sent: CaseSent): Promise<Outcome> {
  const parsed = Said.safeParse(sent.form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { who, said, how } = parsed.data;
  const isGuardian = who.startsWith('guardian-');
  const participant = participantIn(sent.frame, isGuardian ? who.slice('guardian-'.length) : who);
  if (!participant) return 'not-found';
  const answered = {
    participantId: participant.id,
    speaker: isGuardian ? 'guardian' : 'self',
    answer: said,
    how,
  } as const;
  const decision = await sent.act((hand) => actions.answerMove(hand, sent.params['transfer'] ?? '', answered));
  if (decision.ok) return done(sent, 'Their answer is saved.');
  if (decision.because.includes('no-guardian-on-the-case'))
    return { problems: [{ field: 'who', text: 'Nobody is on the case as their guardian' }] };
  return refused(decision.because, 'who');
}

async function takeBack(sent: CaseSent, { act }: Reach): Promise<Outcome> {
  const decision = await sent.act((hand) => actions.takeTransferBack(hand, sent.params['transfer'] ?? ''));
  if (!decision.ok) return refused(decision.because, 'main-content');
  const { id, toServiceId } = decision.value;
  if (toServiceId !== null)
    await act({ serviceId: toServiceId, actor: system }, (hand) => actions.offerTakenBack(hand, id));
  return done(sent, 'The offer is taken back.');
}

async function send(sent: CaseSent): Promise<Outcome> {
  const parsed = z
    .string()
    .trim()
    .max(200, 'Write at most 200 characters')
    .default('')
    .safeParse(sent.form['received-by']);
  if (!parsed.success)
    return { problems: problemsOf(parsed.error).map(({ text }) => ({ field: 'received-by', text })) };
  const decision = await sent.act((hand) => actions.sendDetails(hand, sent.params['transfer'] ?? '', parsed.data));
  return decision.ok
    ? done(sent, 'The details may be taken in there, and the case is closed here.')
    : refused(decision.because, decision.because.includes('receiver-is-missing') ? 'received-by' : 'main-content');
}

function done({ frame }: CaseSent, said: string): Outcome {
  return { to: `/cases/${frame.reference}/transfer`, said };
}

function refused(because: readonly string[], field: string): Outcome {
  if (because.includes('not-there')) return 'not-found';
  return { problems: because.map((reason) => ({ field, text: explain(reason as CannotTransfer) })) };
}

async function showOffers({ db, attempt }: StaffVisit): Promise<Page> {
  return offersPage(await offersTo(db), attempt);
}

// First here, then there: where it is cut off in between, pressing again carries the same answer over.
async function answer(sent: StaffSent, { act }: Reach): Promise<Outcome> {
  const id = sent.params['id'] ?? '';
  const said = answerIn(sent.form['answer']);
  if (!isId(id) || !said) return 'not-found';
  const decision = await sent.act((hand) => actions.answerTheirOffer(hand, id, said));
  if (!decision.ok) return refused(decision.because, 'main-content');
  const { fromServiceId, fromCaseId } = decision.value;
  const here = sent.staff.serviceId;
  await act({ serviceId: fromServiceId, caseId: fromCaseId, actor: system }, (hand) =>
    actions.keepTheirAnswer(hand, id, said, here),
  );
  return { to: '/transfers', said: said.answer === 'accepted' ? 'They are told yes.' : 'They are told no.' };
}

async function takeIn(sent: StaffSent, { act, enter }: Reach): Promise<Outcome> {
  const id = sent.params['id'] ?? '';
  if (!isId(id)) return 'not-found';
  const open = await sent.act((hand) => actions.offerToTakeIn(hand, id));
  if (!open.ok) return refused(open.because, 'main-content');
  const { fromServiceId, fromCaseId } = open.value;
  const there = { serviceId: fromServiceId, caseId: fromCaseId, actor: system };
  const here = sent.staff.serviceId;
  if (open.value.status === 'accepted') {
    const pack = await act(there, (hand) => actions.packOf(hand, id, here));
    if (!pack.ok) return { problems: [{ field: 'main-content', text: 'The other service has not let it go yet' }] };
    const entered = await sent.act(async (hand) => {
      const still = await actions.offerToTakeIn(hand, id);
      if (!still.ok || still.value.status === 'taken-in') return allow(undefined);
      const made = await enter(hand, pack.value);
      if (made.ok) await actions.takeIn(hand, id, made.value.referralId);
      return made;
    });
    if (!entered.ok) throw new Error(`What another service sent could not be entered: ${entered.because.join(', ')}`);
  }
  await act(there, (hand) => actions.keepReceived(hand, id, { by: sent.staff.name, from: here }));
  return { to: '/referrals', said: 'It is taken in, as a referral. Everybody is asked again.' };
}
