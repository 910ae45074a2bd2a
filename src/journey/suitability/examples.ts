import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId, ServiceId, StaffId } from '#vocabulary/ids.ts';
import type { StaffMember } from '#vocabulary/staff.ts';
import type { FactorLine, OrderLine, ResponsibilityLine, RiskLine } from './facts.ts';
import type { Factor, OrderOnFile, ResponsibilityAssessment, RiskAssessment } from './rules.ts';

// Joanne, Dylan and Jo Whitfield of casefile/cases/examples.ts.
const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
const dylan = '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId;
const jo = '0b6d5c1e-0000-4000-8000-000000000008' as StaffId;

/** Priya, who supervises and works on no case herself. */
export const aSupervisor: StaffMember = {
  staffId: '0b6d5c1e-0000-4000-8000-000000000021' as StaffId,
  serviceId: '0b6d5c1e-0000-4000-8000-000000000005' as ServiceId,
  name: 'Priya Nair',
  roles: ['supervisor'],
};

/** Dylan taking responsibility in part, with whatever a test or the demonstration changes. */
export function anAssessment(changed: Partial<ResponsibilityAssessment> = {}): ResponsibilityAssessment {
  return {
    participantId: dylan,
    level: 'partial',
    evidence: 'He says he broke the window and is sorry. He says the other boy took the things.',
    assessedOn: '2026-11-02' as PlainDate,
    assessedBy: jo,
    ...changed,
  };
}

/** The same, as a line of the history. */
export function aResponsibilityLine(changed: Partial<ResponsibilityLine> = {}): ResponsibilityLine {
  return { ...anAssessment(), signedOff: false, signedOffBy: null, signOffReason: '', ...changed };
}

/** Fear that is planned for, with whatever a test or the demonstration changes. */
export function aFactor(changed: Partial<Factor> = {}): Factor {
  return {
    aboutId: joanne,
    factor: 'Fear of the other person',
    rating: 'medium',
    reason: 'She is afraid of seeing him before the meeting begins.',
    mitigations: [
      {
        words: 'Two waiting rooms, and arriving half an hour apart.',
        ownerId: jo,
        dueOn: '2026-12-01' as PlainDate,
        doneOn: null,
      },
    ],
    ...changed,
  };
}

/** A medium risk with one factor, with whatever a test or the demonstration changes. */
export function aRisk(changed: Partial<RiskAssessment> = {}): RiskAssessment {
  return {
    occasion: 'after-first-meeting',
    residual: 'medium',
    reasons: 'Both want this for themselves. What she fears can be arranged for.',
    strengths: 'Her sister supports her. He has kept every appointment.',
    assessedOn: '2026-11-02' as PlainDate,
    reviewBy: '2026-12-02' as PlainDate,
    writtenBy: jo,
    factors: [aFactor()],
    ...changed,
  };
}

/** A high risk as a page shows it. */
export function aRiskLine(changed: Partial<RiskLine> = {}): RiskLine {
  return {
    ...aRisk({ residual: 'high' }),
    id: '0b6d5c1e-0000-4000-8000-000000000031',
    approvedBy: null,
    approvedAt: null,
    ...changed,
  };
}

/** Its factor as a page shows it. */
export function aFactorLine(changed: Partial<FactorLine> = {}): FactorLine {
  const { mitigations, ...factor } = aFactor();
  return {
    ...factor,
    id: '0b6d5c1e-0000-4000-8000-000000000032',
    mitigations: mitigations.map((each) => ({ ...each, id: '0b6d5c1e-0000-4000-8000-000000000033' })),
    ...changed,
  };
}

/** An order that keeps Dylan from Joanne, with whatever a test or the demonstration changes. */
export function anOrder(changed: Partial<OrderOnFile> = {}): OrderOnFile {
  return {
    kind: 'restraining',
    restrainsId: dylan,
    protectsId: joanne,
    covers: 'all',
    startsOn: '2026-10-01' as PlainDate,
    endsOn: null,
    documentReference: 'Northampton Magistrates, order of 1 October 2026',
    permissionReference: '',
    permissionFrom: null,
    permissionUntil: null,
    ...changed,
  };
}

/** The same, as a page shows it. */
export function anOrderLine(changed: Partial<OrderLine> = {}): OrderLine {
  return { ...anOrder(), id: '0b6d5c1e-0000-4000-8000-000000000034', ...changed };
}
