import type { SafeContact } from '#vocabulary/safe-contact.ts';
import type { Answers, Told as Everything } from './rules.ts';

/** The service that the examples speak of. */
export const aService = {
  name: 'Northamptonshire Restorative Practice',
  areaName: 'Northamptonshire',
  phone: '01604 000000',
  email: 'hello@rp.example',
};

/** What somebody tells who asks for themselves. */
type Told = Omit<Everything, 'asker' | 'reply' | 'about' | 'area'>;

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
export function someAnswers(changed: Partial<Told> = {}): Told {
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

/** What Gail told us who asks for her son Kieran, who does not know of it yet. */
export function gailsAnswers(changed: Partial<Answers> = {}): Answers {
  return {
    ...someAnswers({
      who: { part: 'another' },
      name: { fullName: 'Kieran Turner', called: '', isUnder18: true, guardianName: 'Gail Turner' },
      happened: { kind: 'assault', words: 'Two boys hurt him on the way home from school.' },
      others: { words: 'One of them is in his year.' },
      hopes: {
        words: 'That he can go to school again.',
        language: 'English',
        needsInterpreter: false,
        accessNeeds: '',
      },
    }),
    asker: { fullName: 'Gail Turner', relation: 'parent' },
    reply: aSafeContact({ phone: '07700 900 321', codeword: 'robin' }),
    about: { part: 'harmed', knowing: 'not-yet' },
    ...changed,
  };
}
