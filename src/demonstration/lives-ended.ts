import { closes, reopens } from './ending.ts';
import { on, person, type Story } from './story.ts';
import { contact, no, note, takesBack, talk, yes } from './talking.ts';
import { harmedSays, responsibleSays, risk, takes } from './weighing.ts';
import { findsReady, keepsLetter, writesLetter } from './writing.ts';

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
  then: [
    on(8, talk('Rebecca', 'More tired of it than hurt by it.'), yes('Rebecca', 'be-contacted', 'approach-other', 'mode-letter')),
    on(22, harmedSays('Rebecca', 35, { account: 'She heard it before she saw it.', impact: 'She parks at the far end.', wouldHelp: 'One word.' })),
    on(29, talk('Gavin', 'Says that he accepted the caution to have peace and that it was not he.'), yes('Gavin', 'be-contacted')),
    on(43, responsibleSays('Gavin', 30, { account: 'He walked past. Anybody could have done it.', feelings: 'Annoyed to be asked.' }), takes('Gavin', 'none', 'Accepted a caution and says that he did not do it. Asked twice, on different days.')),
    on(52, talk('Gavin', 'No change, and he would like it to end. Thanked him for his time.')),
    on(57, talk('Rebecca', 'Told her that it cannot go further at the moment, and that this is not because of anything she said or did. Offered two talks for herself; she took one.')),
    on(72, closes('no-responsibility-taken', 'Nothing passed between them. She knows that she may come back.')),
  ],
};

const frank = person('Frank Doyle', 272, { pronouns: 'he', age: 55, ways: ['call', 'post'], address: '12 Sample Avenue, Corby NN18 8CO' });
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
  then: [
    on(8, contact('Frank', 'no-answer', 'Early, when bakers are up.')),
    on(14, contact('Frank', 'no-answer', 'Late, when they are not.')),
    on(17, contact('Frank', 'not-a-good-time', 'His hands were in the dough. Said that we would ring on Thursday.')),
    on(18, contact('Frank', 'sent', 'With our number and a stamped card.', 'post')),
    on(50, closes('could-not-contact-harmed', 'Twenty working days after the letter. The card may come in a year; then we begin.')),
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
  then: [
    on(8, talk('Abena', 'She listened to all of it and said: no, thank you. It is done for me, and I would like it to stay done.'), no('Abena', 'approach-other', 'mode-letter', 'mode-meeting')),
    on(10, closes('harmed-declined', 'A clear and friendly no. He was never approached.')),
  ],
};

const billie = person('Billie Crane', 276, { pronouns: 'she', age: 25, ways: ['text', 'email'] });
const marlon = person('Marlon Grove', 277, { pronouns: 'he', age: 45, ways: ['call', 'email'] });

/** A letter that was written for the writer, and stays where it is. */
export const unsentLetter: Story = {
  key: 'unsent letter',
  weeksAgo: 21,
  arrival: {
    who: marlon,
    part: 'responsible',
    source: 'probation',
    referrer: { name: 'Helen Ibbotson, probation', contact: 'h.ibbotson@example.org' },
    incident: 'burglary',
    what: 'He broke into the house of a young woman while she was at her mother’s funeral. He learned that from the newspaper.',
    when: 'Last year',
    where: 'Kettering',
    postcode: 'NN16',
    others: 'Billie Crane.',
    hopes: 'To tell her that he did not know, and that it makes no difference.',
  },
  others: [['harmed', billie]],
  team: ['tom', 'sam'],
  then: [
    on(8, talk('Billie', 'She would rather not hear from him, now or later, and she hopes that he does well. Both in one breath.'), yes('Billie', 'be-contacted', 'approach-other'), no('Billie', 'mode-letter', 'mode-meeting')),
    on(22, talk('Marlon', 'Told him only that nothing will pass. He asked whether he may write it all the same, and we said yes.'), yes('Marlon', 'be-contacted', 'mode-letter')),
    on(36, responsibleSays('Marlon', 50, { account: 'An empty house, as he thought.', whoWasAffected: 'Her, on that day of all days.', couldDo: 'Nothing that she asks for, and he respects that.', feelings: 'It follows him.' }), takes('Marlon', 'full', 'Came for her sake and stayed when there was nothing in it for him.')),
    on(50, writesLetter('Marlon', 'Billie', 'Dear Miss Crane,\n\nI did not know where you were that day. I have thought about whether that matters, and it does not.\n\nI will not send this. I wanted to have written it.')),
    on(51, findsReady('tom')),
    on(64, keepsLetter('Marlon'), note('Marlon', 'He read it aloud to Tom, folded it and put it into his own pocket.')),
    on(71, closes('no-send-letter', 'A good end for him. She was never troubled again.')),
  ],
};

const sonia = person('Sonia Baptista', 278, { pronouns: 'she', age: 40, language: 'Portuguese', ways: ['call'], hours: [10, 12], codeword: 'saffron', ifSomeoneElseAnswers: 'That it is the dentist' });
const neil = person('Neil Harcourt', 279, { pronouns: 'he', age: 44 });

/** It could not be made safe, and that was said plainly and kindly. */
export const formerPartner: Story = {
  key: 'former partner',
  weeksAgo: 22,
  arrival: {
    who: neil,
    part: 'responsible',
    source: 'self',
    incident: 'assault',
    what: 'I hurt my former partner two years ago. I have done a course and I want to show her that I have changed.',
    when: 'Two years ago',
    where: 'Brackley',
    postcode: 'NN13',
    others: 'Sonia.',
    hopes: 'That she sees it.',
  },
  others: [['harmed', sonia]],
  team: ['jo', 'tom'],
  then: [
    on(10, talk('Sonia', 'With the codeword, between ten and twelve. She would consider a letter if it were safe. She is still careful where she walks.'), yes('Sonia', 'be-contacted', 'approach-other')),
    on(17, talk('Neil', 'Speaks of himself for most of an hour, and knows the name of her new street.', 'in-person'), yes('Neil', 'be-contacted')),
    on(24, takes('Neil', 'minimising', '“We were as bad as each other.” The course is not finished.'), risk('not-manageable', { reasons: 'He knows more of her present life than he should, and what he asks for is to be seen by her. Any contact would serve that. Shared with the police by way of Priya on the same day.', strengths: 'Her independent adviser.', worries: [['History of control', 'high', 'Neil', 'Knows her street and her shifts.', 'Her adviser and the police were told on the day; a safety plan is in place.']], holdsFor: 90 })),
    on(25, talk('Sonia', 'Told her that nothing will pass, and who rings her this afternoon about the rest. She said: thank you for looking.')),
    on(31, closes('unsafe', 'Her adviser has taken over. He was told that our part has ended, and nothing else.')),
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
  then: [
    on(8, talk('Yusuf', 'Laughed a lot and then did not.'), yes('Yusuf', 'be-contacted', 'approach-other', 'mode-meeting')),
    on(16, talk('Blake', 'Did not know about the nephew.'), yes('Blake', 'be-contacted', 'mode-meeting')),
    on(31, responsibleSays('Blake', 30, { account: 'He remembers the counter and not the sauce.', whoWasAffected: 'Mr Karim. The nephew.', couldDo: 'Clean it once when he is sober.', feelings: 'Embarrassed.' }), takes('Blake', 'full', 'Takes what he cannot remember on the word of those who saw it.')),
    on(43, takesBack('Blake', 'mode-meeting')),
    on(45, talk('Blake', 'He is going to his sister’s in Leeds and wants to leave all of it. Thanked us.'), talk('Yusuf', 'Told him that it is not going ahead. He shrugged and asked whether the boy is all right.')),
    on(50, closes('responsible-withdrew', 'Mr Karim was offered a talk of his own and took it.')),
  ],
};

const iris = person('Iris Penfold', 282, { pronouns: 'she', age: 59, ways: ['call', 'email'] });
const shane = person('Shane Bolton', 283, { pronouns: 'he', age: 33 });

/** Closed when she was not ready, and opened again when she was. */
export const secondThoughts: Story = {
  key: 'second thoughts',
  weeksAgo: 44,
  arrival: {
    who: iris,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'PC Lewis Grant, Corby neighbourhood team', contact: 'corby.team@example.org' },
    incident: 'burglary',
    what: 'Her late mother’s house was broken into while it stood empty, and the piano was damaged.',
    when: 'Last winter',
    where: 'Corby',
    postcode: 'NN17',
    others: 'Shane Bolton, who tuned it once.',
    hopes: 'She did not know.',
  },
  others: [['responsible', shane]],
  team: ['sam', 'leo'],
  then: [
    on(9, talk('Iris', 'She was clearing the house and had no room for anything else.'), yes('Iris', 'be-contacted')),
    on(31, talk('Iris', 'Not now and perhaps never. We left her our card.')),
    on(36, closes('not-ready-door-open', 'Hers to open again.')),
    on(267, reopens('Iris rang: she has found the tuning book with his name in it and would like to know what happened to the piano.')),
    on(269, talk('Iris', 'A year on. Quiet and curious.'), yes('Iris', 'approach-other', 'mode-letter', 'mode-meeting')),
    on(281, harmedSays('Iris', 45, { account: 'The lid was open and one string was missing.', impact: 'She has not sold it and cannot play it.', questions: 'Why one string?' })),
    on(290, talk('Shane', 'He still has the string.'), yes('Shane', 'be-contacted')),
  ],
};
