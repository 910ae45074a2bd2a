import { closes, looksAtReoffending, surveys } from './ending.ts';
import { arranges, meets, preparesTheDay } from './meeting.ts';
import { agreeTo, endsAgreement, progress, proposes, settles } from './promising.ts';
import { type Story, on, person } from './story.ts';
import { contact, talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';

const wanda = person('Wanda Kowalczyk', 130, {
  pronouns: 'she',
  age: 58,
  language: 'Polish',
  ways: ['call', 'text', 'email'],
});
const ryan = person('Ryan Tully', 131, { pronouns: 'he', age: 27 });

/** Long closed: a shed, a promise kept to the last penny, and a year without a new offence. */
export const brokenShed: Story = {
  key: 'broken shed',
  weeksAgo: 79,
  arrival: {
    who: wanda,
    part: 'harmed',
    source: 'police',
    referrer: {
      name: 'PC Lewis Grant, Corby neighbourhood team',
      contact: 'corby.team@example.org',
      sends: {
        as: 'lewis',
        reference: '26/514820',
        situation: 'Charged; the hearing is over.',
        told: 'PC Grant, at the first visit',
      },
    },
    incident: 'burglary',
    what: 'The lock of a garden shed was broken and two bicycles were taken. One was her late husband’s, which she oiled every spring.',
    when: 'On a Sunday afternoon in spring',
    where: 'A back garden in Corby',
    postcode: 'NN17',
    others: 'Ryan Tully, 27, admitted it. One bicycle was found.',
    hopes: 'She asked the officer whether he knows what the bicycle was.',
  },
  others: [['responsible', ryan]],
  team: ['sam', 'leo'],
  days: [
    on(
      9,
      talk(
        'Wanda',
        'She invited us in and showed the shed. She would like him to know that it was not an old bicycle to her.',
        'in-person',
      ),
      yes('Wanda', 'be-contacted', 'approach-other', 'mode-letter', 'mode-meeting', 'follow-up'),
    ),
    on(
      17,
      harmedSays('Wanda', 50, {
        account: 'She came back from church and the door of the shed was open. She sat down on the step.',
        impact:
          'She locks the back door in daylight now. The place where it stood is empty and she has not put anything there.',
        impactOnOthers: 'Her grandson learned to ride on it and asked where it was.',
        wouldHelp: 'To tell him about her husband. To see a new lock on the shed.',
        questions: 'What did you do with it?',
      }),
    ),
    on(
      23,
      talk(
        'Ryan',
        'On his doorstep. He thought we were the police and then that we wanted money. When he heard what it was about he asked whose bicycle it had been.',
        'in-person',
      ),
      yes('Ryan', 'be-contacted', 'mode-letter', 'mode-meeting', 'follow-up'),
    ),
    on(
      31,
      responsibleSays('Ryan', 45, {
        account: 'He owed money and took what he could carry. One bicycle he sold, the other broke.',
        whoWasAffected: 'The lady. Her grandson, as he knows now.',
        couldDo: 'Pay for the lock and something towards the bicycle. Say it to her face.',
        feelings: 'Embarrassed. His grandfather had one like it.',
      }),
      takes('Ryan', 'full', 'Names both bicycles and what became of them. Asks what he can do before being asked.'),
    ),
    on(
      52,
      ready('Wanda'),
      ready('Ryan'),
      risk('low', {
        occasion: 'before-conference',
        reasons: 'Both calm and clear. They live in different parts of town.',
        strengths: 'Her family; his new work with a scaffolder.',
      }),
      arranges(
        { day: 65, hour: 14, venue: 'The Old Pattern Shop' },
        ['Wanda', 'The lady whose shed it was'],
        ['Ryan', 'The man who took the bicycles'],
      ),
    ),
    on(
      58,
      preparesTheDay(
        {
          safety: 'Sam meets Ryan at the side door. Leo stays with Wanda throughout.',
          seating: 'Four chairs, a low table with tea.',
          stop: 'Either says “enough” and we pause in separate rooms.',
        },
        { Wanda: 'The kitchen', Ryan: 'The front office' },
      ),
    ),
    on(
      65,
      meets(
        'Wanda brought a photograph of her husband with the bicycle. Ryan looked at it for a long time. He said that he had sold it for twenty pounds. She said: it was worth more, and you could not have known, and now you do. She poured him tea.',
      ),
    ),
    on(
      67,
      proposes(
        'Ryan',
        {
          kind: 'payment',
          words: 'Ryan pays £120 towards a bicycle for the grandson, in four parts.',
          to: 'Wanda',
          pounds: 120,
          parts: [4, 'month'],
        },
        { kind: 'other', words: 'Ryan fits a new lock to the shed, with Sam there.', to: 'Wanda', within: 30 },
      ),
    ),
    on(70, agreeTo('Ryan', 'Ryan', 'Wanda')),
    on(
      80,
      surveys('Wanda', 5, 'yes', 'He listened. I did not think that he would listen.', true),
      surveys('Ryan', 5, 'yes', 'She gave me tea. I keep thinking about that.', true),
    ),
    on(88, progress('Ryan', 1, { note: 'Lock fitted. Wanda’s grandson held the torch.' }), settles('Ryan', 1, 'done')),
    ...[95, 128, 158, 191].map((day, at) =>
      on(day, progress('Ryan', 0, { pounds: 30, evidence: `Receipt ${at + 1}` })),
    ),
    on(192, settles('Ryan', 0, 'done', 'Paid in full.'), endsAgreement('Ryan')),
    on(
      260,
      closes(
        'completed-direct',
        'Everything promised was kept. Wanda sent a photograph of her grandson on the new bicycle.',
      ),
    ),
    on(441, looksAtReoffending('Ryan', 65, 'Police national computer, by agreement', 0)),
  ],
};

const peter = person('Peter Lowther', 132, {
  pronouns: 'he',
  age: 66,
  ways: ['call', 'post'],
  address: '5 Sample Row, Rushden NN10 0CK',
  accessNeeds: 'Hard of hearing on the left side',
});
const lucia = person('Lucia Moreira', 133, {
  pronouns: 'she',
  age: 35,
  language: 'Portuguese',
  ways: ['text', 'email'],
});
const nathan = person('Nathan Frost', 134, { pronouns: 'he', age: 24, ways: ['call', 'text'] });

/** Two garages of one court, two people harmed, and a meeting booked for next week. */
export const twoGarages: Story = {
  key: 'two garages',
  weeksAgo: 17,
  arrival: {
    who: peter,
    part: 'harmed',
    source: 'victim-service',
    referrer: { name: 'Naomi Achebe, victim care', contact: 'naomi.achebe@example.org' },
    incident: 'burglary',
    what: 'Two lock-up garages in the same court were broken into in one night. Peter lost tools that he had used for forty years; his neighbour Lucia lost the stock of her market stall.',
    when: 'In the last week of June',
    where: 'A garage court in Rushden',
    postcode: 'NN10',
    others: 'Lucia Moreira, who has the next garage. Nathan Frost, who pleaded guilty.',
    hopes: 'Both asked whether the man knew what the things were for.',
  },
  others: [
    ['harmed', lucia],
    ['responsible', nathan],
  ],
  team: ['tom', 'hafsa'],
  days: [
    on(
      8,
      talk('Peter', 'Came to the garage with me. He knows each hook by what hung on it.', 'in-person'),
      yes('Peter', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter', 'follow-up'),
    ),
    on(
      10,
      talk(
        'Lucia',
        'By telephone between two market days. She lost three weeks of earnings and a customer who did not wait.',
      ),
      yes('Lucia', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up'),
    ),
    on(
      22,
      harmedSays('Peter', 60, {
        account: 'He came for a spirit level and the door was bent.',
        impact: 'He no longer mends things for the street. “I have hands and nothing in them.”',
        impactOnOthers: 'The whole court has new locks.',
        wouldHelp: 'To say what each tool was. To have some of them back.',
        questions: 'Where are the planes?',
      }),
    ),
    on(
      24,
      harmedSays('Lucia', 45, {
        account: 'She opened the garage at five in the morning to load the van.',
        impact: 'Lost her place at one market. Works nights in a bakery to make up for it.',
        wouldHelp: 'That he works one market day beside her, in the rain.',
        questions: 'Why stock? What did you want with forty aprons?',
      }),
    ),
    on(
      31,
      talk(
        'Nathan',
        'He had expected a letter from court and not a person. Says that he has thought about the tools since he saw the list.',
      ),
      yes('Nathan', 'be-contacted', 'mode-meeting', 'mode-letter', 'follow-up'),
    ),
    on(
      45,
      responsibleSays('Nathan', 50, {
        account: 'He had a van for one night and a debt to a man he will not name. He took what was nearest.',
        whoWasAffected: 'Peter and Lucia by name. His sister, whose van it was.',
        couldDo: 'He still has the planes in his sister’s loft and wants to bring them back himself.',
        feelings: 'Sick when he read the list.',
      }),
      takes('Nathan', 'full', 'Brought the planes up himself. No excuses about the debt.'),
    ),
    on(
      101,
      ready('Peter'),
      ready('Lucia'),
      ready('Nathan'),
      talk('Lucia', 'Market days moved: a Thursday afternoon suits her now.'),
    ),
    on(
      107,
      risk('low', {
        occasion: 'before-conference',
        reasons:
          'Three people who all want to say something practical. No fear between them. The man he owes is not from here.',
        strengths: 'Peter’s patience; Nathan’s sister supports it.',
      }),
      arranges(
        { day: 129, hour: 14, venue: 'Cobblers’ Rest community room' },
        ['Peter', 'The man whose tools were taken'],
        ['Lucia', 'The woman with the market stall'],
        ['Nathan', 'The man who broke in'],
      ),
    ),
    on(
      115,
      contact('Peter', 'sent', 'Wrote in large type with the time and a map, as he asked.', 'post'),
      talk('Nathan', 'Has washed and oiled the planes. Asked what he should wear.'),
    ),
  ],
};
