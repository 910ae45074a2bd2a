import type { PlainDate } from '#vocabulary/dates.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import type { KeptAmendment, OwnReferral } from './facts.ts';

/** Joanne, whom a police officer referred, as her agency sees it. */
export const anOwnReferral: OwnReferral = {
  id: '5e6d5c1e-0000-4000-8000-000000000001' as ReferralId,
  reference: '7K3M-QX94',
  called: 'Joanne',
  fullName: 'Joanne Hartley',
  incidentKind: 'burglary',
  receivedOn: '2026-11-02' as PlainDate,
  standing: 'with-us',
  isOwn: true,
  hasNews: false,
  isAsked: false,
  part: 'harmed',
  dateOfBirth: null,
  isUnder18: false,
  guardianName: '',
  language: 'English',
  needsInterpreter: false,
  accessNeeds: '',
  phone: '07700 900123',
  email: '',
  address: '',
  mayPhone: true,
  mayText: false,
  mayEmail: false,
  mayPost: false,
  safeTimes: 'After four',
  whatHappened: 'Somebody broke in while the family was asleep.',
  whenWords: 'In March',
  happenedOn: null,
  whereWords: 'At home',
  postcodeDistrict: 'NN16',
  otherPeopleWords: '',
  hopes: 'To ask why it was their house.',
  agencyReference: '26/123456',
  situationWords: 'Charged, first hearing in December.',
  agreedToReferral: true,
  toldWords: 'PC Grant, on 30 October',
  withdrawnAt: null,
  withdrawnBecause: null,
  withdrawnWords: '',
  toldBecause: null,
};

/** A new number of hers, told afterwards. */
export const anAmendment: KeptAmendment = {
  id: 'ae6d5c1e-0000-4000-8000-000000000001',
  field: 'phone',
  before: '07700 900123',
  words: '07700 900456',
  because: 'She has a new number.',
  wasApplied: true,
  amendedAt: new Date('2026-11-04T10:00:00Z'),
};
