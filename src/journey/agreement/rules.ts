import { allow, type Decision, refuse, refuseAny, unreachable } from '#platform/decision.ts';
import { type Agreement, isInTheMaking, isSettled } from '#vocabulary/agreements.ts';
import { about, agrees, type Standing, type Subject } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { FrameParticipant, HarmLink } from '#vocabulary/frame.ts';
import { type Gate, isOpen } from '#vocabulary/gates.ts';
import type { AgreementId, CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import { type Mode, modes } from '#vocabulary/modes.ts';

export type CannotDraft = 'not-responsible-for-harm' | 'already-being-drafted';

/** A new draft for one person responsible: the number it would carry and the agreement it would replace. */
export interface Drafting {
  readonly version: number;
  readonly replacesId: AgreementId | null;
}

/** One draft or proposal at a time for each person responsible (AGR-3); what is in force stays so until everyone agrees. */
export function draft(
  agreements: readonly Agreement[],
  responsible: Pick<FrameParticipant, 'id' | 'parts'>,
): Decision<Drafting, CannotDraft> {
  const own = agreements.filter(({ responsibleId }) => responsibleId === responsible.id);
  const reasons: CannotDraft[] = [];
  if (!responsible.parts.includes('responsible')) reasons.push('not-responsible-for-harm');
  if (own.some(isInTheMaking)) reasons.push('already-being-drafted');
  return refuseAny(reasons, {
    version: own.filter(({ madeOn }) => madeOn !== null).length + 1,
    replacesId: own.find(({ status }) => status === 'agreed')?.id ?? null,
  });
}

/** Who is part of an agreement unless staff say otherwise: the person responsible and the people they harmed. */
export function usualParties(links: readonly HarmLink[], responsibleId: ParticipantId): readonly ParticipantId[] {
  const harmed = links.filter((link) => link.responsibleId === responsibleId).map(({ harmedId }) => harmedId);
  return [...new Set([responsibleId, ...harmed])];
}

export type CannotChooseParties = 'not-a-draft' | 'somebody-still-owes-or-is-owed' | 'responsible-is-always-a-party';

/** Parties are chosen while it is a draft; the person responsible always is one, and so is everybody a promise names. (AGR-13) */
export function chooseParties(
  { status, responsibleId, amends }: Agreement,
  chosen: readonly ParticipantId[],
): Decision<readonly ParticipantId[], CannotChooseParties> {
  const named = amends.flatMap(({ owedById, owedToId }) => [owedById, owedToId]);
  const reasons: CannotChooseParties[] = [];
  if (status !== 'draft') reasons.push('not-a-draft');
  if (!chosen.includes(responsibleId)) reasons.push('responsible-is-always-a-party');
  if (named.some((id) => id !== null && !chosen.includes(id))) reasons.push('somebody-still-owes-or-is-owed');
  return refuseAny(reasons, chosen);
}

/** Whether two people may communicate in a mode, as the gate of communication says. */
export type GateOf = (mode: Mode, between: readonly [ParticipantId, ParticipantId]) => Gate;

/** A party to whom no way is open yet, with the gate that is nearest to opening. */
export interface CutOff {
  readonly participantId: ParticipantId;
  readonly gate: Gate;
}

/** The parties who may not communicate with the person responsible in any mode: terms do not cross to them. (AGR-14) */
export function cutOff({ parties, responsibleId }: Agreement, gateOf: GateOf): readonly CutOff[] {
  return parties
    .filter(({ participantId }) => participantId !== responsibleId)
    .flatMap(({ participantId }) => {
      const ways = modes.map((mode) => gateOf(mode, [responsibleId, participantId]));
      const [gate] = ways.toSorted((one, other) => one.shut.length - other.shut.length);
      return gate === undefined || isOpen(gate) ? [] : [{ participantId, gate }];
    });
}

export type CannotPropose = 'not-a-draft' | 'nothing-promised-yet' | 'somebody-may-not-be-reached-yet';

/** Words of it may hold what is protected; where, only staff are shown. (PRO-6) */
export type CannotCross = 'holds-what-is-protected';

/**
 * Puts a draft before its parties, who can read it from then on. Terms cross between sides as a letter does: only where
 * the gate of communication is open in some mode (AGR-14; H1, H3, H5, H8), and there is something to agree to.
 */
export function propose(agreement: Agreement, gateOf: GateOf): Decision<Agreement, CannotPropose> {
  const reasons: CannotPropose[] = [];
  if (agreement.status !== 'draft') reasons.push('not-a-draft');
  if (agreement.amends.length === 0) reasons.push('nothing-promised-yet');
  if (cutOff(agreement, gateOf).length > 0) reasons.push('somebody-may-not-be-reached-yet');
  return refuseAny(reasons, agreement);
}

/** What a party says about the terms put before them. */
export interface TermsAnswer {
  readonly participantId: ParticipantId;
  /** A guardian who speaks for a child; null is the person. */
  readonly guardianId: CompanionId | null;
  readonly answer: 'given' | 'not-now' | 'declined';
  readonly askAfter: PlainDate | null;
  readonly saidOn: PlainDate;
}

export type CannotAnswer =
  | 'not-put-before-anyone'
  | 'not-a-party'
  | 'agreed-already'
  | 'pick-a-day-to-ask-again'
  | 'day-to-ask-again-has-passed'
  | 'said-in-the-future';

/** A party answers what is proposed; what is agreed can be taken back by anybody at any time (H2). */
export function answerTerms(
  { status, parties }: Agreement,
  said: TermsAnswer,
  today: PlainDate,
): Decision<TermsAnswer, CannotAnswer> {
  const { participantId, answer, askAfter, saidOn } = said;
  const reasons: CannotAnswer[] = [];
  if (status !== 'proposed' && status !== 'agreed') reasons.push('not-put-before-anyone');
  if (status === 'agreed' && answer !== 'declined') reasons.push('agreed-already');
  if (!parties.some((party) => party.participantId === participantId)) reasons.push('not-a-party');
  if (saidOn > today) reasons.push('said-in-the-future');
  if (answer === 'not-now' && askAfter === null) reasons.push('pick-a-day-to-ask-again');
  if (answer === 'not-now' && askAfter !== null && askAfter <= today) reasons.push('day-to-ask-again-has-passed');
  return refuseAny(reasons, said);
}

/** What an answer to the terms of an agreement is about, in the ledger of consent. */
export function termsOf(agreementId: AgreementId): Subject {
  return about('agreement-terms', { itemId: agreementId });
}

export type CannotMake = 'not-put-before-anyone' | 'someone-has-not-agreed' | 'promise-is-less-than-was-paid';

/** An agreement is made when every party agrees to its terms, for a child a guardian too. (AGR-10; domain 66) */
export function make(agreement: Agreement, standing: Standing): Decision<Agreement, CannotMake> {
  const { status, parties, amends } = agreement;
  const reasons: CannotMake[] = [];
  if (status !== 'proposed') reasons.push('not-put-before-anyone');
  const hasEveryone = parties.every(({ participantId }) => agrees(standing, participantId, termsOf(agreement.id)));
  if (!hasEveryone || parties.length === 0) reasons.push('someone-has-not-agreed');
  if (amends.some(({ pence, paid }) => pence !== null && paid > pence)) reasons.push('promise-is-less-than-was-paid');
  return refuseAny(reasons, agreement);
}

/** What nobody agreed to yet may be set aside; what was agreed is changed or ended. (AGR-11) */
export function setAside(agreement: Agreement): Decision<Agreement, 'not-open'> {
  return isInTheMaking(agreement) ? allow(agreement) : refuse('not-open');
}

export type CannotEnd = 'not-in-force' | 'something-is-still-owed';

/** An agreement ends when every promise is settled: as kept, unless something was not done. (AGR-12) */
export function end({ status, amends }: Agreement): Decision<{ readonly isKept: boolean }, CannotEnd> {
  const reasons: CannotEnd[] = [];
  if (status !== 'agreed') reasons.push('not-in-force');
  if (!amends.every(isSettled)) reasons.push('something-is-still-owed');
  return refuseAny(reasons, { isKept: !amends.some((each) => each.status === 'not-done') });
}

export type AgreementRefusal =
  | CannotDraft
  | CannotChooseParties
  | CannotPropose
  | CannotCross
  | CannotAnswer
  | CannotMake
  | CannotEnd
  | 'not-open';

/** The refusal in plain words. */
export function explain(reason: AgreementRefusal): string {
  switch (reason) {
    case 'not-responsible-for-harm':
      return 'Choose somebody who is responsible for harm in this case';
    case 'already-being-drafted':
      return 'There is a draft already. Finish it or set it aside first';
    case 'not-a-draft':
      return 'This has been put before everyone, so it can no longer be written on. Change it as a new draft';
    case 'somebody-still-owes-or-is-owed':
      return 'Somebody you left out still owes something, or is owed something. Change that first';
    case 'responsible-is-always-a-party':
      return 'The person responsible is always part of their agreement';
    case 'holds-what-is-protected':
      return 'The terms may hold something that must not cross. Look at the places that are marked below';
    case 'nothing-promised-yet':
      return 'Add what is promised first';
    case 'somebody-may-not-be-reached-yet':
      return 'Somebody may not communicate with the person responsible yet. See what would open it';
    case 'not-put-before-anyone':
      return 'This agreement is not waiting for an answer';
    case 'not-a-party':
      return 'Choose somebody who is part of this agreement';
    case 'agreed-already':
      return 'This is agreed already';
    case 'pick-a-day-to-ask-again':
      return 'Tell us the day we can ask again';
    case 'day-to-ask-again-has-passed':
      return 'The day to ask again must be after today';
    case 'said-in-the-future':
      return 'The day it was said cannot be after today';
    case 'someone-has-not-agreed':
      return 'Not everyone has agreed to the terms';
    case 'promise-is-less-than-was-paid':
      return 'More has been paid already than these terms promise';
    case 'not-open':
      return 'Only a draft, or something nobody agreed to yet, can be set aside';
    case 'not-in-force':
      return 'This agreement is not in force';
    case 'something-is-still-owed':
      return 'Settle every promise first';
    default:
      return unreachable(reason);
  }
}
