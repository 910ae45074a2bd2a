import { closes, looksAtReoffending, surveys } from './ending.ts';
import { arranges, meets, preparesTheDay } from './meeting.ts';
import { agreeTo, endsAgreement, progress, proposes, settles } from './promising.ts';
import { type Story, on, organisation, person } from './story.ts';
import { talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';

const allotments = organisation('Headlands Allotment Society', 'Site secretary', 120);
const harold = person('Harold Neal', 200, {
  pronouns: 'he',
  age: 77,
  ways: ['call', 'post'],
  address: '40 Sample Road, Kettering NN15 6CM',
  accessNeeds: 'Walks with two sticks',
});
const callum = person('Callum Dyer', 201, {
  pronouns: 'he',
  age: 17,
  ways: ['text'],
  guardian: { fullName: 'Lorraine Dyer', called: 'Lorraine', relation: 'mother' },
});
const jayden = person('Jayden Small', 202, {
  pronouns: 'he',
  age: 16,
  ways: ['text', 'email'],
  guardian: { fullName: 'Andre Small', called: 'Andre', relation: 'father' },
});

/** A society and an old man harmed, two boys responsible, two agreements, a year looked at afterwards. */
export const allotmentSheds: Story = {
  key: 'allotment sheds',
  weeksAgo: 72,
  arrival: {
    who: harold,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'PCSO Mills, Kettering', contact: 'kettering.team@example.org' },
    incident: 'criminal-damage',
    what: 'Eleven sheds were pushed over in one evening and a greenhouse of sixty years was broken pane by pane.',
    when: 'One evening in the summer holidays',
    where: 'Allotments in Kettering',
    postcode: 'NN15',
    others: 'Two boys, Callum and Jayden, named by their own school. The allotment society owns the sheds.',
    hopes: 'That they come and see it in daylight.',
  },
  others: [
    ['harmed', allotments],
    ['responsible', callum],
    ['responsible', jayden],
  ],
  team: ['tom', 'marta'],
  days: [
    on(
      8,
      talk('Harold', 'Between the beans. He built the greenhouse with his father.', 'in-person'),
      yes('Harold', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up'),
    ),
    on(
      9,
      talk(
        'Headlands Allotment Society',
        'The secretary speaks for forty plots. They would rather have two pairs of hands than money.',
      ),
      yes('Headlands Allotment Society', 'be-contacted', 'approach-other', 'mode-meeting'),
    ),
    on(
      17,
      talk(
        'Callum',
        'At home with his mother. He did most of it, he says, and Jayden says the same of himself.',
        'in-person',
      ),
      yes('Callum', 'be-contacted', 'mode-meeting', 'follow-up'),
    ),
    on(
      18,
      talk('Jayden', 'With his father. He had counted the panes.', 'in-person'),
      yes('Jayden', 'be-contacted', 'mode-meeting', 'follow-up'),
    ),
    on(
      31,
      harmedSays('Harold', 50, {
        account: 'He heard it from the bus stop.',
        impact: 'He has not sown this year.',
        wouldHelp: 'Help with the digging, and that they learn the name of each thing.',
      }),
      responsibleSays('Callum', 35, {
        account: 'It was a dare and then it was not.',
        whoWasAffected: 'The old man. His mum.',
        couldDo: 'Dig.',
        feelings: 'Bad.',
      }),
      responsibleSays('Jayden', 35, {
        account: 'He threw the first one.',
        whoWasAffected: 'The old man, the whole place.',
        couldDo: 'Glaze. His uncle is a glazier.',
        feelings: 'Ashamed of the counting.',
      }),
      takes('Callum', 'full', 'Does not hide behind the dare.'),
      takes('Jayden', 'full', 'Says that he threw the first stone.'),
    ),
    on(
      46,
      ready('Harold'),
      ready('Headlands Allotment Society'),
      ready('Callum'),
      ready('Jayden'),
      risk('medium', {
        occasion: 'before-conference',
        reasons: 'Two children and an old man who likes children. The one worry is that there are many of us.',
        strengths: 'Two families who come along.',
        worries: [
          [
            'How many people come',
            'medium',
            null,
            'Four sides make a big circle for two boys.',
            'The boys are seated apart, each beside a facilitator.',
          ],
        ],
      }),
      arranges(
        { day: 59, hour: 16, venue: 'Tanner’s Yard Library, meeting room 2' },
        ['Harold', 'The gardener with the greenhouse'],
        ['Headlands Allotment Society', 'The secretary of the allotments'],
        ['Callum', 'One of the two boys'],
        ['Jayden', 'The other boy'],
      ),
    ),
    on(
      52,
      preparesTheDay(
        {
          safety: 'Guardians wait next door with tea.',
          seating: 'Harold by the window with both sticks in reach.',
          stop: 'Anybody lays a hand on the table.',
        },
        {
          Harold: 'The reading room',
          'Headlands Allotment Society': 'The reading room annexe',
          Callum: 'Local history',
          Jayden: 'The children’s library',
        },
      ),
    ),
    on(
      59,
      meets(
        'Harold had drawn the greenhouse from memory and named every pane. Jayden knew how many there had been. Callum asked what sowing is. Harold laughed and told him for twenty minutes. The secretary said that there is a spare plot.',
      ),
    ),
    on(
      60,
      proposes('Callum', {
        kind: 'voluntary-work',
        words: 'Callum digs with Harold for 16 hours.',
        hours: 16,
        within: 120,
        proof: 'The society’s day book',
      }),
      proposes('Jayden', {
        kind: 'voluntary-work',
        words: 'Jayden glazes with his uncle for 16 hours.',
        hours: 16,
        within: 120,
        proof: 'The society’s day book',
      }),
    ),
    on(
      64,
      agreeTo('Callum', 'Callum', 'Harold', 'Headlands Allotment Society'),
      agreeTo('Jayden', 'Jayden', 'Harold', 'Headlands Allotment Society'),
    ),
    on(80, surveys('Harold', 5, 'yes', 'I have two lads and a plot.', true), surveys('Callum', 4, 'yes')),
    on(
      115,
      progress('Callum', 0, { hours: 16, evidence: 'Day book' }),
      settles('Callum', 0, 'done'),
      endsAgreement('Callum'),
    ),
    on(
      150,
      progress('Jayden', 0, { hours: 16, evidence: 'Day book' }),
      settles('Jayden', 0, 'done'),
      endsAgreement('Jayden'),
    ),
    on(266, closes('completed-direct', 'Callum has taken the spare plot.')),
    on(
      434,
      looksAtReoffending('Callum', 59, 'Youth justice service, by agreement', 0),
      looksAtReoffending('Jayden', 59, 'Youth justice service, by agreement', 1),
    ),
  ],
};
