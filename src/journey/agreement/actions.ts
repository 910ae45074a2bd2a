import { randomUUID } from 'node:crypto';
import { harmLinksOf, holdCase, participantsOf } from '#casefile/cases/facts.ts';
import { guardianOf } from '#casefile/people/facts.ts';
import { lookThrough } from '#casefile/protection/facts.ts';
import { standingOf } from '#journey/consent/facts.ts';
import { communicateGate, communicationFacts } from '#journey/preparation/facts.ts';
import { allow, type Decision, refuse } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Agreement } from '#vocabulary/agreements.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { AgreementId, ParticipantId } from '#vocabulary/ids.ts';
import { agreementsOf, type HeldAgreement, holdAgreement, type NotThere, wordsOfTerms } from './facts.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

/**
 * Starts a draft for one person responsible. Where an agreement is in force, the draft begins with what is still owed
 * under it; that one stays in force until everyone agrees to the new one (domain 74).
 */
export async function draftAgreement(
  hand: Hand,
  responsibleId: ParticipantId,
): Promise<Decision<AgreementId, rules.CannotDraft | 'case-is-closed'>> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return refuse('case-is-closed');
  const responsible = (await participantsOf(hand, held.id)).find(({ id }) => id === responsibleId);
  if (!responsible) return refuse('not-responsible-for-harm');
  const decision = rules.draft(await agreementsOf(hand, held.id), responsible);
  if (!decision.ok) return decision;
  const id = await addDraft(hand, responsibleId, decision.value);
  if (decision.value.replacesId) await store.copyTerms(hand, decision.value.replacesId, id);
  else await store.saveParties(hand, id, rules.usualParties(await harmLinksOf(hand, held.id), responsibleId));
  return allow(id);
}

async function addDraft(hand: Hand, responsibleId: ParticipantId, drafting: rules.Drafting): Promise<AgreementId> {
  const id = randomUUID() as AgreementId;
  await store.addDraft(hand, { ...drafting, id, responsibleId, on: dayOf(hand.at) });
  await hand.announce({ name: 'agreement.drafted', agreementId: id, participantId: responsibleId });
  return id;
}

/** Says who is part of a draft. (AGR-13) */
export async function chooseParties(
  hand: Hand,
  id: AgreementId,
  chosen: readonly ParticipantId[],
): Promise<Decision<readonly ParticipantId[], rules.CannotChooseParties | NotThere>> {
  const found = await holdAgreement(hand, id);
  if ('ok' in found) return found;
  const decision = rules.chooseParties(found.agreement, chosen);
  if (decision.ok) await store.saveParties(hand, id, decision.value);
  return decision;
}

/** Says who of the parties wants to hear how it goes; everybody else does not (H12). */
export async function chooseUpdates(
  hand: Hand,
  id: AgreementId,
  wanting: readonly ParticipantId[],
): Promise<Decision<readonly ParticipantId[], 'not-a-party' | NotThere>> {
  const found = await holdAgreement(hand, id);
  if ('ok' in found) return found;
  const { parties } = found.agreement;
  if (!wanting.every((each) => parties.some(({ participantId }) => participantId === each)))
    return refuse('not-a-party');
  await store.saveUpdates(hand, id, wanting);
  for (const { participantId, wantsUpdates } of parties) {
    const wants = wanting.includes(participantId);
    if (wants !== wantsUpdates) {
      await hand.announce({ name: 'agreement.updates-chosen', agreementId: id, participantId, wants });
    }
  }
  return allow(wanting);
}

/** One party says for themselves whether they want to hear how it goes (H12). */
export async function chooseOwnUpdates(
  hand: Hand,
  id: AgreementId,
  own: { readonly participantId: ParticipantId; readonly wants: boolean },
): Promise<Decision<readonly ParticipantId[], 'not-a-party' | NotThere>> {
  const found = await holdAgreement(hand, id);
  if ('ok' in found) return found;
  const { parties } = found.agreement;
  if (!parties.some(({ participantId }) => participantId === own.participantId)) return refuse('not-a-party');
  const others = parties.filter((party) => party.wantsUpdates && party.participantId !== own.participantId);
  const wanting = others.map(({ participantId }) => participantId);
  return chooseUpdates(hand, id, own.wants ? [...wanting, own.participantId] : wanting);
}

/** Puts a draft before its parties: from now on they read it and answer. (AGR-14) */
export async function proposeAgreement(
  hand: Hand,
  id: AgreementId,
): Promise<Decision<Agreement, rules.CannotPropose | rules.CannotCross | NotThere>> {
  const found = await holdAgreement(hand, id);
  if ('ok' in found) return found;
  const { agreement, held } = found;
  const today = dayOf(hand.at);
  const facts = await communicationFacts(hand, held.id, today);
  const decision = rules.propose(agreement, (mode, between) => communicateGate(facts, mode, between));
  if (!decision.ok) return decision;
  const clean = await lookThrough(hand, held.id, await wordsOfTerms(hand, held.id, agreement));
  if (!clean.ok) return clean;
  await store.markProposed(hand, id, today);
  await hand.announce({ name: 'agreement.proposed', agreementId: id, participantId: agreement.responsibleId });
  return decision;
}

/** Sets aside what nobody agreed to yet. (AGR-11) */
export async function setAside(hand: Hand, id: AgreementId): Promise<Decision<Agreement, 'not-open' | NotThere>> {
  const found = await holdAgreement(hand, id);
  if ('ok' in found) return found;
  const decision = rules.setAside(found.agreement);
  if (!decision.ok) return decision;
  await store.markSetAside(hand, id);
  const { responsibleId: participantId } = decision.value;
  await hand.announce({ name: 'agreement.set-aside', agreementId: id, participantId });
  return decision;
}

/** Takes a proposal back to write on it: a new draft with the same terms, so that a yes to the old terms is no yes to the new. */
export async function redraft(hand: Hand, id: AgreementId): Promise<Decision<AgreementId, 'not-open' | NotThere>> {
  const aside = await setAside(hand, id);
  if (!aside.ok) return aside;
  const { responsibleId, version, replacesId } = aside.value;
  const anew = await addDraft(hand, responsibleId, { version, replacesId });
  await store.copyTerms(hand, id, anew);
  return allow(anew);
}

/** An answer to the terms, with the way it was given; a guardian's is looked up. */
export type Answering = Omit<rules.TermsAnswer, 'guardianId'> & {
  readonly speaker: 'self' | 'guardian';
  readonly how: 'online' | 'in-person' | 'by-phone' | 'video-call' | 'in-writing';
};

/**
 * Takes a party's answer to the terms: the ledger of consent keeps it (by reaction), and with the last yes the agreement
 * is made, in the same transaction. (AGR-10)
 */
export async function answerTerms(
  hand: Hand,
  id: AgreementId,
  { speaker, how, ...said }: Answering,
): Promise<Decision<'made' | 'kept', rules.CannotAnswer | 'no-guardian-on-the-case' | NotThere>> {
  const found = await holdAgreement(hand, id);
  if ('ok' in found) return found;
  const guardianId = speaker === 'guardian' ? await guardianOf(hand, said.participantId) : null;
  if (speaker === 'guardian' && guardianId === null) return refuse('no-guardian-on-the-case');
  const decision = rules.answerTerms(found.agreement, { ...said, guardianId }, dayOf(hand.at));
  if (!decision.ok) return decision;
  const { saidOn: happenedOn, ...answer } = decision.value;
  await hand.announce({ name: 'agreement.terms-answered', agreementId: id, ...answer, how, happenedOn });
  return allow((await makeIfEveryoneAgrees(hand, found)) ? 'made' : 'kept');
}

async function makeIfEveryoneAgrees(hand: Hand, { held, agreement }: HeldAgreement): Promise<boolean> {
  const today = dayOf(hand.at);
  const decision = rules.make(agreement, await standingOf(hand, held.id, today));
  if (!decision.ok) return false;
  const { id: agreementId, responsibleId: participantId, replacesId } = agreement;
  if (replacesId && (await store.markReplaced(hand, replacesId))) {
    await hand.announce({ name: 'agreement.replaced', agreementId: replacesId, participantId });
  }
  await store.markAgreed(hand, agreementId, today);
  await hand.announce({ name: 'agreement.made', agreementId, participantId });
  return true;
}

/** Ends an agreement whose promises are all settled, as kept or not. (AGR-12) */
export async function endAgreement(
  hand: Hand,
  id: AgreementId,
): Promise<Decision<{ readonly isKept: boolean }, rules.CannotEnd | NotThere>> {
  const found = await holdAgreement(hand, id);
  if ('ok' in found) return found;
  const decision = rules.end(found.agreement);
  if (!decision.ok) return decision;
  const { isKept } = decision.value;
  await store.markEnded(hand, id, isKept, dayOf(hand.at));
  const participantId = found.agreement.responsibleId;
  await hand.announce({ name: 'agreement.ended', agreementId: id, participantId, kept: isKept });
  return decision;
}
