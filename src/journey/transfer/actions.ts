import { randomUUID } from 'node:crypto';
import { holdCase } from '#casefile/cases/facts.ts';
import { guardianOf } from '#casefile/people/facts.ts';
import { placesForWriter, protectedValuesOf } from '#casefile/protection/facts.ts';
import { closeCaseGate, endOfCase } from '#journey/closure/facts.ts';
import { packFrom, packFromReferral, stayingIn, stayingOnReferral, type AsWhoGoes } from '#journey/pack/facts.ts';
import { holdReferral, referenceOf, type Referral } from '#journey/referral/facts.ts';
import { ownName } from '#service/staff/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId, ReferralId, ServiceId } from '#vocabulary/ids.ts';
import {
  askedAbout,
  askedOnReferral,
  holdOffer,
  peopleOn,
  servicesBeside,
  transfersOf,
  transfersOfReferral,
  type Offer,
  type Transfer,
} from './facts.ts';
import type { Pack } from '#vocabulary/pack.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

type NotThere = 'not-there';
type NewOffer = Omit<Offer, 'status' | 'because' | 'referralId'>;

/** What is passed on, by the reference of a referral that waits; where none is named, the case that is held. */
type Named = string | null;

interface Found {
  readonly rests: 'case-is-closed' | 'referral-is-decided' | null;
  readonly transfers: readonly Transfer[];
}
interface HeldCase extends Found, Pick<Awaited<ReturnType<typeof holdCase>>, 'status' | 'kind'> {
  readonly of: null;
  readonly caseId: CaseId;
}
interface HeldReferral extends Found {
  readonly of: ReferralId;
  readonly referral: Referral;
}

/** What is passed on, locked. */
async function hold(hand: Hand, reference: Named): Promise<HeldCase | HeldReferral | undefined> {
  if (reference === null) {
    const { id: caseId, status, kind } = await holdCase(hand);
    const rests = status === 'closed' ? 'case-is-closed' : null;
    return { of: null, caseId, status, kind, rests, transfers: await transfersOf(hand, caseId) };
  }
  const referral = await holdReferral(hand, reference);
  if (!referral) return undefined;
  const waits = referral.status === 'received' || referral.status === 'acknowledged';
  const transfers = await transfersOfReferral(hand, referral.id);
  return { of: referral.id, referral, rests: waits ? null : 'referral-is-decided', transfers };
}

type Held = (HeldCase | HeldReferral) & { readonly transfer: Transfer };

async function held(hand: Hand, id: string, reference: Named): Promise<Held | undefined> {
  const found = await hold(hand, reference);
  const transfer = found?.transfers.find((each) => each.id === id);
  return found && transfer && { ...found, transfer };
}

const ofReferral = (of: ReferralId | null) => (of === null ? {} : { referralId: of });

/** Offers a case or a referral to another service; what that service is told of it is given back. (TRF-1) */
export async function offerElsewhere(
  hand: Hand,
  wish: rules.Where & { readonly why: rules.Why },
  reference: Named = null,
): Promise<Decision<NewOffer, rules.CannotTransfer | NotThere>> {
  const found = await hold(hand, reference);
  if (!found) return refuse('not-there');
  const own = hand.serviceId as ServiceId;
  const there =
    wish.toServiceId === null ? undefined : (await servicesBeside(hand)).find(({ id }) => id === wish.toServiceId);
  if (wish.toServiceId !== null && !there) return refuse('not-there');
  const where = { toServiceId: wish.toServiceId, toName: there?.name ?? wish.toName };
  const isOffered = found.transfers.some((each) => isOn(each));
  // The name of one of this installation is its own; one elsewhere was typed, and everybody in a case reads it.
  const places =
    there || found.of !== null ? [] : placesForWriter(where.toName, await protectedValuesOf(hand, found.caseId), '');
  const decision = rules.offer(where, { rests: found.rests, own, isOffered, places: places.length });
  if (!decision.ok) return decision;
  const id = randomUUID();
  await store.addTransfer(hand, { ...where, id, why: wish.why }, found.of);
  await hand.announce({ name: 'transfer.offered', transferId: id, ...ofReferral(found.of) });
  return allow(await told(hand, found, { id, why: wish.why, offeredAt: hand.at }));
}

async function told(
  hand: Hand,
  found: HeldCase | HeldReferral,
  made: Pick<Transfer, 'id' | 'why' | 'offeredAt'>,
): Promise<NewOffer> {
  const { id, why, offeredAt } = made;
  const from = { fromServiceId: hand.serviceId as ServiceId, fromName: await ownName(hand) };
  const what =
    found.of === null
      ? { fromCaseId: found.caseId, fromReferralId: null, kind: found.kind }
      : { fromCaseId: null, fromReferralId: found.of, kind: null };
  return { ...from, ...what, id, why, offeredAt };
}

const isOn = ({ status }: Pick<Transfer, 'status'>) =>
  status === 'offered' || status === 'accepted' || status === 'sent';

/** What somebody in a case says to going to the other service; the ledger of consent keeps it. (TRF-3) */
export async function answerMove(
  hand: Hand,
  id: string,
  said: {
    readonly participantId: ParticipantId;
    readonly speaker: 'self' | 'guardian';
    readonly answer: 'given' | 'declined';
    readonly how: 'online' | 'in-person' | 'by-phone' | 'video-call' | 'in-writing';
  },
): Promise<Decision<Transfer, 'decided-already' | 'no-guardian-on-the-case' | NotThere>> {
  const found = await held(hand, id, null);
  if (!found) return refuse('not-there');
  const { participantId, speaker, answer, how } = said;
  const open = rules.takeBack(found.transfer.status);
  if (!open.ok) return open;
  const guardianId = speaker === 'guardian' ? await guardianOf(hand, participantId) : null;
  if (speaker === 'guardian' && guardianId === null) return refuse('no-guardian-on-the-case');
  const wording = rules.question(found.transfer.toName);
  await hand.announce({ name: 'transfer.answered', transferId: id, participantId, guardianId, answer, how, wording });
  return allow(found.transfer);
}

/** What somebody of a referral says to it; before there is a case, that is kept here. (TRF-3) */
export async function answerMoveOf(
  hand: Hand,
  reference: string,
  said: rules.MoveAnswer & { readonly transferId: string; readonly how: 'in-person' | 'by-phone' | 'in-writing' },
): Promise<Decision<Transfer, 'decided-already' | NotThere>> {
  const found = await held(hand, said.transferId, reference);
  if (!found || found.of === null) return refuse('not-there');
  const open = rules.takeBack(found.transfer.status);
  if (!open.ok) return open;
  if (!(await peopleOn(hand, found.referral)).some(({ id }) => id === said.aboutId)) return refuse('not-there');
  const { source } = found.referral;
  await store.addMoveAnswer(hand, found.of, { ...said, wording: rules.question(found.transfer.toName, source) });
  return allow(found.transfer);
}

/** Writes down what a service elsewhere said. (TRF-2) */
export async function writeDownAnswer(
  hand: Hand,
  id: string,
  said: rules.TheirAnswer,
  reference: Named = null,
): Promise<Decision<rules.TheirAnswer, rules.CannotTransfer | NotThere>> {
  const found = await held(hand, id, reference);
  if (!found) return refuse('not-there');
  if (found.transfer.toServiceId !== null) return refuse('answered-by-the-other-service');
  return keep(hand, found, said, hand.actor.id);
}

/** Where the other service finds what it was offered: the case that is held, or a referral by its id. */
type There = { readonly from: ServiceId; readonly referralId: ReferralId | null };

async function heldThere(hand: Hand, id: string, { from, referralId }: There): Promise<Held | undefined> {
  const found = await held(hand, id, referralId === null ? null : await referenceOf(hand, referralId));
  return found?.transfer.toServiceId === from ? found : undefined;
}

/** Keeps what another service of the installation said; said before, it stays. (TRF-2) */
export async function keepTheirAnswer(
  hand: Hand,
  id: string,
  said: rules.TheirAnswer,
  there: There,
): Promise<Decision<rules.TheirAnswer, rules.CannotTransfer | NotThere>> {
  const found = await heldThere(hand, id, there);
  if (!found) return refuse('not-there');
  return found.transfer.status === said.answer ? allow(said) : keep(hand, found, said, null);
}

async function keep(hand: Hand, { transfer: { id, status }, of }: Held, said: rules.TheirAnswer, by: string | null) {
  const decision = rules.answerOffer(status, said);
  if (!decision.ok) return decision;
  await store.markAnswered(hand, id, { ...said, by }, of);
  const name = said.answer === 'accepted' ? 'transfer.accepted' : 'transfer.rejected';
  await hand.announce({ name, transferId: id, ...ofReferral(of) });
  return decision;
}

/** Takes an offer back, while nothing has gone. (TRF-2) */
export async function takeTransferBack(
  hand: Hand,
  id: string,
  reference: Named = null,
): Promise<Decision<Transfer, 'decided-already' | NotThere>> {
  const found = await held(hand, id, reference);
  if (!found) return refuse('not-there');
  const decision = rules.takeBack(found.transfer.status);
  if (!decision.ok) return decision;
  await store.markTakenBack(hand, id, found.of);
  await hand.announce({ name: 'transfer.taken-back', transferId: id, ...ofReferral(found.of) });
  return allow(found.transfer);
}

/** A referral that is decided or taken back here is on offer no longer. (TRF-7) */
export async function offerNoLonger(hand: Hand, referralId: ReferralId): Promise<void> {
  await store.offerNoLonger(hand, referralId);
}

async function gateOf(hand: Hand, found: Held): Promise<{ readonly shut: ReturnType<typeof rules.sendGate> }> {
  const { id, status } = found.transfer;
  if (found.of !== null) {
    const asked = await askedOnReferral(hand, found.referral, id);
    const staying = rules.staysHere(await stayingOnReferral(hand, found.referral, rules.along(asked).ids));
    return { shut: rules.sendGate(status, asked, [...rules.refusesToGo(asked), ...staying]) };
  }
  const asked = await askedAbout(hand, found.caseId, id, dayOf(hand.at));
  const closing = closeCaseGate(await endOfCase(hand, found.caseId, found.status)).shut;
  const staying = rules.staysHere(await stayingIn(hand, found.caseId, rules.along(asked).ids, dayOf(hand.at)));
  return { shut: rules.sendGate(status, asked, [...closing, ...staying]) };
}

/** Lets the details go; the case is closed here, the referral is over. (TRF-3, TRF-5) */
export async function sendDetails(
  hand: Hand,
  id: string,
  receivedBy: string,
  reference: Named = null,
): Promise<Decision<'sent', rules.CannotTransfer | NotThere>> {
  const found = await held(hand, id, reference);
  if (!found) return refuse('not-there');
  const decision = rules.send((await gateOf(hand, found)).shut, found.transfer, receivedBy);
  if (!decision.ok) return decision;
  await store.markSent(hand, id, found.of);
  if (found.transfer.toServiceId === null)
    await store.markReceived(hand, id, { by: receivedBy, on: dayOf(hand.at) }, found.of);
  await hand.announce({ name: 'transfer.sent', transferId: id, ...ofReferral(found.of) });
  return decision;
}

/**
 * What goes to the other service, of whoever says yes at this moment and of nobody else, each read as themselves. Inside the
 * installation only to the service it was sent to. (TRF-3, TRF-4, PCK-1)
 */
export async function packOf(
  hand: Hand,
  id: string,
  { there, asWhoGoes }: { readonly there: There; readonly asWhoGoes: AsWhoGoes },
): Promise<Decision<Pack, NotThere | 'gate-is-shut' | 'taken-back'>> {
  const found = await heldThere(hand, id, there);
  if (!found) return refuse('not-there');
  if (found.transfer.status === 'taken-back') return refuse('taken-back');
  if (found.transfer.status !== 'sent') return refuse('gate-is-shut');
  const [serviceId, today] = [hand.serviceId as ServiceId, dayOf(hand.at)];
  // Somebody may have said no since it was let go.
  if (found.of !== null) {
    const { referral } = found;
    const { ids } = rules.along(await askedOnReferral(hand, referral, id));
    if ((await stayingOnReferral(hand, referral, ids)).length > 0) return refuse('gate-is-shut');
    return orShut(await packFromReferral(hand, serviceId, { referral, ids }, asWhoGoes));
  }
  const { caseId, kind } = found;
  const along = rules.along(await askedAbout(hand, caseId, id, today));
  if ((await stayingIn(hand, caseId, along.ids, today)).length > 0) return refuse('gate-is-shut');
  return orShut(await packFrom(hand, { serviceId, caseId, kind, today }, along, asWhoGoes));
}

function orShut(pack: Pack): Decision<Pack, 'gate-is-shut'> {
  return pack.people.length === 0 ? refuse('gate-is-shut') : allow(pack);
}

/** Keeps who has it there; said before, it stays. (TRF-5) */
export async function keepReceived(
  hand: Hand,
  id: string,
  by: string,
  there: There,
): Promise<Decision<'kept', NotThere>> {
  const found = await heldThere(hand, id, there);
  if (found?.transfer.status !== 'sent') return refuse('not-there');
  await store.markReceived(hand, id, { by, on: dayOf(hand.at) }, found.of);
  return allow('kept');
}

/** Keeps an offer of another service, and asks the coordinators to look. The same offer again changes nothing. */
export async function receiveOffer(hand: Hand, offer: NewOffer): Promise<Decision<'received', never>> {
  await store.addOffer(hand, offer);
  await hand.announce({ name: 'transfer.received', transferId: offer.id });
  return allow('received');
}

/** Says yes or no to an offer of another service. (TRF-2) */
export async function answerTheirOffer(
  hand: Hand,
  id: string,
  said: rules.TheirAnswer,
): Promise<Decision<Offer, 'decided-already' | NotThere>> {
  const offer = await holdOffer(hand, id);
  if (!offer) return refuse('not-there');
  // Said before: it is only carried to the other service again.
  if (offer.status === said.answer) return allow(offer);
  const decision = rules.answerOffer(offer.status, said);
  if (!decision.ok) return decision;
  await store.markOfferAnswered(hand, id, said);
  await hand.announce({ name: 'transfer.answered-here', transferId: id });
  return allow(offer);
}

/** Marks an offer as taken back by the other service; one that is over stays as it was. (TRF-7) */
export async function offerTakenBack(hand: Hand, id: string): Promise<Decision<'taken-back', never>> {
  const status = (await holdOffer(hand, id))?.status;
  if (status === 'offered' || status === 'accepted') {
    await store.markOfferTakenBack(hand, id);
    await hand.announce({ name: 'transfer.gone', transferId: id, wasAccepted: status === 'accepted' });
  }
  return allow('taken-back');
}

/** An offer that this service said yes to, to take it in; one that was taken in is given back with its referral. */
export async function offerToTakeIn(hand: Hand, id: string): Promise<Decision<Offer, 'decided-already' | NotThere>> {
  const offer = await holdOffer(hand, id);
  if (!offer) return refuse('not-there');
  return offer.status === 'accepted' || offer.status === 'taken-in' ? allow(offer) : refuse('decided-already');
}

/** Makes an offer the referral that was entered for it, once. (TRF-5) */
export async function takeIn(hand: Hand, id: string, referralId: ReferralId): Promise<void> {
  await store.markTakenIn(hand, id, referralId);
}

/** What somebody says by themselves to going along with the case on offer. (TRF-3) */
export async function answerOwnMove(
  hand: Hand,
  participantId: ParticipantId,
  answer: 'given' | 'declined',
): Promise<Decision<Transfer, 'decided-already' | 'no-guardian-on-the-case' | NotThere>> {
  const { id } = await holdCase(hand);
  const live = (await transfersOf(hand, id)).find(({ status }) => status === 'offered' || status === 'accepted');
  if (!live) return refuse('not-there');
  return answerMove(hand, live.id, { participantId, speaker: 'self', answer, how: 'online' });
}

/** What was offered to another service of the installation, to offer the same again. */
export async function offerOf(
  hand: Hand,
  id: string,
  reference: Named = null,
): Promise<Decision<{ readonly toServiceId: ServiceId; readonly offer: NewOffer }, 'decided-already' | NotThere>> {
  const found = await held(hand, id, reference);
  if (!found || found.transfer.toServiceId === null) return refuse('not-there');
  if (found.transfer.status !== 'offered') return refuse('decided-already');
  return allow({ toServiceId: found.transfer.toServiceId, offer: await told(hand, found, found.transfer) });
}
