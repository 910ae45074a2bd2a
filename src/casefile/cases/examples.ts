import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { CaseId, IncidentId, ParticipantId, PersonId, ServiceId, StaffId } from '#vocabulary/ids.ts';

const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
const dylan = '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId;
const burglary = '0b6d5c1e-0000-4000-8000-000000000003' as IncidentId;

/** A burglary in Kettering: Joanne was harmed, Dylan is responsible; with whatever a page example changes. */
export function aFrame(changed: Partial<CaseFrame> = {}): CaseFrame {
  return {
    id: '0b6d5c1e-0000-4000-8000-000000000004' as CaseId,
    serviceId: '0b6d5c1e-0000-4000-8000-000000000005' as ServiceId,
    reference: '7K3M-QX94',
    kind: 'justice',
    stage: 'preparation',
    status: 'open',
    complexity: 'standard',
    openedOn: '2026-10-05' as PlainDate,
    isRestricted: false,
    own: {
      isAllocated: true,
      isNamed: false,
      coveringUntil: null,
      hasConflict: false,
      isOtherTeams: false,
      lookingUntil: null,
    },
    incidents: [{ id: burglary, kind: 'burglary', summary: 'Her flat was broken into while she was at work.' }],
    participants: [
      {
        id: joanne,
        personId: '0b6d5c1e-0000-4000-8000-000000000006' as PersonId,
        called: 'Joanne',
        parts: ['harmed'],
        isChild: false,
      },
      {
        id: dylan,
        personId: '0b6d5c1e-0000-4000-8000-000000000007' as PersonId,
        called: 'Dylan',
        parts: ['responsible'],
        isChild: true,
      },
    ],
    links: [{ incidentId: burglary, harmedId: joanne, responsibleId: dylan }],
    facilitators: [{ staffId: '0b6d5c1e-0000-4000-8000-000000000008' as StaffId, name: 'Jo Whitfield', as: 'lead' }],
    ...changed,
  };
}
