import { about, agrees, type Standing } from '#vocabulary/consent.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import {
  eligibilityQuestions,
  standsBeforeTheFirstWord,
  standsInTheWay,
  type EligibilityStand,
} from '#vocabulary/eligibility.ts';
import type { ComplexSign } from '#vocabulary/complexity.ts';
import type { HarmLink } from '#vocabulary/frame.ts';
import type { Gate, Shut } from '#vocabulary/gates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Mode } from '#vocabulary/modes.ts';
import type { CaseKind, CaseStatus, Part } from '#vocabulary/parts.ts';
import { standsBetween, takesResponsibility, type Suitability } from '#vocabulary/suitability.ts';
import { checkItems, type Check, type CheckItem } from './rules.ts';

export interface CommunicationParticipant {
  readonly id: ParticipantId;
  readonly called: string;
  readonly isChild: boolean;
  readonly parts: readonly Part[];
  /** The day the service first spoke with them; null is not yet. */
  readonly approachedOn: PlainDate | null;
}

/** Somebody who works on the case now. */
export interface Working {
  readonly as: 'lead' | 'co';
  /** Whether a supervisor gave it to them with a reason. */
  readonly isOverridden: boolean;
  /** Whether they lack a training that the case asks for. */
  readonly isUntrained: boolean;
}

/** Everything the gates of communication weigh. Give the day of a conference as `today` to weigh that day. */
export interface CommunicationFacts extends Suitability {
  readonly today: PlainDate;
  readonly status: CaseStatus;
  readonly kind: CaseKind;
  /** Where what is asked before anybody goes on stands. */
  readonly eligibility: readonly EligibilityStand[];
  /** What makes it complex, and who works on it now. */
  readonly signs: readonly ComplexSign[];
  readonly facilitators: readonly Working[];
  /** Who has no guardian without a side of their own; it matters of children alone. */
  readonly withoutGuardian: readonly ParticipantId[];
  readonly orderOfApproach: 'harmed-first' | 'responsible-first';
  readonly orderReason: string;
  readonly participants: readonly CommunicationParticipant[];
  readonly links: readonly HarmLink[];
  readonly standing: Standing;
  readonly checks: readonly Check[];
}

type Pair = readonly [ParticipantId, ParticipantId];

const modeWords: Record<Mode, string> = {
  letter: 'a letter',
  shuttle: 'messages through a facilitator',
  video: 'a video meeting',
  meeting: 'meeting in person',
};

function calledOf(facts: CommunicationFacts, id: ParticipantId): string {
  return facts.participants.find((each) => each.id === id)?.called ?? 'Somebody';
}

/**
 * Whether two people may communicate in a mode. Every reason at once, in the order in which
 * `app.must_be_free_to_communicate` looks, which is the second wall. (PRP-4 to PRP-8: H1, H5, H8, H3; ELG-5; PRP-12; DCD-5; PRP-9)
 */
export function communicateGate(facts: CommunicationFacts, mode: Mode, between: Pair): Gate {
  const [one, other] = between;
  return {
    name: 'communicate',
    about: `${firstBig(modeWords[mode])} between ${calledOf(facts, one)} and ${calledOf(facts, other)}`,
    mode,
    shut: [
      ...restingCase(facts),
      ...missingConsent(facts, mode, one, other),
      ...missingConsent(facts, mode, other, one),
      ...missingResponsibility(facts, between),
      ...riskInTheWay(facts),
      ...ordersInTheWay(facts, mode, between),
      ...eligibilityInTheWay(facts, mode),
      ...facilitatorsDoNotFit(facts),
      ...nobodySpeaksFor(facts, between),
      ...openMitigations(facts),
    ],
  };
}

function restingCase({ status }: CommunicationFacts): readonly Shut[] {
  if (status === 'closed')
    return [{ reason: 'case-is-closed', words: 'The case is closed.', opens: 'the case is reopened.' }];
  if (status === 'on-hold')
    return [{ reason: 'case-is-on-hold', words: 'The case is on hold.', opens: 'the case is taken off hold.' }];
  return [];
}

function missingConsent(
  facts: CommunicationFacts,
  mode: Mode,
  who: ParticipantId,
  towardId: ParticipantId,
): readonly Shut[] {
  const subject = about('mode', { mode, towardId });
  if (agrees(facts.standing, who, subject)) return [];
  const [called, what] = [calledOf(facts, who), modeWords[mode]];
  const isGuardianMissing = agrees({ ...facts.standing, children: [] }, who, subject);
  return isGuardianMissing
    ? [
        {
          reason: 'a-guardian-has-not-agreed',
          words: `${called} is a child and agrees to ${what}, but their guardian has not said yes.`,
          opens: `a guardian of ${called} says yes to ${what} too.`,
          rule: 'H1',
        },
      ]
    : [
        {
          reason: 'somebody-has-not-agreed',
          words: `${called} has not said yes to ${what}.`,
          opens: `${called} says yes to ${what}. Asking is fine, pressing is not.`,
          rule: 'H1',
        },
      ];
}

function missingResponsibility(facts: CommunicationFacts, [one, other]: Pair): readonly Shut[] {
  const responsible = facts.links
    .filter(
      ({ harmedId, responsibleId }) =>
        harmedId !== responsibleId && [harmedId, responsibleId].every((id) => id === one || id === other),
    )
    .map(({ responsibleId }) => responsibleId);
  if (responsible.length === 0) {
    return [
      {
        reason: 'no-harm-between-them',
        words: `It is not written down who harmed whom between ${calledOf(facts, one)} and ${calledOf(facts, other)}.`,
        opens: 'the People page says who harmed whom.',
        rule: 'H5',
      },
    ];
  }
  return [...new Set(responsible)].flatMap((id) => responsibilityOf(facts, id));
}

function responsibilityOf(facts: CommunicationFacts, id: ParticipantId): readonly Shut[] {
  const called = calledOf(facts, id);
  const now = facts.responsibility.find(({ participantId }) => participantId === id);
  if (now && takesResponsibility(now)) return [];
  const shut = (reason: string, words: string, opens: string): readonly Shut[] => [
    { reason, words, opens, rule: 'H5' },
  ];
  if (!now)
    return shut(
      'responsibility-is-not-assessed',
      `How far ${called} takes responsibility has not been assessed.`,
      'it is assessed on the Suitability page.',
    );
  if (now.level === 'none')
    return shut(
      'takes-no-responsibility',
      `${called} takes no responsibility for the harm.`,
      `${called} acknowledges their part, and a new assessment says so.`,
    );
  return shut(
    'responsibility-is-not-signed-off',
    `${called} takes responsibility only in part, and no supervisor has signed that off.`,
    'a supervisor who did not assess it signs it off with a reason, or a new assessment says in full.',
  );
}

function riskInTheWay({ risk, today }: CommunicationFacts): readonly Shut[] {
  if (risk === null) {
    return [{ reason: 'risk-is-not-assessed', words: 'The risk has not been assessed.', opens: 'it is assessed.' }];
  }
  const shut: Shut[] = [];
  if (risk.reviewBy < today)
    shut.push({
      reason: 'risk-has-run-out',
      words: `The risk assessment held until ${inWords(risk.reviewBy)}.`,
      opens: 'the risk is assessed again.',
    });
  if (risk.residual === 'not-manageable')
    shut.push({
      reason: 'risk-is-not-manageable',
      words: 'The risk was judged as one that cannot be managed.',
      opens: 'things change and a new assessment finds it can be managed. Think about another way.',
    });
  if (risk.residual === 'high' && !risk.approved)
    shut.push({
      reason: 'high-risk-is-not-approved',
      words: 'The risk is high and nobody else has approved it.',
      opens: 'a supervisor who did not write the assessment approves it.',
      rule: 'H8',
    });
  return shut;
}

function ordersInTheWay(facts: CommunicationFacts, mode: Mode, between: Pair): readonly Shut[] {
  return facts.orders
    .filter((order) => standsBetween(order, between, mode, facts.today))
    .map(({ restrainsId, protectsId, endsOn }) => ({
      reason: 'an-order-stands-between',
      words: `A legal order keeps ${calledOf(facts, restrainsId)} from ${calledOf(facts, protectsId)}${endsOn === null ? '' : ` until ${inWords(endsOn)}`}.`,
      opens: 'the order ends, or written permission with its days is put on file.',
      rule: 'H3',
    }));
}

function eligibilityInTheWay({ eligibility, kind }: CommunicationFacts, mode: Mode): readonly Shut[] {
  return standsInTheWay(eligibility, kind, mode).map(({ question, answer }) => {
    const { ask, stands, opens } = eligibilityQuestions[question];
    const isKnown = answer === 'yes';
    return {
      reason: `eligibility-${question}`,
      words: isKnown ? stands : `It is not known yet: ${ask}`,
      opens: isKnown ? opens : 'it is found out and answered on the Eligibility page.',
      rule: 'ELG-5',
    };
  });
}

/**
 * Whoever leads a case about abuse at home or sexual harm is trained for it, and with harmful sexual behaviour by a child two work
 * together; where a supervisor gave the lead with a reason, that is theirs to answer for. (PRP-12, domain 81, 83, 84)
 */
function facilitatorsDoNotFit({ signs, facilitators }: CommunicationFacts): readonly Shut[] {
  const lead = facilitators.find(({ as }) => as === 'lead');
  if (lead?.isOverridden === true) return [];
  const shut: Shut[] = [];
  if (lead?.isUntrained === true)
    shut.push({
      reason: 'lead-is-not-trained-for-it',
      words:
        'It is about abuse at home or sexual harm, and the register does not say that whoever leads is trained for it.',
      opens: 'somebody who is trained for it leads, or a supervisor gives the lead with a reason.',
      rule: 'PRP-12',
    });
  if (signs.includes('young-sexual') && facilitators.length < 2)
    shut.push({
      reason: 'two-facilitators-are-needed',
      words: 'It is about harmful sexual behaviour by a child, and fewer than two people work on it.',
      opens: 'two experienced people work on it together, or a supervisor gives the lead with a reason.',
      rule: 'PRP-12',
    });
  return shut;
}

/** Somebody who has no side of their own speaks for each child. (DCD-5, domain 88) */
function nobodySpeaksFor(facts: CommunicationFacts, between: Pair): readonly Shut[] {
  const children = facts.participants.filter(({ id, isChild }) => isChild && between.includes(id));
  return children
    .filter(({ id }) => facts.withoutGuardian.includes(id))
    .map(({ called }) => ({
      reason: 'nobody-speaks-for-the-child',
      words: `${called} is a child, and no guardian without a side of their own is on the case.`,
      opens: `a guardian of ${called} who has no side in it is on the People page.`,
      rule: 'DCD-5',
    }));
}

function openMitigations({ risk }: CommunicationFacts): readonly Shut[] {
  if (!risk || risk.openMitigations === 0) return [];
  const factors = risk.openMitigations === 1 ? 'one risk factor' : `${risk.openMitigations} risk factors`;
  return [
    {
      reason: 'a-mitigation-is-open',
      words: `Something planned against ${factors} rated medium or high is not done.`,
      opens: 'each thing planned is marked done on the Suitability page.',
    },
  ];
}

/**
 * Whether a person responsible may be spoken with for the first time: everybody they harmed agrees, or the other order was
 * chosen with its reason. Where both harmed each other, one of them has to be first. Nor while something stands that keeps
 * us from speaking with them at all (ELG-7). A legal order does not shut it: the service speaking with somebody is not contact between
 * sides. (PRP-10, H17)
 */
export function approachResponsibleGate(facts: CommunicationFacts, responsibleId: ParticipantId): Gate {
  const theirs = facts.participants.find(({ id }) => id === responsibleId);
  const isDone = theirs !== undefined && theirs.approachedOn !== null;
  return {
    name: 'approach-responsible',
    about: `Speaking with ${calledOf(facts, responsibleId)} for the first time`,
    shut: isDone
      ? []
      : [
          ...restingCase(facts),
          ...harmedBefore(facts, responsibleId),
          ...beforeTheFirstWord(facts),
          ...facilitatorsDoNotFit(facts),
          ...tooRisky(facts),
        ],
  };
}

function beforeTheFirstWord({ eligibility }: CommunicationFacts): readonly Shut[] {
  return standsBeforeTheFirstWord(eligibility).map(({ question }) => {
    const { stands, opens } = eligibilityQuestions[question];
    return { reason: `eligibility-${question}`, words: stands, opens, rule: 'ELG-7' };
  });
}

function harmedBefore(facts: CommunicationFacts, responsibleId: ParticipantId): readonly Shut[] {
  if (facts.orderOfApproach === 'responsible-first' && facts.orderReason !== '') return [];
  const isHarmedToo = facts.links.some(({ harmedId }) => harmedId === responsibleId);
  const others = facts.participants.filter(({ id }) => id !== responsibleId);
  if (isHarmedToo && others.every(({ approachedOn }) => approachedOn === null)) return [];
  const harmed = facts.links.filter((link) => link.responsibleId === responsibleId).map(({ harmedId }) => harmedId);
  return [...new Set(harmed)]
    .filter((id) => !agrees(facts.standing, id, about('approach-other', { towardId: responsibleId })))
    .map((id) => harmedFirst(facts, id));
}

function harmedFirst(facts: CommunicationFacts, id: ParticipantId): Shut {
  const called = calledOf(facts, id);
  const wasSpokenWith = facts.participants.some((each) => each.id === id && each.approachedOn !== null);
  const opens = `${called} says yes to it, or the other order is chosen with a reason.`;
  return wasSpokenWith
    ? {
        reason: 'harmed-has-not-agreed',
        words: `${called} has not said yes to us speaking with the other person.`,
        opens,
        rule: 'H17',
      }
    : { reason: 'harmed-comes-first', words: `${called} has not been spoken with yet.`, opens, rule: 'H17' };
}

function tooRisky(facts: CommunicationFacts): readonly Shut[] {
  return riskInTheWay(facts).filter(({ reason }) => reason === 'risk-is-not-manageable');
}

const checkWords: Record<CheckItem, readonly [open: string, opens: string]> = {
  'understands-process': ['may not understand what will happen', 'they can say in their own words what will happen'],
  'limits-recorded': [
    'has not said what they want and where their limits are',
    'their wants and limits are written down',
  ],
  'unwanted-topics-recorded': ['has not been asked what must not come up', 'what must not come up is written down'],
  'supporters-confirmed': ['has not settled who comes with them', 'it is settled who comes with them, or nobody'],
  'access-needs-arranged': [
    'has access needs that are not arranged',
    'what they need is arranged, or nothing is needed',
  ],
  'travel-arranged': ['has travel or childcare that is not arranged', 'travel and childcare are arranged'],
  'ground-rules-accepted': ['has not accepted the ground rules', 'they accept the ground rules'],
  'after-care-named': ['has nobody named for afterwards', 'somebody is named who is there afterwards'],
  'expectations-talked-through': [
    'has not talked through what if it goes otherwise',
    '“What if you do not get what you hope for?” is talked through',
  ],
};

/** What is still open on somebody's checklist before they are ready: every item is done, or left out by a supervisor. (PRP-3) */
export function readyGate(facts: CommunicationFacts, participantId: ParticipantId): readonly Shut[] {
  const theirs = facts.checks.filter((each) => each.participantId === participantId);
  const isMet = (item: CheckItem) => theirs.some((each) => each.item === item && each.answer !== 'not-done');
  return checkItems
    .filter((item) => !isMet(item))
    .map((item) => ({
      reason: `not-ready-${item}`,
      words: `${calledOf(facts, participantId)} ${checkWords[item][0]}.`,
      opens: `${checkWords[item][1]}, or a supervisor leaves it out with a reason.`,
    }));
}

function firstBig(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
