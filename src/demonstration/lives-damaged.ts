import { surveys } from './ending.ts';
import { arranges, meets, preparesTheDay } from './meeting.ts';
import { agreeTo, progress, proposes, settles } from './promising.ts';
import { type Story, on, organisation, person } from './story.ts';
import { talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';
import { findsReady, offersLetter, sharesLetter, writesLetter } from './writing.ts';

const mohamed = person('Mohamed Abdi', 137, {
  pronouns: 'he',
  age: 39,
  language: 'Somali',
  ways: ['call', 'text', 'email'],
});
const kyle = person('Kyle Brand', 138, { pronouns: 'he', age: 20 });

/** A taxi driver’s mirrors; they met five weeks ago and the first payment has come. */
export const wingMirrors: Story = {
  key: 'wing mirrors',
  weeksAgo: 22,
  arrival: {
    who: mohamed,
    part: 'harmed',
    source: 'self',
    incident: 'criminal-damage',
    what: 'I drive a taxi. A young man kicked both mirrors off my car outside the station because I would not take him without shoes on. I lost four nights of work.',
    when: 'On a Saturday night in May',
    where: 'Outside the station in Wellingborough',
    postcode: 'NN8',
    others: 'His name is Kyle. There is video from the station.',
    hopes: 'That he sits in the car and I tell him what a night is.',
  },
  others: [['responsible', kyle]],
  team: ['marta', 'leo'],
  days: [
    on(
      9,
      talk('Mohamed', 'Between two fares. He laughs about the shoes and not about the four nights. Happy to meet him.'),
      yes('Mohamed', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter', 'follow-up'),
    ),
    on(
      23,
      harmedSays('Mohamed', 40, {
        account: 'He asked him politely to put his shoes on. Then the kick, and the other one.',
        impact: 'Four nights without work. He locks the doors at the station now, which he never did.',
        impactOnOthers: 'His wife did not want him to drive nights any more.',
        wouldHelp: 'The money for the mirrors and an apology with shoes on.',
      }),
    ),
    on(
      29,
      talk('Kyle', 'Did not remember much and had seen the video. “I look like somebody I would cross the road from.”'),
      yes('Kyle', 'be-contacted', 'mode-meeting', 'follow-up'),
    ),
    on(
      38,
      responsibleSays('Kyle', 35, {
        account: 'He had been drinking since noon. He was barefoot because he had lost a bet.',
        whoWasAffected: 'The driver, whoever waited for a taxi, his own mother.',
        couldDo: 'Pay. Stop drinking at noon.',
        feelings: 'Ashamed of the video.',
      }),
      takes('Kyle', 'full', 'Watched the video twice and named what he did.'),
    ),
    on(
      106,
      ready('Mohamed'),
      ready('Kyle'),
      risk('low', {
        occasion: 'before-conference',
        reasons: 'Good humour on one side and shame on the other; both easy to hold.',
      }),
      arranges(
        { day: 119, hour: 11, venue: 'Swanspool Studio' },
        ['Mohamed', 'The taxi driver'],
        ['Kyle', 'The young man from the station'],
      ),
    ),
    on(
      113,
      preparesTheDay(
        {
          safety: 'Kyle comes sober and says so first.',
          seating: 'Side by side with Marta between them, facing the window.',
          stop: 'A hand up stops it.',
        },
        { Mohamed: 'The studio kitchen', Kyle: 'The dressing room' },
      ),
    ),
    on(
      119,
      meets(
        'Kyle began with “I have my shoes on”, and Mohamed laughed. Then he told him what a night is: which fares, which fear, which hour. Kyle asked what the worst one had been. They agreed on money, and Kyle asked whether he could clean the car.',
      ),
    ),
    on(
      120,
      proposes(
        'Kyle',
        {
          kind: 'payment',
          words: 'Kyle pays £240 for the mirrors, in four parts.',
          to: 'Mohamed',
          pounds: 240,
          parts: [4, 'month'],
        },
        {
          kind: 'apology',
          words: 'Kyle says sorry at the taxi rank, so that the other drivers hear it.',
          to: 'Mohamed',
          within: 21,
        },
      ),
    ),
    on(122, agreeTo('Kyle', 'Kyle', 'Mohamed')),
    on(130, surveys('Mohamed', 5, 'yes', 'He is a boy. Now he knows my name.', true)),
    on(
      135,
      progress('Kyle', 1, { note: 'On a Friday at the rank, to six drivers. They clapped.' }),
      settles('Kyle', 1, 'done'),
    ),
    on(136, progress('Kyle', 0, { pounds: 60, evidence: 'Receipt 1' })),
    on(141, surveys('Kyle', 4, 'yes', 'Easier than saying sorry to my mum.')),
  ],
};

const elena = person('Elena Munteanu', 139, {
  pronouns: 'she',
  age: 29,
  language: 'Romanian',
  ways: ['text', 'email'],
  times: 'Not while I teach, before three',
});
const connor = person('Connor Hale', 140, { pronouns: 'he', age: 18 });
const school = organisation('Beckside Evening School', 'Office manager', 110);

/** A letter lies ready; whether she wants to have it is hers to say. */
export const paintedDoor: Story = {
  key: 'painted door',
  weeksAgo: 14,
  arrival: {
    who: elena,
    part: 'harmed',
    source: 'self',
    incident: 'criminal-damage',
    what: 'Somebody sprayed words about foreigners on the door of the evening school where I teach English. My pupils saw it first.',
    when: 'In the second week of August',
    where: 'An evening school in Northampton',
    postcode: 'NN4',
    others: 'Connor, who is eighteen. He told the police himself.',
    hopes: 'That he knows who reads a door.',
  },
  others: [
    ['harmed', school],
    ['responsible', connor],
  ],
  team: ['tom', 'marta'],
  days: [
    on(
      8,
      talk(
        'Elena',
        'She would rather text. She repainted the door herself with her class and wants him to know that too.',
      ),
      yes('Elena', 'be-contacted', 'approach-other', 'mode-letter', 'follow-up'),
    ),
    on(
      10,
      talk(
        'Beckside Evening School',
        'The office manager speaks for the school: they leave it to Elena how far this goes.',
      ),
      yes('Beckside Evening School', 'be-contacted', 'approach-other', 'mode-letter'),
    ),
    on(
      24,
      harmedSays('Elena', 50, {
        account: 'A pupil rang her: “Teacher, do not come in by the front.”',
        impact: 'She reads every wall on her way to work. She had thought that she was home.',
        impactOnOthers: 'Two pupils have not come back.',
        wouldHelp: 'A letter that does not say “if anybody was offended”.',
        notWanted: 'She does not want to see him.',
      }),
    ),
    on(
      30,
      talk(
        'Connor',
        'With his youth worker nearby. He says that he wrote what others shout, to see it there. He has not slept properly since.',
        'in-person',
      ),
      yes('Connor', 'be-contacted', 'mode-letter'),
    ),
    on(
      43,
      responsibleSays('Connor', 45, {
        account: 'He did it alone, with paint from his uncle’s garage.',
        whoWasAffected: 'He had thought of nobody. Now: the teacher, the ones who came first, his neighbour from Iași.',
        couldDo: 'Write. Paint a wall in another colour if they let him.',
        feelings: 'Ashamed that he went to look at it the next day.',
      }),
      takes(
        'Connor',
        'full',
        'Went to the police by himself. Uses his own words for what he wrote and does not make them smaller.',
      ),
    ),
    on(
      50,
      risk('medium', {
        reasons:
          'Hate was part of it. A letter that is read by two people first is a safe way, and no meeting is asked for.',
        strengths: 'He came by himself.',
        worries: [
          [
            'Culture or honour',
            'medium',
            'Elena',
            'Words were meant for what she is.',
            'She chose letter only, and hears of it from Tom alone.',
          ],
        ],
        holdsFor: 70,
      }),
    ),
    on(
      59,
      writesLetter(
        'Connor',
        'Elena',
        'Dear Elena,\n\nI am Connor. In August I wrote on your door.\n\nI wrote words that I hear people say and that I had never said to anybody’s face. The next morning I went back to look at it, and a woman with a shopping bag stood in front of it with her hand over her mouth. I walked past her as if it was nothing to do with me. I think about her more than about the police.\n\nI did not know that it was a school. I did not know that people were learning the language I wrote it in.\n\nI have heard that you and your class painted over it in yellow. I went to see that too. I would not change anything about it.\n\nI am not asking you for anything.\n\nConnor',
      ),
    ),
    on(60, findsReady('tom')),
    on(64, findsReady('marta')),
    on(70, sharesLetter('Connor')),
    on(
      92,
      talk(
        'Elena',
        'Told her that a letter is there. She would like to think about whether she reads it alone or with her class.',
        'phone',
      ),
      offersLetter(),
    ),
  ],
};
