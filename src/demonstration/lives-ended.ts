import { closes } from './ending.ts';
import { type Story, on, person } from './story.ts';
import { contact, no, takesBack, talk, yes } from './talking.ts';
import { harmedSays, responsibleSays, takes } from './weighing.ts';

const rebecca = person('Rebecca Thorn', 270, { pronouns: 'she', age: 38, ways: ['call', 'text', 'email'] });
const gavin = person('Gavin Reed', 271, { pronouns: 'he', age: 41 });

/** He denies it: every gate stayed shut, and she was told only what she may know. */
export const damagedCar: Story = {
  key: 'damaged car',
  weeksAgo: 23,
  arrival: {
    who: rebecca,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'PC Anwar, Wellingborough', contact: 'wellingborough.team@example.org' },
    incident: 'criminal-damage',
    what: 'Her car was scratched from lamp to lamp after an argument about a parking space.',
    when: 'In May',
    where: 'A car park in Rushden',
    postcode: 'NN10',
    others: 'Gavin Reed was seen and was given a caution.',
    hopes: 'To hear him say that it was childish.',
  },
  others: [['responsible', gavin]],
  team: ['marta', 'leo'],
  days: [
    on(
      8,
      talk('Rebecca', 'More tired of it than hurt by it.'),
      yes('Rebecca', 'be-contacted', 'approach-other', 'mode-letter'),
    ),
    on(
      22,
      harmedSays('Rebecca', 35, {
        account: 'She heard it before she saw it.',
        impact: 'She parks at the far end.',
        wouldHelp: 'One word.',
      }),
    ),
    on(
      29,
      talk('Gavin', 'Says that he accepted the caution to have peace and that it was not he.'),
      yes('Gavin', 'be-contacted'),
    ),
    on(
      43,
      responsibleSays('Gavin', 30, {
        account: 'He walked past. Anybody could have done it.',
        feelings: 'Annoyed to be asked.',
      }),
      takes('Gavin', 'none', 'Accepted a caution and says that he did not do it. Asked twice, on different days.'),
    ),
    on(52, talk('Gavin', 'No change, and he would like it to end. Thanked him for his time.')),
    on(
      57,
      talk(
        'Rebecca',
        'Told her that it cannot go further at the moment, and that this is not because of anything she said or did. Offered two talks for herself; she took one.',
      ),
    ),
    on(72, closes('no-responsibility-taken', 'Nothing passed between them. She knows that she may come back.')),
  ],
};

const frank = person('Frank Doyle', 272, {
  pronouns: 'he',
  age: 55,
  ways: ['call', 'post'],
  address: '12 Sample Avenue, Corby NN18 8CO',
});
const leigh = person('Leigh Barton', 273, { pronouns: 'she', age: 29 });

/** Nobody could be reached; the letter says that the door stays open. */
export const bakeryWindow: Story = {
  key: 'bakery window',
  weeksAgo: 20,
  arrival: {
    who: frank,
    part: 'harmed',
    source: 'victim-service',
    referrer: { name: 'Naomi Achebe, victim care', contact: 'naomi.achebe@example.org' },
    incident: 'criminal-damage',
    what: 'The window of his bakery was broken with a loaf tin that she had bought there.',
    when: 'In June',
    where: 'Corby',
    postcode: 'NN18',
    others: 'Leigh Barton, a former employee.',
    hopes: 'He did not say.',
  },
  others: [['responsible', leigh]],
  team: ['sam', 'leo'],
  days: [
    on(8, contact('Frank', 'no-answer', 'Early, when bakers are up.')),
    on(14, contact('Frank', 'no-answer', 'Late, when they are not.')),
    on(17, contact('Frank', 'not-a-good-time', 'His hands were in the dough. Said that we would ring on Thursday.')),
    on(18, contact('Frank', 'sent', 'With our number and a stamped card.', 'post')),
    on(
      50,
      closes(
        'could-not-contact-harmed',
        'Twenty working days after the letter. The card may come in a year; then we begin.',
      ),
    ),
  ],
};

const abena = person('Abena Quaye', 274, { pronouns: 'she', age: 32, ways: ['call', 'text'] });
const lloyd = person('Lloyd Perry', 275, { pronouns: 'he', age: 34 });

/** She said no, and no is a whole answer. */
export const houseParty: Story = {
  key: 'house party',
  weeksAgo: 18,
  arrival: {
    who: abena,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'DC Farrow', contact: 'investigations@example.org' },
    incident: 'assault',
    what: 'Pushed down a flight of stairs at a party by a man who had been told to leave.',
    when: 'In July',
    where: 'Northampton',
    postcode: 'NN2',
    others: 'Lloyd Perry.',
    hopes: 'She agreed to be rung.',
  },
  others: [['responsible', lloyd]],
  team: ['jo', 'hafsa'],
  days: [
    on(
      8,
      talk(
        'Abena',
        'She listened to all of it and said: no, thank you. It is done for me, and I would like it to stay done.',
      ),
      no('Abena', 'approach-other', 'mode-letter', 'mode-meeting'),
    ),
    on(10, closes('harmed-declined', 'A clear and friendly no. He was never approached.')),
  ],
};

const yusuf = person('Yusuf Karim', 280, { pronouns: 'he', age: 50, language: 'Bengali', ways: ['call', 'text'] });
const blake = person('Blake Simmonds', 281, { pronouns: 'he', age: 21 });

/** He changed his mind; she of the till next door had not been told of more than she needed. */
export const takeawayCounter: Story = {
  key: 'takeaway counter',
  weeksAgo: 26,
  arrival: {
    who: yusuf,
    part: 'harmed',
    source: 'self',
    incident: 'anti-social-behaviour',
    what: 'Three weekends in a row the same young man was sick on my counter, and on the last one he threw the chilli sauce at my nephew.',
    when: 'In April',
    where: 'My takeaway in Northampton',
    postcode: 'NN5',
    others: 'Blake. He comes on weekdays too and is polite.',
    hopes: 'That the weekday one speaks to the weekend one.',
  },
  others: [['responsible', blake]],
  team: ['marta', 'hafsa'],
  days: [
    on(
      8,
      talk('Yusuf', 'Laughed a lot and then did not.'),
      yes('Yusuf', 'be-contacted', 'approach-other', 'mode-meeting'),
    ),
    on(16, talk('Blake', 'Did not know about the nephew.'), yes('Blake', 'be-contacted', 'mode-meeting')),
    on(
      31,
      responsibleSays('Blake', 30, {
        account: 'He remembers the counter and not the sauce.',
        whoWasAffected: 'Mr Karim. The nephew.',
        couldDo: 'Clean it once when he is sober.',
        feelings: 'Embarrassed.',
      }),
      takes('Blake', 'full', 'Takes what he cannot remember on the word of those who saw it.'),
    ),
    on(43, takesBack('Blake', 'mode-meeting')),
    on(
      45,
      talk('Blake', 'He is going to his sister’s in Leeds and wants to leave all of it. Thanked us.'),
      talk('Yusuf', 'Told him that it is not going ahead. He shrugged and asked whether the boy is all right.'),
    ),
    on(50, closes('responsible-withdrew', 'Mr Karim was offered a talk of his own and took it.')),
  ],
};
