import { anAmends, aPayment, dylan, joanne, someWork } from '#journey/amends/examples.ts';
import type { Agreement } from '#vocabulary/agreements.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AgreementId, AmendsId } from '#vocabulary/ids.ts';

/** What Dylan agreed with Joanne, in force since the end of November. */
export function anAgreement(changed: Partial<Agreement> = {}): Agreement {
  return {
    id: '0b6d5c1e-0000-4000-8000-0000000000b1' as AgreementId,
    responsibleId: dylan,
    version: 1,
    status: 'agreed',
    replacesId: null,
    draftedOn: '2026-11-20' as PlainDate,
    proposedOn: '2026-11-21' as PlainDate,
    madeOn: '2026-11-23' as PlainDate,
    endedOn: null,
    isKept: null,
    parties: [
      { participantId: dylan, wantsUpdates: false },
      { participantId: joanne, wantsUpdates: true },
    ],
    amends: [
      anAmends(),
      anAmends({ ...aPayment(), id: 'a2' as AmendsId, promiseId: 'a2', paid: 4000 }),
      anAmends({ ...someWork(), id: 'a3' as AmendsId, promiseId: 'a3', worked: 390 }),
    ],
    ...changed,
  };
}

/** The same before anybody was asked. */
export function aDraft(changed: Partial<Agreement> = {}): Agreement {
  const amends = anAgreement().amends.map((each) => ({ ...each, paid: 0, worked: 0 }));
  return anAgreement({ status: 'draft', proposedOn: null, madeOn: null, amends, ...changed });
}

/** The same, put before Joanne and Dylan. */
export function aProposal(changed: Partial<Agreement> = {}): Agreement {
  return aDraft({ status: 'proposed', proposedOn: '2026-11-21' as PlainDate, ...changed });
}
