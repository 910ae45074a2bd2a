import { closes, surveys } from './ending.ts';
import { arranges, meets, preparesTheDay } from './meeting.ts';
import { agreeTo, progress, proposes, saysProgress, settles } from './promising.ts';
import { type Story, on, person } from './story.ts';
import { contact, note, talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';

const ion = person('Ion Rusu', 150, { pronouns: 'he', age: 44, language: 'Romanian', ways: ['call', 'text', 'email'] });
const sheila = person('Sheila Buckby', 151, {
  pronouns: 'she',
  age: 71,
  ways: ['call', 'email'],
  accessNeeds: 'A chair with arms',
});

/** Neighbours of a shared wall, each harmed and each responsible, who met and agreed. */
export const sharedWall: Story = {
  key: 'shared wall',
  weeksAgo: 66,
  kind: 'mediation',
  isMutual: true,
  arrival: {
    who: sheila,
    part: 'harmed',
    source: 'housing',
    referrer: { name: 'Gemma Tookey, tenancy officer', contact: 'gemma.tookey@example.org' },
    incident: 'neighbour-dispute',
    what: 'A year of complaints in both directions: drilling at six in the morning, rubbish put back over the fence, words on the stairs in front of the children. Each has called the other names and each has called the council.',
    when: 'For about a year',
    where: 'Two maisonettes in Daventry',
    postcode: 'NN11',
    others: 'Ion Rusu next door, with his wife and two small children.',
    hopes: 'Both say that they want to be able to sleep.',
  },
  others: [['responsible', ion]],
  team: ['marta', 'hafsa'],
  days: [
    on(
      9,
      talk(
        'Sheila',
        'A long call. She has a diary of noises. What she misses is that the stairs used to be a place to talk.',
      ),
      yes('Sheila', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-shuttle', 'follow-up'),
    ),
    on(
      16,
      talk(
        'Ion',
        'At his kitchen table with the youngest asleep. He works nights and repairs the flat in the mornings because that is when he is awake.',
        'in-person',
      ),
      yes('Ion', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-shuttle', 'follow-up'),
    ),
    on(
      29,
      harmedSays('Sheila', 60, {
        account: 'The drilling, the shouting, the word he called her on the stairs.',
        impact: 'Wakes at five to be awake before it starts.',
        wouldHelp: 'Quiet until eight. Good morning on the stairs.',
      }),
      responsibleSays('Sheila', 30, {
        account: 'She put the nappies back over the fence and she called his wife something that she would not repeat.',
        whoWasAffected: 'His wife, who had done nothing. The little girl, who hides behind the door.',
        couldDo: 'Say sorry to her.',
        feelings: 'Ashamed before the child.',
      }),
      takes('Sheila', 'full', 'Told us the word without being asked and wants to take it back.'),
    ),
    on(
      36,
      harmedSays('Ion', 45, {
        account: 'The rubbish, the calls to the council, the word about his wife.',
        impact: 'His wife does not use the stairs alone.',
        impactOnOthers: 'His daughter asks whether the lady is a witch.',
        wouldHelp: 'That the council is not the first to know.',
      }),
      responsibleSays('Ion', 30, {
        account: 'He drilled at six because he was angry, not only because he was awake.',
        whoWasAffected: 'Her. Everybody in the house.',
        couldDo: 'Drill after nine. Repair her gate.',
        feelings: 'He has a mother of her age.',
      }),
      takes('Ion', 'full', 'Says that he did some of it on purpose.'),
    ),
    on(
      45,
      ready('Sheila'),
      ready('Ion'),
      risk('low', {
        occasion: 'before-conference',
        reasons: 'Two tired people. Neither is afraid of the other; both are afraid of another year.',
      }),
      arranges(
        { day: 57, hour: 10, venue: 'Wheelwright Centre, upper room' },
        ['Sheila', 'Your neighbour at number 7'],
        ['Ion', 'Your neighbour at number 9'],
      ),
    ),
    on(
      50,
      preparesTheDay(
        {
          safety: 'Each arrives with one of us.',
          seating: 'Round table, ground floor, armchair for Sheila.',
          stop: 'Either says “not today”.',
        },
        { Sheila: 'The vestry', Ion: 'The front hall' },
      ),
    ),
    on(
      57,
      meets(
        'They began with the diary and ended with the gate. Sheila said sorry for the word and asked him to say it to his wife. Ion said that he had drilled to be heard. They wrote down hours on one sheet of paper and both took a photograph of it.',
      ),
    ),
    on(
      73,
      surveys('Sheila', 4, 'yes', 'I had forgotten that he has a nice voice.', true),
      surveys('Ion', 5, 'yes', 'Now she knocks.'),
    ),
    on(
      141,
      closes(
        'completed-mediation',
        'They keep to the hours. The council has had no call since the meeting.',
        'Both asked not to be rung any more: they talk to each other now.',
      ),
    ),
  ],
};

const bridget = person('Bridget Nolan', 152, { pronouns: 'she', age: 63, ways: ['call', 'text'], times: 'Mornings' });
const darius = person('Darius Petrauskas', 153, {
  pronouns: 'he',
  age: 38,
  language: 'Lithuanian',
  ways: ['text', 'email'],
});

/** A dog that barks; messages carried to and fro, and an agreement half kept. */
export const barkingDog: Story = {
  key: 'barking dog',
  weeksAgo: 19,
  kind: 'mediation',
  arrival: {
    who: bridget,
    part: 'harmed',
    source: 'council',
    referrer: { name: 'Environmental health, duty desk', contact: 'duty.desk@example.org' },
    incident: 'neighbour-dispute',
    what: 'A dog is alone from seven to six and barks most of that time. She cares for her husband, who has dementia and thinks each time that somebody is at the door.',
    when: 'Since February',
    where: 'A terrace in Wellingborough',
    postcode: 'NN8',
    others: 'Darius Petrauskas next door, who works at a warehouse.',
    hopes: 'She does not want him to lose the dog.',
  },
  others: [['responsible', darius]],
  team: ['sam', 'leo'],
  days: [
    on(
      8,
      talk('Bridget', 'She held the telephone to the wall. We heard it.'),
      yes('Bridget', 'be-contacted', 'approach-other', 'mode-shuttle', 'follow-up'),
    ),
    on(
      17,
      talk('Darius', 'He did not know. Nobody is home to tell him and the dog is quiet when he is there.', 'in-person'),
      yes('Darius', 'be-contacted', 'mode-shuttle', 'follow-up'),
    ),
    on(
      24,
      harmedSays('Bridget', 40, {
        account: 'Her husband gets up each time and goes to the door. Eleven times on Tuesday.',
        impact: 'She has stopped cooking, because she cannot leave him alone for so long.',
        wouldHelp: 'Quiet at midday, when he sleeps.',
      }),
    ),
    on(
      30,
      responsibleSays('Darius', 40, {
        account: 'He took the dog after his divorce and leaves the radio on for it.',
        whoWasAffected: 'Her and her husband. The dog too.',
        couldDo: 'Come home at midday on two days, and pay a walker on the others.',
        feelings: 'Sorry, and a little angry that she went to the council first.',
      }),
      takes('Darius', 'full', 'Played the recording from his own camera and believed it.'),
    ),
    on(
      36,
      risk('low', { occasion: 'before-communication', reasons: 'Nothing but goodwill and thin walls.', holdsFor: 120 }),
    ),
    on(
      43,
      note(
        null,
        'Carried his offer to her and her question back to him: could the walker come at half past twelve? He said yes on the doorstep.',
      ),
    ),
    on(
      45,
      proposes(
        'Darius',
        {
          kind: 'behaviour',
          words: 'From Monday to Friday somebody walks the dog at half past twelve.',
          to: 'Bridget',
        },
        { kind: 'other', words: 'He lines the shared wall in the hall with cork.', to: 'Bridget', within: 60 },
        {
          kind: 'voluntary-work',
          words: 'He takes over the bins of both houses, two hours a month for half a year.',
          hours: 12,
          within: 190,
        },
      ),
    ),
    on(50, agreeTo('Darius', 'Darius', 'Bridget')),
    on(
      72,
      saysProgress('Darius', 0, 'The walker is called Agnes. The dog likes her more than me.'),
      progress('Darius', 2, { hours: 2, note: 'Bins in August.' }),
    ),
    on(
      99,
      progress('Darius', 2, { hours: 2, note: 'Bins in September.' }),
      talk('Bridget', 'The middays are quiet. Her husband sleeps. The cork has not come.'),
    ),
    on(
      113,
      settles('Darius', 1, 'late', 'The cork was the wrong size and has gone back.'),
      contact('Darius', 'message-sent', 'Asked how it stands with the cork.', 'text'),
    ),
    on(
      122,
      talk(
        'Darius',
        'The cork has arrived again. He will fit it when he has a weekend off, and has told her so himself.',
      ),
    ),
  ],
};
