import type { Mode } from './modes.ts';
import type { CaseKind } from './parts.ts';

/** What is asked before anybody goes on. A yes stands in the way. */
export type EligibilityQuestion =
  | 'said-no'
  | 'not-acknowledged'
  | 'responsible-not-known'
  | 'proceedings-not-over'
  | 'order-forbids-contact'
  | 'holder-has-not-agreed'
  | 'child-without-guardian'
  | 'capacity-in-doubt'
  | 'domestic-abuse'
  | 'sexual-harm'
  | 'young-sexual-behaviour'
  | 'could-abuse-again'
  | 'cannot-be-mediated';

/** `allowed` is a supervisor's word that it goes on although it stands. */
export type EligibilityAnswer = 'no' | 'yes' | 'not-known' | 'allowed';

interface Asked {
  /** The question, so that a yes stands in the way. */
  readonly ask: string;
  /** That it stands, as a sentence. */
  readonly stands: string;
  /** What would take it out of the way, after "What opens it:". */
  readonly opens: string;
  /** Where that comes from. */
  readonly source: string;
  /** `stop` ends it for now; `bar` holds until it is over; `supervisor` holds until one allows it with a reason. */
  readonly strength: 'stop' | 'bar' | 'supervisor';
}

/** Every question, in the order in which they are asked. */
export const eligibilityQuestions: Readonly<Record<EligibilityQuestion, Asked>> = {
  'said-no': {
    ask: 'Has somebody said no to restorative practice?',
    stands: 'Somebody has said no to restorative practice.',
    opens: 'they say something else of their own accord. Nobody is pressed.',
    source: 'UN Basic Principles 13: free consent, without pressure',
    strength: 'stop',
  },
  'not-acknowledged': {
    ask: 'Does whoever is said to be responsible deny any part in it?',
    stands: 'Whoever is said to be responsible denies any part in it.',
    opens: 'they acknowledge their part in what happened.',
    source: 'Scottish guidance, A1; Restorative South Yorkshire; Restorative Gloucestershire',
    strength: 'stop',
  },
  'responsible-not-known': {
    ask: 'Is it still open who is responsible?',
    stands: 'It is not known who is responsible.',
    opens: 'it is known who is responsible.',
    source: 'Restorative South Yorkshire; Restorative Gloucestershire',
    strength: 'bar',
  },
  'proceedings-not-over': {
    ask: 'Is an investigation or a court case about it still going on?',
    stands: 'An investigation or a court case about it is still going on.',
    opens: 'it is over, or it is before sentence, the court knows, and a supervisor allows it.',
    source: 'Why me?; Essex Restorative and Mediation Service; guidance on restorative justice before sentence',
    strength: 'supervisor',
  },
  'order-forbids-contact': {
    ask: 'Does an order, bail or a licence forbid contact, and is it not on file with us yet?',
    stands: 'An order, bail or a licence forbids contact, and it is not on file here.',
    opens: 'it is on file under Suitability with its days, or it is over.',
    source: 'What restraining orders say; the rule that an order in force blocks every contact it covers',
    strength: 'bar',
  },
  'holder-has-not-agreed': {
    ask: 'Does probation, a prison or a youth team work with somebody, and has not agreed yet?',
    stands: 'Probation, a prison or a youth team works with somebody and has not agreed.',
    opens: 'they agree, or a supervisor allows it with a reason.',
    source: 'How contact is asked for where somebody is in custody or on licence',
    strength: 'supervisor',
  },
  'child-without-guardian': {
    ask: 'Is somebody a child without a guardian who may agree, or whose guardian has a side in this?',
    stands: 'Somebody is a child, and no guardian who has no side in this may agree for them.',
    opens: 'such a guardian is found and the child’s own view is asked; both stand under People, Who speaks for them.',
    source: 'UN Basic Principles 13(a); Scottish framework 7',
    strength: 'bar',
  },
  'capacity-in-doubt': {
    ask: 'Is it in doubt whether somebody can decide this for themselves?',
    stands: 'It is in doubt whether somebody can decide this for themselves.',
    opens:
      'it is written down under People, What they can decide, for this decision: who looked at it, when, and what helps.',
    source: 'Our own practice: capacity is looked at decision by decision',
    strength: 'bar',
  },
  'domestic-abuse': {
    ask: 'Is there domestic abuse between them?',
    stands: 'There is domestic abuse between them.',
    opens:
      'a supervisor allows it: it did not begin with whoever is responsible, the person harmed wants it, specialists were asked, the facilitators are trained for it, and no risk goes on.',
    source: 'Scottish framework 6; College of Policing',
    strength: 'supervisor',
  },
  'sexual-harm': {
    ask: 'Is it about sexual harm?',
    stands: 'It is about sexual harm.',
    opens:
      'a supervisor allows it: it did not begin with whoever is responsible, whoever was harmed leads it, and the facilitators are trained for it.',
    source: 'Contemporary Justice Review 2024: led by survivors, with specialist training',
    strength: 'supervisor',
  },
  'young-sexual-behaviour': {
    ask: 'Is it about harmful sexual behaviour of a child?',
    stands: 'It is about harmful sexual behaviour of a child.',
    opens:
      'a supervisor allows it: two experienced facilitators, a specialist tool for the risk, somebody to consult at hand.',
    source: 'AIM guide',
    strength: 'supervisor',
  },
  'could-abuse-again': {
    ask: 'Could meeting or speaking directly be used to harm somebody again?',
    stands: 'Meeting or speaking directly could be used to harm somebody again, so that nobody meets.',
    opens:
      'that danger is over. Support goes on meanwhile, for each by themselves; a letter or messages are weighed by themselves.',
    source: 'Scottish framework 6: direct ways stop, all are told, support is kept',
    strength: 'bar',
  },
  'cannot-be-mediated': {
    ask: 'As mediation: is there violence or a serious threat, a crime, or a point of law to be decided?',
    stands: 'There is violence, a serious threat, a crime or a point of law, and this is mediation.',
    opens: 'it is over. It may fit as restorative justice instead.',
    source: 'What neighbour mediators say cannot be mediated',
    strength: 'stop',
  },
};

/** Where one question stands: its newest answer. */
export interface EligibilityStand {
  readonly question: EligibilityQuestion;
  readonly answer: EligibilityAnswer;
}

/** What never begins with whoever is responsible: asking may be a way of reaching the person harmed again (domain 81). (ELG-8) */
export const onlyTheHarmedBegin: readonly EligibilityQuestion[] = ['domestic-abuse', 'sexual-harm'];

/** What keeps us from speaking with whoever is said to be responsible at all; the rest may be found out by talking. */
const barsTheFirstWord: readonly EligibilityQuestion[] = [
  'said-no',
  'responsible-not-known',
  'proceedings-not-over',
  'holder-has-not-agreed',
  'child-without-guardian',
  'domestic-abuse',
  'sexual-harm',
  'young-sexual-behaviour',
];

/** What stands in the way of the first conversation with whoever is said to be responsible: a yes that nobody allowed. (ELG-7) */
export function standsBeforeTheFirstWord(stands: readonly EligibilityStand[]): readonly EligibilityStand[] {
  return stands.filter(({ question, answer }) => answer === 'yes' && barsTheFirstWord.includes(question));
}

/**
 * What stands in the way between the sides: a yes that nobody allowed, and what nobody knows yet. What cannot be mediated
 * stands in the way of mediation alone, and that meeting could be used to harm again of direct ways alone; `mode` is null where no way is
 * chosen yet. (ELG-5, ELG-9)
 */
export function standsInTheWay(
  stands: readonly EligibilityStand[],
  kind: CaseKind | null,
  mode: Mode | null,
): readonly EligibilityStand[] {
  return stands.filter(({ question, answer }) => {
    if (question === 'cannot-be-mediated' && kind !== 'mediation') return false;
    if (question === 'could-abuse-again' && (mode === 'letter' || mode === 'shuttle')) return false;
    return answer === 'yes' || answer === 'not-known';
  });
}
