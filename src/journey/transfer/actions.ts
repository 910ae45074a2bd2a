import { randomUUID } from 'node:crypto';
import { holdCase } from '#casefile/cases/facts.ts';
import { guardianOf } from '#casefile/people/facts.ts';
import { closeCaseGate, endOfCase } from '#journey/closure/facts.ts';
import { ownName } from '#service/staff/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ParticipantId, ReferralId, ServiceId } from '#vocabulary/ids.ts';
import { askedAbout, holdOffer, packFrom, servicesBeside, transfersOf, type Offer, type Transfer } from './facts.ts';
import type { Pack } from './pack-rules.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

type NotThere = 'not-there';

/** Offers the case that is held to another service; what that service is told of it is given back. (TRF-1) */
export async function offerCase(
  hand: Hand,
  wish: rules.Where & { readonly why: rules.Why },
): Promise<Decision<Omit<Offer, 'status' | 'because' | 'referralId'>, rules.CannotTransfer | NotThere>> {
  const { id: caseId, status, kind } = await holdCase(hand);
  const own = hand.serviceId as ServiceId;
  const there =
    wish.toServiceId === null ? undefined : (await servicesBeside(hand)).find(({ id }) => id === wish.toServiceId);
  if (wish.toServiceId !== null && !there) return refuse('not-there');
  const where = { toServiceId: wish.toServiceId, toName: there?.name ?? wish.toName };
  const isOffered = (await transfersOf(hand, caseId)).some((each) => isOn(each));
  const decision = rules.offer(where, { status, own, isOffered });
  if (!decision.ok) return decision;
  const id = randomUUID();
  await store.addTransfer(hand, { ...where, id, why: wish.why });
  await hand.announce({ name: 'transfer.offered', transferId: id });
  const fromName = await ownName(hand);
  return allow({ id, fromServiceId: own, fromCaseId: caseId, fromName, kind, why: wish.why, offeredAt: hand.at });
}

const isOn = ({ status }: Pick<Transfer, 'status'>) =>
  status === 'offered' || status === 'accepted' || status === 'sent';

async function held(hand: Hand, id: string) {
  const found = await holdCase(hand);
  const transfer = (await transfersOf(hand, found.id)).find((each) => each.id === id);
  return transfer && { ...found, transfer };
}

/** What somebody says to going to the other service; the ledger of consent keeps it. (TRF-3) */
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
  const found = await held(hand, id);
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

/** Writes down what a service elsewhere said. (TRF-2) */
export async function writeDownAnswer(
  hand: Hand,
  id: string,
  said: rules.TheirAnswer,
): Promise<Decision<rules.TheirAnswer, rules.CannotTransfer | NotThere>> {
  const found = await held(hand, id);
  if (!found) return refuse('not-there');
  if (found.transfer.toServiceId !== null) return refuse('answered-by-the-other-service');
  return keep(hand, found.transfer, said, hand.actor.id);
}

/** Keeps what another service of the installation said; said before, it stays. (TRF-2) */
export async function keepTheirAnswer(
  hand: Hand,
  id: string,
  said: rules.TheirAnswer,
  from: ServiceId,
): Promise<Decision<rules.TheirAnswer, rules.CannotTransfer | NotThere>> {
  const found = await held(hand, id);
  if (!found || found.transfer.toServiceId !== from) return refuse('not-there');
  return found.transfer.status === said.answer ? allow(said) : keep(hand, found.transfer, said, null);
}

async function keep(hand: Hand, { id, status }: Transfer, said: rules.TheirAnswer, by: string | null) {
  const decision = rules.answerOffer(status, said);
  if (!decision.ok) return decision;
  await store.markAnswered(hand, id, said, by);
  await hand.announce({ name: said.answer === 'accepted' ? 'transfer.accepted' : 'transfer.rejected', transferId: id });
  return decision;
}

/** Takes an offer back, while nothing has gone. (TRF-2) */
export async function takeTransferBack(
  hand: Hand,
  id: string,
): Promise<Decision<Transfer, 'decided-already' | NotThere>> {
  const found = await held(hand, id);
  if (!found) return refuse('not-there');
  const decision = rules.takeBack(found.transfer.status);
  if (!decision.ok) return decision;
  await store.markTakenBack(hand, id);
  await hand.announce({ name: 'transfer.taken-back', transferId: id });
  return allow(found.transfer);
}

/** Lets the details go, and closes the case here. (TRF-3, TRF-5) */
export async function sendDetails(
  hand: Hand,
  id: string,
  receivedBy: string,
): Promise<Decision<'sent', rules.CannotTransfer | NotThere>> {
  const found = await held(hand, id);
  if (!found) return refuse('not-there');
  const today = dayOf(hand.at);
  const people = await askedAbout(hand, found.id, id, today);
  const closing = closeCaseGate(await endOfCase(hand, found.id, found.status)).shut;
  const decision = rules.send(rules.sendGate(found.transfer.status, people, closing), found.transfer, receivedBy);
  if (!decision.ok) return decision;
  await store.markSent(hand, id);
  if (found.transfer.toServiceId === null) await store.markReceived(hand, id, receivedBy, today);
  await hand.announce({ name: 'transfer.sent', transferId: id });
  return decision;
}

/**
 * What goes to the other service, of whoever says yes at this moment and of nobody else. Inside the installation only to the service
 * it was sent to. (TRF-3, TRF-4)
 */
export async function packOf(
  hand: Hand,
  id: string,
  to: ServiceId | null,
): Promise<Decision<Pack, NotThere | 'gate-is-shut'>> {
  const found = await held(hand, id);
  if (!found || found.transfer.toServiceId !== to) return refuse('not-there');
  const { status } = found.transfer;
  if (status !== 'sent' && !(to === null && status === 'accepted')) return refuse('gate-is-shut');
  const pack = await packFrom(hand, { caseId: found.id, kind: found.kind, transferId: id, today: dayOf(hand.at) });
  return pack.people.length === 0 ? refuse('gate-is-shut') : allow(pack);
}

/** Keeps who has it there; said before, it stays. (TRF-5) */
export async function keepReceived(
  hand: Hand,
  id: string,
  { by, from }: { readonly by: string; readonly from: ServiceId },
): Promise<Decision<'kept', NotThere>> {
  const found = await held(hand, id);
  if (!found || found.transfer.toServiceId !== from || found.transfer.status !== 'sent') return refuse('not-there');
  await store.markReceived(hand, id, by, dayOf(hand.at));
  return allow('kept');
}

/** Keeps an offer of another service, and asks the coordinators to look. The same offer again changes nothing. */
export async function receiveOffer(
  hand: Hand,
  offer: Omit<Offer, 'status' | 'because' | 'referralId'>,
): Promise<Decision<'received', never>> {
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

/** Marks an offer as taken back by the other service. */
export async function offerTakenBack(hand: Hand, id: string): Promise<Decision<'taken-back', never>> {
  await store.markOfferTakenBack(hand, id);
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
): Promise<
  Decision<
    { readonly toServiceId: ServiceId; readonly offer: Omit<Offer, 'status' | 'because' | 'referralId'> },
    'decided-already' | NotThere
  >
> {
  const found = await held(hand, id);
  if (!found || found.transfer.toServiceId === null) return refuse('not-there');
  const { status, toServiceId, why, offeredAt } = found.transfer;
  if (status !== 'offered') return refuse('decided-already');
  const from = { fromServiceId: hand.serviceId as ServiceId, fromCaseId: found.id, fromName: await ownName(hand) };
  return allow({ toServiceId, offer: { id, ...from, kind: found.kind, why, offeredAt } });
}
