import { type Story, on, organisation, person } from './story.ts';
import { contact, note, talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, signsOff, takes, waives } from './weighing.ts';

const vicar = organisation('St Crispin’s Church Hall', 'Hall steward', 122);
const arthur = person('Arthur Beales', 212, {
  pronouns: 'he',
  age: 74,
  ways: ['call'],
  accessNeeds: 'Uses a hearing aid',
});
const mason = person('Mason Cobley', 213, { pronouns: 'he', age: 18 });
const ella = person('Ella Grainger', 214, { pronouns: 'she', age: 18, ways: ['text', 'email'] });
const reece = person('Reece Holt', 215, { pronouns: 'he', age: 19 });

/** A group in which one takes it all, one in part, and one says that he was never there. */
export const hallSteps: Story = {
  key: 'hall steps',
  weeksAgo: 16,
  arrival: {
    who: arthur,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'PCSO Mills, Kettering', contact: 'kettering.team@example.org' },
    incident: 'anti-social-behaviour',
    what: 'Evening after evening on the steps of the hall: bottles, shouting, and once a burning bin pushed against the door while the choir was inside. Arthur conducts the choir.',
    when: 'From Easter to June',
    where: 'A church hall in Desborough',
    postcode: 'NN14',
    others: 'The hall. Mason, Ella and Reece.',
    hopes: 'He would like them to come in and sing. He is not joking.',
  },
  others: [
    ['harmed', vicar],
    ['responsible', mason],
    ['responsible', ella],
    ['responsible', reece],
  ],
  team: ['jo', 'hafsa'],
  days: [
    on(
      8,
      talk('Arthur', 'He hummed while he looked for his diary.', 'in-person'),
      talk(
        'St Crispin’s Church Hall',
        'The steward: the door has been mended by the insurance. It is about the choir.',
      ),
      yes('Arthur', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter', 'follow-up'),
      yes('St Crispin’s Church Hall', 'be-contacted', 'approach-other', 'mode-letter', 'mode-meeting'),
    ),
    on(
      17,
      talk('Mason', 'It was him with the bin. He has said so to everybody but the choir.'),
      talk('Ella', 'She held the door shut for a joke. She thinks that it was a joke.'),
      yes('Mason', 'be-contacted', 'mode-meeting', 'mode-letter'),
      yes('Ella', 'be-contacted', 'mode-letter'),
    ),
    on(22, contact('Reece', 'someone-else-answered', 'His sister. Said that we would ring again, and not from where.')),
    on(24, talk('Reece', 'Was not there, he says, and does not want to talk about a bin.')),
    on(
      37,
      harmedSays('Arthur', 45, {
        account: 'Smoke under the door in the second verse.',
        impact: 'Six of twenty-two come now.',
        wouldHelp: 'Sixteen voices.',
      }),
      responsibleSays('Mason', 40, {
        account: 'He pushed it. He did not know that the door opens outwards.',
        whoWasAffected: 'Twenty-two people.',
        couldDo: 'Stand at the door each Thursday until they come back.',
        feelings: 'Cold.',
      }),
      takes('Mason', 'full', 'Asked which way the door opens and went white.'),
    ),
    on(
      38,
      responsibleSays('Ella', 30, {
        account: 'She leaned against it and laughed.',
        whoWasAffected: 'The choir. “A bit.”',
        couldDo: 'Write something.',
        feelings: 'Uneasy.',
      }),
      takes('Ella', 'partial', 'Owns the leaning; does not own the fear.'),
      takes('Reece', 'none', 'Says that he was in Market Harborough. Two of the group and a camera say otherwise.'),
    ),
    on(44, signsOff('Ella', 'Eighteen, and moving. A letter that is read by two of us can only help her see it.')),
    on(
      50,
      risk('medium', {
        occasion: 'before-communication',
        reasons:
          'For Mason and Ella only. Nothing passes between Arthur and Reece: he takes no responsibility, and Arthur knows only that one of the three does not take part.',
        strengths: 'Arthur.',
        worries: [
          [
            'How far they take responsibility',
            'medium',
            'Ella',
            'It could sound like a joke on paper.',
            'Two readers who were told to look for that.',
          ],
        ],
        holdsFor: 90,
      }),
    ),
    on(
      78,
      ready('Mason', 'supporters-confirmed'),
      waives(
        'Mason',
        'supporters-confirmed',
        'He wants to come alone and has a youth worker for the evening afterwards.',
      ),
      note(
        null,
        'Plan a first meeting of Arthur and Mason in the new year, if both still want it then. Ella writes meanwhile.',
      ),
    ),
    on(100, talk('Arthur', 'Nine singers now. He has kept a chair.')),
  ],
};
