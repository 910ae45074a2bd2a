import type { CaseId, ServiceId } from '#vocabulary/ids.ts';
import type { Offer, Transfer } from './facts.ts';

/** A case that is offered to the service next door, which has not answered yet. */
export function anOfferedTransfer(): Transfer {
  return {
    id: '7b1d2c3e-0000-4000-8000-000000000031',
    toServiceId: '7b1d2c3e-0000-4000-8000-000000000032' as ServiceId,
    toName: 'Restorative Leicestershire',
    why: 'out-of-area',
    status: 'offered',
    because: null,
    offeredAt: new Date('2026-11-24T10:00:00Z'),
    answeredAt: null,
    sentAt: null,
    receivedBy: '',
    receivedOn: null,
  };
}

/** What another service offers to this one, which has not answered yet. */
export function anOffer(): Offer {
  const { id, toServiceId, offeredAt } = anOfferedTransfer();
  return {
    id,
    fromServiceId: toServiceId as ServiceId,
    fromCaseId: '7b1d2c3e-0000-4000-8000-000000000033' as CaseId,
    fromReferralId: null,
    fromName: 'Northamptonshire Restorative Practice',
    kind: 'justice',
    why: 'moved',
    status: 'offered',
    because: null,
    offeredAt,
    referralId: null,
  };
}
