import type { SafeContact } from '#vocabulary/safe-contact.ts';
import type { WholeAnswers } from './rules.ts';

/** Joanne’s safe ways, with whatever a test or the demonstration changes. */
export function aSafeContact(changed: Partial<SafeContact> = {}): SafeContact {
  return {
    ways: ['call', 'text'],
    phone: '07700 900 123',
    email: '',
    address: '',
    fromHour: 16,
    untilHour: 19,
    times: 'Not at weekends',
    mayLeaveVoicemail: false,
    ifSomeoneElseAnswers: 'That you rang about the library',
    codeword: 'bluebell',
    ...changed,
  };
}

/** Everything Joanne told us about the break-in, with whatever a test or the demonstration changes. */
export function someAnswers(changed: Partial<WholeAnswers> = {}): WholeAnswers {
  return {
    who: { part: 'harmed' },
    name: { fullName: 'Joanne Hartley', called: '', isUnder18: false, guardianName: '' },
    contact: aSafeContact(),
    happened: { kind: 'burglary', words: 'Somebody broke in while we were asleep. They took my mother’s ring.' },
    place: { when: 'In March', where: 'At home in Kettering', district: 'NN16', inArea: true },
    others: { words: 'The police said his name is Dylan.' },
    hopes: { words: 'To ask why our house.', language: 'English', needsInterpreter: false, accessNeeds: '' },
    ...changed,
  };
}
