import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { about } from '#vocabulary/consent.ts';
import type { CheckLine, SessionLine } from './facts.ts';
import type { CommunicationFacts } from './gate-rules.ts';
import { noWords, type Checking, type Session } from './rules.ts';

// Joanne, Dylan and Jo Whitfield of casefile/cases/examples.ts.
export const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
export const dylan = '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId;
const jo = '0b6d5c1e-0000-4000-8000-000000000008' as StaffId;

/** Joanne telling what happened to her, with whatever a test or the demonstration changes. */
export function aSession(changed: Partial<Session> = {}): Session {
  return {
    participantId: joanne,
    part: 'harmed',
    heldOn: '2026-11-05' as PlainDate,
    minutes: 75,
    words: {
      ...noWords,
      account: 'She came home from work and the back door stood open. Her laptop and her father’s watch were gone.',
      impact: 'She does not sleep. She checks the door three times every night.',
      impactOnOthers: 'Her daughter will not stay in the flat alone. The neighbours have all bought alarms.',
      wouldHelp: 'To hear that it will not happen again, and to have the watch back if it is still there.',
      questions: 'Why my flat? Did you know I was at work? Where is the watch?',
      notWanted: 'She does not want him to know where she works.',
    },
    ...changed,
  };
}

/** Dylan telling his side, with whatever a test or the demonstration changes. */
export function aResponsibleSession(changed: Partial<Session> = {}): Session {
  return aSession({
    participantId: dylan,
    part: 'responsible',
    words: {
      ...noWords,
      account: 'He saw the door was not locked and went in for something to sell.',
      whoWasAffected: 'The woman who lives there. His mum, who had the police at the door.',
      couldDo: 'Pay for the door. Say sorry to her face. He knows who bought the watch.',
      feelings: 'Ashamed, and afraid of what she will say.',
    },
    ...changed,
  });
}

/** A session as a page shows it. */
export function aSessionLine(session: Session = aSession()): SessionLine {
  return { ...session, id: `session of ${session.participantId}`, recordedBy: jo };
}

/** One item done, with whatever a test or the demonstration changes. */
export function aChecking(changed: Partial<Checking> = {}): Checking {
  return {
    participantId: joanne,
    item: 'understands-process',
    answer: 'done',
    waivedBecause: '',
    by: { staffId: jo, isSupervisor: false },
    ...changed,
  };
}

/** The same, as a page shows it. */
export function aCheckLine(changed: Partial<CheckLine> = {}): CheckLine {
  const { participantId, item, answer, waivedBecause } = aChecking();
  return { participantId, item, answer, waivedBecause, checkedOn: '2026-11-05' as PlainDate, ...changed };
}

/** A case in which Joanne and Dylan may write letters to each other, with whatever a test changes. */
export function freeToCommunicate(changed: Partial<CommunicationFacts> = {}): CommunicationFacts {
  const yes = (participantId: ParticipantId) => ({
    ...about('mode', { mode: 'letter' }),
    participantId,
    guardianId: null,
    answer: 'given' as const,
    askAfter: null,
  });
  return {
    today: '2026-11-23' as PlainDate,
    status: 'open',
    kind: 'justice',
    eligibility: [],
    signs: [],
    facilitators: [],
    withoutGuardian: [],
    orderOfApproach: 'harmed-first',
    orderReason: '',
    participants: [
      { id: joanne, called: 'Joanne', isChild: false, parts: ['harmed'], approachedOn: '2026-10-06' as PlainDate },
      { id: dylan, called: 'Dylan', isChild: false, parts: ['responsible'], approachedOn: null },
    ],
    links: [
      {
        incidentId: '0b6d5c1e-0000-4000-8000-000000000003' as CommunicationFacts['links'][number]['incidentId'],
        harmedId: joanne,
        responsibleId: dylan,
      },
    ],
    standing: { stands: [yes(joanne), yes(dylan)], children: [] },
    responsibility: [{ participantId: dylan, level: 'full', signedOff: false }],
    risk: {
      residual: 'low',
      assessedOn: '2026-11-10' as PlainDate,
      reviewBy: '2026-12-08' as PlainDate,
      approved: false,
      openMitigations: 0,
    },
    orders: [],
    checks: [],
    ...changed,
  };
}
