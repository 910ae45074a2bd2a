import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { ListedDetails, ListedId, ListedPerson, ListId } from '#vocabulary/offers.ts';
import type { Offer } from './facts.ts';
import type { NewOffer } from './rules.ts';

/** What a list of the police says of somebody. */
export const aDetails: ListedDetails = {
  fullName: 'Moira Kettering',
  dateOfBirth: '1971-03-09' as PlainDate,
  ...{ phone: '01604 496 0123', email: '', address: '4 Orchard Row, Wellingborough', postcode: 'NN8 1AA' },
  ...{
    contactNote: 'After four.',
    reference: '26000123456',
    kind: 'burglary',
    whatHappened: 'Her shed was broken into.',
  },
  happenedOn: '2026-11-02' as PlainDate,
  ...{ whereWords: 'At home', language: 'English', accessNeeds: '' },
};

/** Somebody whom the police asked us to offer restorative practice to. */
export function aListedPerson(changed: Partial<ListedPerson>): ListedPerson {
  return {
    id: '7b1d2c3e-0000-4000-8000-000000000001' as ListedId,
    listId: '7b1d2c3e-0000-4000-8000-000000000002' as ListId,
    agencyName: 'Northamptonshire Police',
    agencyKind: 'police',
    rowNumber: 2,
    part: 'harmed',
    details: aDetails,
    safeWays: ['call', 'post'],
    standing: 'not-asked',
    ...{ askAfter: null, settledOn: null, listedAt: new Date('2026-11-16T09:30:00Z') },
    ...{ keepUntil: '2027-05-15' as PlainDate, letGoOn: null },
    ...changed,
  };
}

/** What Amara writes down when she rang somebody who was harmed. */
export const anOfferMade: NewOffer = {
  ...{ way: 'call', offeredOn: '2026-11-18' as PlainDate, note: '' },
  ...{ order: null, orderReason: '', although: '', guardian: '' },
};

/** That Amara rang somebody. */
export function anOffer(changed: Partial<Offer>): Offer {
  return {
    ...{ id: '7b1d2c3e-0000-4000-8000-000000000003', listedId: '7b1d2c3e-0000-4000-8000-000000000004' as ListedId },
    ...{
      way: 'call',
      offeredOn: '2026-11-18' as PlainDate,
      offeredBy: '7b1d2c3e-0000-4000-8000-00000000000a' as StaffId,
    },
    ...{ order: null, orderReason: '', although: '', guardian: '' },
    ...{ note: '', answer: null, answeredOn: null, askAfter: null, answerNote: '', reference: null },
    ...changed,
  };
}
