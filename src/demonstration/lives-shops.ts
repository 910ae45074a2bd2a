import { closes, looksAtReoffending, surveys } from './ending.ts';
import { arranges, meets, preparesTheDay } from './meeting.ts';
import { agreeTo, endsAgreement, letsGo, progress, proposes, settles, wantsNoNews } from './promising.ts';
import { type Story, on, organisation, person } from './story.ts';
import { contact, talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';

const store = organisation('Oakway Stores', 'Duty manager', 121);
const leanne = person('Leanne Fisk', 208, { pronouns: 'she', age: 31, ways: ['call', 'text'] });
const bea = person('Bea Olander', 209, { pronouns: 'she', age: 24, ways: ['text', 'email'] });

/** Shop theft from an organisation, and from the young woman who had to stop her. */
export const emptyPram: Story = {
  key: 'empty pram',
  weeksAgo: 68,
  arrival: {
    who: bea,
    part: 'harmed',
    source: 'police',
    referrer: {
      name: 'PC Lewis Grant, Corby neighbourhood team',
      contact: 'corby.team@example.org',
      sends: {
        as: 'lewis',
        reference: '26/530117',
        situation: 'Charged; the hearing is over.',
        told: 'PC Grant, at the first visit',
      },
    },
    incident: 'shop-theft',
    what: 'Formula and nappies in an empty pram, eleven times. The last time the young woman at the till stopped her and was pushed against the door.',
    when: 'Over four months',
    where: 'A supermarket in Corby',
    postcode: 'NN18',
    others: 'The store. Leanne Fisk, mother of a small child.',
    hopes: 'She would like to know if the baby was real.',
  },
  others: [
    ['harmed', store],
    ['responsible', leanne],
  ],
  team: ['marta', 'leo'],
  days: [
    on(
      8,
      talk('Bea', 'After her shift. She thinks about the baby.'),
      talk(
        'Oakway Stores',
        'The duty manager: two hundred and eighty pounds, and they would like her not to be afraid to come in.',
      ),
      yes('Bea', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter', 'follow-up'),
      yes('Oakway Stores', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter'),
    ),
    on(
      18,
      talk('Leanne', 'With a real baby on her arm.', 'in-person'),
      yes('Leanne', 'be-contacted', 'mode-meeting', 'mode-letter', 'follow-up'),
    ),
    on(
      31,
      harmedSays('Bea', 30, {
        account: 'A pram with nobody in it.',
        impact: 'She does not like the door.',
        questions: 'Is there a baby?',
      }),
      responsibleSays('Leanne', 40, {
        account: 'Her benefit had stopped. She sold what she did not need.',
        whoWasAffected: 'The girl at the till.',
        couldDo: 'Pay it back slowly. Say sorry to the girl.',
        feelings: 'Ashamed of the push, not of the milk.',
      }),
      takes('Leanne', 'full', 'Separates what she needed from what she sold, against herself.'),
    ),
    on(
      46,
      ready('Bea'),
      ready('Oakway Stores'),
      ready('Leanne'),
      risk('low', { occasion: 'before-conference', reasons: 'Nobody here means harm.' }),
      arranges(
        { day: 59, hour: 11, venue: 'The Old Pattern Shop' },
        ['Bea', 'The woman from the till'],
        ['Oakway Stores', 'The duty manager'],
        ['Leanne', 'The woman with the pram'],
      ),
    ),
    on(
      53,
      preparesTheDay(
        { safety: 'A cot in the side room.', seating: 'Round.', stop: 'The baby decides.' },
        { Bea: 'The kitchen', 'Oakway Stores': 'The yard office', Leanne: 'The front office' },
      ),
    ),
    on(
      59,
      meets(
        'The baby came too. Bea held her. Leanne said sorry for the push before anything else. The manager said that there is a shelf for people who cannot pay, and that nobody had told her.',
      ),
    ),
    on(
      60,
      proposes(
        'Leanne',
        {
          kind: 'payment',
          words: 'Leanne pays £60 towards what she sold, in six parts.',
          to: 'Oakway Stores',
          pounds: 60,
          parts: [6, 'month'],
        },
        { kind: 'apology', words: 'Leanne says sorry to Bea. She did so on the day.', to: 'Bea', within: 7 },
      ),
    ),
    on(
      64,
      agreeTo('Leanne', 'Leanne', 'Bea', 'Oakway Stores'),
      settles('Leanne', 1, 'done', 'On the day, before anything else.'),
    ),
    on(
      74,
      surveys('Bea', 5, 'yes', 'There was a baby.', true),
      surveys('Leanne', 5, 'yes', 'They told me about the shelf.', true),
    ),
    on(80, progress('Leanne', 0, { pounds: 10, evidence: 'Receipt 1' })),
    on(109, progress('Leanne', 0, { pounds: 10, evidence: 'Receipt 2' })),
    on(
      137,
      letsGo('Oakway Stores', 'Leanne', 0, 'The store would rather that she spends it in the store.'),
      endsAgreement('Leanne'),
    ),
    on(253, closes('completed-direct', 'Kept, and the rest let go by the store.')),
    on(434, looksAtReoffending('Leanne', 59, 'Police national computer, by agreement', 0)),
  ],
};

const danuta = person('Danuta Sikora', 210, { pronouns: 'she', age: 60, language: 'Polish', ways: ['call', 'email'] });
const wayne = person('Wayne Tebbutt', 211, { pronouns: 'he', age: 38 });

/** A corner shop; the payment is late, and that is written down without blame. */
export const cornerShop: Story = {
  key: 'corner shop',
  weeksAgo: 24,
  arrival: {
    who: danuta,
    part: 'harmed',
    source: 'self',
    incident: 'shop-theft',
    what: 'A man steals vodka from my shop every second Friday. I know his mother. I did not want the police, but my husband rang them.',
    when: 'Since Easter',
    where: 'My shop in Rushden',
    postcode: 'NN10',
    others: 'Wayne. He was in school with my son.',
    hopes: 'That he comes in by the front and says good morning.',
  },
  others: [['responsible', wayne]],
  team: ['sam', 'hafsa'],
  days: [
    on(
      8,
      talk('Danuta', 'In the back of the shop, with cake.', 'in-person'),
      yes('Danuta', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-shuttle', 'follow-up'),
    ),
    on(
      16,
      talk('Wayne', 'Sober on a Tuesday morning and wants to stay so.'),
      yes('Wayne', 'be-contacted', 'mode-meeting', 'mode-shuttle', 'follow-up'),
    ),
    on(
      31,
      harmedSays('Danuta', 40, {
        account: 'She counts bottles and knows who.',
        impact: 'She has stopped greeting.',
        wouldHelp: 'Good morning.',
      }),
      responsibleSays('Wayne', 40, {
        account: 'Payday, every second Friday, when the pub is shut to him.',
        whoWasAffected: 'Danuta. His mother, who goes to another shop now.',
        couldDo: 'Pay. Come in by the front.',
        feelings: 'He remembers the sweets.',
      }),
      takes('Wayne', 'full', 'Knew the number of bottles better than she did.'),
    ),
    on(
      60,
      ready('Danuta'),
      ready('Wayne'),
      risk('low', { occasion: 'before-conference', reasons: 'They have known each other for thirty years.' }),
      arranges(
        { day: 73, hour: 9, venue: 'Cobblers’ Rest community room' },
        ['Danuta', 'The lady from the shop'],
        ['Wayne', 'The man who took the bottles'],
      ),
    ),
    on(
      66,
      preparesTheDay(
        {
          safety: 'In the morning, before anything opens.',
          seating: 'At a table, with cake.',
          stop: 'Either says so.',
        },
        { Danuta: 'The kitchen', Wayne: 'The porch room' },
      ),
    ),
    on(
      73,
      meets(
        'He said good morning. She said it back. Then she told him what each Friday had been. He cried at the word “greeting”. She gave him a piece of cake for his mother.',
      ),
    ),
    on(
      74,
      proposes(
        'Wayne',
        {
          kind: 'payment',
          words: 'Wayne pays £96 for the bottles, in four parts.',
          to: 'Danuta',
          pounds: 96,
          parts: [4, 'month'],
        },
        { kind: 'behaviour', words: 'Wayne comes in by the front, on Saturdays, and says good morning.', to: 'Danuta' },
      ),
    ),
    on(78, agreeTo('Wayne', 'Wayne', 'Danuta'), wantsNoNews('Danuta', 'Wayne')),
    on(
      87,
      surveys('Danuta', 5, 'yes', 'Good morning is a big word.', true),
      surveys('Wayne', 3, 'yes', 'It was all right.'),
    ),
    on(92, progress('Wayne', 0, { pounds: 24, evidence: 'Receipt 1' })),
    on(
      127,
      settles('Wayne', 0, 'late', 'He has had a slip and is ashamed to come. Not chased; rung.'),
      talk(
        'Wayne',
        'He had a bad month. He is back with his group. Asked whether she knows; she chose not to be told.',
      ),
    ),
    on(163, contact('Wayne', 'voicemail-left', 'Said only that we are thinking of him and that there is no hurry.')),
  ],
};
