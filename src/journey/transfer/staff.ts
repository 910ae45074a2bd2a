import { z } from 'zod';
import { closeCaseGate, endOfCase } from '#journey/closure/facts.ts';
import { packFrom, packFromReferral, stayingIn, stayingOnReferral, type AsWhoGoes } from '#journey/pack/facts.ts';
import { referralByReference, type Referral } from '#journey/referral/facts.ts';
import { allow, type Decision } from '#platform/decision.ts';
import type { Html } from '#platform/html.ts';
import { problemsOf } from '#platform/forms.ts';
import type { Db } from '#platform/sql.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { isId, type ReferralId, type ServiceId } from '#vocabulary/ids.ts';
import * as actions from './actions.ts';
import {
  askedAbout,
  askedOnReferral,
  offersTo,
  servicesBeside,
  transfersOf,
  transfersOfReferral,
  type Offer,
  type Transfer,
} from './facts.ts';
import type { Pack } from '#vocabulary/pack.ts';
import { offersPage } from './offer-pages.ts';
import { packPage, stoppedPage } from './pack-pages.ts';
import { ofCase, ofReferral, transferPage, transferPanel } from './pages.ts';
import { movesCases } from './policy.ts';
import {
  along,
  becauses,
  explain,
  refusesToGo,
  sendGate,
  staysHere,
  whys,
  type CannotTransfer,
  type TheirAnswer,
} from './rules.ts';

/** Makes what came from another service a referral of this one; it is made where referrals are. */
export type Enter = (
  hand: Hand,
  pack: Pack,
) => Promise<Decision<{ readonly reference: string; readonly referralId: ReferralId }, string>>;

/** What reaches over to the other service: an action there, by the system, for what somebody did here. */
interface Reach {
  readonly act: Act;
  readonly enter: Enter;
  readonly asWhoGoes: AsWhoGoes;
}

const forThem = { roles: movesCases };

/** Passing a case or a referral on to another service, and taking in what another service passes on. */
export function transferForStaff(door: StaffDoor, reach: Reach): void {
  door.casePage('/transfer', showCase, { ...forThem, whenClosed: true });
  door.casePage('/transfer/:transfer/pack', showPackOfCase, { ...forThem, whenClosed: true });
  door.page('/referrals/:reference/transfer', showReferral, forThem);
  door.page('/referrals/:reference/transfer/:transfer/pack', showPackOfReferral, forThem);
  const steps = {
    '': offer,
    '/:transfer/again': offerAgain,
    '/:transfer/answer': writeAnswer,
    '/:transfer/take-back': takeBack,
  };
  for (const [path, step] of Object.entries({ ...steps, '/:transfer/send': send })) {
    door.caseForm(`/transfer${path}`, (sent) => step(caseOf(sent), reach), showCase, forThem);
    door.form(`/referrals/:reference/transfer${path}`, (sent) => step(referralOf(sent), reach), showReferral, forThem);
  }
  door.caseForm('/transfer/:transfer/said', writeSaid, showCase, forThem);
  door.form('/referrals/:reference/transfer/:transfer/said', writeSaidOf, showReferral, forThem);
  door.page('/transfers', showOffers, forThem);
  door.form('/transfers/:id/answer', (sent) => answer(sent, reach), showOffers, forThem);
  door.form('/transfers/:id/take-in', (sent) => takeIn(sent, reach), showOffers, forThem);
}

const system = { kind: 'system', id: '' } as const;

/** A form about what is passed on: the case that is held, or a referral by its reference. */
interface Passing extends Pick<StaffSent, 'form' | 'params' | 'act'> {
  readonly named: string | null;
  readonly to: string;
}

const caseOf = ({ form, params, act, frame }: CaseSent): Passing => ({
  ...{ form, params, act, named: null, to: `/cases/${frame.reference}/transfer` },
});

function referralOf(sent: StaffSent): Passing {
  const { form, params, act } = sent;
  const named = referenceIn(sent);
  return { form, params, act, named, to: `/referrals/${named}/transfer` };
}

function referenceIn({ params }: Pick<StaffVisit, 'params'>): string {
  const reference = params['reference'] ?? '';
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference) ? reference : '';
}

const isLive = ({ status }: Transfer) => status === 'offered' || status === 'accepted';

async function showCase({ db, frame, today, attempt }: CaseVisit): Promise<Page> {
  const transfers = await transfersOf(db, frame.id);
  const live = transfers.find(isLive);
  const asked = live ? await askedAbout(db, frame.id, live.id, today) : [];
  const closing = live ? closeCaseGate(await endOfCase(db, frame.id, frame.status)).shut : [];
  const staying = live ? staysHere(await stayingIn(db, frame.id, along(asked).ids, today)) : [];
  return transferPage({
    ...{ passed: ofCase(frame.reference, frame.status === 'closed'), transfers, asked, attempt },
    services: live ? [] : await servicesBeside(db),
    shut: live ? sendGate(live.status, asked, [...closing, ...staying]) : [],
  });
}

async function referralFor({ db, ...visit }: Pick<StaffVisit, 'db' | 'params'>): Promise<Referral | undefined> {
  const referral = await referralByReference(db, referenceIn(visit));
  return referral?.isOtherTeams ? undefined : referral;
}

async function showReferral(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, attempt } = visit;
  const referral = await referralFor(visit);
  if (!referral) return 'not-found';
  const transfers = await transfersOfReferral(db, referral.id);
  const live = transfers.find(isLive);
  const asked = live ? await askedOnReferral(db, referral, live.id) : [];
  const staying = live ? staysHere(await stayingOnReferral(db, referral, along(asked).ids)) : [];
  const page = transferPage({
    ...{ passed: ofReferral(referral), transfers, asked, attempt },
    services: live ? [] : await servicesBeside(db),
    shut: live ? sendGate(live.status, asked, [...refusesToGo(asked), ...staying]) : [],
  });
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}

/** Where a referral stands with other services, for its page. */
export async function transferOf({ db }: StaffVisit, referral: Referral): Promise<Html> {
  return transferPanel(ofReferral(referral), await transfersOfReferral(db, referral.id));
}

const isPrinted = ({ toServiceId, status }: Transfer) =>
  toServiceId === null && (status === 'accepted' || status === 'sent');

// Whoever prints it may open the case, and sees the page before it leaves.
const asWhoPrints =
  (db: Db): AsWhoGoes =>
  (_, work) =>
    work(db);

async function showPackOfCase({
  db,
  frame,
  params,
  today,
  staff: { serviceId },
}: CaseVisit): Promise<Page | 'not-found'> {
  const transfer = (await transfersOf(db, frame.id)).find(({ id }) => id === params['transfer']);
  if (!transfer || !isPrinted(transfer)) return 'not-found';
  const going = along(await askedAbout(db, frame.id, transfer.id, today));
  const staying = await stayingIn(db, frame.id, going.ids, today);
  if (staying.length > 0) return stoppedPage(`/cases/${frame.reference}/transfer`, staysHere(staying));
  const of = { serviceId, caseId: frame.id, kind: frame.kind, today };
  const pack = await packFrom(db, of, going, asWhoPrints(db));
  return packPage(`/cases/${frame.reference}/transfer`, transfer.toName, pack);
}

async function showPackOfReferral(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, params, staff } = visit;
  const { serviceId } = staff;
  const referral = await referralFor(visit);
  if (!referral) return 'not-found';
  const transfer = (await transfersOfReferral(db, referral.id)).find(({ id }) => id === params['transfer']);
  if (!transfer || !isPrinted(transfer)) return 'not-found';
  const { ids } = along(await askedOnReferral(db, referral, transfer.id));
  const staying = await stayingOnReferral(db, referral, ids);
  const back = `/referrals/${referral.reference}/transfer`;
  const page =
    staying.length > 0
      ? stoppedPage(back, staysHere(staying))
      : packPage(back, transfer.toName, await packFromReferral(db, serviceId, { referral, ids }, asWhoPrints(db)));
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}

const Offered = z.object({
  'to-service': z.string().default(''),
  'to-name': z.string().trim().max(200, 'Write at most 200 characters').default(''),
  why: z.enum(whys, 'Choose why'),
});

async function offer(sent: Passing, { act }: Reach): Promise<Outcome> {
  const parsed = Offered.safeParse(sent.form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { 'to-service': toService, 'to-name': toName, why } = parsed.data;
  if (toService !== '' && !isId(toService)) return 'not-found';
  const toServiceId = toService === '' ? null : (toService as ServiceId);
  const wish = { toServiceId, toName, why };
  const decision = await sent.act((hand) => actions.offerElsewhere(hand, wish, sent.named));
  if (!decision.ok) return refused(decision.because, 'to-name');
  if (toServiceId !== null)
    await act({ serviceId: toServiceId, actor: system }, (hand) => actions.receiveOffer(hand, decision.value));
  return done(sent, 'It is offered. The other service knows nothing of anybody.');
}

const transferIn = ({ params }: Pick<Passing, 'params'>) => params['transfer'] ?? '';

// Where the way to the other service was cut off in between: the same offer again changes nothing there.
async function offerAgain(sent: Passing, { act }: Reach): Promise<Outcome> {
  const decision = await sent.act((hand) => actions.offerOf(hand, transferIn(sent), sent.named));
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

async function writeAnswer(sent: Passing): Promise<Outcome> {
  const said = answerIn(sent.form['answer']);
  if (!said) return { problems: [{ field: 'answer', text: 'Choose what they said' }] };
  const decision = await sent.act((hand) => actions.writeDownAnswer(hand, transferIn(sent), said, sent.named));
  return decision.ok ? done(sent, 'Saved what they said.') : refused(decision.because, 'answer');
}

const Said = z
  .object({
    who: z.string('Choose who answered').min(1, 'Choose who answered'),
    said: z.enum(['given', 'declined'], 'Choose what they said'),
    how: z.enum(['in-person', 'by-phone', 'in-writing'], 'Choose how they told you'),
  })
  .transform(({ who, said: answer, how }) => {
    const isGuardian = who.startsWith('guardian-');
    const speaker = isGuardian ? ('guardian' as const) : ('self' as const);
    return { id: isGuardian ? who.slice('guardian-'.length) : who, speaker, answer, how };
  });

async function writeSaid(sent: CaseSent): Promise<Outcome> {
  const parsed = Said.safeParse(sent.form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { id, ...said } = parsed.data;
  const participant = participantIn(sent.frame, id);
  if (!participant) return 'not-found';
  const answered = { ...said, participantId: participant.id };
  const decision = await sent.act((hand) => actions.answerMove(hand, transferIn(sent), answered));
  if (decision.ok) return done(caseOf(sent), 'Their answer is saved.');
  if (decision.because.includes('no-guardian-on-the-case'))
    return { problems: [{ field: 'who', text: 'Nobody is on the case as their guardian' }] };
  return refused(decision.because, 'who');
}

async function writeSaidOf(sent: StaffSent): Promise<Outcome> {
  const parsed = Said.safeParse(sent.form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { id, ...said } = parsed.data;
  if (!isId(id)) return 'not-found';
  const answered = { ...said, aboutId: id, transferId: transferIn(sent) };
  const decision = await sent.act((hand) => actions.answerMoveOf(hand, referenceIn(sent), answered));
  return decision.ok ? done(referralOf(sent), 'Their answer is saved.') : refused(decision.because, 'who');
}

async function takeBack(sent: Passing, { act }: Reach): Promise<Outcome> {
  const decision = await sent.act((hand) => actions.takeTransferBack(hand, transferIn(sent), sent.named));
  if (!decision.ok) return refused(decision.because, 'main-content');
  const { id, toServiceId } = decision.value;
  if (toServiceId !== null)
    await act({ serviceId: toServiceId, actor: system }, (hand) => actions.offerTakenBack(hand, id));
  return done(sent, 'The offer is taken back.');
}

async function send(sent: Passing): Promise<Outcome> {
  const parsed = z
    .string()
    .trim()
    .max(200, 'Write at most 200 characters')
    .default('')
    .safeParse(sent.form['received-by']);
  if (!parsed.success)
    return { problems: problemsOf(parsed.error).map(({ text }) => ({ field: 'received-by', text })) };
  const decision = await sent.act((hand) => actions.sendDetails(hand, transferIn(sent), parsed.data, sent.named));
  if (!decision.ok)
    return refused(decision.because, decision.because.includes('receiver-is-missing') ? 'received-by' : 'main-content');
  const here = sent.named === null ? 'the case is closed here' : 'the referral is over here';
  return done(sent, `The details may be taken in there, and ${here}.`);
}

function done({ to }: Pick<Passing, 'to'>, said: string): Outcome {
  return { to, said };
}

function refused(because: readonly string[], field: string): Outcome {
  if (because.includes('not-there')) return 'not-found';
  return { problems: because.map((reason) => ({ field, text: explain(reason as CannotTransfer) })) };
}

async function showOffers({ db, attempt }: StaffVisit): Promise<Page> {
  return offersPage(await offersTo(db), attempt);
}

/** The action there, on the case or about the referral that is offered, by the system. */
function there({ fromServiceId, fromCaseId, fromReferralId }: Offer, here: ServiceId) {
  const at = { serviceId: fromServiceId, actor: system, ...(fromCaseId !== null && { caseId: fromCaseId }) };
  return { at, found: { from: here, referralId: fromReferralId } };
}

// First here, then there: where it is cut off in between, pressing again carries the same answer over.
async function answer(sent: StaffSent, { act }: Reach): Promise<Outcome> {
  const id = sent.params['id'] ?? '';
  const said = answerIn(sent.form['answer']);
  if (!isId(id) || !said) return 'not-found';
  const decision = await sent.act((hand) => actions.answerTheirOffer(hand, id, said));
  if (!decision.ok) return refused(decision.because, 'main-content');
  const { at, found } = there(decision.value, sent.staff.serviceId);
  const kept = await act(at, (hand) => actions.keepTheirAnswer(hand, id, said, found));
  if (!kept.ok) return wasTakenBack(sent, id);
  return { to: '/transfers', said: said.answer === 'accepted' ? 'They are told yes.' : 'They are told no.' };
}

// It was decided there meanwhile, or somebody took their referral back: nothing is on offer any more. (TRF-7)
async function wasTakenBack(sent: StaffSent, id: string): Promise<Outcome> {
  await sent.act((hand) => actions.offerTakenBack(hand, id));
  return { to: '/transfers', said: 'They took the offer back meanwhile. There is nothing more to do.' };
}

async function takeIn(sent: StaffSent, { act, enter, asWhoGoes }: Reach): Promise<Outcome> {
  const id = sent.params['id'] ?? '';
  if (!isId(id)) return 'not-found';
  const open = await sent.act((hand) => actions.offerToTakeIn(hand, id));
  if (!open.ok) return refused(open.because, 'main-content');
  const { at, found } = there(open.value, sent.staff.serviceId);
  if (open.value.status === 'accepted') {
    const pack = await act(at, (hand) => actions.packOf(hand, id, { there: found, asWhoGoes }));
    if (!pack.ok && pack.because.includes('taken-back')) return wasTakenBack(sent, id);
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
  await act(at, (hand) => actions.keepReceived(hand, id, sent.staff.name, found));
  return { to: '/referrals', said: 'It is taken in, as a referral. Everybody is asked again.' };
}
