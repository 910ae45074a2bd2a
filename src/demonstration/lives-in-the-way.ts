import { afterChristmas } from './calendar.ts';
import { type Story, on, person } from './story.ts';
import { notNow, note, talk, yes } from './talking.ts';
import { harmedSays, keepsOut, order, responsibleSays, risk, signsOff, takes } from './weighing.ts';
import { beginsLetter } from './writing.ts';

const natalie = person('Natalie Rowe', 180, {
  pronouns: 'she',
  age: 37,
  ways: ['call'],
  hours: [12, 13],
  times: 'In her lunch hour only',
  codeword: 'tangerine',
  ifSomeoneElseAnswers: 'Ring off',
});
const scott = person('Scott Rowe', 181, { pronouns: 'he', age: 40 });

/** A restraining order is in force: whatever the two may want, every gate is shut. */
export const brotherAndSister: Story = {
  key: 'brother and sister',
  weeksAgo: 13,
  arrival: {
    who: scott,
    part: 'responsible',
    source: 'probation',
    referrer: { name: 'Helen Ibbotson, probation', contact: 'h.ibbotson@example.org' },
    incident: 'assault',
    what: 'He struck his sister at their father’s funeral and broke her wrist. He wants to write to her.',
    when: 'In November last year',
    where: 'A cemetery in Wellingborough',
    postcode: 'NN8',
    others: 'Natalie Rowe, his sister.',
    hopes: 'To be allowed to say sorry.',
  },
  others: [['harmed', natalie]],
  team: ['jo', 'tom'],
  days: [
    on(
      9,
      talk('Natalie', 'In her lunch hour, with the codeword. She misses him and is afraid of him, and both are true.'),
      yes('Natalie', 'be-contacted', 'approach-other', 'mode-letter'),
    ),
    on(
      11,
      order('Scott', 'Natalie', {
        kind: 'restraining',
        documentReference: 'Northampton Crown Court, restraining order, sealed copy on file',
        since: -180,
        until: 420,
      }),
      keepsOut('Scott', 'Natalie', {
        ...{ named: 'Swanspool Gardens and the streets round it', documentReference: 'The same order, condition 3' },
        ...{ since: -180, until: 420, venue: 'Swanspool Studio', isClear: false },
      }),
      note(
        null,
        'The order covers every kind of contact, through others too. Explained to both, separately: we may talk with each of them, and nothing may pass.',
      ),
    ),
    on(
      18,
      talk(
        'Scott',
        'He did not know that a letter counts as contact. Took it well. Asked whether he may write one that stays here.',
        'in-person',
      ),
      yes('Scott', 'be-contacted', 'mode-letter'),
    ),
    on(
      36,
      responsibleSays('Scott', 45, {
        account: 'A sentence about the house, and then her wrist.',
        whoWasAffected: 'Natalie, their mother, everybody at the grave.',
        couldDo: 'Keep away, properly, until she is asked.',
        feelings: 'He dreams of the sound.',
      }),
      takes('Scott', 'full', 'Pleaded guilty at once and asked for the order not to be contested.'),
    ),
    on(
      43,
      risk('medium', {
        reasons: 'Safe as long as nothing passes. The order stands until well into next year.',
        worries: [
          [
            'A legal order',
            'medium',
            null,
            'Any contact would be a breach.',
            'Copy of the order on file; both have been told in writing what it covers.',
          ],
        ],
        holdsFor: 180,
      }),
    ),
    on(
      50,
      beginsLetter(
        'Scott',
        'Natalie',
        'Nat,\n\nThey say that I may write this as long as it stays in a drawer. So it stays in a drawer.\n\nI can hear Dad telling me to put my hands in my pockets.',
      ),
    ),
  ],
};

const rosa = person('Rosa Teixeira', 184, {
  pronouns: 'she',
  age: 33,
  language: 'Portuguese',
  ways: ['call', 'text', 'email'],
});
const ben = person('Ben Stanton', 185, { pronouns: 'he', age: 30 });

/** Responsibility in part, signed off by the supervisor, and a letter being written. */
export const busDriver: Story = {
  key: 'bus driver',
  weeksAgo: 14,
  arrival: {
    who: rosa,
    part: 'harmed',
    source: 'self',
    incident: 'assault',
    what: 'I drive a bus. A passenger spat at me and threw his drink because the ticket machine did not work.',
    when: 'In July, on the last bus',
    where: 'The last bus to Towcester',
    postcode: 'NN12',
    others: 'The company gave his name to the police. Ben Stanton.',
    hopes: 'I would like him to sit in my seat for a night.',
  },
  others: [['responsible', ben]],
  team: ['marta', 'sam'],
  days: [
    on(
      8,
      talk('Rosa', 'From the depot. She has gone back to days.'),
      yes('Rosa', 'be-contacted', 'approach-other', 'mode-letter', 'mode-shuttle'),
    ),
    on(
      17,
      talk('Ben', 'Says that he was provoked by the machine. Then laughed at himself.'),
      yes('Ben', 'be-contacted', 'mode-letter'),
    ),
    on(
      31,
      harmedSays('Rosa', 40, {
        account: 'It was warm and it was in her eye.',
        impact: 'Days only, which is two hundred pounds a month.',
        wouldHelp: 'That he says the word “spat”.',
      }),
    ),
    on(
      38,
      responsibleSays('Ben', 40, {
        account: 'He threw the drink. About the spitting he is not sure.',
        whoWasAffected: 'The driver. The others on the bus.',
        couldDo: 'Write to her.',
        feelings: 'Annoyed, then ashamed.',
      }),
      takes('Ben', 'partial', 'Owns the drink. Does not own the spitting, although the camera shows it.'),
    ),
    on(
      43,
      signsOff(
        'Ben',
        'He has moved since the first talk and watched the film with us. Rosa knows that he does not say all of it, and still wants a letter, on condition that we read it first.',
      ),
    ),
    on(
      50,
      risk('low', {
        occasion: 'before-communication',
        reasons: 'Indirect only. She has a good team around her.',
        holdsFor: 90,
      }),
      beginsLetter('Ben', 'Rosa', 'Dear driver,\n\nI was on the last bus in July. I threw my drink at you.'),
    ),
    on(
      64,
      talk(
        'Ben',
        'He has got stuck at the second sentence. Looked at the film again together. He wrote one word on a piece of paper and turned it round to us.',
      ),
    ),
  ],
};

const colin = person('Colin Ashby', 156, { pronouns: 'he', age: 57, ways: ['call', 'text'], mayLeaveVoicemail: true });
const maya = person('Maya Desai', 157, { pronouns: 'they', age: 26, ways: ['text', 'email'], ownWord: 'survivor' });

/** “Not now, ask me after Christmas”: nothing happens until then, and that is an answer. */
export const afterTheHolidays: Story = {
  key: 'after the holidays',
  weeksAgo: 8,
  kind: 'mediation',
  arrival: {
    who: maya,
    part: 'harmed',
    source: 'self',
    incident: 'neighbour-dispute',
    what: 'The man downstairs has banged on his ceiling and shouted up at me for months, and in September he put his foot in my door. I have a key worker and I am fine. I just do not want to be afraid of my own stairs.',
    when: 'The door was in September',
    where: 'A house of four flats in Northampton',
    postcode: 'NN2',
    others: 'Colin from flat 1.',
    hopes: 'I do not know yet. To be asked and not told.',
  },
  others: [['responsible', colin]],
  team: ['jo', 'leo'],
  days: [
    on(
      8,
      talk(
        'Maya',
        'By text and then a walk round the park. They use “survivor” for themselves; written down, so that we do too. They would like time with their family first.',
        'in-person',
      ),
      yes('Maya', 'be-contacted'),
    ),
    on(
      15,
      harmedSays('Maya', 40, {
        account: 'The foot in the door, and the sound of him breathing.',
        impact: 'Sleeps at a friend’s twice a week.',
        wouldHelp: 'To choose when.',
        notWanted: 'No surprise on the stairs.',
      }),
    ),
    on(
      16,
      notNow('Maya', 'approach-other', afterChristmas),
      note(
        'Maya',
        '“Not now. Ask me after Christmas, when my brother is back.” Told them that nothing happens until then, and that a later no is fine too.',
      ),
    ),
  ],
};
