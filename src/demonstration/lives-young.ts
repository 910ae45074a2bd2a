import { closes, surveys } from './ending.ts';
import { arranges, preparesTheDay } from './meeting.ts';
import { type Story, on, person } from './story.ts';
import { note, takesBack, talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';
import { answersLetter, deliversLetter, findsReady, offersLetter, sharesLetter, writesLetter } from './writing.ts';

const amelia = person('Amelia Foster', 172, {
  pronouns: 'she',
  age: 14,
  ways: ['text'],
  guardian: { fullName: 'Claire Foster', called: 'Claire', relation: 'mother' },
});
const keira = person('Keira Dunmore', 173, {
  pronouns: 'she',
  age: 15,
  ways: ['text', 'email'],
  guardian: { fullName: 'Janine Dunmore', called: 'Janine', relation: 'grandmother' },
});

/** Two girls of one school, their guardians beside them, and a letter that was read at the kitchen table. */
export const schoolCorridor: Story = {
  key: 'school corridor',
  weeksAgo: 20,
  arrival: {
    who: amelia,
    part: 'harmed',
    source: 'school',
    referrer: { name: 'Mr Adeyemi, head of year 9', contact: 'year9@example.org' },
    incident: 'assault',
    what: 'Pushed into the lockers and filmed. Two stitches above the eye. The film went round before the bell.',
    when: 'In June, before the last lesson',
    where: 'A secondary school in Corby',
    postcode: 'NN18',
    others: 'Keira Dunmore of year 10.',
    hopes: 'Amelia would like the film to be gone and to walk down that corridor.',
  },
  others: [['responsible', keira]],
  team: ['tom', 'marta'],
  days: [
    on(
      8,
      talk(
        'Amelia',
        'With her mother at the table, and then ten minutes without her. She would like Keira to hear about the corridor.',
        'in-person',
      ),
      yes('Amelia', 'be-contacted', 'approach-other', 'mode-letter', 'follow-up'),
    ),
    on(
      17,
      talk('Keira', 'At her grandmother’s. She cried about the film and not at first about the push.', 'in-person'),
      yes('Keira', 'be-contacted', 'mode-letter', 'follow-up'),
    ),
    on(
      24,
      harmedSays('Amelia', 35, {
        account: 'The lockers were cold. She remembers the phone more than the hands.',
        impact: 'Goes the long way round to maths and comes late.',
        impactOnOthers: 'Her best friend got into trouble for shouting.',
        wouldHelp: 'The film gone from every phone. A letter in real handwriting.',
      }),
    ),
    on(
      30,
      responsibleSays('Keira', 40, {
        account: 'She did it because the others watched. She asked for it to be filmed.',
        whoWasAffected: 'Amelia. Her gran.',
        couldDo: 'Go to each one who has it and watch them delete it.',
        feelings: 'Scared of herself.',
      }),
      takes('Keira', 'full', 'Made a list of eleven names and went to them with Mr Adeyemi.'),
    ),
    on(
      36,
      risk('medium', {
        reasons: 'Both children, one school. The film is gone as far as anybody can say.',
        strengths: 'Two women who love them and a school that is awake.',
        worries: [
          [
            'Media about what happened',
            'medium',
            'Amelia',
            'A film can come back.',
            'Mr Adeyemi knows and rings at once.',
          ],
        ],
        holdsFor: 90,
      }),
    ),
    on(
      44,
      writesLetter(
        'Keira',
        'Amelia',
        'Dear Amelia,\n\nI pushed you and I asked them to film it. I wanted people to laugh and they did and then I felt sick.\n\nI have been to everybody on the list, with Mr Adeyemi. Eleven people. I watched each of them delete it. If you ever see it again tell him and I will go to that person too.\n\nI walk to maths on the other side now so the corridor is yours.\n\nYou do not have to be my friend or say hello.\n\nKeira',
      ),
    ),
    on(45, findsReady('tom')),
    on(46, findsReady('marta')),
    on(
      51,
      sharesLetter('Keira'),
      talk(
        'Amelia',
        'Told her and her mother that there is a letter. She would like Tom to read it with her mother there.',
      ),
      offersLetter(),
    ),
    on(53, answersLetter('Amelia', 'read-aloud', { mayKnow: true })),
    on(
      59,
      deliversLetter(),
      note(
        'Amelia',
        'Read aloud at the kitchen table. She asked to hold it and looked at the handwriting. “She pressed really hard.”',
      ),
    ),
    on(78, surveys('Amelia', 4, 'yes', 'it was ok. i go to maths the normal way'), surveys('Keira', 5, 'yes')),
  ],
};

const chloe = person('Chloe Marriott', 176, { pronouns: 'she', age: 23, ways: ['text', 'email'] });
const jamal = person('Jamal Edwards', 177, { pronouns: 'he', age: 25 });

/** She changed her mind the day before, and everything stopped at once. */
export const dayBefore: Story = {
  key: 'day before',
  weeksAgo: 18,
  arrival: {
    who: chloe,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'DC Farrow', contact: 'investigations@example.org' },
    incident: 'assault',
    what: 'A row in a car park after a party; he threw a bottle that hit her shoulder.',
    when: 'In June',
    where: 'A car park in Northampton',
    postcode: 'NN5',
    others: 'Jamal Edwards, a friend of a friend.',
    hopes: 'She wanted to ask him whether he had aimed.',
  },
  others: [['responsible', jamal]],
  team: ['sam', 'hafsa'],
  days: [
    on(
      8,
      talk('Chloe', 'Short messages, then a long call.'),
      yes('Chloe', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter'),
    ),
    on(
      16,
      talk('Jamal', 'He would do anything to undo it.'),
      yes('Jamal', 'be-contacted', 'mode-meeting', 'mode-letter', 'follow-up'),
    ),
    on(
      30,
      harmedSays('Chloe', 45, {
        account: 'Glass on the ground and then her arm.',
        impact: 'Does not wear that dress.',
        questions: 'Did you aim?',
      }),
      responsibleSays('Jamal', 40, {
        account: 'He threw it at the wall. It was not far enough from her and that is on him.',
        whoWasAffected: 'Chloe. All their friends, who had to choose.',
        couldDo: 'Answer her.',
        feelings: 'Cannot look at bottles.',
      }),
      takes('Jamal', 'full', 'Does not hide behind having aimed at the wall.'),
    ),
    on(
      74,
      ready('Chloe'),
      ready('Jamal'),
      risk('low', { occasion: 'before-conference', reasons: 'One question, one answer.' }),
      arranges(
        { day: 87, hour: 18, venue: 'Lantern Hall, the garden room' },
        ['Chloe', 'The woman from the car park'],
        ['Jamal', 'The man who threw the bottle'],
      ),
    ),
    on(
      78,
      preparesTheDay(
        { safety: 'Chloe arrives last and leaves first.', seating: 'Wide circle.', stop: 'Chloe’s hand on the table.' },
        { Chloe: 'The garden office', Jamal: 'The green room' },
      ),
    ),
    on(86, takesBack('Chloe', 'mode-meeting')),
    on(
      88,
      talk(
        'Chloe',
        'She had not slept. She knows that she does not have to say why. Relieved that it is simply off. She would like to leave it here.',
      ),
      talk(
        'Jamal',
        'Told him that it is not going ahead and that it is not because of anything he did. He had guessed. “Tell her thanks for thinking about it”; we did not pass that on.',
      ),
    ),
    on(
      100,
      closes('harmed-withdrew', 'Chloe’s door stays open. Jamal was offered three talks of his own and took two.'),
    ),
  ],
};
