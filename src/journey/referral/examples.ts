import { aSafeContact } from '#journey/self-referral/examples.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { TypedReferral } from './actions.ts';
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
