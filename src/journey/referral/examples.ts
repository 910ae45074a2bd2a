import { aSafeContact } from '#journey/self-referral/examples.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { TypedReferral } from './actions.ts';
import type { Referral } from './facts.ts';
import type { Other } from './rules.ts';

/** A referral of Joanne, who was harmed in a break-in, with whatever a test or the demonstration changes. */
export function aReferral(changed: Partial<TypedReferral> = {}): TypedReferral {
  return {
    source: 'self',
    referrerName: '',
    referrerContact: '',
    part: 'harmed',
    fullName: 'Joanne Hartley',
    called: 'Joanne',
    pronouns: '',
    dateOfBirth: null,
    isUnder18: false,
    guardianName: '',
    language: 'English',
    needsInterpreter: false,
    accessNeeds: '',
    contact: aSafeContact(),
    incidentKind: 'burglary',
    whatHappened: 'Somebody broke in while the family was asleep, and took a ring of her mother’s.',
    whenWords: 'In March',
    happenedOn: null,
    whereWords: 'At home in Kettering',
    postcode: 'NN16',
    otherPeopleWords: 'The police said his name is Dylan.',
    hopes: 'To ask why it was their house.',
    agreedToReferral: true,
    receivedOn: '2026-11-02' as PlainDate,
    ...changed,
  };
}

/** Dylan, who is responsible, as a coordinator adds him at triage. */
export function anOther(changed: Partial<Omit<Other, 'id'>> = {}): Omit<Other, 'id'> {
  return {
    kind: 'person',
    part: 'responsible',
    fullName: 'Dylan Marsh',
    called: 'Dylan',
    isUnder18: false,
    contactRole: '',
    phone: '',
    ...changed,
  };
}

/** The same, as it stands on file before anybody has read it. */
export function aReferralOnFile(changed: Partial<Referral> = {}): Referral {
  return {
    id: '7b1d2c3e-0000-4000-8000-000000000001' as Referral['id'],
    reference: '7K3M-QX94',
    source: 'self',
    referrerName: '',
    referrerContact: '',
    part: 'harmed',
    status: 'received',
    fullName: 'Joanne Hartley',
    called: 'Joanne',
    pronouns: '',
    dateOfBirth: null,
    isUnder18: false,
    guardianName: '',
    language: 'English',
    needsInterpreter: false,
    accessNeeds: '',
    phone: '07700 900 123',
    email: '',
    address: '',
    mayPhone: true,
    mayText: true,
    mayEmail: false,
    mayPost: false,
    fromHour: 16,
    untilHour: 19,
    safeTimes: 'Not at weekends',
    mayLeaveVoicemail: false,
    codeword: 'bluebell',
    ifSomeoneElseAnswers: 'That you rang about the library',
    incidentKind: 'burglary',
    whatHappened: 'Somebody broke in while we were asleep.\n\nThey took my mother’s ring.',
    whenWords: 'In March',
    happenedOn: null,
    whereWords: 'At home in Kettering',
    postcodeDistrict: 'NN16',
    inArea: true,
    otherPeopleWords: 'The police said his name is Dylan.',
    hopes: 'To ask why our house.',
    agreedToReferral: true,
    receivedOn: '2026-11-18' as PlainDate,
    enteredAt: new Date('2026-11-18T19:12:00Z'),
    enteredBy: null,
    acknowledgedAt: null,
    decidedAt: null,
    declineReason: null,
    declineWords: '',
    caseId: null,
    caseReference: null,
    ...changed,
  };
}
